// A form left in the middle lies sealed for its person, goes to the platform, and leaves nothing behind but
// the entry that says so.
#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

Draft draft_named(const std::string& key, std::int64_t second, const std::string& person = "reference-1") {
    Draft draft;
    draft.key = key;
    draft.matter_id = "CV01";
    draft.matter_version = 1;
    draft.matter_case = "first";
    draft.person_reference = PersonalText(person);
    draft.typed = {
        {.field = "phone", .value = PersonalText(kTelephone), .source = Source::citizen, .source_name = {}}};
    draft.kept_at = now_at(second).wall;
    draft.expires_at = now_at(second + 3600).wall;
    return draft;
}

class Drafts : public ::testing::Test {
  protected:
    Drafts() : keeper(std::make_unique<Keeper>(KeeperSettings{.ledger = book.options()})) {
        keeper->start(now_at(1));
        record({opened(kCase)});
    }
    Outputs record(std::vector<LedgerEntry> entries) {
        const auto case_id = entries.front().case_id;
        return keeper->handle(Command{.id = next_++,
                                      .case_id = case_id,
                                      .within = Milliseconds{5000},
                                      .record = std::move(entries),
                                      .what = command::RecordOnly{}},
                              now_at(2));
    }
    Outputs keeps(const Draft& draft, std::int64_t second = 2, const std::string& person = kIdNumber) {
        return keeper->handle(Command{.id = next_++,
                                      .case_id = kCase,
                                      .within = Milliseconds{5000},
                                      .record = {entry(kCase, LedgerKind::draft_kept, {{"key", draft.key}})},
                                      .what = command::KeepDraft{draft, PersonalText(person)}},
                              now_at(second));
    }
    std::optional<Draft> found(std::int64_t second, const std::string& person = kIdNumber) {
        const auto completed = all_of<Completed>(keeper->handle(find_cases(next_++, person), now_at(second)));
        return std::get<result::CasesFound>(completed.at(0).result).draft;
    }
    Outputs erase(const std::string& key, const std::string& why) {
        return record({entry({}, LedgerKind::draft_erased, {{"key", key}, {"why", why}}, now_at(2).wall)});
    }
    Outputs idle(std::int64_t second) {
        Outputs outputs;
        for (int slice = 0; slice < 4; ++slice)
            keeper->do_idle_work(now_at(second), outputs);
        return outputs;
    }
    std::vector<LedgerEntry> erasures() {
        std::vector<LedgerEntry> all;
        for (const std::uint32_t boot : {1U, 2U}) {
            const auto entries = *keeper->ledger()->entries_of_boot(boot);
            for (const auto& one : entries) {
                if (one.kind == LedgerKind::draft_erased) all.push_back(one);
            }
        }
        return all;
    }
    void restart() {
        keeper.reset();
        keeper = std::make_unique<Keeper>(KeeperSettings{.ledger = book.options()});
        keeper->start(now_at(10));
    }
    // The sealed bytes, which nobody can read, but which must be gone all the same. The terminal starts anew.
    std::string sealed() {
        keeper.reset();
        const auto hex = book.ask("SELECT lower(hex(payload)) FROM drafts");
        restart();
        const auto bytes = from_hex(hex);
        return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
    }

    Book book;
    std::unique_ptr<Keeper> keeper;
    CommandId next_ = 1;
};

TEST_F(Drafts, ItsPersonFindsItAndNobodyElse) {
    const auto draft = draft_named("d1", 2);
    ASSERT_EQ(all_of<Completed>(keeps(draft)).size(), 1U);
    EXPECT_EQ(found(3), draft);
    EXPECT_FALSE(found(3, "440399199003070014"));
    EXPECT_EQ(book.bytes().find(kTelephone), std::string::npos) << "it lies sealed";
}

TEST_F(Drafts, ItGoesToThePlatformAndIsKnownToBeThereOnceThatHasIt) {
    auto released = keeps(draft_named("d1", 2)).release;
    ASSERT_EQ(released.size(), 1U);
    keeper->handle(answer(released[0], failure(Code::unreachable)), now_at(3));
    released = keeper->handle(LinkIsUp{}, now_at(3)).release;
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(std::get<command::PutDraft>(released[0].what).draft, draft_named("d1", 2));
    EXPECT_FALSE(found(4)->is_at_platform);
    keeper->handle(answer(released[0], result::Done{}), now_at(5));
    EXPECT_TRUE(found(6)->is_at_platform);
    EXPECT_TRUE(keeper->handle(LinkIsUp{}, now_at(7)).release.empty());
}

TEST_F(Drafts, OneOfNobodyWhomThePlatformKnowsStaysHere) {
    keeps(draft_named("d1", 2, ""));
    EXPECT_TRUE(found(3));
    EXPECT_TRUE(keeper->handle(LinkIsUp{}, now_at(3)).release.empty());
}

TEST_F(Drafts, ErasureLeavesAnEntryAndNoByteAndReachesThePlatform) {
    keeps(draft_named("d1", 2));
    const auto bytes = sealed();
    ASSERT_GT(bytes.size(), 50U);
    ASSERT_NE(book.bytes().find(bytes), std::string::npos);
    erase("d1", "completed");
    idle(3);
    EXPECT_FALSE(found(4));
    ASSERT_EQ(erasures().size(), 1U);
    EXPECT_EQ(erasures()[0].fact("why"), "completed");
    EXPECT_EQ(book.bytes().find(bytes), std::string::npos) << "neither in the file nor in its log";
    const auto released = keeper->handle(LinkIsUp{}, now_at(5)).release;
    ASSERT_EQ(released.size(), 1U) << "it is not given to the platform any more, only taken from it";
    EXPECT_EQ(std::get<command::DeleteDraft>(released[0].what).erasure.draft, "d1");
    EXPECT_FALSE(keeper->ledger()->verify_chain()->first_broken);
}

TEST_F(Drafts, ThePlatformsPartIsErasedThoughThePowerFailsInBetween) {
    keeps(draft_named("d1", 2));
    erase("d1", "discarded");
    restart();
    auto released = keeper->handle(LinkIsUp{}, now_at(11)).release;
    ASSERT_EQ(released.size(), 1U);
    keeper->handle(answer(released[0], failure(Code::unreachable)), now_at(12));
    released = keeper->handle(LinkIsUp{}, now_at(13)).release;
    ASSERT_EQ(released.size(), 1U) << "until the platform says so";
    keeper->handle(answer(released[0], result::Done{}), now_at(14));
    EXPECT_TRUE(keeper->handle(LinkIsUp{}, now_at(15)).release.empty());
}

TEST_F(Drafts, ANewOneTakesThePlaceOfTheOldAndSaysSo) {
    keeps(draft_named("d1", 2));
    keeps(draft_named("d2", 3));
    EXPECT_EQ(found(4)->key, "d2");
    ASSERT_EQ(erasures().size(), 1U);
    EXPECT_EQ(erasures()[0].fact("key"), "d1");
    EXPECT_EQ(erasures()[0].fact("why"), "kept_anew");
}

TEST_F(Drafts, OneFromElsewhereIsErasedAtThePlatform) {
    const auto released = erase("elsewhere", "completed").release;
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(std::get<command::DeleteDraft>(released[0].what).erasure.draft, "elsewhere");
}

TEST_F(Drafts, ItEndsByItselfAndSaysSo) {
    idle(1);
    keeps(draft_named("d1", 2));
    EXPECT_LE(keeper->next_wake(), now_at(3602).moment);
    EXPECT_TRUE(found(3601));
    EXPECT_FALSE(found(3602)) << "over, though not erased yet";
    const auto bytes = sealed();
    idle(3602);
    ASSERT_EQ(erasures().size(), 1U);
    EXPECT_EQ(erasures()[0].fact("why"), "expired");
    EXPECT_EQ(book.bytes().find(bytes), std::string::npos);
    EXPECT_FALSE(keeper->ledger()->verify_chain()->first_broken);
}

TEST_F(Drafts, ThePlatformHearsAtOnceOfOneWhoseTimeIsOver) {
    idle(1);
    const auto released = keeps(draft_named("d1", 2)).release;
    keeper->handle(answer(released.at(0), result::Done{}), now_at(3));
    const auto at_the_end = idle(3602).release;
    ASSERT_EQ(at_the_end.size(), 1U);
    EXPECT_EQ(std::get<command::DeleteDraft>(at_the_end[0].what).erasure.draft, "d1");
}

TEST_F(Drafts, EachOfTwoEndsAtItsOwnTime) {
    idle(1);
    keeps(draft_named("d1", 2));
    keeps(draft_named("d2", 300, "reference-2"), 300, "440399199003070014");
    idle(3602);
    ASSERT_EQ(erasures().size(), 1U);
    EXPECT_LE(keeper->next_wake(), now_at(3900).moment);
    idle(3900);
    EXPECT_EQ(erasures().size(), 2U);
}

TEST_F(Drafts, AnotherPlaceInTheBookDoesNotOpenIt) {
    keeps(draft_named("d1", 2));
    keeper.reset();
    book.change("UPDATE drafts SET key = 'd2'");
    const auto ledger = book.open();
    EXPECT_EQ(ledger->find_draft(PersonalText(kIdNumber), now_at(3).wall).error().code(),
              Code::broken_storage);
}

}  // namespace
}  // namespace kiosk24::journal
