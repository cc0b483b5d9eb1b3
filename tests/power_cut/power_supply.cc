#include "tests/power_cut/power_supply.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>

namespace kiosk24::power_cut_test {

using whole_test::eventually;
using whole_test::Patience;

PowerSupply::PowerSupply(whole_test::District& district) : district_(district) {
    const auto file = (district.directory() / "plug").string();
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const bool is_long = ::ftruncate(fd, sizeof(Plug)) == 0;
    void* mapped = ::mmap(nullptr, sizeof(Plug), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    EXPECT_TRUE(is_long && mapped != MAP_FAILED);
    plug_ = static_cast<Plug*>(mapped);
    district.set_environment(kPlugVariable, file);
    district.set_environment("LD_PRELOAD", KIOSK24_PLUG_LIBRARY);
}

PowerSupply::~PowerSupply() {
    is_over_ = true;
    if (saboteur_.joinable()) saboteur_.join();
    ::munmap(plug_, sizeof(Plug));
}

void PowerSupply::fail_at_commit(int n, Cut cut) {
    plug_->cut = cut;
    plug_->commits_until_cut = n;
}

void PowerSupply::fail_some_time(int commits, Patience later) {
    is_over_ = false;
    const auto terminal = district_.terminal().pid();
    const int wanted = plug_->commits + commits;
    saboteur_ = std::thread([this, wanted, later, terminal] {
        eventually([&] { return plug_->commits >= wanted || is_over_; });
        if (!is_over_) ::poll(nullptr, 0, static_cast<int>(later.count()));  // the fault's moment, no waiting
        ::kill(terminal, SIGKILL);
    });
}

bool PowerSupply::has_failed() {
    is_over_ = true;
    if (saboteur_.joinable()) {
        saboteur_.join();
        return district_.terminal().wait_exit() == 128 + SIGKILL;
    }
    return plug_->commits_until_cut.exchange(0) == 0 && district_.terminal().wait_exit() == 128 + SIGKILL;
}

}  // namespace kiosk24::power_cut_test
