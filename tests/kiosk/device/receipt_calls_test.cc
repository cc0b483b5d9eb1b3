// A picture that comes back from a driver, and the printer that gets it.
#include "bench.h"

namespace kiosk24::device {
namespace {

constexpr DriverIndex kComposer = 0, kReceipts = 1;
constexpr int kHeight_px = 4;
constexpr std::size_t kPicture_bytes = kStripWidth_px / 8 * kHeight_px;

class Receipts : public testing::Test {
  protected:
    void SetUp() override {
        bench.feed(input::Begin{});
        bench.greet(kComposer);
        bench.greet(kReceipts);
    }
    void compose() { bench.release(7, command::ComposeReceipt{"composer", {}, {}}); }
    // The composer's answer with that much bulk beside it.
    void picture(DocumentBytes bulk, std::size_t descriptors = 1) {
        wire::Done done{bench.last_call(kComposer).id, wire::give::Picture{{kStripWidth_px, kHeight_px, {}}},
                        kPicture_bytes};
        bench.feed(input::Received{kComposer, wire::encode(wire::FromDriver(done)).value(), descriptors,
                                   Wholeness::whole, std::move(bulk)});
    }
    void print() {
        bench.release(8, command::PrintReceipt{
                             "receipts", {kStripWidth_px, kHeight_px, document(kPicture_bytes)}, "r-1"});
    }
    Bench bench{{{"composer", DeviceClass::document_composer, {"composer"}, Keep::on_demand},
                 {"receipts", DeviceClass::receipt_printer, {"escpos"}, Keep::always}}};
};

TEST_F(Receipts, APictureArrivesWithItsBits) {
    compose();
    picture(document(kPicture_bytes));
    const auto* composed = bench.result<result::ReceiptComposed>(7);
    ASSERT_NE(composed, nullptr);
    EXPECT_EQ(composed->picture.width_px, kStripWidth_px);
    EXPECT_EQ(composed->picture.bits->reveal().size(), kPicture_bytes);
}

TEST_F(Receipts, ADriverWhosePictureIsShorterThanItAnnouncedIsKilled) {
    compose();
    picture(document(kPicture_bytes - 1));
    ASSERT_NE(bench.failure(7), nullptr);
    EXPECT_EQ(bench.failure(7)->fault, Fault::composer_driver_failed);
    EXPECT_EQ(bench.failure(7)->outcome, Outcome::not_done) << "nothing was printed yet";
    EXPECT_TRUE(bench.was_killed(kComposer));
}

TEST_F(Receipts, APictureThatIsNotSealedIsNone) {
    compose();
    picture({});
    ASSERT_NE(bench.failure(7), nullptr);
    EXPECT_TRUE(bench.was_killed(kComposer));
}

TEST_F(Receipts, APictureWithoutItsBitsIsMisbehaviour) {
    compose();
    picture({}, 0);
    ASSERT_NE(bench.failure(7), nullptr);
    EXPECT_EQ(bench.failure(7)->error.code(), Code::device_misbehaved);
}

TEST_F(Receipts, ThePrinterIsClearedAfterItsStartAndGetsThePictureAsBulk) {
    EXPECT_TRUE(std::holds_alternative<wire::ask::Clear>(bench.last_call(kReceipts).ask));
    print();
    bench.done(kReceipts, wire::give::Nothing{});
    const auto call = bench.last_call(kReceipts);
    const auto* ask = std::get_if<wire::ask::PrintReceipt>(&call.ask);
    ASSERT_NE(ask, nullptr);
    EXPECT_EQ(ask->height_px, kHeight_px);
    EXPECT_EQ(call.bulk_bytes, kPicture_bytes);
    bench.done(kReceipts, wire::give::Page{Outcome::done, Fault::none});
    ASSERT_NE(bench.result<result::PageResult>(8), nullptr);
    EXPECT_EQ(bench.result<result::PageResult>(8)->outcome, Outcome::done);
}

TEST_F(Receipts, APrinterThatDiesLeavesItUnknownWhetherTheReceiptIsOut) {
    bench.done(kReceipts, wire::give::Nothing{});
    print();
    bench.feed(input::Exited{kReceipts, "signal 11"});
    ASSERT_NE(bench.failure(8), nullptr);
    EXPECT_EQ(bench.failure(8)->outcome, Outcome::unknown);
}

}  // namespace
}  // namespace kiosk24::device
