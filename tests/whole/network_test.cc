// A network that is slow, breaks off and swallows, at that byte and in that direction: the application is
// filed once, the person hears so and gets the paper.
#include <gtest/gtest.h>

#include "tests/whole/district.h"
#include "tests/whole/proxy.h"

namespace kiosk24::whole_test {
namespace {

class BadNetwork : public testing::Test {
  protected:
    BadNetwork() { district_.set("platform.url", "https://localhost:" + std::to_string(proxy_.port())); }

    // From review on. Whoever is told that something failed tries again, as the button says.
    void expect_one_filing_and_the_paper(std::size_t visits) {
        ASSERT_TRUE(district_.touch("submit", "submitting"));
        ASSERT_TRUE(eventually([&] {
            const auto situation = district_.probe().situation();
            if (situation == "trouble" && district_.probe().node("try_again").has_value())
                district_.probe().tap("try_again");
            return situation == "take_paper";
        })) << district_.probe().situation();
        EXPECT_TRUE(district_.prints(visits));
        EXPECT_EQ(district_.book().filings.size(), visits);
        EXPECT_TRUE(district_.book().void_keys.empty());
        ASSERT_TRUE(district_.touch("taken", "goodbye"));
        ASSERT_TRUE(district_.leave());
        ASSERT_TRUE(district_.is_at("attract"));
    }

    District district_;
    Proxy proxy_{district_.sandbox_port()};
};

struct Break {
    const char* name;
    Harm harm;
};
class BrokenNetwork : public BadNetwork, public testing::WithParamInterface<Break> {};

TEST_P(BrokenNetwork, WhileASubmissionIsOnItsWayFilesOnceAndThePersonGetsThePaper) {
    district_.start_terminal();
    std::size_t visits = 0;
    // A submission is some 1.5 KB, with the handshake before it if the connection is new.
    for (const std::size_t bytes : {0, 1, 200, 900}) {
        SCOPED_TRACE(std::to_string(bytes) + " bytes towards the platform");
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
        proxy_.trouble({.harm = GetParam().harm, .towards = Towards::platform, .after_bytes = bytes});
        ASSERT_NO_FATAL_FAILURE(expect_one_filing_and_the_paper(++visits));
        EXPECT_TRUE(proxy_.has_struck());
    }
}

TEST_P(BrokenNetwork, WhileTheAnswerAndTheDocumentAreOnTheirWayFilesOnceAndThePersonGetsThePaper) {
    district_.start_terminal();
    std::size_t visits = 0;
    // The decision comes first, then some 60 KB of document.
    for (const std::size_t bytes : {0, 1, 100, 700, 1'500, 20'000}) {
        SCOPED_TRACE(std::to_string(bytes) + " bytes towards the terminal");
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
        proxy_.trouble({.harm = GetParam().harm, .towards = Towards::terminal, .after_bytes = bytes});
        ASSERT_NO_FATAL_FAILURE(expect_one_filing_and_the_paper(++visits));
        EXPECT_TRUE(proxy_.has_struck());
    }
}

INSTANTIATE_TEST_SUITE_P(Cut, BrokenNetwork,
                         testing::Values(Break{"Short", Harm::truncate}, Break{"ByAReset", Harm::reset}),
                         [](const auto& given) { return given.param.name; });

TEST_F(BadNetwork, ThatSwallowsTheSubmissionFilesOnce) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    proxy_.trouble({.harm = Harm::swallow, .towards = Towards::platform, .after_bytes = 200});
    expect_one_filing_and_the_paper(1);
    EXPECT_TRUE(proxy_.has_struck());
}

TEST_F(BadNetwork, ThatSwallowsTheAnswerFilesOnce) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    proxy_.trouble({.harm = Harm::swallow, .towards = Towards::terminal, .after_bytes = 0});
    expect_one_filing_and_the_paper(1);
    EXPECT_TRUE(proxy_.has_struck());
}

TEST_F(BadNetwork, ThatDelaysEveryPieceIsOnlySlow) {
    proxy_.delay(Patience{150});
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    expect_one_filing_and_the_paper(1);
}

}  // namespace
}  // namespace kiosk24::whole_test
