// The IPP operations that a page needs (RFC 8011 section 4). One request at a time; not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/ipp/connection.h"
#include "drivers/ipp/facts.h"

namespace kiosk24::drivers::ipp {

// One job of one page. The document stays whole and unchanged; page-ranges picks the page.
struct PageRequest {
    std::string job_name;
    int page = 1, pages = 1;
};

// What became of the attempt to hand a page to the printer.
struct Handover {
    enum class Kind {
        accepted,  // job_id is its job
        refused,   // the printer said no: nothing of it stays there
        not_sent,  // no byte left this machine
        uncertain  // it may or may not have it
    };
    Kind kind = Kind::not_sent;
    int job_id = 0;
    Error error{Code::unreachable};  // why, unless accepted; server_busy: the same page may be tried again
};

enum class WhichJobs { waiting, ended };

class Printer {
  public:
    explicit Printer(Address address) : connection_(std::move(address)) {}

    // Every function: unreachable, timed_out, cancelled, server_refused, unknown_reply as Connection::ask,
    // and not_found, server_busy, server_refused, server_failed by the IPP status.
    Result<PrinterFacts> facts(const Limits& limits);
    Result<PrinterAbilities> abilities(const Limits& limits);
    Handover print(const PageRequest& request, ByteView pdf, const PrinterAbilities& abilities,
                   const Limits& limits);
    // not_found if the printer no longer knows it.
    Result<Job> job(int id, const Limits& limits);
    // Those of ours.
    Result<std::vector<Job>> jobs(WhichJobs which, const Limits& limits);
    // Asks to take it back; that it is gone is seen by job(). A job that already ended is no error.
    Status cancel(int id, const Limits& limits);

  private:
    Result<Message> ask(ipp_t* request, const Limits& limits);
    Message request_for(ipp_op_t operation) const;
    Connection connection_;
};

}  // namespace kiosk24::drivers::ipp
