// A driver without a device, for the tests of the SDK: `--set does=...` says how it behaves.
#include <poll.h>

#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "drivers/sdk/serve.h"

namespace {

using namespace kiosk24;
using namespace kiosk24::drivers;

void hang(Milliseconds time) {
    ::poll(nullptr, 0, static_cast<int>(time.count()));
}

Condition condition_of(DeviceState state, Fault fault = Fault::none) {
    return {state, fault, SupplyState::unknown, SupplyState::unknown, MediaState::unknown, {}};
}

IdentityCard some_card() {
    IdentityCard card;
    card.name = PersonalText("李测试");
    card.number = PersonalText("11010519491231002X");
    card.birth = Personal<Date>(Date{1949, 12, 31});
    card.valid_from = Personal<Date>(Date{2020, 1, 1});
    return card;
}

class ProbeReader : public IdCardReader {
  public:
    std::vector<SettingEntry> settings() const override { return {{"does", "answer", "how it behaves"}}; }
    DeviceIdentity identity() const override { return {"probe", "none", serial_, "1", {"counter"}}; }
    Status open(const Settings& settings) override {
        does_ = settings.text("does");
        if (does_ == "refuse_settings") return Error(Code::bad_setting, "does: never right");
        if (does_ == "slow_open") hang(Milliseconds(4500));
        if (does_ == "absent") report(condition_of(DeviceState::offline, Fault::reader_offline));
        serial_ = "opened";
        return {};
    }
    Milliseconds watch_every() const override { return Milliseconds(50); }
    void watch() override {
        if (does_ == "returning" && ++watched_ == 3) report(condition_of(DeviceState::online));
        if (does_ == "returning" && watched_ < 3)
            report(condition_of(DeviceState::offline, Fault::reader_offline));
    }
    void forget() override { ++forgotten_; }
    Answer<IdentityCard> read_card(const Limits& limits) override {
        if (does_ == "crash") std::abort();
        if (does_ == "throw") throw std::runtime_error("a vendor's surprise");
        if (does_ == "deaf") report(condition_of(DeviceState::device_busy)), hang(Milliseconds(2500));
        if (does_ == "stuck") hang(Milliseconds(60'000));
        if (does_ == "flood") flood();
        if (does_ == "wait") TRY_STATUS(limits.pause(Milliseconds(60'000)));
        if (does_ == "fail")
            return Failure{Error(Code::card_refused, "no"), Fault::reader_garbled, Outcome::unknown};
        if (does_ == "forgot" && forgotten_ == 0) return Error(Code::bad_argument, "nothing forgotten yet");
        return some_card();
    }

  private:
    void flood() const {
        constexpr int kMany = 20'000;
        for (int i = 0; i < kMany; ++i)
            report(condition_of(i % 2 == 0 ? DeviceState::device_busy : DeviceState::starting));
        report(condition_of(DeviceState::online));
    }
    std::string does_, serial_;
    int watched_ = 0, forgotten_ = 0;
};

class ProbePrinter : public DocumentPrinter {
  public:
    std::vector<SettingEntry> settings() const override { return {{"does", "", "how it behaves"}}; }
    DeviceIdentity identity() const override { return {"probe", "paper", "", "1", {}}; }
    Status open(const Settings&) override { return {}; }
    Answer<PageOutcome> print_page(const PageJob&, ByteView pdf, const Limits&) override {
        if (pdf.size() > 1 && pdf[0] == 'h') hang(Milliseconds(2500));
        return PageOutcome{pdf.size() == 5 ? Outcome::done : Outcome::not_done, Fault::none};
    }
    Answer<PageOutcome> recall(const std::string&, const Limits&) override { return PageOutcome{}; }
    Answer<void> clear(const Limits&) override { return {}; }
};

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "does=print")
            return serve(argc, argv, std::make_unique<ProbePrinter>());
    }
    return serve(argc, argv, std::make_unique<ProbeReader>());
}
