// The shipped driver process against a receipt printer on a pty.
#include <gtest/gtest.h>
#include <png.h>

#include <memory>

#include "drivers/virtual/receipt_printer/receipt_peer.h"
#include "tests/support/line_driver.h"

namespace kiosk24 {
namespace {

using test_support::LineDriver;
using test_support::Patience;
using virtual_devices::ReceiptPeer;

constexpr int kRow_bytes = kStripWidth_px / 8;

// Slanted stripes with every byte value somewhere, requests to printers among them.
Bytes pattern(int rows) {
    Bytes bits;
    for (int row = 0; row < rows; ++row) {
        for (int at = 0; at < kRow_bytes; ++at)
            bits.push_back(static_cast<std::uint8_t>(row * 5 + at * 3));
    }
    bits[0] = 0x10;
    bits[1] = 0x04;
    bits[2] = 0x01;
    return bits;
}

struct Printed {
    int rows = 0;
    Bytes bits;
};
Printed read_png(const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) return {};
    image.format = PNG_FORMAT_GRAY;
    Bytes grey(PNG_IMAGE_SIZE(image));
    png_image_finish_read(&image, nullptr, grey.data(), 0, nullptr);
    Printed printed{static_cast<int>(image.height), Bytes(grey.size() / 8, 0)};
    for (std::size_t dot = 0; dot < grey.size(); ++dot)
        printed.bits[dot / 8] |= static_cast<std::uint8_t>((grey[dot] == 0) << (7 - dot % 8));
    return printed;
}

class EscposDriver : public LineDriver {
  protected:
    EscposDriver() : LineDriver("kiosk24-driver-escpos", DeviceClass::receipt_printer, {"watch_ms=100"}) {}
    void SetUp() override {
        ASSERT_NO_FATAL_FAILURE(
            plug_in(std::make_unique<ReceiptPeer>(ReceiptPeer::Options{tty(), directory_})));
    }
    void start_online() {
        ASSERT_TRUE(start().hello());
        ASSERT_TRUE(has_condition(Fault::none));
    }
    bool has_condition(Fault fault) {
        return driver_
            ->condition([fault](const Condition& now) {
                return now.fault == fault && now.state != DeviceState::starting;
            })
            .has_value();
    }
    std::uint64_t print(int rows, Patience within = Patience(20'000)) {
        const auto bits = pattern(rows);
        return driver_->call(wire::ask::PrintReceipt{kStripWidth_px, rows, "r1"}, within, bits);
    }
    wire::give::Page outcome(std::uint64_t id) {
        const auto answer = driver_->answer(id, Patience(20'000));
        if (answer) {
            if (const auto* done = std::get_if<wire::Done>(&*answer))
                return std::get<wire::give::Page>(done->give);
            if (const auto* failed = std::get_if<wire::Failed>(&*answer))
                return {failed->outcome, failed->fault};
        }
        ADD_FAILURE() << "no answer: " << driver_->log();
        return {};
    }
    void expect(std::uint64_t id, Outcome wanted, Fault fault) {
        const auto page = outcome(id);
        EXPECT_EQ(page.outcome, wanted) << driver_->log();
        EXPECT_EQ(page.fault, fault) << driver_->log();
    }
    bool has_receipt(int number) const { return std::filesystem::exists(receipt_path(number)); }
    std::string receipt_path(int number) const {
        return directory_ + "/receipt-0" + std::to_string(number) + ".png";
    }
};

TEST_F(EscposDriver, AReceiptComesOutDotForDot) {
    start_online();
    expect(print(1000), Outcome::done, Fault::none);
    const auto printed = read_png(receipt_path(1));
    auto wanted = pattern(1000);
    ASSERT_GE(printed.rows, 1000);
    int others = 0;
    for (std::size_t at = 0; at < wanted.size(); ++at)
        others += printed.bits[at] != wanted[at] && printed.bits[at] != (wanted[at] | 0x08);
    EXPECT_EQ(others, 0);
    EXPECT_NE(tell("state").find("unknown bytes 0"), std::string::npos);
}

TEST_F(EscposDriver, OneReceiptAfterTheOtherEachOnItsOwnPaper) {
    start_online();
    expect(print(50), Outcome::done, Fault::none);
    expect(print(30), Outcome::done, Fault::none);
    EXPECT_GT(read_png(receipt_path(1)).rows, read_png(receipt_path(2)).rows);
    EXPECT_FALSE(has_receipt(3));
}

TEST_F(EscposDriver, ConditionsFollowThePrinter) {
    start_online();
    const std::pair<const char*, Fault> steps[] = {{"paper-low", Fault::receipt_paper_low},
                                                   {"paper-out", Fault::receipt_paper_out},
                                                   {"paper-ok", Fault::none},
                                                   {"cover-open", Fault::receipt_cover_open},
                                                   {"cover-closed", Fault::none},
                                                   {"broken", Fault::receipt_unrecoverable},
                                                   {"well", Fault::none},
                                                   {"noise", Fault::receipt_unclassified},
                                                   {"well", Fault::none},
                                                   {"mute", Fault::receipt_offline},
                                                   {"well", Fault::none},
                                                   {"unplug", Fault::receipt_offline},
                                                   {"plug", Fault::none}};
    for (const auto& [line, fault] : steps) {
        tell(line);
        EXPECT_TRUE(has_condition(fault)) << line << "\n" << driver_->log();
    }
}

TEST_F(EscposDriver, WithoutPaperNothingIsBegun) {
    tell("paper-out");
    ASSERT_TRUE(start().hello());
    ASSERT_TRUE(has_condition(Fault::receipt_paper_out));
    expect(print(50), Outcome::not_done, Fault::receipt_paper_out);
    EXPECT_NE(tell("state").find("unfinished rows 0"), std::string::npos);
}

TEST_F(EscposDriver, NearlyOutOfPaperItPrints) {
    start_online();
    tell("paper-low");
    expect(print(50), Outcome::done, Fault::none);
}

TEST_F(EscposDriver, PaperThatEndsInTheMiddleIsNotAReceiptAndIsNotFinishedLater) {
    start_online();
    tell("paper-out-after 100");
    expect(print(600), Outcome::not_done, Fault::receipt_paper_out);
    ASSERT_TRUE(has_condition(Fault::receipt_paper_out));
    tell("paper-ok");
    ASSERT_TRUE(has_condition(Fault::none));
    expect(print(40), Outcome::done, Fault::none);
    // The torn strip was cut off by itself; the rest of it was never printed.
    EXPECT_LT(read_png(receipt_path(1)).rows, 300);
    const auto second = read_png(receipt_path(2));
    const auto wanted = pattern(40);
    EXPECT_EQ(Bytes(second.bits.begin() + kRow_bytes, second.bits.begin() + 40 * kRow_bytes),
              Bytes(wanted.begin() + kRow_bytes, wanted.end()));
}

TEST_F(EscposDriver, ACoverThatIsLiftedInTheMiddleStopsIt) {
    start_online();
    tell("hold");
    const auto id = print(600);
    tell("cover-open");
    expect(id, Outcome::not_done, Fault::receipt_cover_open);
}

TEST_F(EscposDriver, ACutterThatSticksLeavesItOpenWhetherTheStripIsOut) {
    start_online();
    tell("cutter-jam");
    expect(print(60), Outcome::unknown, Fault::receipt_cutter_failed);
}

TEST_F(EscposDriver, APrinterThatFallsSilentAtTheCutLeavesItOpen) {
    start_online();
    tell("silent-at-cut");
    expect(print(60), Outcome::unknown, Fault::receipt_offline);
    EXPECT_TRUE(has_receipt(1)) << "it did come out: not_done would have been a lie";
}

TEST_F(EscposDriver, APrinterThatIsMuteFromTheBeginningPrintsNothing) {
    start_online();
    tell("mute");
    expect(print(60), Outcome::not_done, Fault::receipt_offline);
}

TEST_F(EscposDriver, ACableThatIsPulledInTheMiddleIsNoReceipt) {
    start_online();
    tell("hold");
    const auto id = print(600);
    ASSERT_TRUE(driver_->condition([](const auto&) { return false; }, Patience(50)) == std::nullopt);
    tell("unplug");
    expect(id, Outcome::not_done, Fault::receipt_offline);
    tell("release");
    tell("plug");
    ASSERT_TRUE(has_condition(Fault::none));
    expect(print(40), Outcome::done, Fault::none);
}

TEST_F(EscposDriver, CancelledItStopsAndCutsOffWhatIsThere) {
    start_online();
    tell("hold");
    const auto id = print(2000);
    driver_->cancel(id);
    const auto answer = driver_->answer(id);
    ASSERT_TRUE(answer && std::holds_alternative<wire::Failed>(*answer)) << driver_->log();
    EXPECT_EQ(std::get<wire::Failed>(*answer).code, Code::cancelled);
    EXPECT_EQ(std::get<wire::Failed>(*answer).outcome, Outcome::not_done);
    tell("release");
    expect(print(40), Outcome::done, Fault::none);
    EXPECT_LT(read_png(receipt_path(1)).rows, 300) << "of 2000 rows";
}

TEST_F(EscposDriver, AfterAKillInTheMiddleTheTornBandDoesNotReachTheNextReceipt) {
    start_online();
    tell("hold");
    print(2000);
    driver_->kill_now();
    tell("release");
    start_online();
    const auto clear = driver_->call(wire::ask::Clear{}, Patience(10'000));
    ASSERT_TRUE(std::holds_alternative<wire::Done>(driver_->answer(clear).value())) << driver_->log();
    const auto before = std::filesystem::exists(receipt_path(1)) ? 2 : 1;
    expect(print(40), Outcome::done, Fault::none);
    const auto last = read_png(receipt_path(before));
    EXPECT_LT(last.rows, 200);
    EXPECT_NE(tell("state").find("unknown bytes 0"), std::string::npos);
}

TEST_F(EscposDriver, APictureThatIsNotWhatItAnnouncesIsRefused) {
    start_online();
    const auto bits = pattern(10);
    driver_->send_raw(R"({"id":90,"do":"print_receipt","with":{"width":576,"height":11,"job":"r"},)"
                      R"("within_ms":1000,"bulk_bytes":720})");
    expect(print(20), Outcome::done, Fault::none);
    EXPECT_EQ(driver_->waiting_answers(90), 0);
}

}  // namespace
}  // namespace kiosk24
