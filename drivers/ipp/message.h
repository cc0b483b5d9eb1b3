// IPP requests and replies of libcups as values (RFC 8010 encoding). Internal to this driver.
#pragma once

#include <cups/ipp.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/ipp/facts.h"

namespace kiosk24::drivers::ipp {

struct DeleteMessage {
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using Message = std::unique_ptr<ipp_t, DeleteMessage>;

inline constexpr const char* kUser = "kiosk24";  // requesting-user-name: what marks a job as ours

// A request of `operation` to the printer, in our name.
Message make_request(ipp_op_t operation, const std::string& printer_uri);
void add_requested(ipp_t* request, const std::vector<const char*>& attributes);

// Reading a reply. A missing attribute, one of another type or with too many values gives nothing.
std::optional<int> integer_of(const ipp_attribute_t* attribute, int index = 0);
// Cut, cleaned: see facts.h.
std::string text_of(const ipp_attribute_t* attribute, int index = 0);
std::vector<std::string> texts_of(ipp_t* reply, const char* name);
std::vector<int> integers_of(ipp_t* reply, const char* name);
std::string text_of(ipp_t* reply, const char* name);
std::optional<int> integer_of(ipp_t* reply, const char* name);
std::optional<bool> boolean_of(ipp_t* reply, const char* name);

PrinterFacts read_facts(ipp_t* reply);
PrinterAbilities read_abilities(ipp_t* reply);
// The jobs of a Get-Jobs or Get-Job-Attributes reply; one without id or with an impossible state is left out.
std::vector<Job> read_jobs(ipp_t* reply);

}  // namespace kiosk24::drivers::ipp
