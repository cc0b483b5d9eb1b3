#include "drivers/sdk/settings.h"

#include <gtest/gtest.h>

namespace kiosk24::drivers {
namespace {

const std::vector<SettingEntry> kAccepted{{"tty", "", "the line"}, {"baud", "115200", "speed"}};

std::string error_of(const std::vector<std::string>& arguments) {
    const auto settings = Settings::parse(arguments, kAccepted);
    return settings ? "" : settings.error().text();
}

TEST(DriverSettings, GivenValuesAndFallbacksAreRead) {
    const auto settings = Settings::parse({"--set", "tty=/dev/x=y"}, kAccepted);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->text("tty"), "/dev/x=y");
    EXPECT_EQ(*settings->number("baud", 9600, 115200), 115200);
    EXPECT_EQ(settings->text("another"), "");
}

TEST(DriverSettings, ATypoAMissingAndADoubledKeyAreNamed) {
    EXPECT_EQ(error_of({}), "bad_setting: 'tty' is missing: the line");
    EXPECT_EQ(error_of({"--set", "ty=1"}), "bad_setting: 'ty' is not a setting here; there are: tty, baud");
    EXPECT_EQ(error_of({"--set", "tty=1", "--set", "tty=2"}), "bad_setting: 'tty' is given twice");
    EXPECT_EQ(error_of({"--set"}), "bad_setting: '--set': expected --set key=value");
    EXPECT_EQ(error_of({"tty=1", "x"}), "bad_setting: 'tty=1': expected --set key=value");
}

TEST(DriverSettings, ANumberOutOfRangeOrWithATailIsRefused) {
    const auto settings = Settings::parse({"--set", "tty=12x", "--set", "baud=5"}, kAccepted);
    ASSERT_TRUE(settings);
    EXPECT_FALSE(settings->number("tty", 0, 100));
    EXPECT_FALSE(settings->number("baud", 9600, 115200));
}

}  // namespace
}  // namespace kiosk24::drivers
