// The terminal's clock is wrong, and is set while it runs: with Debian's faketime, in its process alone. What
// lasts a while is measured by another clock, so sessions go on; certificates and retention come right again.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/whole/district.h"

namespace kiosk24::power_cut_test {
namespace {

using whole_test::bytes_of;
using whole_test::District;
using whole_test::eventually;
using whole_test::kFirstCitizen;

class Clock : public testing::Test {
  protected:
    Clock() {
        set("+0");
        district_.set_environment("FAKETIME_TIMESTAMP_FILE", file().string());
        district_.set_environment("FAKETIME_NO_CACHE", "1");
        district_.set_environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // The plug keeps the drivers from inheriting it.
        district_.set_environment("LD_PRELOAD",
                                  "/usr/$LIB/faketime/libfaketimeMT.so.1:" KIOSK24_PLUG_LIBRARY);
    }
    std::filesystem::path file() const { return district_.directory() / "clock"; }
    // "+0", "-2h", "+3d", or "@2000-01-01 00:00:00": against, or instead of, the true time.
    void set(const std::string& time) {
        const auto next = district_.directory() / "clock.next";
        std::ofstream(next) << time << "\n";
        std::filesystem::rename(next, file());
    }
    bool log_says(const std::string& words) {
        return eventually([&] { return district_.terminal_log().find(words) != std::string::npos; });
    }
    void expect_a_whole_visit(std::size_t visits) {
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
        ASSERT_TRUE(district_.finish_visit());
        EXPECT_TRUE(district_.prints(visits));
        EXPECT_EQ(district_.book().filings.size(), visits);
    }
    // Cases of which the ledger still says what they were; reading it checks its chain.
    int remembered_cases() const {
        int cases = 0;
        for (const auto& entry : district_.ledger())
            cases += entry.kind == LedgerKind::opened && !entry.fact("matter").empty() ? 1 : 0;
        return cases;
    }
    District district_{{.settings = {{"journal.retention_days", "30"}}}};
};

TEST_F(Clock, SetBackAndForwardInTheMiddleOfAVisitEndsNoVisit) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    set("-2h");
    ASSERT_TRUE(district_.touch("submit", "take_paper"));
    set("+3d");
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    ASSERT_TRUE(district_.leave());
    ASSERT_TRUE(district_.is_at("attract"));
    EXPECT_TRUE(district_.prints(1));
    set("-2h");
    expect_a_whole_visit(2);
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(remembered_cases(), 2);
}

TEST_F(Clock, DeadAtTheStartClosesTheTerminalUntilItIsSetRight) {
    set("@2000-01-01 00:00:00");
    district_.start_terminal("out_of_service");
    ASSERT_TRUE(log_says("2000-01-01T")) << "the clock is what it is taken for";
    ASSERT_TRUE(log_says("platform.certificate"));
    set("+0");
    ASSERT_TRUE(district_.is_at("attract"));
    expect_a_whole_visit(1);
}

TEST_F(Clock, SetBackErasesNothingAndSetForwardErasesWhatIsDue) {
    district_.start_terminal();
    expect_a_whole_visit(1);
    EXPECT_EQ(district_.end_terminal(), 0);
    set("-400d");
    district_.start_terminal();
    ASSERT_TRUE(log_says("platform.certificate"));
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(remembered_cases(), 1);
    set("+29d");
    district_.start_terminal();
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(remembered_cases(), 1) << "not due yet";
    set("+31d");
    district_.start_terminal();
    ASSERT_TRUE(log_says("retention: erased"));
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(remembered_cases(), 0);
}

}  // namespace
}  // namespace kiosk24::power_cut_test
