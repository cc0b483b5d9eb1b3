// After a journey nothing about the person is left with the terminal: not in its files, not in its memory.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

std::string utf_16(const std::u16string& text) {
    return {reinterpret_cast<const char*>(text.data()), text.size() * sizeof(char16_t)};
}

// What stands on the card of kFirstCitizen, as the card and as the terminal write it.
const std::vector<std::pair<std::string, std::string>> kAboutThePerson{
    {"name", "李测试"},
    {"name, UTF-16", utf_16(u"李测试")},
    {"ID number", "11010519491231002X"},
    {"ID number, UTF-16", utf_16(u"11010519491231002X")},
    {"address", "龙岗区测试路1号"},
    {"address, UTF-16", utf_16(u"龙岗区测试路1号")}};

// Why no memory can be looked into; null if it can.
const char* no_look_into_memory() {
#ifdef KIOSK24_SANITIZED
    return "a sanitizer's shadow takes terabytes, and keeps what was freed";
#else
    return ::geteuid() == 0 ? nullptr : "only root may read another process's memory";
#endif
}

// Readable and writable mappings that hold one of the texts, one line each. Needs to be root.
std::string found_in_memory_of(pid_t pid) {
    const auto process = "/proc/" + std::to_string(pid);
    std::ifstream maps(process + "/maps");
    const int memory = ::open((process + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0) return "the memory cannot be read";
    std::ostringstream found;
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t from = 0, to = 0;
        char kind[8] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %7s", &from, &to, kind) != 3 || kind[0] != 'r' ||
            kind[1] != 'w')
            continue;
        std::string bytes(to - from, '\0');
        const auto got = ::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from));
        if (got <= 0) continue;
        bytes.resize(static_cast<std::size_t>(got));
        for (const auto& [what, text] : kAboutThePerson) {
            for (auto at = bytes.find(text); at != bytes.npos; at = bytes.find(text, at + 1))
                found << what << " at +" << std::hex << at << std::dec << " of " << line << "\n";
        }
    }
    ::close(memory);
    return found.str();
}

class AfterAJourney : public testing::Test {
  protected:
    void SetUp() override {
        district_.start_terminal();
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
        ASSERT_TRUE(district_.finish_visit());
        ASSERT_TRUE(district_.prints(1));
    }
    District district_;
};

TEST_F(AfterAJourney, NoFileOfTheTerminalTellsWhoWasHere) {
    const auto expect_clean = [&] {
        int looked_at = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(district_.directory())) {
            const auto path = entry.path().lexically_relative(district_.directory());
            const auto& first = *path.begin();
            if (first == "sandbox" || first == "printer" || first == "desk.log" || !entry.is_regular_file())
                continue;
            ++looked_at;
            const auto bytes = bytes_of(entry.path());
            for (const auto& [what, text] : kAboutThePerson)
                EXPECT_EQ(bytes.find(text), bytes.npos) << "the " << what << " stands in " << path;
        }
        EXPECT_GE(looked_at, 5) << "log, journal, keys, catalogue, sandbox's log";
    };
    expect_clean();
    EXPECT_EQ(district_.end_terminal(), 0);
    expect_clean();
}

TEST_F(AfterAJourney, TheMemoryOfTheRunningTerminalTellsNothing) {
    if (const auto* why = no_look_into_memory()) GTEST_SKIP() << why;
    EXPECT_EQ(found_in_memory_of(district_.terminal().pid()), "");
}

TEST(DuringAJourney, TheLookIntoTheMemoryFindsThePerson) {
    if (const auto* why = no_look_into_memory()) GTEST_SKIP() << why;
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    EXPECT_NE(found_in_memory_of(district.terminal().pid()), "") << "or the other test proves nothing";
}

}  // namespace
}  // namespace kiosk24::whole_test
