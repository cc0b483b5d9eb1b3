// What is not an application: reading and printing without a card, how far one's case is, and the licence
// copy for the one person it is for. Real processes, the robot's walks and the papers that came out.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

DistrictOptions quick(const std::string& size = "1080x1920") {
    return {.size = size, .settings = {{"timers.take_paper_ms", "1500"}, {"timers.goodbye_ms", "1000"}}};
}

std::string text_of(District& district, const std::filesystem::path& sheet) {
    return run({"/usr/bin/pdftotext", "-layout", sheet.string(), "-"}, district.directory() / "text").output;
}

void walks(District& district, const std::string& matter, const std::string& walk,
           const std::string& language = "zh-Hans", const std::vector<std::string>& more = {}) {
    const auto file = (source_directory() / "config/catalogue" / (matter + ".walks.txt")).string();
    std::vector<std::string> words{"--headless",
                                   "--walks",
                                   file,
                                   "--walk",
                                   walk,
                                   "--matter",
                                   matter,
                                   "--language",
                                   language,
                                   "--desk",
                                   (district.directory() / "desk.sock").string(),
                                   "--out",
                                   (district.directory() / "out").string()};
    words.insert(words.end(), more.begin(), more.end());
    const auto robot = district.start_with_settings("kiosk24-rehearsal", words);
    ASSERT_EQ(robot->wait_exit(), 0) << robot->log();
    const auto report = bytes_of(district.directory() / "out/journey.json");
    EXPECT_EQ(json_member(report, "went_as_the_walk_says"), "true") << report;
}

TEST(AGuide, IsPrintedWithoutACardAndTheLedgerKnowsNobody) {
    District district(quick());
    walks(district, "PB03", "guide");
    const auto sheets = district.printed();
    ASSERT_FALSE(sheets.empty());
    const auto text = text_of(district, sheets.front());
    EXPECT_NE(text.find("文件编号"), std::string::npos) << text;
    EXPECT_NE(text.find("社会保险参保证明办事指南"), std::string::npos) << text;
    EXPECT_TRUE(district.book().filings.empty()) << "nothing is filed by reading";
    const auto ledger = district.ledger();
    EXPECT_EQ(district.count(ledger, LedgerKind::page_fed), static_cast<int>(sheets.size()));
    for (const auto& entry : ledger)
        EXPECT_TRUE(entry.personal.empty()) << name_of(entry.kind);
}

TEST(AGuide, ThatIsSomebodysPaperIsNotPrinted) {
    District district(quick());
    ASSERT_TRUE(district.sandbox("lie document-name"));
    district.start_terminal();
    ASSERT_TRUE(district.touch("wake", "home"));
    ASSERT_TRUE(district.touch("group.open_government", "home"));
    ASSERT_TRUE(district.touch("matter.PB03", "guide_list"));
    ASSERT_TRUE(district.touch("guide.SI01", "guide"));
    ASSERT_TRUE(district.touch("print", "trouble"));
    EXPECT_TRUE(district.says("heading", "trouble.document_refused.what"));
    EXPECT_TRUE(district.printed().empty());
}

TEST(MyCases, TellTheTruthWhilePaperIsOutAndPrintOnceItIsBack) {
    District district(quick());
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district.desk("printer paper out"));
    ASSERT_TRUE(district.touch("submit", "printing"));
    ASSERT_TRUE(district.touch("leave", "goodbye"));
    ASSERT_TRUE(district.leave());
    // Nothing that needs the printer can be begun now, but the person hears how it stands.
    ASSERT_TRUE(district.is_at("attract"));
    ASSERT_TRUE(district.touch("wake", "home"));
    ASSERT_TRUE(district.touch("my_cases", "case_ask"));
    ASSERT_TRUE(district.touch("card", "consent"));
    ASSERT_TRUE(district.touch("agree", "lay_card"));
    ASSERT_TRUE(district.desk(std::string("reader lay ") + kFirstCitizen));
    ASSERT_TRUE(district.is_at("case_story"));
    EXPECT_TRUE(district.says("state", "case_state.approved"));
    EXPECT_TRUE(district.sees("note")) << "why it cannot be printed now, and where it can";
    ASSERT_TRUE(district.desk("printer refill"));
    ASSERT_TRUE(district.touch("print_again", "take_paper"));
    EXPECT_TRUE(district.prints(1));
    ASSERT_TRUE(district.touch("taken", "goodbye"));
    EXPECT_EQ(district.book().filings.size(), 1u);
    EXPECT_EQ(bytes_of(district.printed().front()),
              documents_of(district.directory() / "sandbox").begin()->second);
}

TEST(MyCases, AreEmptyForSomebodyNew) {
    District district(quick());
    walks(district, "PB01", "no-case");
    EXPECT_EQ(district.count(district.ledger(), LedgerKind::opened), 0);
}

TEST(MyCases, AWrongNumberFindsNothingAndTheCardStillDoes) {
    District district(quick("1920x1080"));
    walks(district, "PB01", "wrong-number", "en");
}

TEST(LicenceCopy, IsPrintedForTheLegalRepresentativeWhoseFaceIsAlike) {
    District district(quick());
    ASSERT_TRUE(district.desk("face A"));
    walks(district, "EN02", "approved");
    const auto sheets = district.printed();
    ASSERT_EQ(sheets.size(), 1u);
    const auto text = text_of(district, sheets.front());
    EXPECT_NE(text.find("91440399MA0000007L"), std::string::npos) << text;
    EXPECT_NE(text.find("李测试"), std::string::npos) << text;
    const auto ledger = district.ledger();
    EXPECT_EQ(district.count(ledger, LedgerKind::face_consented), 1);
    ASSERT_EQ(district.count(ledger, LedgerKind::face_compared), 1);
    for (const auto& entry : ledger) {
        if (entry.kind != LedgerKind::face_compared) continue;
        EXPECT_EQ(entry.fact("decision"), "same");
        EXPECT_EQ(entry.fact("model"), "sandbox-correlation-1");
        EXPECT_EQ(entry.facts.size(), 3u) << "of a face nothing else is kept";
        EXPECT_TRUE(entry.personal.empty());
    }
}

TEST(LicenceCopy, IsComparedInTheTerminalWhereItHasAMatcher) {
    auto options = quick();
    options.more_devices =
        "\n[[device]]\nid = \"matcher\"\nclass = \"face_matcher\"\n"
        "program = \"kiosk24-driver-face-correlation\"\n";
    District district(options);
    ASSERT_TRUE(district.desk("face A"));
    walks(district, "EN02", "approved", "zh-Hans",
          {"--card", (source_directory() / "drivers/virtual/cards/with_photo.json").string()});
    EXPECT_EQ(district.printed().size(), 1u);
    const auto ledger = district.ledger();
    ASSERT_EQ(district.count(ledger, LedgerKind::face_compared), 1);
    for (const auto& entry : ledger) {
        if (entry.kind == LedgerKind::face_compared) {
            EXPECT_EQ(entry.fact("model"), "kiosk24-correlation-1");
        }
    }
}

TEST(LicenceCopy, GoesToAPersonWhereNoFaceIsCompared) {
    District district(quick());
    walks(district, "EN02", "without-face");
    EXPECT_EQ(district.count(district.ledger(), LedgerKind::face_consented), 0);
    EXPECT_EQ(district.count(district.ledger(), LedgerKind::face_compared), 0);
}

TEST(LicenceCopy, IsRefusedToAnotherPersonWithTheRule) {
    District district(quick("1920x1080"));
    walks(district, "EN02", "another-person", "en");
    EXPECT_TRUE(district.printed().empty());
    const auto ledger = district.ledger();
    bool has_rule = false;
    for (const auto& entry : ledger) {
        if (entry.kind != LedgerKind::answered) continue;
        EXPECT_EQ(entry.fact("reason_code"), "not_legal_representative");
        has_rule = entry.fact("reason.en").find("Rule:") == 0;
    }
    EXPECT_TRUE(has_rule);
}

}  // namespace
}  // namespace kiosk24::whole_test
