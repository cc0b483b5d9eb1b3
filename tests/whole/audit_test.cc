// kiosk24-audit on the ledger of a terminal that served somebody, with what the central hub heard of it.
#include <gtest/gtest.h>

#include "kiosk/journal/sqlite.h"
#include "tests/whole/hub.h"

namespace kiosk24::whole_test {
namespace {

class AnAuditor : public testing::Test {
  protected:
    Ran verify(std::vector<std::string> more) {
        std::vector<std::string> words{program("kiosk24-audit"),
                                       "verify",
                                       "--settings",
                                       (source_directory() / "config/kiosk.toml").string(),
                                       "--ledger",
                                       (district_.directory() / "journal.sqlite").string(),
                                       "--keys",
                                       (district_.directory() / "keys").string()};
        words.insert(words.end(), more.begin(), more.end());
        return run(words, district_.directory() / "audit.log");
    }
    void change(const std::string& sql) {
        auto database = journal::Database::open((district_.directory() / "journal.sqlite").string(), {});
        ASSERT_TRUE(database && (*database)->run(sql));
    }
    std::string told() { return hub_.terminal()["audit_head"].get<std::string>(); }

    District district_;
    Hub hub_{district_};
};

TEST_F(AnAuditor, ProvesThatNothingWasCutOffAfterTheLastHeartbeat) {
    hub_.start();
    ASSERT_TRUE(hub_.enrol());
    district_.start_terminal();
    ASSERT_TRUE(eventually([&] { return !hub_.terminal().is_null() && !told().empty(); }));
    const auto first = told();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.finish_visit());
    ASSERT_TRUE(eventually([&] { return told() != first; }));
    const auto running = verify({"--head", first});
    EXPECT_EQ(running.status, 2);
    EXPECT_NE(running.output.find("a terminal is running"), std::string::npos) << running.output;
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto last = told();

    const auto whole = verify({"--head", first, "--head", last});
    EXPECT_EQ(whole.status, 0) << whole.output;
    EXPECT_NE(whole.output.find("nothing was cut off"), std::string::npos) << whole.output;
    const auto never = verify({"--head", std::string(64, 'e')});
    EXPECT_EQ(never.status, 1) << never.output;
    ASSERT_NO_FATAL_FAILURE(change("UPDATE entries SET at = at - 86400000 WHERE id = 3"));
    const auto edited = verify({});
    EXPECT_EQ(edited.status, 1) << edited.output;
    EXPECT_NE(edited.output.find("BROKEN: entry 3: "), std::string::npos) << edited.output;
}

TEST_F(AnAuditor, IsToldInPlainWordsWhatCannotBeVerified) {
    district_.start_terminal();
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(verify({}).status, 0);
    const auto other_keys = verify({"--keys", (district_.directory() / "dev").string()});
    EXPECT_EQ(other_keys.status, 2);
    EXPECT_EQ(verify({"--ledger", "/nonexistent"}).status, 2);
    EXPECT_EQ(run({program("kiosk24-audit"), "verify"}, district_.directory() / "audit.log").status, 2);
    EXPECT_EQ(run({program("kiosk24-audit"), "believe"}, district_.directory() / "audit.log").status, 2);
}

}  // namespace
}  // namespace kiosk24::whole_test
