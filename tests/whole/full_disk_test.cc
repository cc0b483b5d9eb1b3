// The disk under the ledger is full, then it is not any more: nothing is filed that is not recorded, the
// terminal says so, and serves again by itself. Needs root, for a small disk of its own.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

namespace fs = std::filesystem;

class FullDisk : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directory(disk_);
        is_mounted_ = ::mount("none", disk_.c_str(), "tmpfs", 0, "size=2m") == 0;
        if (!is_mounted_) GTEST_SKIP() << "only root makes a disk";
        district_.set("journal.path", (disk_ / "journal.sqlite").string());
        district_.start_terminal();
    }
    void TearDown() override {
        if (!is_mounted_) return;
        if (district_.terminal().is_alive()) district_.end_terminal();
        EXPECT_EQ(::umount2(disk_.c_str(), MNT_DETACH), 0);
    }
    void fill() {
        const int fd = ::open((disk_ / "somebody_else").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        const std::string piece(4'096, 'x');
        for (std::size_t size = piece.size(); size > 0; size /= 2) {
            while (::write(fd, piece.data(), size) > 0) {
            }
        }
        ::close(fd);
    }
    void mend() { fs::remove(disk_ / "somebody_else"); }

    District district_;
    const fs::path disk_ = district_.directory() / "disk";
    bool is_mounted_ = false;
};

TEST_F(FullDisk, AtTheSubmissionFilesNothingAndServesAgainOnceThereIsRoom) {
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    fill();
    ASSERT_TRUE(district_.touch("submit", "trouble"));
    EXPECT_TRUE(district_.says("heading", "trouble.journal.what"));
    EXPECT_TRUE(district_.book().filings.empty()) << "what is not recorded is not sent";
    EXPECT_TRUE(district_.terminal().is_alive());
    ASSERT_TRUE(district_.touch("finish", "goodbye"));
    ASSERT_TRUE(district_.leave());
    ASSERT_TRUE(district_.is_at("out_of_service"));
    mend();
    ASSERT_TRUE(district_.is_at("attract"));
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.finish_visit());
    EXPECT_TRUE(district_.prints(1));
    EXPECT_EQ(district_.book().filings.size(), 1u);
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(district_.count(district_.ledger(), LedgerKind::answered), 1);
}

TEST_F(FullDisk, WhileTheAnswerIsOnItsWayIsSettledOnceThereIsRoomAndThePersonHearsIt) {
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.sandbox("slow submit 3000"));
    ASSERT_TRUE(district_.touch("submit", "submitting"));
    ASSERT_TRUE(eventually([&] { return district_.book().filings.size() == 1; }));
    fill();
    // Filed, and the terminal cannot record it: it must not say so.
    ASSERT_TRUE(district_.is_at("trouble"));
    ASSERT_TRUE(district_.touch("finish", "goodbye"));
    ASSERT_TRUE(district_.leave());
    ASSERT_TRUE(district_.is_at("out_of_service"));
    EXPECT_TRUE(district_.printed().empty());
    mend();
    ASSERT_TRUE(district_.sandbox("reset"));
    ASSERT_TRUE(district_.is_at("attract"));
    ASSERT_TRUE(district_.come_and_lay(kFirstCitizen));
    ASSERT_TRUE(district_.is_at("earlier_case"));
    EXPECT_TRUE(district_.says("heading", "earlier_case.unprinted.heading"));
    ASSERT_TRUE(district_.touch("carry_on", "take_paper"));
    EXPECT_TRUE(district_.prints(1));
    EXPECT_EQ(district_.book().filings.size(), 1u);
}

}  // namespace
}  // namespace kiosk24::whole_test
