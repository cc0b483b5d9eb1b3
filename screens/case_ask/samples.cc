#include "screens/case_ask/case_ask.h"

namespace kiosk24::screens::case_ask {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::case_ask);
    State with_reader = state;
    with_reader.devices.push_back({{"scan", DeviceClass::code_reader}, with_reader.devices[0].condition});
    const auto with = [](const char* name, State from, auto change) {
        Sample sample{name, std::move(from)};
        change(*sample.state.session);
        return sample;
    };
    const auto type = [](Session& session, const char* field, const char* text) {
        session.edits[field].text = PersonalText(text);
    };
    return {with("choice", state, [](Session&) {}),
            with("choice with reader", with_reader, [](Session&) {}),
            with("code not read", with_reader,
                 [](Session& session) { session.edits[kNumberField].problem = "no_code"; }),
            with("scanning", with_reader,
                 [](Session& session) {
                     session.scan_field = kNumberField;
                     session.waiting_for = 1;
                 }),
            with("typing", state,
                 [&](Session& session) {
                     session.field = kNumberField;
                     type(session, kNumberField, "2026052000");
                 }),
            with("scanned, code to type", state,
                 [&](Session& session) {
                     session.field = kCodeField;
                     type(session, kNumberField, "11440399MB000000094442000001000202605200001");
                 }),
            with("no such case", state, [&](Session& session) {
                session.field = kCodeField;
                type(session, kNumberField, "202605200001");
                session.edits[kCodeField].problem = "no_such_case";
            })};
}

}  // namespace kiosk24::screens::case_ask
