#include "tests/simulation/terminal.h"

#include <cstring>

#include "kiosk/base/log.h"
#include "kiosk/paper/receipt_strip.h"

namespace kiosk24::simulation {
namespace {

// 240024, at the lowest cost that scrypt has: the simulator tries many PINs.
constexpr const char* kPinHash =
    "$scrypt$ln=1,r=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$7zZkGTS0E12xN9/1YMoF1aE/D1ivWcfgkygle0Ei1Dk";
constexpr std::int64_t kBegin_unix_ms = 1'795'305'600'000;  // 2026-11-22T00:00:00Z
constexpr Milliseconds kMinute{60'000};

kiosk24::Terminal settings_of(int index, const std::vector<device::DriverSpec>& specs) {
    kiosk24::Terminal terminal;
    terminal.id = "SIM-" + std::to_string(index);
    terminal.type = "comprehensive";
    for (const auto& spec : specs)
        terminal.devices.push_back({spec.id, spec.device_class});
    terminal.service.is_offered = true;
    terminal.timers.draft = std::chrono::minutes(15);  // so that its end is met too
    return terminal;
}

std::vector<device::DriverSpec> specs_of(std::uint64_t seed) {
    return Bench::drivers(Dice{seed, 0x4a7c}.permille(500));
}

}  // namespace

Terminal::Terminal(int index, std::uint64_t seed, Timeline& timeline, Platform& platform,
                   const Furnishings& furnishings, Watch& watch, Listener listener)
    : index_(index),
      seed_(seed),
      timeline_(timeline),
      furnishings_(furnishings),
      watch_(watch),
      listener_(std::move(listener)),
      dice_{seed, static_cast<std::uint64_t>(index), 0x7e4},
      disk_(furnishings.folder + "/" + std::to_string(index)),
      bench_(timeline, scramble(seed + static_cast<std::uint64_t>(index)), specs_of(seed),
             {.tell =
                  [this](device::Input input) {
                      post(Queue::device,
                           [this, input = std::move(input)]() mutable { to_device(std::move(input)); });
                  },
              .feeds = [this](const Sheet& sheet) { watch_.fed(index_, sheet, is_on_ ? &state_ : nullptr); },
              .struck = [this](Mishap mishap) { listener_.struck(mishap); }}),
      network_(timeline, scramble(seed ^ static_cast<std::uint64_t>(index + 77)), platform,
               {.tell =
                    [this](net::Input input) {
                        post(Queue::net,
                             [this, input = std::move(input)]() mutable { to_net(std::move(input)); });
                    },
                .struck = [this](Mishap mishap) { listener_.struck(mishap); },
                .wall = [this] { return true_wall(); }}) {
    disk_.watch([this](ByteView bytes) { watch_.wrote(index_, bytes); });
}

Terminal::~Terminal() = default;

WallTime Terminal::true_wall() const {
    return {kBegin_unix_ms + timeline_.now().since_boot.count()};
}

Moment Terminal::local(Moment world) const {
    return {world.since_boot - booted_at_.since_boot + Milliseconds{3'000}};
}

Moment Terminal::world(Moment local) const {
    if (local == kNever) return kNever;
    return {local.since_boot - Milliseconds{3'000} + booted_at_.since_boot};
}

journal::Now Terminal::now() const {
    return {local(timeline_.now()), {true_wall().unix_ms + clock_off_.count()}};
}

Stamp Terminal::stamp() {
    Stamp stamp;
    stamp.now = now().moment;
    stamp.wall = now().wall;
    Dice entropy{seed_, static_cast<std::uint64_t>(index_), static_cast<std::uint64_t>(life_), ++stamps_};
    for (std::size_t at = 0; at < stamp.entropy.size(); at += 8) {
        const auto number = entropy.next();
        std::memcpy(stamp.entropy.data() + at, &number, 8);
    }
    return stamp;
}

// --- power

void Terminal::power_on() {
    if (is_on_) return;
    is_on_ = true;
    ++life_;
    booted_at_ = timeline_.now();
    next_minute_ = timeline_.now() + kMinute;
    last_.fill(timeline_.now());
    wakes_.fill(kNever);
    journal_queue_ = 0;
    const auto specs = specs_of(seed_);
    state_ = flow::initial(settings_of(index_, specs));
    state_.remote.is_used = true;
    state_.last.now = local(timeline_.now());
    state_.last.wall = now().wall;
    const std::string page = "%PDF-1.7\ntest\ntest\n1\nsigned\n";
    state_.test_page = std::make_shared<const Personal<Bytes>>(Bytes(page.begin(), page.end()));
    device_ = std::make_unique<device::Machine>(specs);
    net_ = std::make_unique<net::Machine>();
    journal::KeeperSettings keeper;
    keeper.ledger = {disk_path(), kVfs, furnishings_.keys};
    keeper.retention = std::chrono::hours(24 * 30);
    keeper.service_pin_hash = kPinHash;
    keeper_ = std::make_unique<journal::Keeper>(std::move(keeper));
    hand_on(keeper_->start(now()));
    if (!is_on_) return;
    watch_.opened(index_, keeper_->ledger());
    // The kept catalogue; now and then there is none, and the platform has to send it.
    if (dice_.permille(900))
        timeline_.after(Milliseconds{60}, [this, life = life_] {
            if (life == life_)
                post(Queue::flow, [this] { feed(Event(event::CatalogueReady{furnishings_.catalogue})); });
        });
    post(Queue::device, [this] { to_device(device::input::Begin{}); });
    post(Queue::net, [this] { to_net(net::input::Begin{}); });
}

std::string Terminal::disk_path() const {
    return furnishings_.folder + "/" + std::to_string(index_) + "/ledger";
}

void Terminal::cut_power(Bench::Printers printers) {
    if (!is_on_) return;
    disk_.cut_power(dice_.next());
    is_on_ = false;
    ++life_;
    watch_.lost_power(index_);
    bench_.lose_power(printers);
    network_.lose_power();
    keeper_.reset();
    device_.reset();
    net_.reset();
    state_ = {};
    disk_.come_back();
}

// --- queues

void Terminal::post(Queue queue, std::function<void()> deliver) {
    auto& last = last_[static_cast<std::size_t>(queue)];
    Milliseconds way{dice_.permille(900) ? 0 : static_cast<std::int64_t>(dice_.below(15))};
    if (queue == Queue::journal) {
        ++journal_queue_;
        if (is_disk_slow_) way += dice_.between(Milliseconds{50}, Milliseconds{500});
    }
    last = std::max(last, timeline_.now() + way);
    timeline_.at(last, [this, life = life_, deliver = std::move(deliver)] {
        if (life == life_ && is_on_) deliver();
    });
}

void Terminal::touch(Intent intent) {
    if (is_on_) feed(std::move(intent));
}

void Terminal::hear_hub(event::HubCommandArrived arrived) {
    if (!is_on_) return;
    post(Queue::flow, [this, arrived = std::move(arrived)] { feed(Event(arrived)); });
}

void Terminal::feed(std::variant<Intent, Event> body) {
    const auto* event = std::get_if<Event>(&body);
    if (event != nullptr) {
        const auto* changed = std::get_if<event::PlatformChanged>(event);
        if (changed != nullptr && changed->reachable) to_journal(journal::LinkIsUp{});
    }
    Input input{stamp(), std::move(body)};
    const auto before = situation_of(state_);
    auto [next, commands] = flow::advance(std::move(state_), input);
    state_ = std::move(next);
    watch_.advanced(index_, input, state_, commands);
    for (auto& command : commands)
        give(std::move(command));
    listener_.on_input(before, input);
    sleep(Queue::flow, std::min(world(flow::next_wake(state_)), next_minute_));
}

void Terminal::give(Command command) {
    if (auto* compose = std::get_if<command::ComposeReceipt>(&command.what))
        compose->strip = paper::receipt_strip(compose->receipt, furnishings_.texts);
    if (const auto* cancel = std::get_if<command::Cancel>(&command.what)) {
        const Command for_net{command.id, {}, Milliseconds{0}, {}, *cancel};
        post(Queue::net, [this, for_net] { to_net(net::input::Release{for_net}); });
        post(Queue::device,
             [this, command = std::move(command)] { to_device(device::input::Release{command}); });
        return;
    }
    to_journal(std::move(command));
}

void Terminal::to_journal(journal::Message message) {
    post(Queue::journal, [this, message = std::move(message)]() mutable {
        --journal_queue_;
        hand_on(keeper_->handle(std::move(message), now()));
        if (!is_on_) return;
        if (auto grew = keeper_->growth()) post(Queue::flow, [this, grew = *grew] { feed(Event(grew)); });
        if (journal_queue_ == 0) idle_work();
    });
}

void Terminal::idle_work() {
    journal::Outputs outputs;
    (void)keeper_->do_idle_work(now(), outputs);
    hand_on(std::move(outputs));
    if (is_on_) sleep(Queue::journal, world(keeper_->next_wake()));
}

// Power that went in the middle of it takes along whatever it would have handed on.
void Terminal::hand_on(journal::Outputs outputs) {
    if (disk_.is_dead()) {
        listener_.struck(Mishap::power_cut_in_write);
        return cut_power(Bench::Printers::lose_power);
    }
    for (auto& command : outputs.release) {
        watch_.released(index_, command, state_);
        const bool is_device = room_of(command.what) == Room::device;
        post(is_device ? Queue::device : Queue::net,
             [this, is_device, command = std::move(command)]() mutable {
                 if (is_device)
                     to_device(device::input::Release{std::move(command)});
                 else
                     to_net(net::input::Release{std::move(command)});
             });
    }
    for (auto& event : outputs.deliver) {
        watch_.delivered(index_, event);
        post(Queue::flow, [this, event = std::move(event)]() mutable { feed(std::move(event)); });
    }
}

void Terminal::to_device(device::Input input) {
    for (auto& output : device_->advance(now().moment, std::move(input))) {
        if (auto* completed = std::get_if<Completed>(&output)) {
            to_journal(std::move(*completed));
        } else if (const auto* changed = std::get_if<event::DeviceChanged>(&output)) {
            post(Queue::flow, [this, changed = *changed] { feed(Event(changed)); });
        } else if (const auto* greeted = std::get_if<event::DeviceGreeted>(&output)) {
            post(Queue::flow, [this, greeted = *greeted] { feed(Event(greeted)); });
        } else if (const auto* hinted = std::get_if<event::FaceHinted>(&output)) {
            post(Queue::flow, [this, hinted = *hinted] { feed(Event(hinted)); });
        } else if (const auto* line = std::get_if<device::output::LogLine>(&output)) {
            log::write(line->level, "device", line->text);
        } else {
            bench_.carry_out(std::move(output));
        }
    }
    sleep(Queue::device, world(device_->next_wake()));
}

void Terminal::to_net(net::Input input) {
    for (auto& output : net_->handle(stamp(), std::move(input))) {
        if (auto* request = std::get_if<net::HttpRequest>(&output)) {
            network_.send(std::move(*request));
        } else if (const auto* abandoned = std::get_if<net::output::Abandon>(&output)) {
            network_.abandon(abandoned->id);
        } else if (auto* completed = std::get_if<Completed>(&output)) {
            to_journal(std::move(*completed));
        } else if (const auto* changed = std::get_if<event::PlatformChanged>(&output)) {
            post(Queue::flow, [this, changed = *changed] { feed(Event(changed)); });
        } else if (const auto* line = std::get_if<net::output::LogLine>(&output)) {
            log::write(line->level, "net", line->text);
        } else if (const auto* arrived = std::get_if<net::CatalogueArrived>(&output)) {
            // The workshop has checked it.
            const Completed fetched{arrived->id, {}, result::CatalogueFetched{furnishings_.catalogue}, {}};
            post(Queue::flow, [this, fetched] { feed(Event(fetched)); });
            post(Queue::flow, [this] { feed(Event(event::CatalogueReady{furnishings_.catalogue})); });
        }
    }
    sleep(Queue::net, world(net_->next_wake()));
}

// --- waking

void Terminal::sleep(Queue queue, Moment until) {
    auto& wakes = wakes_[static_cast<std::size_t>(queue)];
    if (until == kNever || (wakes != kNever && wakes > timeline_.now() && wakes <= until)) return;
    wakes = until;
    timeline_.at(until, [this, queue, until, life = life_] {
        if (life != life_ || !is_on_ || wakes_[static_cast<std::size_t>(queue)] != until) return;
        wakes_[static_cast<std::size_t>(queue)] = kNever;
        wake(queue);
    });
}

void Terminal::wake(Queue queue) {
    const Moment moment = local(timeline_.now());
    switch (queue) {
        case Queue::flow: {
            const bool is_due = moment >= flow::next_wake(state_) || timeline_.now() >= next_minute_;
            if (timeline_.now() >= next_minute_) next_minute_ = timeline_.now() + kMinute;
            if (is_due) return feed(Event(event::Tick{}));
            return sleep(queue, std::min(world(flow::next_wake(state_)), next_minute_));
        }
        case Queue::journal:
            hand_on(keeper_->wake(now()));
            if (is_on_) idle_work();
            return;
        case Queue::device:
            return to_device(device::input::Wake{});
        case Queue::net:
            return to_net(net::input::Wake{});
    }
}

}  // namespace kiosk24::simulation
