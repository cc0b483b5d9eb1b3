// The terminal is killed in the middle of a visit, again and again on the same ledger, platform and printer.
// Each time: whatever it says when the same card lies on it again is what the platform's book and the paper
// say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "tests/power_cut/person.h"
#include "tests/power_cut/power_supply.h"

namespace kiosk24::power_cut_test {
namespace {

using whole_test::District;
using whole_test::eventually;
using whole_test::Patience;

class KilledTerminal : public testing::Test {
  protected:
    // A visit in which the power fails, and what follows. False: it did not fail before the visit's end.
    bool survive_a_visit();
    void expect_ledger_and_book_to_agree();

    District district_;
    PowerSupply power_{district_};
    int cuts_ = 0;

  private:
    std::size_t filed() { return district_.book().filings.size(); }
    bool is_in_book(const std::string& case_number);
    void restart();
    void hear_the_truth(const Person& before);
    void hear_of_earlier_case(Person& person, const Person& before);

    std::size_t filed_before_ = 0, sheets_before_ = 0, sheets_at_cut_ = 0;
};

bool KilledTerminal::is_in_book(const std::string& shown) {
    auto number = shown;
    std::erase(number, ' ');  // it stands in groups, after its label
    const auto filings = district_.book().filings;
    return std::any_of(filings.begin(), filings.end(), [&](const auto& filing) {
        return !filing.case_number.empty() && number.find(filing.case_number) != std::string::npos;
    });
}

bool KilledTerminal::survive_a_visit() {
    filed_before_ = filed();
    sheets_before_ = district_.printed().size();
    Person person(district_);
    const bool is_whole = person.apply();
    if (!power_.has_failed()) {
        EXPECT_TRUE(is_whole) << "it ended at " << person.last_seen();
        return false;
    }
    ++cuts_;
    printf("cut %d: the person saw %s last\n", cuts_, person.last_seen().c_str());
    SCOPED_TRACE("cut " + std::to_string(cuts_) + " at " + person.last_seen());
    EXPECT_LE(filed(), filed_before_ + 1);
    EXPECT_GE(filed(), filed_before_ + (person.was_told_filed() ? 1 : 0)) << "it said so";
    EXPECT_TRUE(person.case_number().empty() || is_in_book(person.case_number())) << person.case_number();
    // What the printer has got by then comes out; that was before the cut.
    EXPECT_TRUE(eventually([&] { return district_.is_printer_idle(); }));
    sheets_at_cut_ = district_.printed().size();
    EXPECT_LE(sheets_at_cut_, sheets_before_ + kPagesOfCertificate);
    EXPECT_GE(sheets_at_cut_, sheets_before_ + (person.was_told_printed() ? kPagesOfCertificate : 0));
    restart();
    if (!HasFailure()) hear_the_truth(person);
    return true;
}

void KilledTerminal::restart() {
    district_.kill_terminal();
    district_.leave();
    district_.start_terminal();
}

void KilledTerminal::hear_the_truth(const Person& before) {
    Person person(district_);
    const auto next = person.come_and_lay();
    EXPECT_EQ(district_.printed().size(), sheets_at_cut_) << "nobody asked for it";
    if (next == "earlier_case") {
        hear_of_earlier_case(person, before);
    } else {
        ASSERT_EQ(next, "review") << "it shows " << person.last_seen();
        // Nothing to tell: it never left the terminal, or the person had their paper in hand.
        const bool had_paper = before.was_told_printed();
        EXPECT_EQ(filed(), filed_before_ + (had_paper ? 1 : 0));
        EXPECT_EQ(sheets_at_cut_, sheets_before_ + (had_paper ? kPagesOfCertificate : 0));
    }
    EXPECT_TRUE(person.go()) << person.last_seen();
}

void KilledTerminal::hear_of_earlier_case(Person& person, const Person& before) {
    const auto sheets = sheets_at_cut_ - sheets_before_;
    std::size_t doubted = 0;
    const auto heading = district_.probe().words("heading");
    if (heading == district_.word("earlier_case.not_filed.heading")) {
        EXPECT_EQ(filed(), filed_before_);
        EXPECT_FALSE(before.was_told_filed());
        EXPECT_TRUE(person.touch("carry_on", {"review"}) && person.submit());
        EXPECT_EQ(filed(), filed_before_ + 1) << "the next one, once";
    } else if (heading == district_.word("earlier_case.unprinted.heading")) {
        EXPECT_TRUE(is_in_book(person.case_number())) << person.case_number();
        // Pages of which nobody can say whether they came out are printed again, because the person asks for
        // it; whether it was only those, expect_pages_once sees in the end.
        doubted = sheets;
        EXPECT_TRUE(person.touch("carry_on", {"printing", "take_paper"}) && person.take_paper());
    } else {
        EXPECT_EQ(heading, district_.word("earlier_case.printed.heading"));
        EXPECT_TRUE(is_in_book(person.case_number())) << person.case_number();
        EXPECT_EQ(sheets, kPagesOfCertificate);
        EXPECT_TRUE(person.touch("dismiss", {"review"}));
    }
    EXPECT_EQ(filed(), filed_before_ + 1) << heading;
    EXPECT_GE(district_.printed().size(), sheets_before_ + kPagesOfCertificate) << heading;
    EXPECT_LE(district_.printed().size(), sheets_before_ + kPagesOfCertificate + doubted) << heading;
}

// Every sheet in the tray against the ledger: it was asked for, and the same page came out before only if the
// printer could not say that it did.
void expect_pages_once(const std::vector<std::filesystem::path>& sheets,
                       const std::vector<LedgerEntry>& ledger) {
    struct Sent {
        std::string page;  // of which case
        LedgerKind became = LedgerKind::page_sent;
    };
    std::map<std::string, Sent> jobs;
    std::map<std::string, std::string> last_job;  // by page
    for (const auto& entry : ledger) {
        const auto page = entry.case_id + "/" + entry.fact("page");
        if (entry.kind == LedgerKind::page_sent) {
            last_job[page] = entry.fact("job");
            jobs[entry.fact("job")] = {.page = page};
        } else if (entry.kind == LedgerKind::page_fed || entry.kind == LedgerKind::page_unknown ||
                   entry.kind == LedgerKind::page_not_fed) {
            jobs[last_job[page]].became = entry.kind;
        }
    }
    std::map<std::string, LedgerKind> came_out;  // page, and what the ledger said of its last sheet
    for (const auto& sheet : sheets) {
        const auto name = sheet.stem().string();  // 017-k24-...
        const auto job = jobs.find(name.substr(std::min(name.size(), name.find('-') + 1)));
        ASSERT_NE(job, jobs.end()) << name << " was not recorded before it was printed";
        const auto before = came_out.find(job->second.page);
        EXPECT_TRUE(before == came_out.end() || before->second == LedgerKind::page_unknown)
            << name << " came out twice, and the ledger says of the first " << name_of(before->second);
        came_out[job->second.page] = job->second.became;
    }
}

// Every case of the ledger against the book, in the end.
void KilledTerminal::expect_ledger_and_book_to_agree() {
    EXPECT_EQ(district_.end_terminal(), 0);
    std::map<CaseId, CaseFile> cases;
    const auto ledger = district_.ledger();
    expect_pages_once(district_.printed(), ledger);
    for (const auto& entry : ledger) {
        auto& file = cases[entry.case_id];
        file.id = entry.case_id;
        file = fold(file, entry);
    }
    const auto book = district_.book();
    std::map<std::string, std::string> filed_numbers;
    for (const auto& filing : book.filings)
        filed_numbers[filing.key] = filing.case_number;
    std::size_t known = 0;
    for (const auto& [id, file] : cases) {
        if (!file.was_sent) continue;
        const auto filing = filed_numbers.find(file.key);
        EXPECT_EQ(filing == filed_numbers.end(), file.is_absent) << file.key;
        if (filing == filed_numbers.end()) continue;
        ++known;
        EXPECT_EQ(file.case_number, filing->second);
        EXPECT_EQ(file.verdict, Verdict::approved);
    }
    EXPECT_EQ(known, book.filings.size()) << "the platform holds what the ledger does not know of";
    EXPECT_GE(district_.printed().size(), known * kPagesOfCertificate);
}

class KilledAtEachCommit : public KilledTerminal, public testing::WithParamInterface<Cut> {};

TEST_P(KilledAtEachCommit, FilesOncePrintsOnceAndSaysSoWhenTheCardIsLaidAgain) {
    district_.start_terminal();
    for (int commit = 1; !HasFailure(); ++commit) {
        SCOPED_TRACE("commit " + std::to_string(commit));
        power_.fail_at_commit(commit, GetParam());
        if (!survive_a_visit()) break;
    }
    EXPECT_GE(cuts_, 9) << "a case has more facts than that";
    expect_ledger_and_book_to_agree();
}

INSTANTIATE_TEST_SUITE_P(OfAVisit, KilledAtEachCommit,
                         testing::Values(Cut::before_writing, Cut::after_syncing), [](const auto& given) {
                             return given.param == Cut::before_writing ? "BeforeItIsWritten"
                                                                       : "AfterItIsSynced";
                         });

// KIOSK24_POWER_CUTS asks for more of them than an ordinary run has time for.
constexpr int kCutsOfATest = 14;
int random_tests() {
    const char* wanted = std::getenv("KIOSK24_POWER_CUTS");
    return wanted == nullptr ? 1 : std::max(1, (std::atoi(wanted) + kCutsOfATest - 1) / kCutsOfATest);
}

class KilledAtRandom : public KilledTerminal, public testing::WithParamInterface<int> {};

TEST_P(KilledAtRandom, FilesOncePrintsOnceAndSaysSoWhenTheCardIsLaidAgain) {
    const auto seed = static_cast<std::uint32_t>(GetParam());
    std::mt19937 random(seed);
    district_.start_terminal();
    for (int cut = 1; cut <= kCutsOfATest && !HasFailure(); ++cut) {
        const int commits = static_cast<int>(random() % 12);
        const Patience later(random() % 400);
        const auto when = std::to_string(later.count()) + " ms after commit " + std::to_string(commits);
        printf("seed %u, cut %d: %s\n", seed, cut, when.c_str());
        SCOPED_TRACE(when);
        power_.fail_some_time(commits, later);
        EXPECT_TRUE(survive_a_visit());
    }
    expect_ledger_and_book_to_agree();
}

INSTANTIATE_TEST_SUITE_P(InAVisit, KilledAtRandom, testing::Range(1, 1 + random_tests()));

}  // namespace
}  // namespace kiosk24::power_cut_test
