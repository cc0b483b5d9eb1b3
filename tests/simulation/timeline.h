// Virtual time: what is to happen, in the order of its moment, then of its announcement. Nothing waits; the
// clock jumps from one happening to the next.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "kiosk/base/clock.h"

namespace kiosk24::simulation {

class Timeline {
  public:
    Moment now() const { return now_; }
    void at(Moment moment, std::function<void()> happen) {
        happenings_.push({std::max(moment, now_), ++announced_, std::move(happen)});
    }
    void after(Milliseconds delay, std::function<void()> happen) { at(now_ + delay, std::move(happen)); }
    bool is_empty() const { return happenings_.empty(); }
    // The next one that is due by `until`; false if there is none, and the clock then stands at `until`.
    bool step(Moment until) {
        if (happenings_.empty() || happenings_.top().at > until) {
            now_ = std::max(now_, until);
            return false;
        }
        auto happening = std::move(const_cast<Happening&>(happenings_.top()));
        happenings_.pop();
        now_ = happening.at;
        happening.happen();
        return true;
    }

  private:
    struct Happening {
        Moment at;
        std::uint64_t order = 0;
        std::function<void()> happen;
        bool operator<(const Happening& other) const {
            return other.at < at || (other.at == at && other.order < order);
        }
    };
    Moment now_{Milliseconds{1'000}};
    std::uint64_t announced_ = 0;
    std::priority_queue<Happening> happenings_;
};

}  // namespace kiosk24::simulation
