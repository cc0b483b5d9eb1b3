#include "drivers/ipp/printer.h"

#include <array>

namespace kiosk24::drivers::ipp {
namespace {

constexpr Milliseconds kLongestAnswer{3000};  // for everything but a page

// The IPP status of a reply as an error (RFC 8011 appendix B).
Status status_of(ipp_t* reply) {
    const auto status = ippGetStatusCode(reply);
    if (status >= IPP_STATUS_OK && status <= IPP_STATUS_OK_EVENTS_COMPLETE) return {};
    const std::string text = ippErrorString(status);
    switch (status) {
        case IPP_STATUS_ERROR_NOT_FOUND:
        case IPP_STATUS_ERROR_GONE:
            return Error(Code::not_found, text);
        case IPP_STATUS_ERROR_BUSY:
        case IPP_STATUS_ERROR_TEMPORARY:
        case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
        case IPP_STATUS_ERROR_TOO_MANY_JOBS:
        case IPP_STATUS_ERROR_PRINTER_IS_DEACTIVATED:
            return Error(Code::server_busy, text);
        default:
            break;
    }
    return Error(status >= IPP_STATUS_ERROR_INTERNAL ? Code::server_failed : Code::server_refused, text);
}

void add_job_attributes(ipp_t* request, const PageRequest& page, const PrinterAbilities& abilities) {
    ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, "iso_a4_210x297mm");
    if (abilities.chooses_sides)
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "one-sided");
    if (page.pages > 1) ippAddRange(request, IPP_TAG_JOB, "page-ranges", page.page, page.page);
}

const std::vector<const char*> kJobAttributes = {"job-id", "job-name", "job-state", "job-state-reasons",
                                                 "job-impressions-completed"};

}  // namespace

Message Printer::request_for(ipp_op_t operation) const {
    auto request = make_request(operation, connection_.address().uri);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kUser);
    return request;
}

Result<Message> Printer::ask(ipp_t* request, const Limits& limits) {
    const auto step = limits.within(kLongestAnswer);
    auto exchange = connection_.ask(request, {}, step);
    if (!exchange.reply) {
        // Out of this step's time but not of the caller's: the printer does not answer.
        if (exchange.reply.error().code() == Code::timed_out && limits.check())
            return Error(Code::unreachable, exchange.reply.error().detail());
        return exchange.reply.error();
    }
    TRY_STATUS(status_of(exchange.reply->get()));
    return std::move(exchange.reply);
}

Result<PrinterFacts> Printer::facts(const Limits& limits) {
    auto request = request_for(IPP_OP_GET_PRINTER_ATTRIBUTES);
    add_requested(request.get(), {"printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
                                  "marker-types", "marker-levels", "marker-low-levels"});
    TRY(reply, ask(request.get(), limits));
    auto facts = read_facts(reply.get());
    if (facts.state == PrinterState::unknown)
        return Error(Code::unknown_reply, "no printer-state in the reply");
    return facts;
}

Result<PrinterAbilities> Printer::abilities(const Limits& limits) {
    auto request = request_for(IPP_OP_GET_PRINTER_ATTRIBUTES);
    add_requested(request.get(), {"printer-make-and-model", "printer-device-id", "printer-uuid",
                                  "printer-firmware-string-version", "document-format-supported",
                                  "page-ranges-supported", "media-supported", "sides-supported",
                                  "ipp-features-supported", "job-impressions-supported"});
    TRY(reply, ask(request.get(), limits));
    return read_abilities(reply.get());
}

Handover Printer::print(const PageRequest& page, ByteView pdf, const PrinterAbilities& abilities,
                        const Limits& limits) {
    auto request = request_for(IPP_OP_PRINT_JOB);
    auto* raw = request.get();
    ippAddString(raw, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, page.job_name.c_str());
    // What the printer can't honour it must refuse, not ignore: the whole document instead of one page, say.
    ippAddBoolean(raw, IPP_TAG_OPERATION, "ipp-attribute-fidelity", 1);
    ippAddString(raw, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    add_job_attributes(raw, page, abilities);

    auto exchange = connection_.ask(raw, pdf, limits);
    if (!exchange.reply) {
        auto kind =
            exchange.reach == Reach::nothing_sent ? Handover::Kind::not_sent : Handover::Kind::uncertain;
        if (exchange.reply.error().code() == Code::server_refused) kind = Handover::Kind::refused;
        return {kind, 0, exchange.reply.error()};
    }
    auto* reply = exchange.reply->get();
    if (auto status = status_of(reply); !status) {
        // "internal error" may come after the job was made.
        const bool is_certain = status.error().code() != Code::server_failed;
        return {is_certain ? Handover::Kind::refused : Handover::Kind::uncertain, 0, status.error()};
    }
    const int id = integer_of(reply, "job-id").value_or(0);
    if (id <= 0) return {Handover::Kind::uncertain, 0, Error(Code::unknown_reply, "no job-id in the reply")};
    return {Handover::Kind::accepted, id, Error(Code::unreachable)};
}

Result<Job> Printer::job(int id, const Limits& limits) {
    auto request = request_for(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    add_requested(request.get(), kJobAttributes);
    TRY(reply, ask(request.get(), limits));
    auto jobs = read_jobs(reply.get());
    if (jobs.size() != 1 || jobs.front().id != id)
        return Error(Code::unknown_reply, "the reply is not about that job");
    return std::move(jobs.front());
}

Result<std::vector<Job>> Printer::jobs(WhichJobs which, const Limits& limits) {
    auto request = request_for(IPP_OP_GET_JOBS);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr,
                 which == WhichJobs::waiting ? "not-completed" : "completed");
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "my-jobs", 1);
    add_requested(request.get(), kJobAttributes);
    TRY(reply, ask(request.get(), limits));
    return read_jobs(reply.get());
}

Status Printer::cancel(int id, const Limits& limits) {
    auto request = request_for(IPP_OP_CANCEL_JOB);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    auto exchange = connection_.ask(request.get(), {}, limits.within(kLongestAnswer));
    if (!exchange.reply) return exchange.reply.error();
    const auto status = ippGetStatusCode(exchange.reply->get());
    if (status == IPP_STATUS_ERROR_NOT_POSSIBLE || status == IPP_STATUS_ERROR_NOT_FOUND) return {};
    return status_of(exchange.reply->get());
}

}  // namespace kiosk24::drivers::ipp
