// The shipped driver process.
#include <gtest/gtest.h>

#include "tests/support/driver_process.h"

namespace kiosk24 {
namespace {

using test_support::DriverProcess;

TEST(TemplateMakerDriver, StartsWithoutADeviceAndSaysSo) {
    DriverProcess driver(KIOSK24_TEMPLATE_MAKER_DRIVER, {"--set", "tty=/dev/no-such-line"},
                         {DeviceClass::id_card_reader, {}, true});
    ASSERT_TRUE(driver.hello());
    EXPECT_TRUE(driver.condition([](const Condition& now) { return now.fault == Fault::reader_offline; }));
    const auto answer = driver.answer(driver.call(wire::ask::ReadCard{}, test_support::Patience(1000)));
    ASSERT_TRUE(answer && std::holds_alternative<wire::Failed>(*answer));
    EXPECT_EQ(std::get<wire::Failed>(*answer).code, Code::device_offline);
}

}  // namespace
}  // namespace kiosk24
