#include "drivers/ipp/driver.h"

#include "drivers/ipp/condition.h"
#include "drivers/ipp/page_printer.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers::ipp {
namespace {

constexpr Milliseconds kOneLook{900};
constexpr std::size_t kMostLoggedReasons = 100;
constexpr std::size_t kLongestJobName_bytes = 200;
constexpr int kMostPages = 999;

// IEEE 1284 device id: "MFG:Maker;MDL:Model;SN:1234;".
std::string device_id_field(const std::string& device_id, std::string_view short_key,
                            std::string_view long_key) {
    std::size_t at = 0;
    while (at < device_id.size()) {
        const auto end = std::min(device_id.find(';', at), device_id.size());
        const auto field = std::string_view(device_id).substr(at, end - at);
        const auto colon = field.find(':');
        if (colon != std::string_view::npos &&
            (field.substr(0, colon) == short_key || field.substr(0, colon) == long_key))
            return std::string(field.substr(colon + 1));
        at = end + 1;
    }
    return {};
}

std::string after_maker(const std::string& make_and_model, const std::string& maker) {
    if (maker.empty() || !make_and_model.starts_with(maker + " ")) return make_and_model;
    return make_and_model.substr(maker.size() + 1);
}

}  // namespace

IppPrinter::IppPrinter() = default;
IppPrinter::~IppPrinter() = default;

std::vector<SettingEntry> IppPrinter::settings() const {
    return {{"printer_uri", "", "where the printer is: ipp://host:port/path or ipps://..."},
            {"poll_ms", "1000", "how often the idle printer is asked for its state, in milliseconds"}};
}

DeviceIdentity IppPrinter::identity() const {
    DeviceIdentity identity;
    if (!abilities_) return identity;
    identity.maker = device_id_field(abilities_->device_id, "MFG", "MANUFACTURER");
    const auto model = device_id_field(abilities_->device_id, "MDL", "MODEL");
    const auto& make_and_model = abilities_->make_and_model;
    if (identity.maker.empty()) identity.maker = make_and_model.substr(0, make_and_model.find(' '));
    identity.model = model.empty() ? after_maker(make_and_model, identity.maker) : model;
    identity.serial = device_id_field(abilities_->device_id, "SN", "SERN");
    if (identity.serial.empty()) identity.serial = abilities_->uuid;
    identity.firmware = abilities_->firmware;
    if (abilities_->counts_impressions) identity.capabilities.emplace_back("counter");
    return identity;
}

Status IppPrinter::open(const Settings& settings) {
    TRY(address, address_of(settings.text("printer_uri")));
    TRY(poll_ms, settings.number("poll_ms", 100, 60'000));
    watch_every_ = Milliseconds(poll_ms);
    printer_ = std::make_unique<Printer>(std::move(address));
    pages_ = std::make_unique<PagePrinter>(*printer_, [this](const auto& facts) { return told(facts); });
    watch();
    return {};
}

Status IppPrinter::learn_abilities(const Limits& limits) {
    if (abilities_) return {};
    TRY(abilities, printer_->abilities(limits));
    if (!abilities.takes_a4) log::warn("ipp", "the printer does not list A4 paper");
    abilities_ = std::make_unique<PrinterAbilities>(std::move(abilities));
    return {};
}

Fault IppPrinter::told(const Result<PrinterFacts>& facts) {
    if (!facts) {
        report(offline_condition(facts.error().detail()));
        return Fault::printer_offline;
    }
    auto reading = read_condition(*facts);
    for (const auto& reason : reading.unknown_reasons) {
        if (logged_reasons_.size() >= kMostLoggedReasons || !logged_reasons_.insert(reason).second) continue;
        log::warn("ipp", "unknown printer-state-reason: {}", reason);
    }
    if (abilities_ && !abilities_->takes_pdf && !is_blocking(reading.condition.fault)) {
        reading.condition.fault = Fault::printer_refused;
        reading.condition.detail = "the printer does not take PDF";
    }
    report(reading.condition);
    return reading.condition.fault;
}

void IppPrinter::watch() {
    const Limits limits{monotonic_now() + kOneLook, {}};
    if (const auto learnt = learn_abilities(limits); !learnt) {
        told(learnt.error());
        return;
    }
    pages_->look_between_calls(limits);
}

Answer<PageOutcome> IppPrinter::print_page(const PageJob& job, ByteView pdf, const Limits& limits) {
    if (job.page < 1 || job.page > job.pages || job.pages > kMostPages)
        return Error(Code::bad_argument, "no such page");
    if (job.job.empty() || job.job.size() > kLongestJobName_bytes || !is_utf8(job.job))
        return Error(Code::bad_argument, "a job's name has 1 to 200 bytes");
    if (as_text(pdf.first(std::min<std::size_t>(pdf.size(), 5))) != "%PDF-")
        return Error(Code::bad_input, "the document is not a PDF");
    if (const auto learnt = learn_abilities(limits); !learnt) {
        told(learnt.error());
        return Failure{Error(Code::device_offline, learnt.error().detail()), Fault::printer_offline,
                       Outcome::not_done};
    }
    return pages_->print({job.job, job.page, job.pages}, pdf, *abilities_, limits);
}

Answer<PageOutcome> IppPrinter::recall(const std::string& job, const Limits& limits) {
    return pages_->recall(job, limits);
}

Answer<void> IppPrinter::clear(const Limits& limits) {
    return pages_->clear(limits);
}

}  // namespace kiosk24::drivers::ipp
