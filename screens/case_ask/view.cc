#include "kiosk/text/case_number.h"
#include "screens/case_ask/case_ask.h"

namespace kiosk24::screens::case_ask {

namespace {

// "20260520 0001": the day and the serial, as the receipt prints the end of a number.
std::string shown_number(const std::string& text) {
    constexpr std::size_t kDay = 8;
    if (text.size() == text::kCaseNumberLength)
        return "… " + shown_number(text.substr(text.size() - text::kCaseNumberTail));
    return text.size() > kDay ? text.substr(0, kDay) + " " + text.substr(kDay) : text;
}

Typed typed_of(const State& state, const Say& say, const char* field) {
    const auto& session = *state.session;
    Typed typed;
    typed.id = field;
    const bool is_number = typed.id == kNumberField;
    typed.label = say(is_number ? "case_ask.number_field" : "case_ask.code_field");
    typed.placeholder = say(is_number ? "case_ask.number_placeholder" : "case_ask.code_placeholder");
    typed.is_open = session.field == field;
    const auto edit = session.edits.find(field);
    if (edit == session.edits.end()) return typed;
    typed.text = edit->second.text.reveal();
    typed.shown = is_number ? shown_number(typed.text) : typed.text;
    if (!edit->second.problem.empty()) typed.problem = say("problem." + edit->second.problem);
    return typed;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "case_ask", Ways::all);
    view.card = say("case_ask.card");
    view.card_more = say("case_ask.card_more");
    view.number = say("case_ask.number");
    view.number_more = say("case_ask.number_more");
    view.scan = say("case_ask.scan");
    view.scan_more = say("case_ask.scan_more");
    view.privacy = say("case_ask.privacy");
    view.scanning = say("case_ask.scanning");
    view.stop = say("case_ask.stop");
    view.hint = say("case_ask.hint");
    view.ask = say("case_ask.ask");
    view.clear = say("case_ask.clear");
    view.next = say("case_ask.next");
    const auto usable = [&](DeviceClass device_class) {
        const auto* device = state.device(device_class);
        return device != nullptr && is_usable(device->condition);
    };
    view.may_scan = usable(DeviceClass::code_reader);
    view.has_card = usable(DeviceClass::id_card_reader) || view.may_scan;
    if (!state.session) return view;
    view.is_scanning = !state.session->scan_field.empty();
    view.is_typing = !state.session->field.empty();
    view.fields = {typed_of(state, say, kNumberField), typed_of(state, say, kCodeField)};
    // A code that could not be read is said where the choice is, too.
    if (!view.is_typing && !view.fields[0].problem.empty()) view.privacy = view.fields[0].problem;
    return view;
}

}  // namespace kiosk24::screens::case_ask
