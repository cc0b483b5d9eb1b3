#include "kiosk/model/state.h"

#include <algorithm>

#include "kiosk/model/identify.h"

namespace kiosk24 {

const Matter* Catalogue::find(std::string_view matter_id) const {
    const auto found =
        std::find_if(matters.begin(), matters.end(), [&](auto& matter) { return matter.id == matter_id; });
    return found == matters.end() ? nullptr : &*found;
}

bool files_application(const Matter& matter) {
    return std::any_of(matter.steps.begin(), matter.steps.end(),
                       [](const Step& step) { return step.kind == StepKind::submit; });
}

bool begins_with_choice(const Matter& matter) {
    if (matter.steps.empty()) return false;
    const auto kind = matter.steps.front().kind;
    return kind == StepKind::read || kind == StepKind::query;
}

std::string text_of(const Consent& consent, Language language) {
    return consent.who.get(language) + "\n" + consent.what.get(language) + "\n" + consent.why.get(language) +
           "\n" + consent.how_long.get(language) + "\n";
}

const CatalogueGroup* Catalogue::find_group(std::string_view group_id) const {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](auto& group) { return group.id == group_id; });
    return found == groups.end() ? nullptr : &*found;
}

const DeviceSlot* Terminal::slot_of(DeviceClass device_class) const {
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [&](auto& slot) { return slot.device_class == device_class; });
    return found == devices.end() ? nullptr : &*found;
}

const DeviceView* State::device(DeviceClass device_class) const {
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [&](auto& view) { return view.slot.device_class == device_class; });
    return found == devices.end() ? nullptr : &*found;
}

const Matter* State::matter() const {
    return session && catalogue ? catalogue->find(session->matter_id) : nullptr;
}

const CaseFile* State::case_file() const {
    if (!session || session->case_id.empty()) return nullptr;
    const auto found = cases.find(session->case_id);
    return found == cases.end() ? nullptr : &found->second;
}

namespace {

Situation situation_of(ServicePlace place) {
    switch (place) {
        case ServicePlace::pin:
            return Situation::service_pin;
        case ServicePlace::overview:
            return Situation::service_overview;
        case ServicePlace::device:
            return Situation::service_device;
        case ServicePlace::book:
            return Situation::service_book;
        case ServicePlace::closing:
            return Situation::service_closing;
    }
    return Situation::service_overview;
}

}  // namespace

Situation situation_of(const State& state) {
    if (state.service) return situation_of(state.service->place);
    if (state.session) {
        if (state.session->warned_at) return Situation::still_there;
        return state.session->is_help_open ? Situation::help : state.session->situation;
    }
    return is_out_of_service(state) ? Situation::out_of_service : Situation::attract;
}

bool is_out_of_service(const State& state) {
    return !state.journal_open || state.journal_fault != Fault::none || state.catalogue == nullptr ||
           state.remote.orders.service.is_out || !state.service_record.closed_for.empty();
}

DeviceClass device_class_of(IdentifyMethod method) {
    switch (method) {
        case IdentifyMethod::e_id:
            return DeviceClass::code_reader;
        case IdentifyMethod::id_card:
            break;
    }
    return DeviceClass::id_card_reader;
}

namespace {

// What that class must be able to do for a matter; empty: nothing beyond its class.
std::string_view capability_for(DeviceClass device_class, const Matter& matter) {
    return device_class == DeviceClass::face_camera && matter.face_liveness ? kLiveness : "";
}

Offer offer_of_device(DeviceClass device_class, const Matter& matter, const State& state) {
    const auto* device = state.device(device_class);
    const auto capability = capability_for(device_class, matter);
    if (device == nullptr) return Offer::not_here;
    // What it can do is known once its driver has said so.
    if (!is_usable(device->condition)) return Offer::device_missing;
    return capability.empty() || device->identity.has(capability) ? Offer::available : Offer::not_here;
}

// Where people have to say who they are, one way that works is enough.
Offer offer_of_ways(const Matter& matter, const State& state) {
    const bool asks = std::any_of(matter.steps.begin(), matter.steps.end(),
                                  [](const Step& step) { return step.kind == StepKind::identify; });
    auto best = asks && !matter.identify.empty() ? Offer::not_here : Offer::available;
    for (const auto method : matter.identify) {
        const auto offer = offer_of_device(device_class_of(method), matter, state);
        if (offer == Offer::available) return offer;
        if (offer == Offer::device_missing && best == Offer::not_here) best = offer;
    }
    return best;
}

}  // namespace

Offer offer_of(const Matter& matter, const State& state) {
    for (const auto device_class : matter.needs) {
        const auto offer = offer_of_device(device_class, matter, state);
        if (offer != Offer::available) return offer;
    }
    const auto ways = offer_of_ways(matter, state);
    if (ways != Offer::available) return ways;
    return state.platform_reachable || matter.offline_safe ? Offer::available : Offer::offline;
}

bool is_taken_offline(const Matter& matter, const State& state) {
    return matter.offline_safe && !state.platform_reachable;
}

bool can_be_paused(const State& state) {
    if (!state.session || state.terminal.timers.draft <= Milliseconds{0}) return false;
    const auto& session = *state.session;
    const auto* file = state.case_file();
    const bool is_before_submission = file != nullptr && !file->was_sent && !file->was_queued;
    if (!session.card || !is_before_submission || !session.is_prefilled) return false;
    if (session.situation != Situation::form && session.situation != Situation::review) return false;
    return std::any_of(session.asked.begin(), session.asked.end(), [&](const std::string& field) {
        const auto edit = session.edits.find(field);
        if (edit != session.edits.end() && !edit->second.text.reveal().empty()) return true;
        return std::any_of(session.form.begin(), session.form.end(), [&](const FormValue& value) {
            return value.field == field && value.source == Source::citizen;
        });
    });
}

const DeviceView* camera_for(const Matter& matter, const State& state) {
    const bool is_there = offer_of_device(DeviceClass::face_camera, matter, state) == Offer::available;
    return is_there ? state.device(DeviceClass::face_camera) : nullptr;
}

bool can_be_tested(const DeviceView& device, const State& state) {
    if (device.slot.device_class == DeviceClass::receipt_printer) {
        const auto* composer = state.device(DeviceClass::document_composer);
        return composer != nullptr && is_usable(composer->condition);
    }
    const auto kind = test_of(device.slot.device_class);
    return kind == TestKind::read || (kind == TestKind::page && state.test_page != nullptr);
}

Moment session_ends_at(const State& state) {
    if (!state.session) return kNever;
    const auto& session = *state.session;
    if (session.waiting_for != 0 && session.situation != Situation::lay_card &&
        session.situation != Situation::face)
        return kNever;
    const auto& timers = state.terminal.timers;
    const bool large = session.text_size == TextSize::large;
    const auto warning = large ? timers.warning_large : timers.warning;
    if (session.warned_at) return *session.warned_at + warning;
    return session.last_touch + (large ? timers.idle_large : timers.idle) + warning;
}

}  // namespace kiosk24
