// The devices of one terminal as the simulator plays them: each driver's process, in the bytes of its
// contract (kiosk/wire/driver_message.h), and the cards, codes and paper behind it. The other side is the
// shipped device::Machine.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/device/driver_spec.h"
#include "kiosk/device/effect.h"
#include "kiosk/wire/driver_message.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/mishap.h"
#include "tests/simulation/person.h"
#include "tests/simulation/timeline.h"

namespace kiosk24::simulation {

// A page or a receipt that begins to move out of a printer.
struct Sheet {
    Moment at;
    std::string job;
    int page = 0;            // 0: a receipt
    std::string document;    // its bytes
    bool has_driver = true;  // false: its driver is dead, nobody can stop the printer
};

class Bench {
  public:
    struct Outlets {
        std::function<void(device::Input)> tell;  // to the terminal's device room
        std::function<void(const Sheet&)> feeds;
        std::function<void(Mishap)> struck;
    };
    static std::vector<device::DriverSpec> drivers(bool has_matcher);

    Bench(Timeline& timeline, std::uint64_t seed, std::vector<device::DriverSpec> specs, Outlets outlets);

    void carry_out(device::Output output);
    enum class Printers { lose_power, keep_power };
    void lose_power(Printers printers);  // every process is gone; nobody is told

    // What people do.
    void lay_card(const Person& person);
    void take_card();
    bool has_card() const { return card_.has_value(); }
    void show_code(std::string code);
    void look_into_camera(bool is_there) { is_looking_ = is_there; }
    void mend();  // paper in both printers, jam cleared, everything plugged in, drivers behave
    bool came_out(const std::string& job) const;

    // `which` picks a driver where the mishap is any driver's.
    void suffer(Mishap mishap, std::uint64_t which);
    // Who holds something of a person; empty: nobody.
    std::string holder_of_personal() const;
    // The condition that each driver told last, by id, of those that run.
    std::map<std::string, Condition> told() const;
    bool is_mended() const;

  private:
    struct Job {
        std::string name, document;
        int page = 0;
        bool is_feeding = false;
    };
    struct Driver {
        device::DriverSpec spec;
        bool runs = false, greeted = false, holds_personal = false, is_unplugged = false;
        int life = 0;  // answers of an earlier life are never sent
        std::optional<wire::Call> call;
        DocumentBytes bulk;
        Condition condition;
        std::optional<Condition> told;
        bool silent_next = false, nonsense_next = false, slow_next = false, unknown_next = false,
             refuses_to_forget = false, unreadable_next = false;
        // Printers.
        bool has_paper = true, is_jammed = false;
        std::optional<Job> job;
        std::map<std::string, Outcome> known_jobs;
    };
    void start(device::DriverIndex index);
    void end(device::DriverIndex index, const std::string& how);
    void answer(device::DriverIndex index, wire::Give give, Milliseconds after);
    void refuse(device::DriverIndex index, Code code, Fault fault, Outcome outcome, Milliseconds after);
    void send(device::DriverIndex index, wire::FromDriver message, DocumentBytes bulk);
    void tell_condition(device::DriverIndex index);
    void serve(device::DriverIndex index);
    void cancelled(device::DriverIndex index);
    void try_reader(device::DriverIndex index);
    void try_scanner(device::DriverIndex index);
    void take_picture(device::DriverIndex index);
    void print(device::DriverIndex index, std::string job, int page);
    void feed(device::DriverIndex index);
    void recall(device::DriverIndex index, const std::string& job);
    void verify(device::DriverIndex index, const wire::ask::Verify& ask);
    Condition condition_of(const Driver& driver) const;
    std::optional<device::DriverIndex> of_class(DeviceClass device_class) const;
    void later(device::DriverIndex index, Milliseconds after, std::function<void()> act);

    Timeline& timeline_;
    Dice dice_;
    Outlets outlets_;
    std::vector<Driver> drivers_;
    std::optional<Person> card_;
    bool is_card_read_ = false, is_looking_ = true;
    std::string code_;
};

}  // namespace kiosk24::simulation
