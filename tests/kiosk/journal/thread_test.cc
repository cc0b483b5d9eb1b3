#include "kiosk/journal/thread.h"

#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

// What the thread hands on, gathered in an inbox of the test.
struct Gathered {
    Inbox<std::variant<Command, Event>> inbox;
    Callbacks callbacks() {
        return {.release = [this](Command command) { inbox.push(std::move(command)); },
                .deliver = [this](Event event) { inbox.push(std::move(event)); }};
    }
    // The next thing, within 10 s.
    std::optional<std::variant<Command, Event>> next() {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (waiting.empty() && std::chrono::steady_clock::now() < deadline) {
            inbox.wait(std::chrono::milliseconds(100));
            for (auto& item : inbox.take_all())
                waiting.push_back(std::move(item));
        }
        if (waiting.empty()) return std::nullopt;
        auto first = std::move(waiting.front());
        waiting.erase(waiting.begin());
        return first;
    }
    std::vector<std::variant<Command, Event>> waiting;
};

TEST(JournalThread, TakesACommandThroughToItsCompletedAndClosesTidily) {
    const Book book;
    Gathered gathered;
    {
        Thread thread({.ledger = book.options()}, gathered.callbacks());
        thread.start();
        auto started = gathered.next();
        ASSERT_TRUE(started);
        EXPECT_TRUE(std::holds_alternative<event::Started>(std::get<Event>(*started)));

        const auto command = submit(1, kCase, filed(kCase));
        thread.inbox().push(command);
        auto released = gathered.next();
        ASSERT_TRUE(released);
        EXPECT_EQ(std::get<Command>(*released).id, command.id);

        thread.inbox().push(answer(command, result::Decided{approval()}));
        auto delivered = gathered.next();
        ASSERT_TRUE(delivered);
        const auto& completed = std::get<Completed>(std::get<Event>(*delivered));
        EXPECT_EQ(completed.committed.at(0).kind, LedgerKind::answered);
    }
    EXPECT_FALSE(std::filesystem::exists(book.path() + "-wal")) << "closed and checkpointed";
    const auto entries = entries_of_last_run(book.options());
    ASSERT_TRUE(entries);
    EXPECT_EQ(entries->size(), 5u);
    EXPECT_EQ(entries->back().fact("decision"), "approved");
}

TEST(JournalThread, HandlesWhatWaitsBeforeItStops) {
    const Book book;
    Gathered gathered;
    Thread thread({.ledger = book.options()}, gathered.callbacks());
    for (CommandId id = 1; id <= 20; ++id) {
        const auto case_id = std::to_string(id) + kCase;
        thread.inbox().push(Command{id, case_id, {}, filed(case_id), command::RecordOnly{}});
    }
    thread.start();
    thread.stop();
    EXPECT_EQ(gathered.inbox.take_all().size(), 21u) << "Started and twenty Completed";
    EXPECT_EQ(entries_of_last_run(book.options())->size(), 80u);
}

TEST(JournalThread, TellsThatItCannotOpenItsLedger) {
    const Book book;
    auto options = book.options();
    options.path = (book.directory() / "nowhere" / "journal.db").string();
    Gathered gathered;
    Thread thread({.ledger = options}, gathered.callbacks());
    thread.start();
    auto told = gathered.next();
    ASSERT_TRUE(told);
    EXPECT_EQ(std::get<event::JournalFailed>(std::get<Event>(*told)).fault, Fault::journal_failed);
}

}  // namespace
}  // namespace kiosk24::journal
