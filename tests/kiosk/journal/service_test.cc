// Service mode in the book: tries and acts in the chain, the record that outlives a restart and the entries'
// retention, the latest lines without a person in them.
#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";
// Of 240024.
const std::string kPinHash =
    "$scrypt$ln=15,r=8,p=3$G6kWCL9i1IOiVY8nxBZSww$XgnNofyPLHzBL3n6XnOZBD7lUjPByYVCTKPH1xR+ff8";

KeeperSettings settings_of(const Book& book, const std::string& vfs = {}) {
    return {.ledger = book.options(vfs), .service_pin_hash = kPinHash};
}

Command check(CommandId id, const std::string& pin, std::vector<LedgerEntry> record) {
    return {.id = id,
            .case_id = {},
            .within = {},
            .record = std::move(record),
            .what = command::CheckServicePin{PersonalText(pin)}};
}

LedgerEntry act(LedgerKind kind, std::map<std::string, std::string> facts = {}, WallTime when = at(1000)) {
    return entry({}, kind, std::move(facts), when);
}

std::optional<bool> verdict_of(const Outputs& outputs) {
    for (const auto& completed : all_of<Completed>(outputs))
        if (const auto* checked = std::get_if<result::ServicePinChecked>(&completed.result))
            return checked->is_right;
    return std::nullopt;
}

TEST(ServiceBook, AWrongPinIsToldApartAndItsTryIsOnDiskFirst) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    EXPECT_EQ(verdict_of(keeper.handle(check(1, "240024", {act(LedgerKind::service_pin_tried)}), now_at(2))),
              true);
    EXPECT_EQ(verdict_of(keeper.handle(check(2, "240023", {act(LedgerKind::service_pin_tried)}), now_at(3))),
              false);
    keeper.close();
    EXPECT_EQ(book.open()->service_record()->wrong_pins, 2);
    EXPECT_EQ(book.bytes().find("240023"), std::string::npos);
}

TEST(ServiceBook, WithoutAHashNoPinIsRight) {
    const Book book;
    Keeper keeper({.ledger = book.options()});
    keeper.start(now_at(1));
    EXPECT_EQ(verdict_of(keeper.handle(check(1, "240024", {}), now_at(2))), false);
}

TEST(ServiceBook, APinIsCheckedThoughTheLedgerCannotBeOpened) {
    const Book book;
    auto settings = settings_of(book);
    settings.ledger.path = "/nonexistent/journal.db";
    Keeper keeper(settings);
    keeper.start(now_at(1));
    ASSERT_FALSE(keeper.is_open());
    EXPECT_EQ(verdict_of(keeper.handle(check(1, "240024", {}), now_at(2))), true);
    const auto outputs = keeper.handle(check(2, "240024", {act(LedgerKind::service_pin_tried)}), now_at(3));
    EXPECT_EQ(verdict_of(outputs), std::nullopt) << "a try that must be recorded and cannot be is no try";
    ASSERT_EQ(all_of<Completed>(outputs).size(), 1u);
    EXPECT_NE(failed(all_of<Completed>(outputs)[0]), nullptr);
}

TEST(ServiceBook, TheRecordIsToldAtTheNextStart) {
    const Book book;
    {
        Keeper keeper(settings_of(book));
        keeper.start(now_at(1));
        const Command record{.id = 1,
                             .case_id = {},
                             .within = {},
                             .record = {act(LedgerKind::service_pin_tried, {}, at(40)),
                                        act(LedgerKind::service_closed, {{"reason", "repair"}}, at(50)),
                                        act(LedgerKind::service_refilled,
                                            {{"device", "a4"}, {"class", "document_printer"}}, at(60)),
                                        act(LedgerKind::service_tested, {{"device", "a4"},
                                                                         {"class", "document_printer"},
                                                                         {"test", "page"},
                                                                         {"result", "done"}})},
                             .what = command::RecordOnly{}};
        keeper.handle(record, now_at(2));
    }
    Keeper keeper(settings_of(book));
    const auto started = all_of<event::Started>(keeper.start(now_at(3)));
    ASSERT_EQ(started.size(), 1u);
    const auto& service = started[0].service;
    EXPECT_EQ(service.wrong_pins, 1);
    EXPECT_EQ(service.last_try_at, at(40));
    EXPECT_EQ(service.closed_for, "repair");
    EXPECT_EQ(service.closed_at, at(50));
    EXPECT_EQ(service.supplies.at("document_printer").pages, 1);
    EXPECT_EQ(service.supplies.at("document_printer").refilled_at, at(60));
}

TEST(ServiceBook, ACitizensPagesAreCountedWithTheCommitThatProvesThem) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    keeper.handle(submit(1, kCase, filed(kCase)), now_at(2));
    for (int page = 1; page <= 2; ++page) {
        const auto print = print_page(static_cast<CommandId>(page + 1), kCase, page,
                                      {entry(kCase, LedgerKind::page_sent, {{"page", "1"}, {"job", "j"}})});
        keeper.handle(print, now_at(3));
        keeper.handle(answer(print, result::PageResult{Outcome::done, Fault::none}), now_at(4));
    }
    EXPECT_EQ(keeper.ledger()->service_record()->supplies["document_printer"].pages, 2);
}

TEST(ServiceBook, TheRecordOutlivesTheEntriesThatMadeIt) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    ASSERT_TRUE(ledger->commit(with_entries({act(LedgerKind::service_closed, {{"reason", "site"}}, at(10))}),
                               at(10)));
    ASSERT_TRUE(ledger->erase_before(at(5000), at(6000)));
    EXPECT_EQ(ledger->service_record()->closed_for, "site");
}

TEST(ServiceBook, EveryActIsInTheChain) {
    const Book book;
    {
        auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1)));
        ASSERT_TRUE(
            ledger->commit(with_entries({act(LedgerKind::service_pin_tried), act(LedgerKind::service_entered),
                                         act(LedgerKind::service_left, {{"why", "left"}})}),
                           at(10)));
        const auto report = ledger->verify_chain();
        ASSERT_TRUE(report);
        EXPECT_FALSE(report->first_broken);
        EXPECT_EQ(report->entries, 3);
    }
    book.change("UPDATE entries SET kind = 'service_left' WHERE id = 2");
    const auto report = book.open()->verify_chain();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->first_broken, 2);
}

TEST(ServiceBook, TheLatestLinesSayWhatHappenedAndWhenAndNothingOfAPerson) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    keeper.handle(submit(1, kCase, filed(kCase)), now_at(2));
    const Command tested{
        .id = 2,
        .case_id = {},
        .within = {},
        .record = {act(LedgerKind::service_tested, {{"device", "reader"}, {"result", "failed"}}, at(77))},
        .what = command::RecordOnly{}};
    keeper.handle(tested, now_at(3));
    const Command read{
        .id = 3, .case_id = {}, .within = {}, .record = {}, .what = command::ReadBook{.most = 3}};
    const auto completed = all_of<Completed>(keeper.handle(read, now_at(4)));
    ASSERT_EQ(completed.size(), 1u);
    const auto* book_read = std::get_if<result::BookRead>(&completed[0].result);
    ASSERT_NE(book_read, nullptr);
    ASSERT_EQ(book_read->lines.size(), 3u);
    EXPECT_EQ(book_read->lines[0], (BookLine{at(77), LedgerKind::service_tested, "reader", "failed"}));
    EXPECT_EQ(book_read->lines[1].kind, LedgerKind::sent);
    EXPECT_EQ(book_read->lines[2], (BookLine{at(1000), LedgerKind::key_minted, "", ""}));
}

}  // namespace
}  // namespace kiosk24::journal
