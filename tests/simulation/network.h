// What lies between one terminal and the platform: it delays, loses, doubles and refuses. The terminal's side
// is the shipped net::Machine.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "kiosk/net/effect.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/mishap.h"
#include "tests/simulation/platform.h"
#include "tests/simulation/timeline.h"

namespace kiosk24::simulation {

class Network {
  public:
    struct Outlets {
        std::function<void(net::Input)> tell;
        std::function<void(Mishap)> struck;
        std::function<WallTime()> wall;  // as it truly is
    };
    Network(Timeline& timeline, std::uint64_t seed, Platform& platform, Outlets outlets)
        : timeline_(timeline), dice_{seed, 0x4e7}, platform_(platform), outlets_(std::move(outlets)) {}

    void send(net::HttpRequest request);
    void abandon(net::RequestId id) { open_.erase(id); }
    void lose_power();
    void suffer(Mishap mishap);
    void mend();

  private:
    void arrive(const net::HttpRequest& request, std::optional<Mishap> mishap);
    void reply(net::HttpReply reply, net::RequestId id, Milliseconds after);
    void fail(net::RequestId id, net::HttpProblem problem, net::Effect effect, Milliseconds after);
    void at_open(net::RequestId id, Milliseconds after, std::function<void()> act);

    Timeline& timeline_;
    Dice dice_;
    Platform& platform_;
    Outlets outlets_;
    int life_ = 0;
    std::set<net::RequestId> open_;
    std::vector<Mishap> next_;  // each befalls one request
    bool is_down_ = false, is_certificate_expired_ = false, is_slow_ = false, is_way_back_cut_ = false;
};

}  // namespace kiosk24::simulation
