// A driver dies in the middle of a call. The person gets on, nothing is filed or printed twice, and the
// driver comes back.
#include <gtest/gtest.h>

#include <csignal>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

class KilledDriver : public testing::Test {
  protected:
    pid_t driver(const std::string& name) {
        pid_t pid = 0;
        EXPECT_TRUE(eventually([&] { return (pid = child_of(district_.terminal().pid(), name)) > 0; }))
            << name;
        return pid;
    }
    // Stopped it hangs in its next call, until it is killed there.
    void stop(const std::string& name) {
        const auto pid = driver(name);
        ASSERT_GT(pid, 0);
        ASSERT_EQ(::kill(pid, SIGSTOP), 0);
    }
    void kill(const std::string& name) {
        const auto pid = driver(name);
        ASSERT_GT(pid, 0);
        ASSERT_EQ(::kill(pid, SIGKILL), 0);
        killed_ = pid;
    }
    // Another process of it does the work.
    bool is_back(const std::string& name) {
        return eventually([&] {
            const auto pid = child_of(district_.terminal().pid(), name);
            return pid > 0 && pid != killed_;
        });
    }
    void expect_the_next_visit_to_go_well(std::size_t sheets) {
        ASSERT_TRUE(district_.come_to_review("rare_name"));
        ASSERT_TRUE(district_.finish_visit());
        EXPECT_TRUE(district_.prints(sheets));
    }
    District district_;
    pid_t killed_ = 0;
};

TEST_F(KilledDriver, TheReadersWhileACardIsAwaited) {
    district_.start_terminal();
    ASSERT_TRUE(district_.touch("wake", "home"));
    ASSERT_TRUE(district_.touch("matter.SI01", "matter"));
    ASSERT_TRUE(district_.touch("start", "consent"));
    ASSERT_TRUE(district_.touch("agree", "lay_card"));
    kill("kiosk24-driver-sam-serial");
    ASSERT_TRUE(is_back("kiosk24-driver-sam-serial"));
    ASSERT_TRUE(district_.desk("reader lay R1"));
    ASSERT_TRUE(eventually([&] {
        const auto situation = district_.probe().situation();
        if (situation == "trouble") district_.probe().tap("try_again");
        return situation == "review";
    }));
    ASSERT_TRUE(district_.finish_visit());
    EXPECT_TRUE(district_.prints(1));
    EXPECT_EQ(district_.book().filings.size(), 1u);
}

TEST_F(KilledDriver, ThePrintersWhileAPagePrintsAndThePersonIsAskedWhetherItCameOut) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen, "detail"));
    ASSERT_TRUE(district_.desk("printer slow 3000"));
    ASSERT_TRUE(district_.touch("submit", "printing"));
    ASSERT_TRUE(eventually([&] { return !district_.is_printer_idle(); }));
    kill("kiosk24-driver-ipp");
    // Nobody is there any more who could say whether the page comes out: the person looks.
    ASSERT_TRUE(district_.sees("came_out"));
    ASSERT_TRUE(is_back("kiosk24-driver-ipp"));
    ASSERT_TRUE(eventually([&] { return district_.is_printer_idle(); }));
    ASSERT_TRUE(district_.desk("printer slow 0"));
    ASSERT_TRUE(district_.touch(district_.printed().empty() ? "did_not" : "came_out", "printing"));
    ASSERT_TRUE(eventually([&] {
        if (district_.probe().node("try_again").has_value()) district_.probe().tap("try_again");
        return district_.probe().situation() == "take_paper";
    }));
    ASSERT_TRUE(district_.prints(2));
    EXPECT_EQ(district_.pages_of(district_.printed()[0]), "1-1");
    EXPECT_EQ(district_.pages_of(district_.printed()[1]), "2-2");
    EXPECT_EQ(district_.book().filings.size(), 1u);
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    ASSERT_TRUE(district_.leave());
    ASSERT_TRUE(district_.is_at("attract"));
    expect_the_next_visit_to_go_well(3);
}

TEST_F(KilledDriver, TheComposersWhileItDrawsAReceiptAndTheCertificateComesAllTheSame) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    stop("kiosk24-driver-composer-cairo");
    ASSERT_TRUE(district_.touch("submit", "outcome"));
    kill("kiosk24-driver-composer-cairo");
    ASSERT_TRUE(district_.is_at("take_paper"));
    EXPECT_TRUE(district_.prints(1));
    EXPECT_TRUE(district_.receipts().empty());
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    ASSERT_TRUE(district_.leave());
    ASSERT_TRUE(district_.is_at("attract"));
    expect_the_next_visit_to_go_well(2);
    EXPECT_TRUE(eventually([&] { return district_.receipts().size() == 1; })) << "the composer is back";
}

TEST_F(KilledDriver, TheDocumentChecksWhileItChecksAndThePersonTriesAgain) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    stop("kiosk24-driver-document-verify");
    ASSERT_TRUE(district_.touch("submit", "printing"));
    EXPECT_TRUE(district_.printed().empty()) << "nothing unchecked";
    kill("kiosk24-driver-document-verify");
    ASSERT_TRUE(district_.is_at("trouble"));
    ASSERT_TRUE(eventually([&] {
        if (district_.probe().node("try_again").has_value()) district_.probe().tap("try_again");
        return district_.probe().situation() == "take_paper";
    }));
    EXPECT_TRUE(district_.prints(1));
    EXPECT_EQ(district_.book().filings.size(), 1u);
}

}  // namespace
}  // namespace kiosk24::whole_test
