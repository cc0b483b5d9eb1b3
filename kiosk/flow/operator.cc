// Service mode: the field maintainer at the machine. It begins with a hidden sequence of corners where nobody
// is being served, then a PIN; it never begins over a visit and shows nothing of one. Every act is an entry
// of the ledger.
#include <algorithm>
#include <array>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr std::array kSequence = {ScreenCorner::top_left, ScreenCorner::top_right, ScreenCorner::bottom_left,
                                  ScreenCorner::bottom_right, ScreenCorner::top_left};
constexpr Milliseconds kPinIdle{30'000};  // a PIN pad that nobody uses gives the screen back to the citizens
constexpr Milliseconds kPinWithin{20'000}, kBookWithin{10'000}, kResetWithin{10'000};
constexpr Milliseconds kTestReadWithin{30'000}, kTestPageWithin{90'000}, kTestReceiptWithin{45'000},
    kForgetWithin{3'000};
constexpr std::size_t kLongestPin = 12;
constexpr int kBookLines = 40;

ServiceMode& service(Turn& turn) {
    return *turn.state.service;
}

const DeviceView* device_on_screen(Turn& turn) {
    for (const auto& device : turn.state.devices) {
        if (device.slot.id == service(turn).device) return &device;
    }
    return nullptr;
}

bool is_journal_usable(const State& state) {
    return state.journal_open && state.journal_fault == Fault::none;
}

void note(Turn& turn, LedgerKind kind, Facts facts = {}) {
    turn.record({turn.entry({}, kind, std::move(facts))});
}

Facts facts_of(const DeviceView& device) {
    return {{"device", device.slot.id}, {"class", std::string(name_of(device.slot.device_class))}};
}

void note_test(Turn& turn, const DeviceView& device, TestState result, Fault fault) {
    auto facts = facts_of(device);
    facts["test"] = test_of(device.slot.device_class) == TestKind::page ? "page" : "read";
    facts["result"] = std::string(name_of(result));
    if (fault != Fault::none) facts["fault"] = std::string(entry_of(fault).code);
    note(turn, LedgerKind::service_tested, std::move(facts));
}

// --- the way in

void open_pin_pad(Turn& turn) {
    ServiceMode mode;
    mode.began = mode.last_touch = turn.stamp.now;
    const auto& languages = turn.state.terminal.languages;
    mode.language = languages.empty() ? Language::zh_hans : languages.front();
    turn.state.service = std::move(mode);
}

// Somebody touched a corner that leads nowhere: where citizens are served it was a touch like any other.
void touch_of_citizen(Turn& turn) {
    turn.state.service_gate.knocks = 0;
    if (!is_out_of_service(turn.state)) begin_session(turn);
}

void knock(Turn& turn, ScreenCorner corner) {
    auto& gate = turn.state.service_gate;
    const auto& rules = turn.state.terminal.service;
    if (gate.knocks > 0 && turn.stamp.now >= gate.knocked_at + rules.knock_pause) gate.knocks = 0;
    // Until the ledger has been read nobody knows whether PINs are locked.
    const bool is_known = turn.state.journal_open || turn.state.journal_fault != Fault::none;
    if (!rules.is_offered || !is_known) return touch_of_citizen(turn);
    if (corner != kSequence[static_cast<std::size_t>(gate.knocks)]) {
        touch_of_citizen(turn);
        if (turn.state.session || corner != kSequence.front()) return;
    }
    gate.knocked_at = turn.stamp.now;
    if (++gate.knocks < static_cast<int>(kSequence.size())) return;
    gate.knocks = 0;
    open_pin_pad(turn);
}

// The try counts before the PIN is looked at: whoever cuts the power in between has used it up.
std::vector<LedgerEntry> count_try(Turn& turn) {
    auto& state = turn.state;
    const auto& rules = state.terminal.service;
    auto tried = turn.entry({}, LedgerKind::service_pin_tried);
    const bool is_usable = is_journal_usable(state);
    // Where no try can be recorded each one locks.
    const int wrong_pins =
        std::max(state.service_record.wrong_pins + 1, is_usable ? 0 : std::max(1, rules.free_tries));
    state.service_gate.locked_until = turn.stamp.now + lock_after(rules, wrong_pins);
    if (is_usable) return {std::move(tried)};  // folded as the command is issued
    state.service_record = fold(std::move(state.service_record), tried);
    return {};
}

void check_pin(Turn& turn) {
    auto& mode = service(turn);
    if (mode.place != ServicePlace::pin || mode.waiting_for != 0 || mode.pin.reveal().empty()) return;
    PersonalText pin = std::move(mode.pin);
    mode.pin = {};
    if (turn.stamp.now < turn.state.service_gate.locked_until) {
        mode.pin_problem = "locked";
        return;
    }
    mode.pin_problem.clear();
    auto record = count_try(turn);
    mode.waiting_for =
        turn.issue(command::CheckServicePin{std::move(pin)}, kPinWithin, {}, std::move(record));
}

void type_pin(Turn& turn, const PersonalText& text) {
    auto& mode = service(turn);
    const auto& digits = text.reveal();
    const bool is_pin = digits.size() <= kLongestPin && std::all_of(digits.begin(), digits.end(), [](char c) {
                            return c >= '0' && c <= '9';
                        });
    if (mode.place != ServicePlace::pin || mode.waiting_for != 0 || !is_pin) return;
    mode.pin = text;
    mode.pin_problem.clear();
}

void on_pin_checked(Turn& turn, const Completed& completed) {
    auto& mode = service(turn);
    const auto* checked = std::get_if<result::ServicePinChecked>(&completed.result);
    if (checked == nullptr) {
        mode.pin_problem = "not_checked";
        return;
    }
    if (!checked->is_right) {
        mode.pin_problem = turn.stamp.now < turn.state.service_gate.locked_until ? "locked" : "wrong";
        return;
    }
    turn.state.service_gate.locked_until = {};
    mode.place = ServicePlace::overview;
    mode.last_touch = turn.stamp.now;
    note(turn, LedgerKind::service_entered);
}

// --- inside

// What waits is no longer wanted. A page may still come out: nobody stayed to see it.
void let_go(Turn& turn) {
    auto& mode = service(turn);
    if (mode.waiting_for == 0) return;
    turn.issue(command::Cancel{mode.waiting_for}, Milliseconds{0});
    mode.waiting_for = 0;
    const auto* device = device_on_screen(turn);
    if (mode.test != TestState::running || device == nullptr) return;
    const bool is_page = test_of(device->slot.device_class) == TestKind::page;
    note_test(turn, *device, is_page ? TestState::unknown : TestState::failed, Fault::none);
    if (!is_page) turn.issue(command::ForgetPersonal{}, kForgetWithin);
}

void go_to(Turn& turn, ServicePlace place) {
    let_go(turn);
    auto& mode = service(turn);
    mode.place = place;
    mode.device.clear();
    mode.test = TestState::none;
    mode.test_detail.clear();
    mode.test_fault = Fault::none;
    mode.book.clear();
}

void leave(Turn& turn, std::string why) {
    const bool was_in = service(turn).place != ServicePlace::pin;
    if (was_in) let_go(turn);  // a PIN that is being checked is not: its try counts
    turn.state.service.reset();
    if (was_in) note(turn, LedgerKind::service_left, {{"why", std::move(why)}});
}

void open_device(Turn& turn, const std::string& id) {
    const auto& devices = turn.state.devices;
    const bool is_there =
        std::any_of(devices.begin(), devices.end(), [&](auto& device) { return device.slot.id == id; });
    if (service(turn).place != ServicePlace::overview || !is_there) return;
    go_to(turn, ServicePlace::device);
    service(turn).device = id;
}

void open_book(Turn& turn) {
    if (service(turn).place != ServicePlace::overview) return;
    go_to(turn, ServicePlace::book);
    service(turn).waiting_for = turn.issue(command::ReadBook{kBookLines}, kBookWithin);
}

void compose_test_receipt(Turn& turn) {
    auto& mode = service(turn);
    const auto& terminal = turn.state.terminal;
    Receipt receipt;
    receipt.is_test = true;
    receipt.language = mode.language;
    receipt.at = turn.stamp.wall;
    receipt.terminal_id = terminal.id;
    receipt.site = terminal.site;
    receipt.hotline = terminal.hotline;
    const auto* composer = turn.device_id(DeviceClass::document_composer);
    mode.waiting_for =
        turn.issue(command::ComposeReceipt{*composer, std::move(receipt), {}}, kTestReceiptWithin);
}

void test_device(Turn& turn) {
    auto& mode = service(turn);
    const auto* device = device_on_screen(turn);
    if (mode.place != ServicePlace::device || device == nullptr || mode.waiting_for != 0) return;
    if (!can_be_tested(*device, turn.state)) return;
    mode.test = TestState::running;
    mode.test_detail.clear();
    mode.test_fault = Fault::none;
    if (device->slot.device_class == DeviceClass::receipt_printer) return compose_test_receipt(turn);
    if (test_of(device->slot.device_class) == TestKind::read) {
        mode.waiting_for =
            turn.issue(command::TestRead{device->slot.id, device->slot.device_class}, kTestReadWithin);
        return;
    }
    command::PrintPage print;
    print.device = device->slot.id;
    print.document = turn.state.test_page;
    print.document_id = "test_page";
    print.job = "test-" + turn.mint();
    mode.waiting_for = turn.issue(std::move(print), kTestPageWithin);
}

TestState state_of(Outcome outcome) {
    return outcome == Outcome::done       ? TestState::done
           : outcome == Outcome::not_done ? TestState::failed
                                          : TestState::unknown;
}

void on_test_completed(Turn& turn, const Completed& completed) {
    auto& mode = service(turn);
    const auto* device = device_on_screen(turn);
    if (device == nullptr) return;
    if (const auto* composed = std::get_if<result::ReceiptComposed>(&completed.result)) {
        mode.waiting_for =
            turn.issue(command::PrintReceipt{device->slot.id, composed->picture, "test-" + turn.mint()},
                       kTestReceiptWithin);
        return;
    }
    mode.test = TestState::failed;
    if (const auto* read = std::get_if<result::ReadTested>(&completed.result)) {
        mode.test = TestState::done;
        mode.test_detail = read->kind + ", " + std::to_string(read->bytes);
    } else if (const auto* page = std::get_if<result::PageResult>(&completed.result)) {
        mode.test = state_of(page->outcome);
        mode.test_fault = page->fault;
    } else if (const auto* failed = std::get_if<result::Failed>(&completed.result)) {
        mode.test = state_of(failed->outcome);
        mode.test_fault = failed->fault;
        mode.test_detail = std::string(name_of(failed->error.code()));
    }
    note_test(turn, *device, mode.test, mode.test_fault);
    // Whose card lay there is nobody's business: the driver forgets it too.
    if (test_of(device->slot.device_class) == TestKind::read)
        turn.issue(command::ForgetPersonal{}, kForgetWithin);
}

void refilled(Turn& turn) {
    const auto* device = device_on_screen(turn);
    if (service(turn).place != ServicePlace::device || device == nullptr) return;
    if (!takes_paper(device->slot.device_class)) return;
    auto facts = facts_of(*device);
    facts["pages"] = std::to_string(turn.state.service_record.supplies[facts["class"]].pages);
    note(turn, LedgerKind::service_refilled, std::move(facts));
}

void reset_driver(Turn& turn) {
    auto& mode = service(turn);
    const auto* device = device_on_screen(turn);
    if (mode.place != ServicePlace::device || device == nullptr || mode.waiting_for != 0) return;
    note(turn, LedgerKind::service_reset, facts_of(*device));
    mode.test = TestState::none;
    mode.waiting_for = turn.issue(command::ResetDriver{device->slot.id}, kResetWithin);
}

void close_terminal(Turn& turn, const std::string& reason) {
    const bool is_reason =
        std::find(kServiceReasons.begin(), kServiceReasons.end(), reason) != kServiceReasons.end();
    if (service(turn).place != ServicePlace::closing || !is_reason) return;
    note(turn, LedgerKind::service_closed, {{"reason", reason}});
    go_to(turn, ServicePlace::overview);
}

void reopen_terminal(Turn& turn) {
    if (service(turn).place != ServicePlace::overview || turn.state.service_record.closed_for.empty()) return;
    note(turn, LedgerKind::service_reopened);
}

void go_back(Turn& turn) {
    const auto place = service(turn).place;
    if (place != ServicePlace::pin && place != ServicePlace::overview) go_to(turn, ServicePlace::overview);
}

void act(Turn& turn, const Intent& intent) {
    if (const auto* pin = std::get_if<intent::ServicePin>(&intent)) return type_pin(turn, pin->text);
    if (std::holds_alternative<intent::ServiceCheckPin>(intent)) return check_pin(turn);
    if (std::holds_alternative<intent::GoBack>(intent)) return go_back(turn);
    if (std::holds_alternative<intent::ServiceLeave>(intent)) return leave(turn, "left");
    if (const auto* choice = std::get_if<intent::ChooseLanguage>(&intent)) {
        service(turn).language = choice->language;
        return;
    }
    if (const auto* open = std::get_if<intent::ServiceOpenDevice>(&intent))
        return open_device(turn, open->device);
    if (std::holds_alternative<intent::ServiceOpenBook>(intent)) return open_book(turn);
    if (std::holds_alternative<intent::ServiceTest>(intent)) return test_device(turn);
    if (std::holds_alternative<intent::ServiceRefilled>(intent)) return refilled(turn);
    if (std::holds_alternative<intent::ServiceReset>(intent)) return reset_driver(turn);
    if (const auto* close = std::get_if<intent::ServiceClose>(&intent))
        return close_terminal(turn, close->reason);
    if (std::holds_alternative<intent::ServiceReopen>(intent)) return reopen_terminal(turn);
    const bool may_close = service(turn).place == ServicePlace::overview;
    if (std::holds_alternative<intent::ServiceOpenClosing>(intent) && may_close)
        go_to(turn, ServicePlace::closing);
}

template <typename... Intents>
bool is_one_of(const Intent& intent) {
    return (std::holds_alternative<Intents>(intent) || ...);
}

bool is_touch_of_maintainer(const Intent& intent) {
    return is_one_of<intent::ServiceCorner, intent::ServicePin, intent::ServiceCheckPin,
                     intent::ServiceOpenDevice, intent::ServiceOpenBook, intent::ServiceOpenClosing,
                     intent::ServiceTest, intent::ServiceRefilled, intent::ServiceReset, intent::ServiceClose,
                     intent::ServiceReopen, intent::ServiceLeave>(intent);
}

}  // namespace

bool on_service_intent(Turn& turn, const Intent& intent) {
    if (turn.state.service) {
        service(turn).last_touch = turn.stamp.now;
        act(turn, intent);
        return true;
    }
    if (const auto* touch = std::get_if<intent::ServiceCorner>(&intent); touch && !turn.state.session)
        knock(turn, touch->corner);
    else
        turn.state.service_gate.knocks = 0;
    return is_touch_of_maintainer(intent);
}

void on_service_completed(Turn& turn, const Completed& completed) {
    if (!turn.state.service || service(turn).waiting_for != completed.id) return;
    auto& mode = service(turn);
    mode.waiting_for = 0;
    switch (mode.place) {
        case ServicePlace::pin:
            return on_pin_checked(turn, completed);
        case ServicePlace::device:
            if (mode.test == TestState::running) on_test_completed(turn, completed);
            return;
        case ServicePlace::book:
            if (const auto* read = std::get_if<result::BookRead>(&completed.result)) mode.book = read->lines;
            return;
        case ServicePlace::overview:
        case ServicePlace::closing:
            return;
    }
}

void on_service_tick(Turn& turn) {
    auto& state = turn.state;
    const auto& rules = state.terminal.service;
    if (state.service_gate.knocks > 0 &&
        turn.stamp.now >= state.service_gate.knocked_at + rules.knock_pause && !state.service)
        touch_of_citizen(turn);
    if (!state.service) return;
    auto& mode = service(turn);
    if (mode.pin_problem == "locked" && turn.stamp.now >= state.service_gate.locked_until)
        mode.pin_problem.clear();
    const auto idle = mode.place == ServicePlace::pin ? std::min(kPinIdle, rules.idle) : rules.idle;
    if (turn.stamp.now >= mode.last_touch + idle) leave(turn, "idle");
}

// A lock holds over a restart. A clock that was put back cannot stretch it, and at worst it begins anew.
void take_service_record(Turn& turn, const ServiceRecord& record) {
    auto& state = turn.state;
    state.service_record = record;
    const auto lock = lock_after(state.terminal.service, record.wrong_pins);
    const Milliseconds passed{turn.stamp.wall.unix_ms - record.last_try_at.unix_ms};
    const auto left = passed < Milliseconds{0} ? lock : std::max(lock - passed, Milliseconds{0});
    state.service_gate.locked_until = std::max(state.service_gate.locked_until, turn.stamp.now + left);
}

}  // namespace kiosk24::flow
