#include "drivers/document_verify/driver.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "drivers/document_verify/signers.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers::document_verify {
namespace {

constexpr std::size_t kLargestPem_bytes = 1u << 20;

// Every file of a list separated by colons, one after the other.
Result<std::string> read_all(const std::string& list) {
    std::string pem;
    for (std::size_t at = 0; at <= list.size();) {
        const auto end = std::min(list.find(':', at), list.size());
        const auto path = list.substr(at, end - at);
        std::ifstream file(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        if (text.empty()) return Error(Code::bad_setting, "ca: " + path + " can't be read");
        pem += text + "\n";
        if (pem.size() > kLargestPem_bytes) return Error(Code::bad_setting, "ca: " + path + " is too large");
        at = end + 1;
    }
    return pem;
}

Failure failure_of(const Error& error) {
    switch (error.code()) {
        case Code::bad_signature:
            return {error, Fault::verify_bad_signature, Outcome::not_done};
        case Code::document_mismatch:
            return {error, Fault::verify_mismatch, Outcome::not_done};
        case Code::too_large:
        case Code::bad_input:
            return {Error(Code::bad_input, error.detail()), Fault::verify_unreadable, Outcome::not_done};
        case Code::device_failed:
            return {error, Fault::verify_driver_failed, Outcome::not_done};
        default:
            return {error};
    }
}

}  // namespace

std::vector<SettingEntry> DocumentCheckDevice::settings() const {
    return {{"ca", "", "PEM files of the authorities whose signers we trust, separated by colons"}};
}

DeviceIdentity DocumentCheckDevice::identity() const {
    DeviceIdentity identity;
    identity.maker = "Kiosk24";
    identity.model = "document_verify";
    return identity;
}

Status DocumentCheckDevice::open(const Settings& settings) {
    TRY(pem, read_all(settings.text("ca")));
    TRY(signers, TrustedSigners::from_pem(pem));
    TRY_STATUS(checker_.trust(pem));
    watch();
    return {};
}

void DocumentCheckDevice::watch() {
    if (!checker_.is_alive()) {
        // It can't be forked anew from a process with threads: the terminal starts another driver.
        log::error("document_verify", "the checks' process is gone");
        std::_Exit(5);
    }
    Condition condition;
    condition.state = DeviceState::online;
    report(condition);
}

Answer<int> DocumentCheckDevice::verify(ByteView pdf, const wire::ask::Verify& expected,
                                        const Limits& limits) {
    const auto pages = checker_.check(pdf, expected, limits);
    if (pages) return *pages;
    log::warn("document_verify", "a document was not accepted: {}", pages.error().text());
    return failure_of(pages.error());
}

}  // namespace kiosk24::drivers::document_verify
