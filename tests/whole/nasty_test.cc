// Some of the nasty strings on the real terminal: as a code before the scanner, on a card, and typed. The
// terminal goes on as after any other text; what arrived is what was sent; no line of the log is theirs. All
// of them through the rooms, one by one: nasty_chain_test.cc.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/wire/json_writer.h"
#include "tests/whole/district.h"
#include "tests/whole/nasty_strings.h"

namespace kiosk24::whole_test {
namespace {

class NastyVisit : public testing::Test {
  protected:
    void SetUp() override { district_.start_terminal(); }

    // Still the same process, with nothing of the text in its log but as words of a line.
    void expect_unimpressed() {
        EXPECT_TRUE(district_.terminal().is_alive());
        std::istringstream log(district_.terminal_log());
        for (std::string line; std::getline(log, line);) {
            EXPECT_FALSE(has_control_characters(line)) << line;
            EXPECT_TRUE(line.starts_with("20") && line.find(" kiosk24-rehearsal ") != line.npos) << line;
        }
        for (const auto& folder :
             {std::filesystem::current_path(), district_.directory(), std::filesystem::temp_directory_path()})
            EXPECT_FALSE(std::filesystem::exists(folder / "kiosk24-pwned")) << folder;
    }
    std::string card_file(const std::string& name, const std::string& address) {
        wire::JsonWriter card;
        card.begin_object().field("name", name).field("sex", "2").field("nation", "01");
        card.field("birth", "1949-12-31").field("address", address).field("id_number", "11010519491231002X");
        card.field("issuer", "测试").field("valid_from", "2020-01-01").field("valid_to", "长期").end();
        const auto path = district_.directory() / "nasty.json";
        std::ofstream(path) << card.text();
        return path.string();
    }
    // The name under which the platform's population base has the one person of this test.
    std::string name_at_the_platform() {
        sqlite3* database = nullptr;
        std::string name;
        const auto file = district_.directory() / "sandbox/sandbox.db";
        if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK) {
            sqlite3_stmt* asked = nullptr;
            sqlite3_prepare_v2(database, "SELECT name FROM people", -1, &asked, nullptr);
            if (asked != nullptr && sqlite3_step(asked) == SQLITE_ROW)
                name = reinterpret_cast<const char*>(sqlite3_column_text(asked, 0));
            sqlite3_finalize(asked);
        }
        sqlite3_close(database);
        return name;
    }
    void type(const std::string& text) {
        wire::ProbeRequest request;
        request.verb = wire::ProbeVerb::type;
        request.id = "search.text";
        request.text = text;
        const auto reply = district_.probe().ask(request);
        EXPECT_TRUE(reply.ok) << reply.error;
    }
    District district_;
};

TEST_F(NastyVisit, ACodeThatIsNoCaseNumberIsToldSoAndNothingElseHappens) {
    ASSERT_TRUE(district_.touch("wake", "home"));
    ASSERT_TRUE(district_.touch("my_cases", "case_ask"));
    for (const char* code :
         {"%s%s%s%n", "{0}{1}", "a##b###c", "$(touch kiosk24-pwned)", "../../../../etc/passwd", "' OR '1'='1",
          "{\"decision\":\"approved\"}", "kiosk24://service?pin=240024", "=cmd|'/C calc'!A0",
          "${jndi:ldap://127.0.0.1/x}", "\u202e张三", "👨‍👩‍👧‍👦"}) {
        SCOPED_TRACE(code);
        ASSERT_TRUE(district_.sees("scan"));
        ASSERT_TRUE(district_.touch("scan", "case_ask"));
        ASSERT_TRUE(district_.sees("stop"));
        // Shown until it is seen: the scanner looks only from a moment later on. Then the field says what is
        // wrong.
        ASSERT_TRUE(eventually([&] {
            return district_.desk(std::string("scan ") + code) &&
                   eventually([&] { return !district_.probe().node("stop"); }, Patience{1'000});
        }));
        EXPECT_EQ(district_.probe().situation(), "case_ask");
        const auto shown = district_.probe().words("query.number");
        EXPECT_EQ(shown.find(code), std::string::npos) << shown;
        ASSERT_TRUE(district_.touch("back", "home"));
        ASSERT_TRUE(district_.touch("my_cases", "case_ask"));
    }
    expect_unimpressed();
    EXPECT_TRUE(district_.book().filings.empty());
}

TEST_F(NastyVisit, ANameArrivesAtThePlatformAndOnPaperAsItStandsOnTheCard) {
    std::size_t sheets = 0, visits = 0;
    for (const char* name : {"%s%n%s", "姓名##1###x", "<b>张</b>&amp;", "$(touch k24)", "../../etc/x",
                             "'; DROP TABLE", "{name}{pages}", "𠮷野𬱖𫖯", "=1+1"}) {
        SCOPED_TRACE(name);
        const auto address = std::string("路1号") + name + "\"}],\"x\":\"";
        ASSERT_TRUE(district_.come_to_review(card_file(name, address)));
        ASSERT_TRUE(district_.sees("field.name"));
        EXPECT_NE(district_.probe().words("field.name").find(name), std::string::npos)
            << district_.probe().words("field.name");
        EXPECT_EQ(name_at_the_platform(), name);
        ASSERT_TRUE(district_.touch("submit", "take_paper"));
        ASSERT_TRUE(district_.prints(++sheets));
        const auto text = run({"/usr/bin/pdftotext", "-layout", district_.printed().back().string(), "-"},
                              district_.directory() / "text");
        EXPECT_NE(text.output.find(name), std::string::npos) << text.output;
        ASSERT_TRUE(district_.touch("taken", "goodbye"));
        ASSERT_TRUE(district_.leave());
        ASSERT_TRUE(district_.is_at("attract"));
        EXPECT_EQ(district_.book().filings.size(), ++visits);
        EXPECT_EQ(district_.terminal_log().find(name), std::string::npos) << "the log names nobody";
    }
    expect_unimpressed();
}

TEST_F(NastyVisit, TypedWordsAreSearchedForAndMeanNothingElse) {
    ASSERT_TRUE(district_.touch("wake", "home"));
    ASSERT_TRUE(district_.touch("search", "home"));
    for (const auto& nasty : nasty_strings()) {
        constexpr std::size_t kTyped_bytes = 40;  // the field takes no more than it can show
        if (nasty.text.size() > kTyped_bytes || has_control_characters(nasty.text)) continue;
        SCOPED_TRACE(shown(nasty));
        type(nasty.text);
        EXPECT_TRUE(eventually([&] { return district_.probe().words("search.text").ends_with(nasty.text); }));
        EXPECT_EQ(district_.probe().situation(), "home");
        ASSERT_TRUE(district_.touch("key.clear", "home"));
    }
    type("社保");
    EXPECT_TRUE(district_.sees("matter.SI01")) << "it finds what is there, as before";
    expect_unimpressed();
}

}  // namespace
}  // namespace kiosk24::whole_test
