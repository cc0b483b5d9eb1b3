// What keeps the terminal of a district running, and fails when a test wants it to.
#pragma once

#include <atomic>
#include <thread>

#include "tests/power_cut/plug.h"
#include "tests/whole/district.h"

namespace kiosk24::power_cut_test {

class PowerSupply {
  public:
    // Every terminal that the district starts from now on hangs on it.
    explicit PowerSupply(whole_test::District& district);
    ~PowerSupply();
    PowerSupply(const PowerSupply&) = delete;
    PowerSupply& operator=(const PowerSupply&) = delete;

    // At the n-th commit from now, counted from 1.
    void fail_at_commit(int n, Cut cut);
    // So many commits from now, then so much later; or when the visit is over, if that comes first.
    void fail_some_time(int commits, whole_test::Patience later);
    void say_visit_is_over() { is_over_ = true; }
    // The visit is over: true if the power failed in it, and the terminal has gone.
    bool has_failed();

  private:
    whole_test::District& district_;
    Plug* plug_ = nullptr;
    std::atomic<bool> is_over_ = false;
    std::thread saboteur_;
};

}  // namespace kiosk24::power_cut_test
