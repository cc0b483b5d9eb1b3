// One terminal in virtual time: the shipped flow, the shipped machines of device, net and journal, and the
// real SQLite on a simulated disk, wired as kiosk/app/kiosk.cc wires them, with queues that take a little
// time.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/device/machine.h"
#include "kiosk/flow/advance.h"
#include "kiosk/journal/keeper.h"
#include "kiosk/model/texts.h"
#include "kiosk/net/machine.h"
#include "tests/simulation/bench.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/network.h"
#include "tests/simulation/watch.h"

namespace kiosk24::simulation {

// What every terminal of a run shares and nobody changes.
struct Furnishings {
    CataloguePtr catalogue;
    Texts texts;
    std::shared_ptr<const seal::KeyStore> keys;
    std::string folder;  // of the real placeholder files that stand for the simulated ones
};

class Terminal {
  public:
    struct Listener {
        // After every input: the situation before it, and the state after it.
        std::function<void(Situation before, const Input& input)> on_input;
        std::function<void(Mishap)> struck;
    };
    Terminal(int index, std::uint64_t seed, Timeline& timeline, Platform& platform,
             const Furnishings& furnishings, Watch& watch, Listener listener);
    ~Terminal();

    void power_on();
    void cut_power(Bench::Printers printers);
    bool is_on() const { return is_on_; }

    void touch(Intent intent);  // nothing happens where nothing is on
    void hear_hub(event::HubCommandArrived arrived);
    const State& state() const { return state_; }
    Situation situation() const { return is_on_ ? situation_of(state_) : Situation::out_of_service; }
    int index() const { return index_; }

    Bench& bench() { return bench_; }
    Network& network() { return network_; }
    Disk& disk() { return disk_; }
    void set_clock(Milliseconds off) { clock_off_ = off; }
    void set_disk_slow(bool is_slow) { is_disk_slow_ = is_slow; }
    WallTime true_wall() const;
    journal::Ledger* ledger() { return keeper_ ? keeper_->ledger() : nullptr; }

  private:
    enum class Queue { flow, journal, device, net };
    void post(Queue queue, std::function<void()> deliver);
    void feed(std::variant<Intent, Event> body);
    void give(Command command);
    void to_journal(journal::Message message);
    void hand_on(journal::Outputs outputs);
    void to_device(device::Input input);
    void to_net(net::Input input);
    void idle_work();
    void sleep(Queue queue, Moment until);
    void wake(Queue queue);
    Moment local(Moment world) const;
    Moment world(Moment local) const;
    Stamp stamp();
    journal::Now now() const;
    std::string disk_path() const;

    const int index_;
    const std::uint64_t seed_;
    Timeline& timeline_;
    const Furnishings& furnishings_;
    Watch& watch_;
    Listener listener_;
    Dice dice_;
    Disk disk_;
    Bench bench_;
    Network network_;

    bool is_on_ = false, is_disk_slow_ = false;
    int life_ = 0;  // messages of an earlier one are lost
    Moment booted_at_, next_minute_;
    Milliseconds clock_off_{0};
    std::uint64_t stamps_ = 0;
    State state_;
    std::unique_ptr<device::Machine> device_;
    std::unique_ptr<net::Machine> net_;
    std::unique_ptr<journal::Keeper> keeper_;
    std::array<Moment, 4> last_{}, wakes_{};
    int journal_queue_ = 0;
};

}  // namespace kiosk24::simulation
