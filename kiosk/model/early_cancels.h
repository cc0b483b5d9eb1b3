// Cancels that overtook what they cancel: a Cancel goes straight to the rooms, its target waits for the
// journal's commit first. Pure; a room keeps one.
#pragma once

#include <algorithm>
#include <deque>

#include "kiosk/model/case_file.h"

namespace kiosk24 {

class EarlyCancels {
  public:
    void put(CommandId target) {
        // Most are of commands that were completed or are another room's, and are never asked for: the oldest
        // go.
        constexpr std::size_t kMost = 64;
        if (targets_.size() == kMost) targets_.pop_front();
        targets_.push_back(target);
    }
    // Was it cancelled? Asked once, when it comes.
    bool take(CommandId id) {
        const auto found = std::find(targets_.begin(), targets_.end(), id);
        if (found == targets_.end()) return false;
        targets_.erase(found);
        return true;
    }

  private:
    std::deque<CommandId> targets_;
};

}  // namespace kiosk24
