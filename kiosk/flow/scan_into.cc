// A code that is read instead of typed: a case number from a receipt, a credit code from a licence. What the
// code says is only what a person could have typed; it is looked at like typed words.
#include "kiosk/flow/turn.h"
#include "kiosk/text/case_number.h"
#include "kiosk/text/credit_code.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kScanWithin{30'000};

bool is_scannable(const Turn& turn, const std::string& field) {
    const auto& session = *turn.state.session;
    if (session.situation == Situation::case_ask) return field == "query.number";
    const auto* matter = turn.state.matter();
    if (session.situation != Situation::form || matter == nullptr) return false;
    for (const auto& one : matter->form) {
        if (one.id == field) return one.source == Source::citizen && one.kind == FieldKind::credit_code;
    }
    return false;
}

std::string found_in(Situation situation, const std::string& code) {
    if (situation == Situation::case_ask) {
        auto number = text::tidy_case_number(code);
        return text::is_case_number(number) ? number : std::string();
    }
    return text::find_credit_code(code);
}

}  // namespace

void scan_into(Turn& turn, const std::string& field) {
    auto& session = turn.session();
    if (field.empty()) return stop_scan(turn);
    const auto* reader = turn.state.device(DeviceClass::code_reader);
    if (session.waiting_for != 0 || reader == nullptr || !is_usable(reader->condition) ||
        !is_scannable(turn, field))
        return;
    session.edits[field].problem.clear();
    session.scan_field = field;
    session.waiting_for = turn.issue(command::ScanCode{reader->slot.id}, kScanWithin);
}

void stop_scan(Turn& turn) {
    auto& session = turn.session();
    if (session.scan_field.empty()) return;
    if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    session.waiting_for = 0;
    session.scan_field.clear();
}

void on_scan_completed(Turn& turn, const Completed& completed) {
    auto& session = turn.session();
    const std::string field = std::exchange(session.scan_field, {});
    session.last_touch = turn.stamp.now;  // showing a code is a touch
    auto& edit = session.edits[field];
    const auto* read = std::get_if<result::CodeRead>(&completed.result);
    if (read == nullptr) {
        edit.problem = "no_code";
        return;
    }
    const auto found = found_in(session.situation, read->text.reveal());
    if (found.empty()) {
        edit.problem = "wrong_code";
        return;
    }
    edit = {.text = PersonalText(found),
            .caret = static_cast<int>(found.size()),
            .composition = {},
            .problem = {}};
    if (session.situation == Situation::case_ask) {
        session.field = "query.code";
    } else {
        session.field = field;
        open_field(turn, {});  // as if it had been typed and left
    }
}

}  // namespace kiosk24::flow
