// The few IPP and HTTP requests with which the peer and its engine speak to their own ippeveprinter on
// loopback. Each takes milliseconds; none waits for paper.
#pragma once

#include <set>
#include <string>

#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

struct Announced {
    bool is_idle = false;
    std::set<std::string> reasons;  // without suffix
};
// What the printer says of itself now. unreachable, unknown_reply.
Result<Announced> ask_printer(int port);
// Hands over a document as a job of the desk: the engine only announces the machine's state. server_busy
// while another job runs.
Status send_desk_job(int port);
// ippeveprinter keeps a job that meets an empty tray to itself, deaf to everything; only its web form frees
// it.
Status fill_trays(int port);
// Is the job asked to stop? ippeveprinter tells its command nothing of a cancel.
bool is_cancelled(const std::string& printer_uri, int job_id);

inline constexpr const char* kDeskJob = "kiosk24-desk";

}  // namespace kiosk24::virtual_devices
