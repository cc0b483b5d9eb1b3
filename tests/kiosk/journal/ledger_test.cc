#include "kiosk/journal/ledger.h"

#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

CaseFile folded(const std::vector<LedgerEntry>& entries) {
    CaseFile file;
    for (const auto& entry : entries)
        file = fold(std::move(file), entry);
    return file;
}

std::string utf16(const std::string& ascii, bool is_big_endian) {
    std::string wide;
    for (const char c : ascii) {
        if (is_big_endian) wide += '\0';
        wide += c;
        if (!is_big_endian) wide += '\0';
    }
    return wide;
}

TEST(Ledger, WhatWasCommittedFoldsToTheSameFileAfterReopening) {
    const Book book;
    auto entries = filed(kCase);
    entries.push_back(entry(kCase, LedgerKind::answered,
                            {{"decision", "approved"},
                             {"case_number", "44"},
                             {"reason.zh-Hans", "符合规定"},
                             {"document", "doc-1"},
                             {"pages", "2"}},
                            at(1010)));
    entries.push_back(
        entry(kCase, LedgerKind::page_sent, {{"document", "doc-1"}, {"page", "1"}, {"job", "j1"}}, at(1011)));
    {
        auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(999)));
        ASSERT_TRUE(ledger->commit(with_entries(entries), at(1000)));
        EXPECT_EQ(*ledger->file_of(kCase), folded(entries));
    }
    auto ledger = book.open();
    EXPECT_EQ(*ledger->file_of(kCase), folded(entries));
    auto boot = ledger->begin_boot(at(2000));
    ASSERT_TRUE(boot);
    EXPECT_EQ(boot->number, 2u);
    ASSERT_EQ(boot->open_cases.size(), 1u);
    EXPECT_EQ(boot->open_cases[0], folded(entries));
    EXPECT_FALSE(ledger->verify_chain()->first_broken);
    EXPECT_EQ(ledger->verify_chain()->entries, 6);
}

TEST(Ledger, AChangeIsAllOrNothing) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    auto entries = filed(kCase);
    entries.push_back(opened(kCase));  // a second time: a broken contract
    const auto refused = ledger->commit(with_entries(entries), at(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Code::bad_argument);
    EXPECT_TRUE(ledger->entries_of_case(kCase)->empty());
    ASSERT_TRUE(ledger->commit(with_entries(filed(kCase)), at(3)));
    EXPECT_EQ(ledger->verify_chain()->entries, 4);
}

TEST(Ledger, EntriesOfACaseThatWasNeverOpenedAreRefused) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    for (const auto& line : {entry(kCase, LedgerKind::sent), entry("", LedgerKind::sent)}) {
        const auto refused = ledger->commit(with_entries({line}), at(2));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), Code::bad_argument);
    }
    auto nobody = opened(kCase);
    nobody.personal.clear();
    EXPECT_EQ(ledger->commit(with_entries({nobody}), at(2)).error().code(), Code::bad_argument);
    EXPECT_TRUE(ledger->commit(with_entries({entry("", LedgerKind::ticket, {{"about", "reader"}})}), at(2)));
}

TEST(Ledger, APersonIsFoundAcrossRestartsHoweverTheNumberIsSpelt) {
    const Book book;
    {
        auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1)));
        ASSERT_TRUE(ledger->commit(with_entries(filed(kCase)), at(2)));
        auto other = filed("ffffffffffffffffffffffffffffffff");
        other[0].personal["id_number"] = PersonalText("440301199001011234");
        ASSERT_TRUE(ledger->commit(with_entries(other), at(2)));
    }
    auto ledger = book.open();
    for (const auto* spelling : {"11010519491231002X", "11010519491231002x", " 110105 19491231 002x"}) {
        const auto found = ledger->find_cases(PersonalText(spelling));
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 1u) << spelling;
        EXPECT_EQ(found->front().id, kCase);
    }
    EXPECT_TRUE(ledger->find_cases(PersonalText("110105194912310011"))->empty());
    EXPECT_EQ(ledger->find_cases(PersonalText(" ")).error().code(), Code::bad_argument);
}

TEST(Ledger, OnlyOpenCasesAreFoundNewestFirstAndAtMostFive) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    for (int n = 0; n < 8; ++n) {
        const auto id = std::string(31, '0') + std::to_string(n);
        ASSERT_TRUE(ledger->commit(with_entries(filed(id, at(1000 + n))), at(2)));
    }
    const auto newest = std::string(31, '0') + "7";
    ASSERT_TRUE(ledger->commit(with_entries({entry(newest, LedgerKind::closed)}), at(3)));
    // Never sent: nothing the person needs to hear of.
    const auto begun = std::string(31, '0') + "9";
    ASSERT_TRUE(ledger->commit(with_entries({opened(begun, at(2000))}), at(3)));
    const auto found = *ledger->find_cases(PersonalText(kIdNumber));
    ASSERT_EQ(found.size(), 5u);
    EXPECT_EQ(found.front().id.back(), '6');
    EXPECT_EQ(found.back().id.back(), '2');
}

TEST(Ledger, NothingPersonalStandsInTheFileInTheClear) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    auto entries = filed(kCase);
    entries.push_back(
        entry(kCase, LedgerKind::answered, {{"decision", "human"}, {"pick_up_code", "PICKUP-8841"}}));
    auto change = with_entries(entries);
    const auto call = call_back(5, "cb-1", kCase);
    change.entries.push_back(call.record[0]);
    change.open = remember(call, at(2));
    change.outgoing = std::get<command::RequestCallBack>(call.what).request;
    change.outgoing_case = kCase;
    ASSERT_TRUE(ledger->commit(change, at(2)));
    for (int round = 0; round < 2; ++round) {
        const auto bytes = book.bytes();
        EXPECT_NE(bytes.find("answered"), std::string::npos) << "the scan does look at the rows";
        for (const std::string& secret : {kIdNumber, std::string("19491231"), kTelephone,
                                          std::string("PICKUP-8841"), std::string("SI01")}) {
            EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
            EXPECT_EQ(bytes.find(utf16(secret, false)), std::string::npos) << secret;
            EXPECT_EQ(bytes.find(utf16(secret, true)), std::string::npos) << secret;
        }
        EXPECT_EQ(bytes.find("𬱖"), std::string::npos);
        EXPECT_EQ(bytes.find("欧阳"), std::string::npos);
        EXPECT_EQ(bytes.find(std::string("\x27\x6b\x33\x96", 4)), std::string::npos) << "欧阳 in UTF-16LE";
        ledger.reset();  // now everything is in the database file
    }
}

TEST(Ledger, OpenCommandsAreHandedOverOnceByTheNextRun) {
    const Book book;
    const auto print = print_page((CommandId{1} << 32) | 9, kCase, 2, {});
    {
        auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1)));
        auto change = with_entries(filed(kCase));
        change.open = remember(print, at(2));
        ASSERT_TRUE(ledger->commit(change, at(2)));
        Change again;
        again.open = change.open;
        EXPECT_EQ(ledger->commit(again, at(2)).error().code(), Code::bad_argument);
    }
    {
        auto ledger = book.open();
        const auto boot = ledger->begin_boot(at(3));
        ASSERT_TRUE(boot);
        ASSERT_EQ(boot->interrupted.size(), 1u);
        EXPECT_EQ(boot->interrupted[0], remember(print, at(2)));
    }
    EXPECT_TRUE(book.open()->begin_boot(at(4))->interrupted.empty());
}

TEST(Ledger, TheEntriesOfARunAreListedWithoutPersonalFields) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    ASSERT_TRUE(ledger->commit(with_entries(filed(kCase)), at(2)));
    ledger.reset();
    ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(3)));
    ASSERT_TRUE(ledger->commit(with_entries({entry(kCase, LedgerKind::told)}), at(4)));
    EXPECT_EQ(*ledger->last_boot(), 2u);
    EXPECT_EQ(ledger->entries_of_boot(2)->size(), 1u);
    const auto first = *ledger->entries_of_boot(1);
    ASSERT_EQ(first.size(), 4u);
    EXPECT_EQ(first[0].fact("matter"), "SI01");
    EXPECT_TRUE(first[0].personal.empty());
}

TEST(Ledger, AnOutboxItemStaysUntilItIsSettledAndItsWordsGoThen) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    const auto call = call_back(5, "cb-1");
    Change change;
    change.outgoing = std::get<command::RequestCallBack>(call.what).request;
    ASSERT_TRUE(ledger->commit(change, at(2)));
    ASSERT_TRUE(ledger->commit(change, at(3))) << "the same key again is the same item";
    auto waiting = *ledger->waiting_outbox();
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0].outgoing, *change.outgoing);
    Change settled;
    settled.settled = Change::Settled{"cb-1", OutboxState::delivered};
    ASSERT_TRUE(ledger->commit(settled, at(4)));
    EXPECT_TRUE(ledger->waiting_outbox()->empty());
    ledger.reset();
    EXPECT_EQ(book.ask("SELECT state || ' ' || (payload IS NULL) FROM outbox"), "delivered 1");
}

}  // namespace
}  // namespace kiosk24::journal
