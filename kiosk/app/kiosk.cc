#include "kiosk/app/kiosk.h"

#include <systemd/sd-daemon.h>

#include <fstream>
#include <future>
#include <sstream>

#include "kiosk/app/driver_command.h"
#include "kiosk/app/workshop.h"
#include "kiosk/base/log.h"
#include "kiosk/flow/advance.h"
#include "kiosk/paper/receipt_strip.h"
#include "kiosk/seal/certificate.h"
#include "kiosk/seal/keys.h"
#include "kiosk/seal/pin_hash.h"
#include "kiosk/seal/profile.h"
#include "kiosk/seal/random.h"
#include "screens/screens.h"

namespace kiosk24::app {
namespace {

constexpr std::string_view kRoom = "app";

Result<std::vector<seal::TrustedSigner>> read_signers(const std::vector<settings::Signer>& trusted) {
    std::vector<seal::TrustedSigner> signers;
    for (const auto& signer : trusted) {
        std::ifstream file(signer.public_key_file);
        if (!file) return Error(Code::not_found, signer.public_key_file.string());
        std::ostringstream text;
        text << file.rdbuf();
        signers.push_back({signer.id, signer.algorithm, text.str()});
    }
    return signers;
}

// [platform] or [hub]
template <typename Peer>
net::Transport transport_of(const Peer& peer) {
    net::Transport transport;
    transport.url = peer.url;
    transport.ca_file = peer.ca_file;
    transport.client_certificate_file = peer.client_certificate_file;
    transport.client_key_file = peer.client_key_file;
    transport.pins = peer.pins;
    return transport;
}

// Of the certificates that can be read, when the first one ends.
std::optional<WallTime> certificate_end(const settings::Settings& settings) {
    std::optional<WallTime> first;
    for (const auto& path :
         {settings.platform.client_certificate_file, settings.hub.client_certificate_file}) {
        std::ifstream file(path);
        std::ostringstream text;
        text << file.rdbuf();
        const auto end = seal::certificate_end(text.str());
        if (end && (!first || *end < *first)) first = *end;
    }
    return first;
}

// What a printer's test prints. Without it service mode offers no test of the printer; nobody else needs it.
DocumentBytes read_test_page(const std::filesystem::path& assets) {
    std::ifstream file(assets / "service" / "test_page.pdf", std::ios::binary);
    Bytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (bytes.empty()) {
        log::warn(kRoom, "there is no test page among the assets");
        return nullptr;
    }
    return std::make_shared<const Personal<Bytes>>(std::move(bytes));
}

ui::TextSize ui_size(const State& state) {
    const bool is_large = state.session && state.session->text_size == TextSize::large;
    return is_large ? ui::TextSize::large : ui::TextSize::normal;
}

}  // namespace

Result<std::unique_ptr<Kiosk>> Kiosk::open(settings::Settings settings, ui::WindowOptions window_options) {
    TRY_STATUS(settings::check_files(settings));
    if (const auto& hash = settings.service.pin_hash; !hash.empty())
        TRY_STATUS(seal::check_pin_hash(hash).with("service.pin_hash"));
    // The words are read while the display is asked for a window.
    auto reading =
        std::async([words = settings.assets_directory / "words"] { return settings::read_texts(words); });
    window_options.preview = std::make_shared<Newest<GreyPicture>>();
    TRY(window, ui::Window::open(window_options));
    TRY(texts, reading.get());
    std::unique_ptr<Kiosk> kiosk(new Kiosk(std::move(settings), std::move(texts), std::move(window)));
    kiosk->preview_ = window_options.preview;
    kiosk->draw_presumed_state();
    TRY_STATUS(kiosk->start_inner_rooms());
    return kiosk;
}

Kiosk::Kiosk(settings::Settings settings, Texts texts, std::unique_ptr<ui::Window> window)
    : settings_(std::move(settings)),
      texts_(std::move(texts)),
      state_(flow::initial(settings_.terminal)),
      window_(std::move(window)),
      inbox_([this] { window_->wake(); }) {
    state_.remote.is_used = settings_.hub.is_used();
    state_.test_page = read_test_page(settings_.assets_directory);
    state_.last.now = monotonic_now();
    state_.last.wall = wall_now();
}

Kiosk::~Kiosk() {
    if (device_) device_->stop();
    if (net_) net_->stop();
    if (hub_) hub_->stop();
    workshop_.reset();
    if (journal_) journal_->stop();
}

Status Kiosk::start_inner_rooms() {
    const auto profile =
        settings_.journal.profile == settings::Profile::sm ? seal::Profile::sm : seal::Profile::international;
    TRY_STATUS(seal::self_test(profile));
    TRY(keys, seal::KeyStore::open(settings_.journal.key_directory, profile));
    ledger_.path = settings_.journal.path;
    ledger_.keys = std::make_shared<const seal::KeyStore>(std::move(keys));
    journal::KeeperSettings keeper;
    keeper.ledger = ledger_;
    keeper.retention = std::chrono::hours(24 * settings_.journal.retention_days);
    keeper.service_pin_hash = settings_.service.pin_hash;
    journal_ = std::make_unique<journal::Thread>(
        keeper, journal::Callbacks{.release =
                                       [this](Command command) {
                                           if (room_of(command.what) == Room::device && device_)
                                               device_->push(std::move(command));
                                           else if (net_)
                                               net_->push(std::move(command));
                                       },
                                   .deliver = [this](Event event) { inbox_.push(std::move(event)); },
                                   .grew = growth_listener()});
    journal_->start();
    TRY(signers, read_signers(settings_.platform.catalogue_signers));
    workshop_ = std::make_unique<Workshop>(
        Workshop::Settings{settings_.platform.catalogue_cache_file, std::move(signers)},
        [this](Event event) { inbox_.push(std::move(event)); });
    return {};
}

Status Kiosk::start_outer_rooms() {
    TRY(net, net::Thread::start(
                 transport_of(settings_.platform),
                 {.completed = [this](Completed completed) { journal_->inbox().push(std::move(completed)); },
                  .changed = [this](event::PlatformChanged changed) { inbox_.push(changed); },
                  .catalogue_arrived =
                      [this](net::CatalogueArrived arrived) { workshop_->push(std::move(arrived)); }}));
    net_ = std::move(net);
    device_ = std::make_unique<device::Thread>(
        driver_specs(settings_),
        [this](Completed completed) { journal_->inbox().push(std::move(completed)); },
        [this](Event event) { inbox_.push(std::move(event)); }, device::Rules{},
        device::FaceOutlets{.on_hint = [this](event::FaceHinted hinted) { inbox_.push(std::move(hinted)); },
                            .preview = preview_,
                            .on_preview = [this] { window_->wake(); }});
    for (auto& command : std::exchange(held_, {}))
        give(std::move(command));
    if (settings_.hub.is_used()) start_hub();
    return {};
}

std::function<void(event::LedgerGrew)> Kiosk::growth_listener() {
    if (!settings_.hub.is_used()) return {};
    return [this](event::LedgerGrew grew) { inbox_.push(std::move(grew)); };
}

// Whatever is wrong with the hub, the terminal serves.
void Kiosk::start_hub() {
    auto signers = read_signers(settings_.hub.command_signers);
    if (!signers) log::error(kRoom, "no command of the hub can be obeyed: {}", signers.error().text());
    facts_.boot_id = seal::random_hex(16);
    facts_.program_version = KIOSK24_VERSION;
    facts_.certificate_end = certificate_end(settings_);
    net::HubRules rules;
    rules.every = settings_.hub.heartbeat_every;
    auto hub = net::HubThread::start(
        transport_of(settings_.hub), signers.value_or(std::vector<seal::TrustedSigner>{}),
        {.changed = [this](event::HubChanged changed) { inbox_.push(changed); },
         .command_arrived = [this](event::HubCommandArrived arrived) { inbox_.push(std::move(arrived)); }},
        rules);
    if (!hub) return log::error(kRoom, "there will be no heartbeat: {}", hub.error().text());
    hub_ = std::move(*hub);
    report();
}

void Kiosk::report() {
    facts_.frames_presented = window_->frames_presented();
    net::input::Report report{heartbeat_of(state_, facts_), outcomes_of(state_)};
    auto quiet = report.beat;
    quiet.frames_presented = reported_.beat.frames_presented;
    constexpr Milliseconds kFramesEvery{5'000};
    const bool is_new = quiet != reported_.beat || report.outcomes != reported_.outcomes;
    if (!is_new && state_.last.now - reported_at_ < kFramesEvery) return;
    reported_at_ = state_.last.now;
    reported_ = report;
    hub_->push(std::move(report));
}

void Kiosk::give(Command command) {
    if (device_ == nullptr) return held_.push_back(std::move(command));
    if (std::holds_alternative<command::ForgetPersonal>(command.what)) must_forget_ = true;
    if (auto* compose = std::get_if<command::ComposeReceipt>(&command.what))
        compose->strip = paper::receipt_strip(compose->receipt, texts_);
    if (const auto* cancel = std::get_if<command::Cancel>(&command.what)) {
        // Whichever room has the target ends it; the other does not know the id.
        net_->push(Command{command.id, {}, Milliseconds{0}, {}, *cancel});
        device_->push(std::move(command));
        return;
    }
    journal_->inbox().push(std::move(command));
}

void Kiosk::feed(std::variant<Intent, Event> body) {
    Input input;
    input.stamp.now = monotonic_now();
    input.stamp.wall = wall_now();
    seal::fill_random(input.stamp.entropy);
    input.body = std::move(body);
    auto [next, commands] = flow::advance(std::move(state_), input);
    state_ = std::move(next);
    for (auto& command : commands)
        give(std::move(command));
    window_->set_text_size(ui_size(state_));
    if (watcher_ != nullptr) watcher_->after_input(input, state_);
    if (hub_) report();
}

void Kiosk::draw() {
    window_->frame([this](ui::Frame& frame) {
        auto intent = screens::draw(state_, texts_, frame);
        if (!intent) return ui::Changed::nothing;
        feed(*std::move(intent));
        return ui::Changed::state;
    });
    if (!std::exchange(must_forget_, false)) return;
    window_->forget();
}

std::chrono::milliseconds Kiosk::longest_sleep(const Watcher* watcher) const {
    constexpr Milliseconds kWatchdogBeat{10'000};
    Moment wake = std::min(flow::next_wake(state_), next_minute_);
    if (watcher != nullptr) wake = std::min(wake, watcher->next_wake());
    const auto left = wake - monotonic_now();
    return std::clamp<Milliseconds>(left, Milliseconds{0}, kWatchdogBeat);
}

void Kiosk::pump(Watcher* watcher) {
    for (auto& event : inbox_.take_all()) {
        // By way of this thread: what the journal then releases needs the rooms that only it starts.
        const auto* platform = std::get_if<event::PlatformChanged>(&event);
        if (platform != nullptr && platform->reachable) journal_->inbox().push(journal::LinkIsUp{});
        feed(std::move(event));
    }
    if (watcher != nullptr) {
        for (auto& intent : watcher->intents())
            feed(std::move(intent));
    }
    const Moment now = monotonic_now();
    if (now >= flow::next_wake(state_) || now >= next_minute_) feed(Event(event::Tick{}));
    if (now >= next_minute_) {
        constexpr std::int64_t kMinute_ms = 60'000;
        next_minute_ = now + Milliseconds{kMinute_ms - wall_now().unix_ms % kMinute_ms};
    }
}

// What a terminal that starts nearly always shows a moment later, drawn while the journal is being opened.
void Kiosk::draw_presumed_state() {
    State presumed = state_;
    presumed.journal_open = true;
    presumed.catalogue = std::make_shared<const Catalogue>();
    window_->frame([&](ui::Frame& frame) {
        // Nobody is served by it: what was touched before there was a picture meant nothing on it.
        (void)screens::draw(presumed, texts_, frame);
        return ui::Changed::nothing;
    });
}

// A citizen who looks while the terminal starts should not see it pass through other screens: what comes
// after the first picture waits for the journal and the kept catalogue, but not long.
void Kiosk::await_first_state() {
    constexpr Milliseconds kLongest{200};
    const Moment give_up = monotonic_now() + kLongest;
    while (is_out_of_service(state_)) {
        const auto left = give_up - monotonic_now();
        if (left <= Milliseconds{0}) return;
        inbox_.wait(left);  // not the window: its frames are due, so it would not sleep
        pump(nullptr);
    }
}

// Reading libcurl and what it needs from the disk takes tens of milliseconds, in which a person may touch.
void Kiosk::open_network_library() {
    network_library_ = std::async(std::launch::async, [this] {
        net::Thread::load_library();
        is_network_library_open_ = true;
        window_->wake();
    });
}

Status Kiosk::start_outer_rooms_when_ready() {
    if (device_ || !is_network_library_open_) return {};
    TRY_STATUS(start_outer_rooms());
    sd_notify(0, "READY=1");
    log::info(kRoom, "terminal {} is up", settings_.terminal.id);
    return {};
}

int Kiosk::run(Watcher* watcher) {
    watcher_ = watcher;
    await_first_state();
    draw();
    workshop_->first_picture_is_shown();
    open_network_library();
    for (;;) {
        if (auto started = start_outer_rooms_when_ready(); !started) {
            log::error(kRoom, "cannot start: {}", started.error().text());
            return 1;
        }
        const auto began = std::chrono::steady_clock::now();
        pump(watcher);
        draw();
        const auto worked = std::chrono::steady_clock::now() - began;
        if (watcher != nullptr) {
            watcher->worked(std::chrono::duration_cast<std::chrono::microseconds>(worked));
            if (watcher->after_frame(state_, *window_)) break;
        }
        sd_notify(0, "WATCHDOG=1");
        if (window_->wait(longest_sleep(watcher)) == ui::Wake::quit) break;
    }
    sd_notify(0, "STOPPING=1");
    watcher_ = nullptr;
    return 0;
}

}  // namespace kiosk24::app
