#include "kiosk/app/rehearsal/robot.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "kiosk/base/log.h"
#include "kiosk/wire/json_writer.h"

namespace kiosk24::app {
namespace {

constexpr std::string_view kRoom = "robot";

// One line to the desk and its answer ("ok ..." or "error ...").
std::string ask_desk(const std::string& socket_path, const std::string& line) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_path.size() >= sizeof address.sun_path) return "error the desk's socket path is too long";
    std::memcpy(address.sun_path, socket_path.c_str(), socket_path.size() + 1);
    std::string answer;
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        const std::string text = line + "\n";
        [[maybe_unused]] const auto sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        char buffer[4096];
        for (ssize_t got = 0; (got = ::read(fd, buffer, sizeof buffer)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(got));
    } else {
        answer = "error nobody listens at the desk's socket";
    }
    ::close(fd);
    return answer;
}

}  // namespace

Robot::Robot(RobotOptions options) : options_(std::move(options)) {
    std::filesystem::create_directories(options_.directory / "screens");
}

void Robot::tell_desk(const std::string& line) {
    const auto answer = ask_desk(options_.desk_socket, line);
    if (!answer.starts_with("ok")) problems_.push_back("desk: " + line + ": " + answer);
}

void Robot::meet(Situation situation, Moment now) {
    if (!steps_.empty() && steps_.back().situation == situation) return;
    char name[64];
    std::snprintf(name, sizeof name, "%02zu-%s.png", steps_.size() + 1,
                  std::string(name_of(situation)).c_str());
    steps_.push_back({situation, now, name});
    is_picture_old_ = true;
    log::info(kRoom, "{}", name_of(situation));
}

void Robot::take_picture(const ui::Window& window) {
    if (!std::exchange(is_picture_old_, false)) return;
    const auto file = options_.directory / "screens" / steps_.back().picture;
    if (auto written = window.write_png(file.string()); !written) problems_.push_back(written.error().text());
}

// Lays the card, once; or shows the telephone until the scanner has seen the code, which counts only once the
// scanner looks.
void Robot::say_who(const State& state, Moment now) {
    constexpr Milliseconds kAgain{1'000};
    if (options_.walk.method == IdentifyMethod::id_card) {
        if (!std::exchange(has_laid_, true)) tell_desk("reader lay " + options_.card.string());
        return;
    }
    if (state.session->method != IdentifyMethod::e_id || now < shows_again_) return;
    shows_again_ = now + kAgain;
    tell_desk("eid show " + options_.card.string());
}

void Robot::act(const State& state, ui::Window& window, Moment now) {
    const auto situation = situation_of(state);
    if (situation == Situation::lay_card) say_who(state, now);
    if (next_touch_ >= options_.walk.touches.size()) return;
    const auto& touch = options_.walk.touches[next_touch_];
    if (touch.on != situation) return;
    // A person who wants English touches that word first.
    const bool chooses_language = situation == Situation::attract && options_.language == Language::en;
    const std::string widget = chooses_language ? "english" : touch.widget;
    if (!window.tap_widget(widget)) return;  // not there yet, or still busy
    ++next_touch_;
    ++(touch.is_key ? typed_ : touches_);
}

// Nobody told the robot who its citizen is: what was decided says which of the matter's walks this is.
void Robot::change_walk(const State& state) {
    const auto situation = situation_of(state);
    const auto* file = state.case_file();
    std::string outcome = options_.walk.outcome;
    if (situation == Situation::too_young) outcome = "none";
    if (situation == Situation::outcome && file != nullptr) outcome = name_of(file->verdict);
    if (outcome == options_.walk.outcome) return;
    for (const auto& walk : options_.others) {
        if (walk.outcome != outcome) continue;
        options_.walk = walk;
        next_touch_ = std::min(next_touch_, walk.touches.size());
        return;
    }
}

bool Robot::after_frame(const State& state, ui::Window& window, Moment now) {
    const auto situation = situation_of(state);
    if (!has_begun_) {
        if (situation != Situation::attract || !state.platform_reachable) return false;
        const bool ready = std::all_of(state.devices.begin(), state.devices.end(),
                                       [](const DeviceView& device) { return is_usable(device.condition); });
        if (gives_up_ == kNever) gives_up_ = now + options_.patience;
        if (!ready && now < gives_up_) return false;
        has_begun_ = true;
        began_ = now;
        worked_ = {};
        gives_up_ = now + options_.patience;
    }
    if (situation == Situation::attract && steps_.size() > 1) return is_over_ = true;
    meet(situation, now);
    take_picture(window);
    for (const auto& finding : window.findings())
        log::warn(kRoom, "{}: {} {} {}", name_of(situation), ui::name_of(finding.fault), finding.id,
                  finding.detail);
    if (now >= gives_up_) {
        problems_.push_back("gave up at " + std::string(name_of(situation)));
        return is_over_ = true;
    }
    change_walk(state);
    act(state, window, now);
    return false;
}

void Robot::worked(std::chrono::microseconds time) {
    if (has_begun_ && !is_over_) worked_ += time;
}

Moment Robot::next_wake() const {
    constexpr Milliseconds kLook{50};
    return monotonic_now() + kLook;
}

std::vector<std::string> Robot::finish(const std::vector<LedgerEntry>& ledger, const Terminal& terminal,
                                       ui::Size size) {
    std::vector<Situation> met;
    for (const auto& step : steps_)
        met.push_back(step.situation);
    if (const auto differs = difference(options_.walk, met); !differs.empty()) problems_.push_back(differs);
    const auto fed = std::count_if(ledger.begin(), ledger.end(),
                                   [](auto& entry) { return entry.kind == LedgerKind::page_fed; });
    if (fed != options_.walk.pages)
        problems_.push_back("the ledger has " + std::to_string(fed) + " pages, the walk promises " +
                            std::to_string(options_.walk.pages));
    const auto receipts = std::count_if(
        ledger.begin(), ledger.end(), [](auto& entry) { return entry.kind == LedgerKind::receipt_printed; });
    if (receipts != options_.walk.receipts)
        problems_.push_back("the ledger has " + std::to_string(receipts) + " receipts, the walk promises " +
                            std::to_string(options_.walk.receipts));
    const bool shows_form = std::find(met.begin(), met.end(), Situation::form) != met.end();
    const auto settle = shows_form ? terminal.timers.form_settle : Milliseconds{0};
    const double own_ms = static_cast<double>(worked_.count()) / 1000 + static_cast<double>(settle.count());

    wire::JsonWriter journey;
    journey.begin_object().field("matter", options_.matter).field("walk", options_.walk.name);
    journey.field("language", tag_of(options_.language));
    journey.field("size",
                  std::to_string(static_cast<int>(size.w)) + "x" + std::to_string(static_cast<int>(size.h)));
    journey.field("went_as_the_walk_says", problems_.empty())
        .field("touches", touches_)
        .field("typed", typed_);
    journey.field("own_ms", own_ms);
    if (!steps_.empty())
        journey.field("total_ms", static_cast<std::int64_t>((steps_.back().at - began_).count()));
    journey.begin_list("screens");
    for (const auto& step : steps_) {
        journey.begin_object()
            .field("screen", name_of(step.situation))
            .field("at_ms", static_cast<std::int64_t>((step.at - began_).count()));
        journey.field("picture", "screens/" + step.picture).end();
    }
    journey.end().begin_list("ledger");
    for (const auto& entry : ledger) {
        journey.begin_object()
            .field("case", entry.case_id)
            .field("kind", name_of(entry.kind))
            .field("at", entry.at.unix_ms);
        for (const auto& [name, fact] : entry.facts)
            journey.field(name, fact);
        journey.end();
    }
    journey.end().begin_list("problems");
    for (const auto& problem : problems_)
        journey.value(problem);
    std::ofstream(options_.directory / "journey.json") << journey.text();
    return problems_;
}

}  // namespace kiosk24::app
