#include "kiosk/device/restart_policy.h"

#include <gtest/gtest.h>

namespace kiosk24::device {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Moment kStart{Milliseconds(10'000'000)};

TEST(RestartPolicy, RestartsComeAfterOneTwoFourEightSeconds) {
    RestartPolicy policy{Rules{}};
    for (const int expected : {1, 2, 4, 8}) {
        const auto restart = policy.failed(kStart);
        EXPECT_EQ(restart.standing, Standing::in_service);
        EXPECT_EQ(restart.at - kStart, seconds(expected));
    }
}

TEST(RestartPolicy, TheFifthFailureInTenMinutesPutsOutOfServiceForThirty) {
    RestartPolicy policy{Rules{}};
    Moment now = kStart;
    for (int i = 0; i < 4; ++i, now = now + minutes(2))
        EXPECT_EQ(policy.failed(now).standing, Standing::in_service);
    const auto restart = policy.failed(now);
    EXPECT_EQ(restart.standing, Standing::out_of_service);
    EXPECT_EQ(restart.at - now, minutes(30));
}

TEST(RestartPolicy, FailuresFarApartNeverPutOutOfServiceAndWaitAtMostAMinute) {
    RestartPolicy policy{Rules{}};
    Moment now = kStart;
    std::vector<long> waits;
    for (int i = 0; i < 9; ++i, now = now + minutes(11)) {
        const auto restart = policy.failed(now);
        EXPECT_EQ(restart.standing, Standing::in_service);
        waits.push_back((restart.at - now).count() / 1000);
    }
    EXPECT_EQ(waits, (std::vector<long>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
}

TEST(RestartPolicy, AHealthyWhileMakesTheNextRestartAQuickOne) {
    RestartPolicy policy{Rules{}};
    (void)policy.failed(kStart);
    (void)policy.failed(kStart + minutes(20));
    policy.healthy();
    EXPECT_EQ(policy.failed(kStart + minutes(40)).at - (kStart + minutes(40)), seconds(1));
}

TEST(RestartPolicy, APersonsResetForgivesTheLastMinutes) {
    RestartPolicy policy{Rules{}};
    for (int i = 0; i < 4; ++i)
        (void)policy.failed(kStart);
    policy.forgive();
    const auto restart = policy.failed(kStart);
    EXPECT_EQ(restart.standing, Standing::in_service);
    EXPECT_EQ(restart.at - kStart, seconds(1));
}

TEST(RestartPolicy, TheDaysBudgetOfRestartsEndsInOutOfServiceUntilTheFirstIsADayOld) {
    Rules rules;
    rules.restarts_a_day = 10;
    RestartPolicy policy{rules};
    Moment now = kStart;
    for (int i = 0; i < 10; ++i, now = now + hours(1))
        EXPECT_EQ(policy.failed(now).standing, Standing::in_service);
    const auto restart = policy.failed(now);
    EXPECT_EQ(restart.standing, Standing::out_of_service);
    EXPECT_EQ(restart.at, kStart + hours(24));
}

}  // namespace
}  // namespace kiosk24::device
