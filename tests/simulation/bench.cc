#include "tests/simulation/bench.h"

#include <algorithm>

#include "tests/simulation/platform.h"

namespace kiosk24::simulation {
namespace {

using device::DriverIndex;
constexpr Milliseconds kQuick{20}, kHello{120}, kReading{700}, kToFeed{400}, kFeeding{1'600}, kPicture{1'500};

bool is_printer(DeviceClass device_class) {
    return device_class == DeviceClass::document_printer || device_class == DeviceClass::receipt_printer;
}

std::string text_of(const DocumentBytes& bytes) {
    return bytes ? as_text(bytes->reveal()) : std::string();
}

// Tests of service mode are nobody's, and so are guides.
bool is_about_somebody(const wire::Ask& ask, const DocumentBytes& bulk) {
    if (const auto* strip = std::get_if<wire::ask::PrintReceipt>(&ask))
        return !strip->job.starts_with("test-");
    if (const auto* compose = std::get_if<wire::ask::Compose>(&ask))
        return std::any_of(
            compose->strip.lines.begin(), compose->strip.lines.end(),
            [](const StripLine& line) { return line.text.reveal().find("*") != std::string::npos; });
    return !personal_mark_in(text_of(bulk)).empty() || std::holds_alternative<wire::ask::MatchFace>(ask);
}

DocumentBytes bytes_of(std::string_view text) {
    return std::make_shared<const Personal<Bytes>>(Bytes(text.begin(), text.end()));
}

}  // namespace

std::vector<device::DriverSpec> Bench::drivers(bool has_matcher) {
    using enum DeviceClass;
    using device::Keep;
    std::vector<device::DriverSpec> specs{{"reader", id_card_reader, {}, Keep::always},
                                          {"a4", document_printer, {}, Keep::always},
                                          {"verify", document_verify, {}, Keep::on_demand},
                                          {"receipt", receipt_printer, {}, Keep::always},
                                          {"composer", document_composer, {}, Keep::on_demand},
                                          {"scanner", code_reader, {}, Keep::always},
                                          {"camera", face_camera, {}, Keep::always}};
    if (has_matcher) specs.push_back({"matcher", face_matcher, {}, Keep::on_demand});
    return specs;
}

Bench::Bench(Timeline& timeline, std::uint64_t seed, std::vector<device::DriverSpec> specs, Outlets outlets)
    : timeline_(timeline), dice_{seed, 0xbe7c4}, outlets_(std::move(outlets)) {
    for (auto& spec : specs) {
        Driver driver;
        driver.spec = std::move(spec);
        drivers_.push_back(std::move(driver));
    }
}

void Bench::later(DriverIndex index, Milliseconds after, std::function<void()> act) {
    timeline_.after(after, [this, index, life = drivers_[index].life, act = std::move(act)] {
        if (drivers_[index].runs && drivers_[index].life == life) act();
    });
}

std::optional<DriverIndex> Bench::of_class(DeviceClass device_class) const {
    for (DriverIndex i = 0; i < drivers_.size(); ++i) {
        if (drivers_[i].spec.device_class == device_class) return i;
    }
    return std::nullopt;
}

// --- processes

void Bench::start(DriverIndex index) {
    auto& driver = drivers_[index];
    driver.runs = true;
    driver.greeted = false;
    ++driver.life;
    driver.call.reset();
    driver.told.reset();
    later(index, kHello, [this, index] {
        auto& it = drivers_[index];
        it.greeted = true;
        send(index,
             wire::Hello{.device_class = it.spec.device_class,
                         .identity = {.maker = "simulated",
                                      .model = "S1",
                                      .serial = "1",
                                      .firmware = "1",
                                      .capabilities = {}}},
             {});
        later(index, kQuick, [this, index] { tell_condition(index); });
    });
}

void Bench::end(DriverIndex index, const std::string& how) {
    auto& driver = drivers_[index];
    if (!driver.runs) return;
    driver.runs = false;
    driver.call.reset();
    driver.bulk.reset();
    driver.holds_personal = false;
    driver.silent_next = driver.nonsense_next = driver.slow_next = driver.refuses_to_forget = false;
    outlets_.tell(device::input::Exited{index, how});
}

void Bench::lose_power(Printers printers) {
    for (auto& driver : drivers_) {
        driver.runs = false;
        ++driver.life;
        driver.call.reset();
        driver.bulk.reset();
        driver.holds_personal = false;
        driver.silent_next = driver.nonsense_next = driver.slow_next = driver.refuses_to_forget = false;
        if (printers == Printers::keep_power || !driver.job) continue;
        driver.known_jobs[driver.job->name] = driver.job->is_feeding ? Outcome::unknown : Outcome::not_done;
        driver.job.reset();
    }
}

void Bench::carry_out(device::Output output) {
    if (const auto* started = std::get_if<device::output::StartProcess>(&output))
        return start(started->driver);
    if (const auto* kill = std::get_if<device::output::Kill>(&output)) {
        const auto index = kill->driver;
        timeline_.after(kQuick, [this, index, life = drivers_[index].life] {
            if (drivers_[index].life == life) end(index, "killed");
        });
        return;
    }
    auto* sent = std::get_if<device::output::SendMessage>(&output);
    if (sent == nullptr) return;
    const auto index = sent->driver;
    auto& driver = drivers_[index];
    auto message = wire::decode_to_driver(sent->bytes);
    if (!message || !driver.runs) return;
    if (std::holds_alternative<wire::Cancel>(*message))
        return later(index, kQuick, [this, index] { cancelled(index); });
    auto* call = std::get_if<wire::Call>(&*message);
    if (call == nullptr) return;
    driver.call = std::move(*call);
    driver.bulk = std::move(sent->bulk);
    if (driver.bulk) {
        driver.holds_personal |= is_about_somebody(driver.call->ask, driver.bulk);
        send(index, wire::Release{driver.call->id}, {});
    }
    serve(index);
}

void Bench::send(DriverIndex index, wire::FromDriver message, DocumentBytes bulk) {
    auto bytes = wire::encode(message);
    if (!bytes) return;
    device::input::Received received{.driver = index, .bytes = std::move(*bytes)};
    received.descriptors = bulk ? 1 : 0;
    received.bulk = std::move(bulk);
    outlets_.tell(std::move(received));
}

Condition Bench::condition_of(const Driver& driver) const {
    Condition condition;
    condition.state = DeviceState::online;
    const bool is_a4 = driver.spec.device_class == DeviceClass::document_printer;
    if (is_printer(driver.spec.device_class)) {
        condition.paper = SupplyState::full;
        if (!driver.has_paper) {
            condition.paper = SupplyState::out;
            condition.fault = is_a4 ? Fault::printer_paper_out : Fault::receipt_paper_out;
        }
        if (driver.is_jammed) {
            condition.paper = SupplyState::jammed;
            condition.fault = Fault::printer_jammed;
        }
    }
    if (driver.spec.device_class == DeviceClass::id_card_reader)
        condition.media = card_ ? MediaState::present : MediaState::not_present;
    if (driver.is_unplugged) {
        condition.state = DeviceState::no_device;
        condition.fault = is_a4 ? Fault::printer_offline : Fault::reader_offline;
        condition.media = MediaState::unknown;
    }
    return condition;
}

void Bench::tell_condition(DriverIndex index) {
    auto& driver = drivers_[index];
    if (!driver.runs || !driver.greeted) return;
    const auto condition = condition_of(driver);
    if (driver.told && *driver.told == condition) return;
    driver.told = condition;
    send(index, wire::ConditionChanged{condition}, {});
}

std::map<std::string, Condition> Bench::told() const {
    std::map<std::string, Condition> all;
    for (const auto& driver : drivers_) {
        if (driver.runs && driver.told) all[driver.spec.id] = *driver.told;
    }
    return all;
}

// --- calls

void Bench::answer(DriverIndex index, wire::Give give, Milliseconds after) {
    auto& driver = drivers_[index];
    if (!driver.call) return;
    const auto id = driver.call->id;
    if (std::exchange(driver.slow_next, false)) {
        outlets_.struck(Mishap::driver_slow);
        after += dice_.between(Milliseconds{2'000}, Milliseconds{9'000});
    }
    later(index, after, [this, index, id, give = std::move(give)]() mutable {
        auto& it = drivers_[index];
        if (!it.call || it.call->id != id) return;
        it.call.reset();
        it.bulk.reset();
        auto bulk = wire::bulk_of(give);
        const auto size = bulk ? bulk->reveal().size() : 0;
        send(index, wire::Done{id, std::move(give), size}, std::move(bulk));
    });
}

void Bench::refuse(DriverIndex index, Code code, Fault fault, Outcome outcome, Milliseconds after) {
    auto& driver = drivers_[index];
    if (!driver.call) return;
    const auto id = driver.call->id;
    later(index, after, [this, index, id, code, fault, outcome] {
        auto& it = drivers_[index];
        if (!it.call || it.call->id != id) return;
        it.call.reset();
        it.bulk.reset();
        send(index, wire::Failed{.id = id, .code = code, .fault = fault, .outcome = outcome, .detail = {}},
             {});
    });
}

void Bench::serve(DriverIndex index) {
    auto& driver = drivers_[index];
    const auto& ask = driver.call->ask;
    const bool is_forget = std::holds_alternative<wire::ask::Forget>(ask);
    if (!is_forget && std::exchange(driver.silent_next, false)) return outlets_.struck(Mishap::driver_silent);
    if (!is_forget && std::exchange(driver.nonsense_next, false)) {
        outlets_.struck(Mishap::driver_nonsense);
        return later(index, kQuick, [this, index] {
            outlets_.tell(device::input::Received{.driver = index, .bytes = "{\"id\": tru"});
        });
    }
    // Its own time is over: what a driver says then.
    const auto id = driver.call->id;
    later(index, driver.call->within, [this, index, id] {
        auto& it = drivers_[index];
        if (!it.call || it.call->id != id) return;
        if (it.job && it.job->is_feeding)
            return refuse(index, Code::timed_out, Fault::none, Outcome::unknown, {});
        if (it.job) it.known_jobs[it.job->name] = Outcome::not_done;
        it.job.reset();
        refuse(index, Code::timed_out, Fault::none, Outcome::not_done, {});
    });
    if (is_forget) {
        if (std::exchange(driver.refuses_to_forget, false)) {
            outlets_.struck(Mishap::driver_will_not_forget);
            return refuse(index, Code::device_failed, Fault::none, Outcome::not_done, kQuick);
        }
        driver.holds_personal = false;
        return answer(index, wire::give::Nothing{}, kQuick);
    }
    if (driver.is_unplugged)
        return refuse(index, Code::device_offline, condition_of(driver).fault, Outcome::not_done, kQuick);
    if (std::holds_alternative<wire::ask::Clear>(ask)) {
        if (driver.job && !driver.job->is_feeding) {
            driver.known_jobs[driver.job->name] = Outcome::not_done;
            driver.job.reset();
        }
        return answer(index, wire::give::Nothing{}, kQuick);
    }
    if (std::holds_alternative<wire::ask::ReadCard>(ask)) return try_reader(index);
    if (std::holds_alternative<wire::ask::ScanCode>(ask)) return try_scanner(index);
    if (std::holds_alternative<wire::ask::CaptureFace>(ask)) return take_picture(index);
    if (const auto* page = std::get_if<wire::ask::PrintPage>(&ask))
        return print(index, page->job, page->page);
    if (const auto* strip = std::get_if<wire::ask::PrintReceipt>(&ask)) return print(index, strip->job, 0);
    if (const auto* asked = std::get_if<wire::ask::Recall>(&ask)) return recall(index, asked->job);
    if (const auto* asked = std::get_if<wire::ask::Verify>(&ask)) return verify(index, *asked);
    if (std::holds_alternative<wire::ask::Compose>(ask)) {
        driver.holds_personal |= is_about_somebody(ask, {});
        StripPicture picture{8, 8, bytes_of("\x01\x02\x03\x04\x05\x06\x07\x08")};
        return answer(index, wire::give::Picture{std::move(picture)}, kQuick);
    }
    if (std::holds_alternative<wire::ask::MatchFace>(ask)) {
        const bool is_same = dice_.permille(750);
        return answer(index,
                      wire::give::Matched{{is_same ? FaceDecision::same : FaceDecision::different,
                                           is_same ? 900 : 100, "simulated matcher"}},
                      kReading);
    }
}

void Bench::cancelled(DriverIndex index) {
    auto& driver = drivers_[index];
    if (!driver.call) return;
    if (driver.job && driver.job->is_feeding) return;  // it comes out, and is answered so
    if (driver.job) driver.known_jobs[driver.job->name] = Outcome::not_done;
    driver.job.reset();
    refuse(index, Code::cancelled, Fault::none, Outcome::not_done, kQuick);
}

// --- cards, codes, faces

void Bench::lay_card(const Person& person) {
    card_ = person;
    is_card_read_ = false;
    const auto reader = of_class(DeviceClass::id_card_reader);
    if (reader) tell_condition(*reader);
    if (reader && drivers_[*reader].call) try_reader(*reader);
}

void Bench::take_card() {
    card_.reset();
    if (const auto reader = of_class(DeviceClass::id_card_reader)) tell_condition(*reader);
}

// A card is found once; it must be lifted to be found again.
void Bench::try_reader(DriverIndex index) {
    auto& driver = drivers_[index];
    if (!card_ || is_card_read_ || !driver.runs || driver.is_unplugged || !driver.call ||
        !std::holds_alternative<wire::ask::ReadCard>(driver.call->ask))
        return;
    is_card_read_ = true;
    if (std::exchange(driver.unreadable_next, false)) {
        outlets_.struck(Mishap::card_unreadable);
        return refuse(index, Code::card_unreadable, Fault::none, Outcome::not_done, kReading);
    }
    driver.holds_personal = true;
    answer(index, wire::give::Card{card_->card}, kReading);
}

void Bench::show_code(std::string code) {
    code_ = std::move(code);
    if (const auto scanner = of_class(DeviceClass::code_reader)) try_scanner(*scanner);
}

void Bench::try_scanner(DriverIndex index) {
    auto& driver = drivers_[index];
    if (code_.empty() || !driver.runs || !driver.call ||
        !std::holds_alternative<wire::ask::ScanCode>(driver.call->ask))
        return;
    driver.holds_personal = true;
    answer(index, wire::give::Code{PersonalText(std::exchange(code_, {})), "QRCode"}, kQuick);
}

void Bench::take_picture(DriverIndex index) {
    if (!is_looking_) return;  // until its time is over, or it is cancelled
    send(index, wire::Hinted{FaceHint::closer}, {});
    drivers_[index].holds_personal = true;
    auto still = bytes_of(std::string("\xFF\xD8") + static_cast<char>(dice_.below(250)));
    const auto size = still->reveal().size();
    answer(index, wire::give::Still{std::move(still), size}, kPicture);
}

// --- paper

void Bench::print(DriverIndex index, std::string name, int page) {
    auto& driver = drivers_[index];
    driver.job = Job{std::move(name), text_of(driver.bulk), page, false};
    feed(index);
}

// The sheet begins to move; from then on nothing stops it. The printer does it with or without its driver.
void Bench::feed(DriverIndex index) {
    auto& driver = drivers_[index];
    if (!driver.job || driver.job->is_feeding || !driver.has_paper || driver.is_jammed || driver.is_unplugged)
        return;
    timeline_.after(kToFeed, [this, index, name = driver.job->name] {
        auto& it = drivers_[index];
        if (!it.job || it.job->name != name || it.job->is_feeding) return;
        if (!it.has_paper || it.is_jammed || it.is_unplugged) return;
        it.job->is_feeding = true;
        const bool is_doubtful = std::exchange(it.unknown_next, false);
        if (is_doubtful)
            outlets_.struck(it.job->page > 0 ? Mishap::page_outcome_unknown
                                             : Mishap::receipt_outcome_unknown);
        const bool comes_out = !is_doubtful || dice_.permille(500);
        if (comes_out) outlets_.feeds({timeline_.now(), name, it.job->page, it.job->document, it.runs});
        timeline_.after(kFeeding, [this, index, name, is_doubtful] {
            auto& printer = drivers_[index];
            if (!printer.job || printer.job->name != name) return;
            printer.job.reset();
            printer.known_jobs[name] = is_doubtful ? Outcome::unknown : Outcome::done;
            if (!printer.runs || !printer.call) return;
            if (is_doubtful) return answer(index, wire::give::Page{Outcome::unknown, Fault::none}, kQuick);
            answer(index, wire::give::Page{Outcome::done, Fault::none}, kQuick);
        });
    });
}

bool Bench::came_out(const std::string& job) const {
    for (const auto& driver : drivers_) {
        const auto found = driver.known_jobs.find(job);
        if (found != driver.known_jobs.end()) return found->second == Outcome::done;
    }
    return false;
}

void Bench::recall(DriverIndex index, const std::string& job) {
    const auto& driver = drivers_[index];
    const auto found = driver.known_jobs.find(job);
    auto outcome = found == driver.known_jobs.end() ? Outcome::unknown : found->second;
    if (driver.job && driver.job->name == job) outcome = Outcome::unknown;
    answer(index, wire::give::Page{outcome, Fault::none}, kQuick);
}

void Bench::verify(DriverIndex index, const wire::ask::Verify& ask) {
    drivers_[index].holds_personal |= !ask.name.reveal().empty();
    const auto paper = Platform::paper_of(drivers_[index].bulk ? drivers_[index].bulk->reveal() : Bytes());
    if (!paper.is_signed)
        return refuse(index, Code::bad_signature, Fault::verify_bad_signature, Outcome::not_done, kQuick);
    const bool is_right = ask.title.empty()
                              ? paper.name == ask.name.reveal() && paper.number == ask.case_number
                              : paper.name == ask.title && paper.number == ask.document_number;
    if (!is_right)
        return refuse(index, Code::document_mismatch, Fault::verify_mismatch, Outcome::not_done, kQuick);
    answer(index, wire::give::Verified{paper.pages}, kQuick);
}

// --- mishaps

void Bench::mend() {
    for (DriverIndex i = 0; i < drivers_.size(); ++i) {
        auto& driver = drivers_[i];
        driver.has_paper = true;
        driver.is_jammed = driver.is_unplugged = false;
        driver.silent_next = driver.nonsense_next = driver.slow_next = driver.unknown_next = false;
        driver.refuses_to_forget = driver.unreadable_next = false;
        tell_condition(i);
        feed(i);
    }
}

bool Bench::is_mended() const {
    return std::all_of(drivers_.begin(), drivers_.end(), [](const Driver& driver) {
        return driver.has_paper && !driver.is_jammed && !driver.is_unplugged;
    });
}

void Bench::suffer(Mishap mishap, std::uint64_t which) {
    const auto printer = *of_class(DeviceClass::document_printer);
    const auto receipt = *of_class(DeviceClass::receipt_printer);
    const auto reader = *of_class(DeviceClass::id_card_reader);
    // One that has something to do, if there is one.
    auto any = static_cast<DriverIndex>(which % drivers_.size());
    for (DriverIndex i = 0; i < drivers_.size() && which % 4 != 0; ++i) {
        const auto at = (any + i) % drivers_.size();
        if (drivers_[at].call) {
            any = at;
            break;
        }
    }
    switch (mishap) {
        case Mishap::paper_out:
            drivers_[printer].has_paper = false;
            tell_condition(printer);
            return outlets_.struck(mishap);
        case Mishap::printer_jam:
            drivers_[printer].is_jammed = true;
            tell_condition(printer);
            return outlets_.struck(mishap);
        case Mishap::printer_unplugged:
            drivers_[printer].is_unplugged = true;
            tell_condition(printer);
            return outlets_.struck(mishap);
        case Mishap::reader_unplugged:
            drivers_[reader].is_unplugged = true;
            tell_condition(reader);
            if (drivers_[reader].call)
                refuse(reader, Code::device_offline, Fault::reader_offline, Outcome::not_done, kQuick);
            return outlets_.struck(mishap);
        case Mishap::receipt_paper_out:
            drivers_[receipt].has_paper = false;
            tell_condition(receipt);
            return outlets_.struck(mishap);
        case Mishap::page_outcome_unknown:
            drivers_[printer].unknown_next = true;
            return;
        case Mishap::receipt_outcome_unknown:
            drivers_[receipt].unknown_next = true;
            return;
        case Mishap::card_unreadable:
            drivers_[reader].unreadable_next = true;
            return;
        case Mishap::driver_dies:
            if (!drivers_[any].runs) return;
            outlets_.struck(mishap);
            return end(any, "signal 11");
        case Mishap::driver_silent:
            drivers_[any].silent_next = true;
            return;
        case Mishap::driver_nonsense:
            drivers_[any].nonsense_next = true;
            return;
        case Mishap::driver_slow:
            drivers_[any].slow_next = true;
            return;
        case Mishap::driver_will_not_forget:
            drivers_[any].refuses_to_forget = true;
            return;
        default:
            return;
    }
}

std::string Bench::holder_of_personal() const {
    for (const auto& driver : drivers_) {
        // Whoever is still at it is told to forget when that has ended, at its deadline at the latest.
        if (driver.holds_personal && !driver.call) return driver.spec.id;
    }
    return {};
}

}  // namespace kiosk24::simulation
