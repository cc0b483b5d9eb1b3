// What the central hub ordered outlives restarts and retention, and is in the audit chain.
#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

HubCommand command(char digit, Order what) {
    return {std::string(32, digit), "LG-0001", at(1000), at(2000), std::move(what)};
}

Order out_of_service() {
    return order::OutOfService{{{{Language::zh_hans, "设备升级"}, {Language::en, "Being upgraded"}}}};
}

LedgerEntry decided(const HubCommand& command, CommandRefusal refusal, std::int64_t seconds = 1000) {
    return kiosk24::entry_of(command, refusal, at(seconds));
}

RemoteOrders orders_after_restart(const Book& book) {
    const auto ledger = book.open();
    return ledger->begin_boot(at(1500))->remote;
}

TEST(RemoteOrders, AreThereAfterARestartWithTheNoticeAndTheIdsSeen) {
    const Book book;
    {
        const auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1000)));
        EXPECT_EQ(ledger->remote_orders().value(), RemoteOrders{});
        ASSERT_TRUE(ledger->commit(
            with_entries({decided(command('1', out_of_service()), CommandRefusal::none)}), at(1000)));
        ASSERT_TRUE(ledger->commit(
            with_entries({decided(command('2', order::InService{}), CommandRefusal::bad_signature)}),
            at(1000)));
    }
    const auto orders = orders_after_restart(book);
    EXPECT_TRUE(orders.service.is_out);
    EXPECT_EQ(orders.service.notice.get(Language::en), "Being upgraded");
    ASSERT_EQ(orders.decided.size(), 2u);
    EXPECT_EQ(orders.decided[1].outcome.refusal, CommandRefusal::bad_signature);
}

TEST(RemoteOrders, TheLastCommandThatWasDoneCounts) {
    const Book book;
    {
        const auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1000)));
        ASSERT_TRUE(
            ledger->commit(with_entries({decided(command('1', out_of_service()), CommandRefusal::none),
                                         decided(command('2', order::InService{}), CommandRefusal::none),
                                         decided(command('3', out_of_service()), CommandRefusal::expired)}),
                           at(1000)));
    }
    EXPECT_FALSE(orders_after_restart(book).service.is_out);
}

TEST(RemoteOrders, ATerminalThatIsOutForLongerThanTheRetentionStaysOut) {
    const Book book;
    {
        const auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1000)));
        ASSERT_TRUE(
            ledger->commit(with_entries({decided(command('1', out_of_service()), CommandRefusal::none),
                                         entry({}, LedgerKind::ticket, {{"about", "document"}})}),
                           at(1000)));
        const auto erased = ledger->erase_before(at(9'000'000), at(9'000'000));
        ASSERT_TRUE(erased);
        EXPECT_EQ(erased->entries, 1) << "the ticket";
        EXPECT_FALSE(ledger->verify_chain()->first_broken);
    }
    EXPECT_TRUE(orders_after_restart(book).service.is_out);
}

TEST(RemoteOrders, OneThatIsTakenOutOfTheFileBreaksTheAuditChain) {
    const Book book;
    {
        const auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1000)));
        ASSERT_TRUE(ledger->commit(
            with_entries({decided(command('1', out_of_service()), CommandRefusal::none)}), at(1000)));
    }
    book.change("DELETE FROM entries WHERE kind = 'hub_command'");
    const auto opened = Ledger::open(book.options(), at(1100));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
}

TEST(RemoteOrders, ALedgerOfTheVersionBeforeIsBroughtUpToDate) {
    const Book book;
    {
        const auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1000)));
        ASSERT_TRUE(ledger->commit(with_entries(filed(kCase)), at(1000)));
    }
    book.change(
        "DROP TABLE drafts; DROP INDEX outbox_by_number; DROP INDEX outbox_waiting; DROP INDEX "
        "outbox_of_case;"
        "ALTER TABLE outbox DROP COLUMN number; DROP INDEX entries_of_hub; PRAGMA user_version = 1");
    {
        const auto ledger = book.open();
        const auto boot = ledger->begin_boot(at(1100));
        ASSERT_TRUE(boot);
        EXPECT_EQ(boot->open_cases.size(), 1u);
    }
    EXPECT_EQ(book.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'entries_of_hub'"), "1");
}

TEST(LedgerGrowth, IsToldWithTheAuditHeadAndTheBacklogAndOnlyWhenItChanged) {
    const Book book;
    KeeperSettings settings;
    settings.ledger = book.options();
    Keeper keeper(settings);
    EXPECT_FALSE(keeper.growth()) << "not open yet";
    keeper.start(now_at(1000));
    const auto empty = keeper.growth();
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->audit_head.size(), 64u);
    EXPECT_EQ(empty->backlog, 0u);
    EXPECT_FALSE(keeper.growth());
    keeper.handle(call_back(1, "request-1"), now_at(1001));
    const auto grown = keeper.growth();
    ASSERT_TRUE(grown);
    EXPECT_NE(grown->audit_head, empty->audit_head);
    EXPECT_EQ(grown->backlog, 1u);
    keeper.handle(answer(call_back(1, "request-1"), result::Done{}), now_at(1002));
    EXPECT_EQ(keeper.growth()->backlog, 0u);
}

}  // namespace
}  // namespace kiosk24::journal
