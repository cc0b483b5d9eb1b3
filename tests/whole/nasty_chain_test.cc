// Each nasty string along the way that such a text takes through the rooms, without processes: a code to the
// flow, words to screens, receipt, ledger and log. It arrives as it is, or it is refused; it never means
// anything. A card to the platform: nasty_platform_test.cc; a few on the real terminal: nasty_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "drivers/composer_cairo/composer.h"
#include "drivers/scan_serial/line.h"
#include "kiosk/base/log.h"
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/paper/receipt_strip.h"
#include "kiosk/seal/keys.h"
#include "kiosk/settings/settings.h"
#include "kiosk/text/case_number.h"
#include "kiosk/text/credit_code.h"
#include "kiosk/text/masking.h"
#include "kiosk/text/search_index.h"
#include "kiosk/text/typed.h"
#include "tests/screens/easel.h"
#include "tests/whole/nasty_fixture.h"
#include "tests/whole/process.h"

namespace kiosk24::whole_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// --- codes

// Characters that are not seen and change how their neighbours are.
bool turns_or_hides(const std::string& text) {
    for (const auto point : text::code_points_of(text).value_or(std::vector<char32_t>{})) {
        if ((point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
            (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF)
            return true;
    }
    return false;
}

TEST_F(Nasty, CodeIsOnlyWhatAPersonCouldHaveTypedOrIsRefused) {
    with_each([](const std::string& text) {
        using namespace drivers::scan_serial;
        const auto code = code_in(text, Identifier::none);
        const bool is_allowed = !text.empty() && text.size() <= wire::kLongestCode_bytes &&
                                !has_control_characters(text) && !turns_or_hides(text);
        ASSERT_EQ(code.has_value(), is_allowed) << (code ? "" : code.error().text());
        if (!code) return;
        const auto message = wire::encode(wire::FromDriver(wire::Done{7, wire::Give(*code), 0}));
        ASSERT_TRUE(message);
        const auto heard = wire::decode_from_driver(*message, DeviceClass::code_reader);
        ASSERT_TRUE(heard);
        const auto& given = std::get<wire::give::Code>(std::get<wire::Done>(*heard).give);
        EXPECT_EQ(given.text.reveal(), text);
        const auto number = text::tidy_case_number(text);
        if (text::is_case_number(number)) {
            EXPECT_EQ(number.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), number.npos);
        }
        const auto credit_code = text::find_credit_code(text);
        EXPECT_TRUE(credit_code.empty() || credit_code.size() == 18) << credit_code;
    });
}

// --- words

TEST_F(Nasty, TextIsDrawnAsWordsOnEveryScreenAndNeverBecomesAWidget) {
    screens::easel::Easel easel(ui::Orientation::portrait);
    const auto with = [](Situation situation, const std::string& text) {
        auto state = screens::sample_state_at(situation);
        auto& session = *state.session;
        if (session.person) session.person->display_name = PersonalText(text);
        if (session.card) session.card->name = session.card->address = PersonalText(text);
        for (auto& value : session.form)
            value.value = PersonalText(text);
        session.search.text = PersonalText(text);
        for (auto& [field, edit] : session.edits)
            edit.text = PersonalText(text);
        return state;
    };
    const auto ids_on = [&](const State& state) {
        easel.draw(state);
        std::set<std::string> ids;
        for (const auto& node : easel.window().tree().nodes)
            if (!node.id.ends_with(".more") && !node.id.ends_with(".back"))
                ids.insert(node.id);  // of scrolling
        return ids;
    };
    const auto review = ids_on(with(Situation::review, "张三"));
    with_each([&](const std::string& text) {
        for (const auto situation : {Situation::review, Situation::form, Situation::goodbye,
                                     Situation::case_ask, Situation::outcome, Situation::home})
            easel.draw(with(situation, text));
        constexpr std::size_t kOneRow_bytes = 30;
        if (text.size() > kOneRow_bytes) return;
        EXPECT_EQ(ids_on(with(Situation::review, text)), review);
        std::string words;
        for (const auto& node : easel.window().tree().nodes)
            words += node.words + "\n";
        if (!has_control_characters(text)) {
            EXPECT_THAT(words, HasSubstr(text));
        }
    });
}

TEST_F(Nasty, TextThatIsSearchedForFindsOnlyMatters) {
    auto catalogue = *screens::sample_state().catalogue;
    text::derive_search_keys(catalogue);
    EXPECT_FALSE(text::find_matters(catalogue, "参保").empty());
    with_each([&](const std::string& text) {
        EXPECT_LE(text::find_matters(catalogue, text).size(), catalogue.matters.size());
    });
}

TEST_F(Nasty, ValueOfASentenceIsNotASentenceItself) {
    const Texts texts({{Language::zh_hans, {{"both", "<{name}|{pages}>"}}}});
    with_each([&](const std::string& text) {
        EXPECT_EQ(texts.fill(Language::zh_hans, "both", {{"name", text}, {"pages", "2"}}),
                  "<" + text + "|2>");
    });
}

TEST_F(Nasty, TextOnAReceiptIsInkAndNothingElse) {
    const auto texts = *settings::read_texts(source_directory() / "assets/words");
    drivers::composer_cairo::Composer composer;
    int drawn = 0;
    with_each([&](const std::string& text) {
        Receipt receipt;
        receipt.matter_name = {{{Language::zh_hans, text}}};
        receipt.verdict = Verdict::refused;
        receipt.reason = {{{Language::zh_hans, text}}};
        receipt.case_number = std::string(31, '1') + "202605200001";
        receipt.masked_name = PersonalText(text::mask_name(text));
        const auto strip = paper::receipt_strip(receipt, texts);
        for (const auto& line : strip.lines) {
            EXPECT_FALSE(has_control_characters(line.text.reveal()));
            EXPECT_TRUE(line.kind != StripLineKind::qr || line.text.reveal() == receipt.case_number);
        }
        const auto call =
            wire::encode(wire::ToDriver(wire::Call{7, wire::ask::Compose{strip}, Milliseconds{1000}, 0}));
        if (!call) return;  // too long for a message: no receipt, and the screen says so
        const auto heard = wire::decode_to_driver(*call);
        ASSERT_TRUE(heard) << heard.error().text();
        const auto& asked = std::get<wire::ask::Compose>(std::get<wire::Call>(*heard).ask);
        EXPECT_TRUE(asked.strip == strip);
        const auto picture = composer.compose(asked.strip);
        if (picture) {
            ++drawn;
            EXPECT_LE(picture->height_px, kLongestStrip_px);
        } else {
            EXPECT_TRUE(picture.error().code() == Code::bad_input ||
                        picture.error().code() == Code::too_large);
        }
    });
    EXPECT_GT(drawn, 150);
}

// --- what is kept

TEST_F(Nasty, TextInTheLedgerComesBackAsItWasAndIsNotReadableInTheFile) {
    ASSERT_TRUE(journal::prepare_sqlite());
    journal::LedgerOptions options;
    options.path = (folder_.path() / "journal.sqlite").string();
    auto keys = seal::KeyStore::open(folder_.path() / "keys", seal::Profile::international);
    ASSERT_TRUE(keys) << keys.error().text();
    options.keys = std::make_shared<const seal::KeyStore>(*std::move(keys));
    auto ledger = journal::Ledger::open(options, {1'000});
    ASSERT_TRUE(ledger);
    ASSERT_TRUE((*ledger)->begin_boot({1'000}));
    int count = 0;
    std::vector<std::string> telephones;
    with_each([&](const std::string& text) {
        const auto id = "case-" + std::to_string(1'000 + ++count);  // in order of their keys too
        const auto number = text + "/" + id;                        // whose case it is
        LedgerEntry opened{.case_id = id,
                           .kind = LedgerKind::opened,
                           .at = {2'000},
                           .facts = {{"matter", "SI01"}, {"case", text}},
                           .personal = {}};
        opened.personal["id_number"] = PersonalText(number);
        opened.personal["name"] = PersonalText(text);
        journal::Change change;
        change.entries.push_back(opened);
        for (const auto kind : {LedgerKind::consented, LedgerKind::key_minted, LedgerKind::sent})
            change.entries.push_back({.case_id = id,
                                      .kind = kind,
                                      .at = {2'000},
                                      .facts = {{"key", "key-" + id}},
                                      .personal = {}});
        const auto telephone = cut_to_units(text, 8);
        change.outgoing = CallBackRequest{"key-" + id, PersonalText(telephone), "help"};
        change.outgoing_case = id;
        const auto kept_it = (*ledger)->commit(change, {2'000});
        if (has_control_characters(text) && !kept_it) {
            // Then nothing of it is in the book, which goes on.
            EXPECT_EQ(kept_it.error().code(), Code::bad_argument) << kept_it.error().text();
            EXPECT_TRUE((*ledger)->entries_of_case(id)->empty());
            return;
        }
        ASSERT_TRUE(kept_it) << kept_it.error().text();
        telephones.push_back(telephone);
        const auto found = (*ledger)->find_cases(PersonalText(number));
        ASSERT_TRUE(found) << found.error().text();
        ASSERT_EQ(found->size(), 1u);
        EXPECT_EQ(found->front().id, id);
        const auto kept = (*ledger)->entries_of_case(id);
        ASSERT_TRUE(kept);
        ASSERT_EQ(kept->size(), 4u);
        EXPECT_EQ(kept->front().facts.at("case"), text);
    });
    const auto waiting = (*ledger)->waiting_outbox();
    ASSERT_TRUE(waiting);
    EXPECT_GT(telephones.size(), 200u);
    ASSERT_EQ(waiting->size(), telephones.size());
    for (std::size_t i = 0; i < telephones.size(); ++i)
        EXPECT_EQ(std::get<CallBackRequest>((*waiting)[i].outgoing).telephone.reveal(), telephones[i]);
    const auto chain = (*ledger)->verify_chain();
    ASSERT_TRUE(chain);
    EXPECT_FALSE(chain->first_broken);
    ledger->reset();
    EXPECT_EQ(bytes_of(options.path).find("/case-1001"), std::string::npos) << "the number is sealed";
}

TEST_F(Nasty, TextInTheLogIsOneLineWithoutCommandsToATerminal) {
    const auto file = (folder_.path() / "log").string();
    log::open({.level = log::Level::warn, .program = "nasty", .file = file});
    int count = 0;
    with_each([&](const std::string& text) {
        log::warn("test", "begin {} end", text);
        ++count;
    });
    log::open({});
    std::ifstream written(file);
    int lines = 0;
    for (std::string line; std::getline(written, line); ++lines) {
        EXPECT_FALSE(has_control_characters(line)) << lines;
        EXPECT_THAT(line, testing::MatchesRegex("20..-..-..T.*nasty test: begin .* end"));
        for (const char* never : {"\u2028", "\u2029", "\u202e", "\u2066"})
            EXPECT_EQ(line.find(never), std::string::npos) << lines;
    }
    EXPECT_EQ(lines, count);
}

}  // namespace
}  // namespace kiosk24::whole_test
