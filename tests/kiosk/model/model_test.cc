#include <gtest/gtest.h>

#include <set>

#include "kiosk/model/state.h"
#include "kiosk/model/texts.h"

namespace kiosk24 {
namespace {

LedgerEntry entry(LedgerKind kind, std::map<std::string, std::string> facts = {}) {
    return {.case_id = "c1", .kind = kind, .at = {1}, .facts = std::move(facts), .personal = {}};
}

TEST(CaseFile, FoldsFromOpenedToTaken) {
    CaseFile file;
    for (const auto& line :
         {entry(LedgerKind::opened, {{"matter", "SI01"}, {"matter_version", "3"}, {"case", "current"}}),
          entry(LedgerKind::consented), entry(LedgerKind::key_minted, {{"key", "k"}}),
          entry(LedgerKind::sent)})
        file = fold(std::move(file), line);
    EXPECT_EQ(standing_of(file), Standing::unsettled);
    file = fold(std::move(file),
                entry(LedgerKind::answered, {{"decision", "approved"}, {"document", "d"}, {"pages", "2"}}));
    EXPECT_EQ(standing_of(file), Standing::approved_unprinted);
    file = fold(std::move(file), entry(LedgerKind::page_sent, {{"page", "1"}, {"job", "j1"}}));
    EXPECT_EQ(file.page_jobs.at(1), "j1");
    file = fold(std::move(file), entry(LedgerKind::page_fed, {{"page", "1"}}));
    EXPECT_EQ(standing_of(file), Standing::approved_unprinted);
    file = fold(std::move(file), entry(LedgerKind::page_fed, {{"page", "2"}}));
    EXPECT_EQ(standing_of(file), Standing::approved_printed);
    file = fold(std::move(file), entry(LedgerKind::taken));
    EXPECT_EQ(standing_of(file), Standing::finished);
}

TEST(CaseFile, ADestroyedPageIsOneToPrintAgain) {
    CaseFile file;
    file = fold(std::move(file),
                entry(LedgerKind::answered, {{"decision", "approved"}, {"document", "d"}, {"pages", "1"}}));
    file = fold(std::move(file), entry(LedgerKind::page_destroyed, {{"page", "1"}}));
    EXPECT_EQ(standing_of(file), Standing::approved_unprinted);
    EXPECT_TRUE(is_open_for_citizen(file));
}

TEST(CaseFile, AnEntryOfAnotherCaseOrANonsensicalPageChangesNothing) {
    CaseFile file;
    file.id = "c2";
    const CaseFile before = file;
    EXPECT_EQ(fold(file, entry(LedgerKind::sent)), before);
    CaseFile mine;
    mine.id = "c1";
    for (const char* page : {"0", "-3", "100000000", "x", ""})
        EXPECT_TRUE(fold(mine, entry(LedgerKind::page_fed, {{"page", page}})).pages.empty()) << page;
}

TEST(Faults, CodesAreUniqueAndEveryDeviceClassHasItsUnclassified) {
    std::set<std::string_view> codes;
    for (const auto& row : all_faults())
        EXPECT_TRUE(codes.insert(row.code).second) << row.code;
    for (const auto device_class :
         {DeviceClass::id_card_reader, DeviceClass::document_printer, DeviceClass::document_verify})
        EXPECT_NE(fault_coded("nobody.knows", device_class), Fault::none);
    EXPECT_EQ(fault_coded("document_printer.paper_out", DeviceClass::document_printer),
              Fault::printer_paper_out);
}

TEST(Condition, ABlockingFaultMakesADeviceUnusable) {
    Condition condition;
    EXPECT_FALSE(is_usable(condition)) << "starting";
    condition.state = DeviceState::online;
    EXPECT_TRUE(is_usable(condition));
    condition.fault = Fault::printer_paper_low;
    EXPECT_TRUE(is_usable(condition));
    condition.fault = Fault::printer_paper_out;
    EXPECT_FALSE(is_usable(condition));
}

TEST(Texts, ValuesAreFilledInAndAMissingKeyIsPlainToSee) {
    const Texts texts({{Language::en, {{"a.b", "Page {page} of {pages}, {unknown}"}}}});
    EXPECT_EQ(texts.fill(Language::en, "a.b", {{"page", "1"}, {"pages", "2"}}), "Page 1 of 2, {unknown}");
    EXPECT_EQ(texts.get(Language::zh_hans, "a.b"), "«a.b»");
}

TEST(Names, EverySituationLeadsBackFromItsName) {
#define SITUATION(name) EXPECT_EQ(situation_named(#name), Situation::name);
#include "kiosk/model/situations.def"
#undef SITUATION
}

TEST(LocalText, FallsBackToChinese) {
    const LocalText text{{{Language::zh_hans, "中文"}}};
    EXPECT_EQ(text.get(Language::en), "中文");
}

}  // namespace
}  // namespace kiosk24
