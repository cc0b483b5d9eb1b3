// The terminal and the central hub, both as real processes: what the centre sees, what it may order, and that
// no citizen ever notices whether there is one.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/whole/hub.h"

namespace kiosk24::whole_test {
namespace {

class UnderAHub : public testing::Test {
  protected:
    void SetUp() override { begin(Hub::kBeatEvery_ms); }
    void begin(const std::string& beat_every_ms) {
        hub_.start(beat_every_ms);
        ASSERT_TRUE(hub_.enrol());
        district_.start_terminal();
        ASSERT_TRUE(hub_.shows("link", "up"));
    }
    bool paper_is(const std::string& supply) {
        return eventually([&] {
            const auto terminal = hub_.terminal();
            if (!terminal.is_object()) return false;
            for (const auto& device : terminal["devices"]) {
                if (device.value("id", "") == "a4") return device.value("paper", "") == supply;
            }
            return false;
        });
    }
    District district_;
    Hub hub_{district_};
};

// Its turn to beat comes every ten minutes: what is seen sooner was urgent.
class UnderAPatientHub : public UnderAHub {
  protected:
    void SetUp() override { begin("600000"); }
};

TEST_F(UnderAHub, ItSaysWhoItIsAndHowItIs) {
    ASSERT_TRUE(hub_.shows("service", "in_service"));
    const auto terminal = hub_.terminal();
    EXPECT_EQ(terminal["type"], "comprehensive");
    EXPECT_NE(terminal["site"]["zh-Hans"].get<std::string>(), "");
    EXPECT_GE(terminal["devices"].size(), 3u);
    EXPECT_GT(terminal["frames_presented"].get<int>(), 0);
    EXPECT_GT(terminal["certificate_days_left"].get<int>(), 300);
    EXPECT_EQ(terminal["audit_head"].get<std::string>().size(), 64u);
    EXPECT_LT(std::abs(terminal["clock_offset_ms"].get<int>()), 5'000);
    EXPECT_EQ(terminal["faults"].size(), 0u);
}

TEST_F(UnderAPatientHub, PullingThePaperAtTheDeskIsSeenAtTheCentreAndSoIsNewPaper) {
    ASSERT_TRUE(hub_.shows("service", "in_service"));
    const auto began = std::chrono::steady_clock::now();
    ASSERT_TRUE(district_.desk("paper out"));
    EXPECT_TRUE(paper_is("out"));
    const auto took = std::chrono::steady_clock::now() - began;
    RecordProperty("seen_after_ms",
                   static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
    EXPECT_TRUE(hub_.shows("service", "half_service"));
    ASSERT_TRUE(district_.desk("refill"));
    EXPECT_TRUE(hub_.shows("service", "in_service"));
}

TEST_F(UnderAHub, TheCentreTakesItOutOfServiceAndBackAndARestartChangesNothing) {
    hub_.take_out_of_service();
    ASSERT_TRUE(district_.is_at("out_of_service"));
    EXPECT_NE(district_.probe().words("words").find("设备升级"), std::string::npos);
    EXPECT_NE(district_.probe().words("words.1").find("Being upgraded"), std::string::npos);
    EXPECT_TRUE(hub_.last_command_is("done"));
    EXPECT_TRUE(hub_.shows("notice_reason", "hub_command"));

    EXPECT_EQ(district_.end_terminal(), 0);
    district_.start_terminal("out_of_service");
    EXPECT_TRUE(eventually([&] {
        return district_.probe().words("words").find("设备升级") != std::string::npos;
    })) << district_.probe().words("words");

    hub_.order({"in-service"});
    EXPECT_TRUE(district_.is_at("attract"));
    EXPECT_TRUE(hub_.last_command_is("done"));
    EXPECT_TRUE(hub_.shows("service", "in_service"));
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(district_.count(district_.ledger(), LedgerKind::hub_command), 2) << "both are in the book";
}

TEST_F(UnderAHub, ACitizenWhoIsThereFinishesFirst) {
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    hub_.take_out_of_service();
    ASSERT_TRUE(hub_.last_command_is("done"));
    EXPECT_EQ(district_.probe().situation(), "review");
    ASSERT_TRUE(district_.finish_visit("out_of_service"));
    EXPECT_TRUE(district_.prints(1));
    EXPECT_TRUE(hub_.shows("service", "out_of_service"));
}

TEST_F(UnderAHub, ThreeMissedBeatsAreALostLinkThatClearsItselfAndLookingDoesNotRefreshIt) {
    district_.kill_terminal();
    ASSERT_TRUE(hub_.shows("link", "lost"));
    const auto last_seen = hub_.terminal()["last_seen_ms"];
    EXPECT_EQ(hub_.terminal()["last_seen_ms"], last_seen);
    district_.start_terminal();
    EXPECT_TRUE(hub_.shows("link", "up"));
}

TEST_F(UnderAHub, AHubThatGoesAwayAndComesBackIsFoundAgain) {
    hub_.stop();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.finish_visit("attract"));
    hub_.start();
    ASSERT_TRUE(district_.desk("paper out"));
    EXPECT_TRUE(paper_is("out"));
}

TEST(Enrolment, GivesAKeyThatOnlyTheTerminalCanRead) {
    District district;
    Hub hub(district);
    hub.start();
    ASSERT_TRUE(hub.enrol());
    for (const char* name : {"hub_terminal.key", "hub_terminal.pem", "hub_command_signer.pem"}) {
        struct stat found {};
        ASSERT_EQ(::stat((district.directory() / name).c_str(), &found), 0) << name;
        EXPECT_EQ(found.st_mode & 0777, 0600u) << name;
    }
    EXPECT_FALSE(std::filesystem::exists(district.directory() / "hub_terminal.key.requested"));
}

TEST(Enrolment, ACodeIsWorthNothingTwiceOrForAnotherTerminalOrIfItIsWrong) {
    District district;
    Hub hub(district);
    hub.start();
    EXPECT_NE(hub.enrol_with("AAAA-BBBB-CCCC-DDDD"), 0);
    EXPECT_NE(hub.enrol_with(hub.code_for("LG-0002")), 0);
    EXPECT_FALSE(std::filesystem::exists(district.directory() / "hub_terminal.pem"));
    const auto code = hub.code_for("LG-0001");
    EXPECT_EQ(hub.enrol_with(code), 0);
    EXPECT_NE(hub.enrol_with(code), 0) << "another request with a code that is spent";
}

TEST(Enrolment, ATerminalThatIsNotEnrolledServesAllTheSame) {
    District district;
    Hub hub(district);
    hub.start();
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    EXPECT_TRUE(hub.terminal().is_null());
}

// ---- whatever the hub is like, a citizen applies and gets the paper

class WhateverTheHubIs : public testing::Test {
  protected:
    void SetUp() override {
        hub_.start();
        ASSERT_TRUE(hub_.enrol());
        hub_.stop();
    }
    void expect_a_whole_visit() {
        district_.start_terminal();
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
        ASSERT_TRUE(district_.finish_visit());
        EXPECT_TRUE(district_.prints(1));
    }
    District district_;
    Hub hub_{district_};
};

TEST_F(WhateverTheHubIs, AbsentFromTheStart) {
    expect_a_whole_visit();
}

TEST_F(WhateverTheHubIs, ANameThatNobodyKnows) {
    district_.set("hub.url", "https://hub.invalid:9443");
    expect_a_whole_visit();
}

TEST_F(WhateverTheHubIs, Silent) {
    Recorder recorder(district_, hub_, Recorder::Manner::silent);
    expect_a_whole_visit();
    EXPECT_TRUE(eventually([&] { return !recorder.requests().empty(); })) << "or nothing was tried";
}

TEST_F(WhateverTheHubIs, FullOfNonsense) {
    Recorder recorder(district_, hub_, Recorder::Manner::nonsense);
    expect_a_whole_visit();
    EXPECT_TRUE(eventually([&] { return !recorder.requests().empty(); })) << "or nothing was tried";
}

TEST_F(WhateverTheHubIs, NothingOfTheCitizenIsInWhatTheHubHears) {
    Recorder recorder(district_, hub_, Recorder::Manner::well);
    expect_a_whole_visit();
    const auto seen = recorder.requests().size();
    EXPECT_TRUE(eventually([&] { return recorder.requests().size() >= seen + 2; })) << "the visit is over";
    std::string traffic;
    for (const auto& request : recorder.requests())
        traffic += request.method + " " + request.path + "?" + request.query + " " + request.content_type +
                   " " + request.idempotency_key + "\n" + request.body + "\n";
    EXPECT_NE(traffic.find("LG-0001"), std::string::npos) << "the traffic is what it is taken for";
    EXPECT_EQ(district_.end_terminal(), 0);
    // The card's name, number, birthday and address, and whatever leads to the case.
    std::vector<std::string> personal{"李测试", "11010519491231002X", "19491231", "1949-12-31", "测试路",
                                      "SI01"};
    for (const auto& entry : district_.ledger()) {
        if (!entry.case_id.empty()) personal.push_back(entry.case_id);
        for (const auto* fact : {"case_number", "document", "key"}) {
            if (!entry.fact(fact).empty()) personal.push_back(entry.fact(fact));
        }
    }
    EXPECT_GT(personal.size(), 8u);
    for (const auto& text : personal)
        EXPECT_EQ(traffic.find(text), std::string::npos) << text;
}

}  // namespace
}  // namespace kiosk24::whole_test
