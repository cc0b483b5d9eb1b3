#include "drivers/virtual/printer/ipp_talk.h"

#include <cups/cups.h>

#include <cstring>
#include <memory>
#include <string_view>

namespace kiosk24::virtual_devices {
namespace {

constexpr int kPatience_ms = 2000;

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
struct DeleteIpp {
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

std::string last_error() {
    const char* words = cupsLastErrorString();
    return words == nullptr ? "no reason given" : words;
}

Http dial(int port) {
    Http http(httpConnect2("127.0.0.1", port, nullptr, AF_INET, HTTP_ENCRYPTION_IF_REQUESTED, 1, kPatience_ms,
                           nullptr));
    if (http) httpSetTimeout(http.get(), kPatience_ms / 1000.0, nullptr, nullptr);
    return http;
}

ipp_t* request_of(ipp_op_t operation, const std::string& uri) {
    auto* request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kDeskJob);
    return request;
}

std::string uri_of(int port) {
    return "ipp://localhost:" + std::to_string(port) + "/ipp/print";
}

std::set<std::string> reasons_of(ipp_t* reply) {
    std::set<std::string> reasons;
    auto* attribute = ippFindAttribute(reply, "printer-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i) {
        std::string_view reason = ippGetString(attribute, i, nullptr);
        for (const std::string_view suffix : {"-report", "-warning", "-error"})
            if (reason.ends_with(suffix)) reason.remove_suffix(suffix.size());
        if (reason != "none") reasons.emplace(reason);
    }
    return reasons;
}

}  // namespace

Result<Announced> ask_printer(int port) {
    const auto http = dial(port);
    if (!http) return Error(Code::unreachable, "the virtual printer");
    const Ipp reply(
        cupsDoRequest(http.get(), request_of(IPP_OP_GET_PRINTER_ATTRIBUTES, uri_of(port)), "/ipp/print"));
    if (!reply) return Error(Code::unreachable, last_error());
    const auto* state = ippFindAttribute(reply.get(), "printer-state", IPP_TAG_ENUM);
    if (state == nullptr) return Error(Code::unknown_reply, last_error());
    return Announced{ippGetInteger(const_cast<ipp_attribute_t*>(state), 0) == IPP_PSTATE_IDLE,
                     reasons_of(reply.get())};
}

Status send_desk_job(int port) {
    static constexpr std::string_view kNothing = "%PDF-1.4\n%%EOF\n";
    const auto http = dial(port);
    if (!http) return Error(Code::unreachable, "the virtual printer");
    const Ipp request(request_of(IPP_OP_PRINT_JOB, uri_of(port)));
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, kDeskJob);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 "application/pdf");
    const auto length = ippLength(request.get()) + kNothing.size();
    if (cupsSendRequest(http.get(), request.get(), "/ipp/print", length) != HTTP_STATUS_CONTINUE ||
        cupsWriteRequestData(http.get(), kNothing.data(), kNothing.size()) != HTTP_STATUS_CONTINUE)
        return Error(Code::unreachable, last_error());
    const Ipp reply(cupsGetResponse(http.get(), "/ipp/print"));
    if (!reply) return Error(Code::unreachable, last_error());
    if (ippGetStatusCode(reply.get()) > IPP_STATUS_OK_EVENTS_COMPLETE)
        return Error(Code::server_busy, ippErrorString(ippGetStatusCode(reply.get())));
    return {};
}

Status fill_trays(int port) {
    const auto http = dial(port);
    if (!http) return Error(Code::unreachable, "the virtual printer");
    // Every tray must be named, or it counts as empty.
    const char* form =
        "/media?size1=iso_a4_210x297mm&type1=stationery&level1=250&size3=na_number-10_4.125x9.5in&type3="
        "envelope"
        "&level3=25";
    httpClearFields(http.get());
    if (httpGet(http.get(), form) != 0) return Error(Code::unreachable, last_error());
    auto status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE)
        status = httpUpdate(http.get());
    httpFlush(http.get());
    if (status != HTTP_STATUS_OK) return Error(Code::unknown_reply, "the printer's media form");
    return {};
}

bool is_cancelled(const std::string& printer_uri, int job_id) {
    char scheme[32], user[64], host[256], resource[256];
    int port = 0;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, printer_uri.c_str(), scheme, sizeof scheme, user, sizeof user,
                        host, sizeof host, &port, resource, sizeof resource) < HTTP_URI_STATUS_OK)
        return false;
    const auto http = dial(port);
    if (!http) return false;
    auto* request = request_of(IPP_OP_GET_JOB_ATTRIBUTES, printer_uri);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_id);
    const Ipp reply(cupsDoRequest(http.get(), request, "/ipp/print"));
    if (!reply) return false;
    auto* reasons = ippFindAttribute(reply.get(), "job-state-reasons", IPP_TAG_KEYWORD);
    return reasons != nullptr && ippContainsString(reasons, "processing-to-stop-point") != 0;
}

}  // namespace kiosk24::virtual_devices
