// The journal at rest: nothing readable without the key, and a new key that power may fail in the middle of.
#include "kiosk/journal/key_rotation.h"

#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/journal/audit.h"
#include "kiosk/seal/keys.h"
#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

namespace fs = std::filesystem;
const CaseId kFirst = "0000000000000000000000000000000a";
const CaseId kSecond = "0000000000000000000000000000000b";

// As a terminal starts it: with the keys that lie in the directory now.
Result<std::unique_ptr<Ledger>> start(const Book& book, std::int64_t seconds) {
    TRY(keys, seal::KeyStore::open(book.directory() / "keys", seal::Profile::international));
    TRY(ledger,
        Ledger::open(
            {.path = book.path(), .vfs = {}, .keys = std::make_shared<const seal::KeyStore>(std::move(keys))},
            at(seconds)));
    TRY(boot, ledger->begin_boot(at(seconds)));
    (void)boot;
    return ledger;
}

void keep_a_case(const Book& book, const CaseId& case_id, std::int64_t seconds) {
    auto ledger = start(book, seconds);
    ASSERT_TRUE(ledger) << ledger.error().text();
    auto entries = filed(case_id, at(seconds));
    entries.push_back(entry(case_id, LedgerKind::closed, {}, at(seconds)));
    ASSERT_TRUE((*ledger)->commit(with_entries(entries), at(seconds)));
}

// Every entry opens, and the chain holds.
void expect_whole(const Book& book, const std::vector<CaseId>& case_ids, const std::string& when) {
    auto ledger = start(book, 9000);
    ASSERT_TRUE(ledger) << when << ": " << ledger.error().text();
    for (const auto& case_id : case_ids) {
        const auto entries = (*ledger)->entries_of_case(case_id);
        ASSERT_TRUE(entries) << when << ": " << entries.error().text();
        EXPECT_EQ(entries->front().facts.at("matter"), "SI01") << when;
    }
    const auto chain = (*ledger)->verify_chain();
    ASSERT_TRUE(chain) << when;
    EXPECT_FALSE(chain->first_broken) << when << ": " << chain->reason;
}

std::set<std::string> keys_in_use(const Book& book) {
    auto ledger = start(book, 9001);
    return ledger ? (*ledger)->keys_in_use().value_or(std::set<std::string>{}) : std::set<std::string>{};
}

std::string utf_16(const std::u16string& text) {
    return {reinterpret_cast<const char*>(text.data()), text.size() * sizeof(char16_t)};
}
std::string utf_32(const std::u32string& text) {
    return {reinterpret_cast<const char*>(text.data()), text.size() * sizeof(char32_t)};
}

TEST(LedgerAtRest, NoByteOfTheFilesTellsAnythingAboutThePerson) {
    const Book book;
    auto ledger = start(book, 1000);
    ASSERT_TRUE(ledger);
    auto change = with_entries(filed(kFirst));
    change.entries.push_back(entry(kFirst, LedgerKind::answered, {{"case_number", "440307202611220000017"}}));
    const auto call = call_back(7, "cb-1");
    change.entries.insert(change.entries.end(), call.record.begin(), call.record.end());
    change.outgoing = std::get<command::RequestCallBack>(call.what).request;
    change.open = remember(submit(8, kFirst, {}), at(1000));
    ASSERT_TRUE((*ledger)->commit(change, at(1000)));
    const auto expect_dumb = [&](const char* when) {
        const auto bytes = book.bytes();
        ASSERT_GT(bytes.size(), 8'000u);
        EXPECT_NE(bytes.find(kFirst), std::string::npos) << "the search finds what stands there in clear";
        for (const auto& secret :
             {kIdNumber, utf_16(u"11010519491231002X"), utf_32(U"11010519491231002X"), kTelephone,
              utf_16(u"13800138000"), utf_32(U"13800138000"), std::string("𬱖𫖯欧阳"),
              utf_16(u"𬱖𫖯欧阳"), utf_32(U"𬱖𫖯欧阳"), std::string("440307202611220000017"),
              utf_16(u"440307202611220000017")})
            EXPECT_EQ(bytes.find(secret), std::string::npos) << when;
    };
    expect_dumb("in the log");
    ASSERT_TRUE((*ledger)->checkpoint());
    expect_dumb("in the database");
    ledger->reset();
    expect_dumb("closed");
}

TEST(KeyRotation, WhatIsNewIsSealedWithTheNewKeyAndWhatIsOldStillOpens) {
    const Book book;
    keep_a_case(book, kFirst, 1000);
    const auto rotation = rotate_key(book.path(), book.directory() / "keys", at(2000));
    ASSERT_TRUE(rotation) << rotation.error().text();
    EXPECT_EQ(rotation->sealing, "0002");
    EXPECT_EQ(rotation->kept, std::vector<std::string>{"0001"});
    EXPECT_TRUE(rotation->destroyed.empty());
    EXPECT_EQ(keys_in_use(book), std::set<std::string>{"0001"});
    keep_a_case(book, kSecond, 3000);
    EXPECT_EQ(keys_in_use(book), (std::set<std::string>{"0001", "0002"}));
    expect_whole(book, {kFirst, kSecond}, "after the rotation");
    EXPECT_EQ(book.ask("SELECT what FROM audit"), "key 0002 seals from now on");
    EXPECT_EQ(book.ask("SELECT count(*) FROM audit"), "1") << "noted once, however often the terminal starts";
    auto ledger = start(book, 9002);
    EXPECT_EQ((*ledger)->find_cases(PersonalText(kIdNumber))->size(), 0u)
        << "closed, and found by the same index";
}

TEST(KeyRotation, AKeyIsDestroyedOnceRetentionHasErasedTheLastThatItSealed) {
    const Book book;
    const auto keys = book.directory() / "keys";
    keep_a_case(book, kFirst, 1000);
    ASSERT_TRUE(rotate_key(book.path(), keys, at(2000)));
    keep_a_case(book, kSecond, 3000);
    {
        auto ledger = start(book, 4000);
        ASSERT_EQ((*ledger)->erase_before(at(2000), at(4000))->cases, 1);
    }
    const auto rotation = rotate_key(book.path(), keys, at(5000));
    ASSERT_TRUE(rotation) << rotation.error().text();
    EXPECT_EQ(rotation->destroyed, std::vector<std::string>{"0001"});
    EXPECT_EQ(rotation->kept, std::vector<std::string>{"0002"});
    EXPECT_FALSE(fs::exists(keys / "0001.key"));
    EXPECT_EQ(book.ask("SELECT count(*) FROM audit WHERE what LIKE 'key 0001 is destroyed%'"), "1");
    expect_whole(book, {kSecond}, "without the first key");
}

TEST(KeyRotation, IsRefusedWhileATerminalRunsAndWhereThereIsNothing) {
    const Book book;
    const auto keys = book.directory() / "keys";
    EXPECT_EQ(rotate_key(book.path(), keys, at(1)).error().code(), Code::not_found);
    EXPECT_FALSE(fs::exists(book.path()));
    keep_a_case(book, kFirst, 1000);
    int told[2];
    ASSERT_EQ(::pipe(told), 0);
    const auto terminal = ::fork();
    if (terminal == 0) {
        auto ledger = start(book, 1001);
        (void)!::write(told[1], ledger ? "k" : "x", 1);
        ::pause();
        ::_exit(0);
    }
    char kept = 0;
    ASSERT_EQ(::read(told[0], &kept, 1), 1);
    const auto refused = rotate_key(book.path(), keys, at(2000));
    ::kill(terminal, SIGKILL);
    ::waitpid(terminal, nullptr, 0);
    ::close(told[0]);
    ::close(told[1]);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Code::device_busy);
    EXPECT_FALSE(fs::exists(keys / "0002.key"));
}

// Rotates in a process of its own that is killed as it is about to make its `last`-th system call. True: it
// was killed; false: it ended before.
bool rotate_until(const Book& book, int last) {
    const auto child = ::fork();
    if (child == 0) {
        ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        ::raise(SIGSTOP);
        const auto rotation = rotate_key(book.path(), book.directory() / "keys", at(5000));
        ::_exit(rotation ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    // Each call stops it twice: as it begins and as it ends.
    for (int stops = 0; stops < 2 * last; ++stops) {
        ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
        ::waitpid(child, &status, 0);
        if (!WIFSTOPPED(status)) {
            EXPECT_EQ(status, 0);
            return false;
        }
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return true;
}

TEST(KeyRotation, CutOffAtAnySystemCallItLeavesEveryEntryReadableAndCanBeDoneAgain) {
    const Book book;
    const auto keys = book.directory() / "keys", kept_keys = book.directory() / "kept-keys";
    keep_a_case(book, kFirst, 1000);
    ASSERT_TRUE(rotate_key(book.path(), keys, at(2000)));
    keep_a_case(book, kSecond, 3000);
    {
        auto ledger = start(book, 4000);
        ASSERT_EQ((*ledger)->erase_before(at(2000), at(4000))->cases, 1);
    }
    // From here a rotation makes key 0003 and destroys key 0001.
    fs::copy(keys, kept_keys, fs::copy_options::recursive);
    fs::copy_file(book.path(), book.path() + ".kept");
    std::set<std::string> left;
    int cuts = 0;
    for (bool is_cut = true; is_cut; ++cuts) {
        fs::remove_all(keys);
        fs::copy(kept_keys, keys, fs::copy_options::recursive);
        fs::remove(book.path() + "-wal");
        fs::copy_file(book.path() + ".kept", book.path(), fs::copy_options::overwrite_existing);
        is_cut = rotate_until(book, cuts);
        for (const auto& file : fs::directory_iterator(keys))
            left.insert(file.path().filename().string());
        const auto when = "cut at call " + std::to_string(cuts);
        expect_whole(book, {kSecond}, when);
        const auto again = rotate_key(book.path(), keys, at(6000));
        ASSERT_TRUE(again) << when << ": " << again.error().text();
        expect_whole(book, {kSecond}, when + ", done again");
        EXPECT_FALSE(fs::exists(keys / "0001.key")) << when;
        EXPECT_FALSE(fs::exists(keys / "0001.condemned")) << when;
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(cuts, 50);
    // It was cut in the middle of making a key and in the middle of destroying one.
    EXPECT_TRUE(left.contains("0003.unfinished"));
    EXPECT_TRUE(left.contains("0001.condemned"));
}

}  // namespace
}  // namespace kiosk24::journal
