#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kFirst = "0000000000000000000000000000000a";
const CaseId kSecond = "0000000000000000000000000000000b";

// Two cases, the first closed; ten entries.
void keep_two_cases(const Book& book) {
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    ASSERT_TRUE(ledger->commit(with_entries(filed(kFirst, at(1000))), at(2)));
    ASSERT_TRUE(ledger->commit(with_entries(filed(kSecond, at(1001))), at(2)));
    ASSERT_TRUE(ledger->commit(with_entries({entry(kFirst, LedgerKind::told, {}, at(1002)),
                                             entry(kFirst, LedgerKind::closed, {}, at(1003))}),
                               at(2)));
}

struct Tampering {
    const char* what;
    const char* sql;
    std::int64_t broken;
};

class LedgerTampering : public ::testing::TestWithParam<Tampering> {};

TEST_P(LedgerTampering, IsFoundAtItsFirstRow) {
    const Book book;
    keep_two_cases(book);
    ASSERT_FALSE(book.open()->verify_chain()->first_broken);
    book.change(GetParam().sql);
    const auto report = book.open()->verify_chain();
    ASSERT_TRUE(report);
    ASSERT_TRUE(report->first_broken) << GetParam().what;
    EXPECT_EQ(*report->first_broken, GetParam().broken) << report->reason;
    EXPECT_FALSE(report->reason.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Every, LedgerTampering,
    ::testing::Values(
        Tampering{"kind", "UPDATE entries SET kind = 'absent' WHERE id = 4", 4},
        Tampering{"time", "UPDATE entries SET at = at + 1 WHERE id = 7", 7},
        Tampering{"case", "UPDATE entries SET case_id = '0000000000000000000000000000000b' WHERE id = 3", 3},
        Tampering{"boot", "UPDATE entries SET boot = 9 WHERE id = 2", 2},
        Tampering{"facts", "UPDATE entries SET facts = x'00' WHERE id = 6", 6},
        Tampering{"facts and digest",
                  "UPDATE entries SET facts = (SELECT facts FROM entries WHERE id = 2),"
                  " facts_digest = (SELECT facts_digest FROM entries WHERE id = 2) WHERE id = 6",
                  6},
        Tampering{"silent erasure", "UPDATE entries SET facts = NULL, personal = NULL WHERE id = 5", 5},
        Tampering{"a row taken out", "DELETE FROM entries WHERE id = 5", 6},
        Tampering{"rows swapped",
                  "UPDATE entries SET id = -1 WHERE id = 5; UPDATE entries SET id = 5 WHERE id = 6;"
                  "UPDATE entries SET id = 6 WHERE id = -1",
                  5},
        Tampering{"whose case it is",
                  "UPDATE cases SET subject = x'01' WHERE case_id = '0000000000000000000000000000000b'", 5},
        Tampering{"closed by hand",
                  "UPDATE cases SET is_closed = 1 WHERE case_id = '0000000000000000000000000000000b'", 5}),
    [](const auto& tampering) {
        std::string name = tampering.param.what;
        for (auto& c : name)
            if (c == ' ') c = '_';
        return name;
    });

TEST(LedgerErasure, TakesOldClosedCasesAndLeavesTheChainVerifiable) {
    const Book book;
    keep_two_cases(book);
    auto ledger = book.open();
    const auto head = *ledger->audit_head();
    EXPECT_EQ(ledger->erase_before(at(1003), at(5000))->cases, 0) << "not old enough";
    const auto erased = ledger->erase_before(at(1004), at(5000));
    ASSERT_TRUE(erased);
    EXPECT_EQ(erased->cases, 1);
    EXPECT_EQ(erased->entries, 6);
    EXPECT_TRUE(erased->is_all);
    const auto report = *ledger->verify_chain();
    EXPECT_FALSE(report.first_broken) << report.reason;
    EXPECT_EQ(report.entries, 10);
    EXPECT_NE(*ledger->audit_head(), head);
    EXPECT_TRUE(ledger->entries_of_case(kFirst)->front().facts.empty());
    EXPECT_EQ(ledger->find_cases(PersonalText(kIdNumber))->front().id, kSecond);
    EXPECT_EQ(ledger->erase_before(at(9000), at(5001))->entries, 0) << "an open case is never erased";
    ledger.reset();
    EXPECT_EQ(book.ask("SELECT count(*) FROM entries WHERE case_id = '" + kFirst +
                       "' AND (facts IS NOT NULL OR personal IS NOT NULL)"),
              "0");
    EXPECT_EQ(book.ask("SELECT subject IS NULL FROM cases WHERE case_id = '" + kFirst + "'"), "1");
    EXPECT_EQ(book.ask("SELECT cases || ' ' || entries FROM audit"), "1 6");
}

TEST(LedgerErasure, WhatWasErasedIsNowhereInTheFilesAnyMore) {
    const Book book;
    keep_two_cases(book);
    const auto hex = book.ask("SELECT hex(personal) FROM entries WHERE id = 1");
    const auto sealed = as_text(*from_hex([&] {
        std::string lower;
        for (const char c : hex)
            lower += static_cast<char>(std::tolower(c));
        return lower;
    }()));
    auto ledger = book.open();
    ASSERT_NE(book.bytes().find(sealed), std::string::npos);
    ASSERT_TRUE(ledger->erase_before(at(1004), at(5000)));
    EXPECT_EQ(book.bytes().find(sealed), std::string::npos);
}

TEST(LedgerErasure, GoesInSlicesAndSaysWhenThereIsMore) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    for (int n = 0; n < 5; ++n) {
        const auto id = std::string(31, '0') + std::to_string(n);
        auto entries = filed(id, at(1000 + n));
        entries.push_back(entry(id, LedgerKind::closed, {}, at(1000 + n)));
        ASSERT_TRUE(ledger->commit(with_entries(entries), at(2)));
    }
    EXPECT_FALSE(ledger->erase_before(at(3000), at(5000), 2)->is_all);
    EXPECT_FALSE(ledger->erase_before(at(3000), at(5000), 2)->is_all);
    const auto last = *ledger->erase_before(at(3000), at(5000), 2);
    EXPECT_TRUE(last.is_all);
    EXPECT_EQ(last.cases, 1);
    EXPECT_FALSE(ledger->verify_chain()->first_broken);
}

TEST(LedgerErasure, TakesCallBacksWithoutACaseAndTheirOutboxItems) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    const auto call = call_back(5, "cb-1");
    auto change = with_entries(call.record);
    change.outgoing = std::get<command::RequestCallBack>(call.what).request;
    ASSERT_TRUE(ledger->commit(change, at(1000)));
    EXPECT_EQ(ledger->erase_before(at(2000), at(5000))->entries, 1);
    EXPECT_TRUE(ledger->waiting_outbox()->empty());
    EXPECT_FALSE(ledger->verify_chain()->first_broken);
}

TEST(LedgerErasure, AFalseRecordOfAnErasureIsFound) {
    const Book book;
    keep_two_cases(book);
    ASSERT_TRUE(book.open()->erase_before(at(1004), at(5000)));
    // Somebody lets one more entry vanish under the cover of a true erasure.
    book.change("UPDATE entries SET facts = NULL, personal = NULL, erased_by = 1 WHERE id = 6");
    const auto report = *book.open()->verify_chain();
    ASSERT_TRUE(report.first_broken);
    EXPECT_NE(report.reason.find("erasure"), std::string::npos);
}

TEST(LedgerAudit, TheHeadGrowsWithEveryEntryAndSurvivesARestart) {
    const Book book;
    keep_two_cases(book);
    auto ledger = book.open();
    const auto head = *ledger->audit_head();
    EXPECT_EQ(head.substr(0, 3), "10:");
    ledger.reset();
    ledger = book.open();
    EXPECT_EQ(*ledger->audit_head(), head);
    ASSERT_TRUE(ledger->commit(with_entries({entry(kSecond, LedgerKind::told)}), at(2)));
    EXPECT_NE(*ledger->audit_head(), head);
}

}  // namespace
}  // namespace kiosk24::journal
