// The receipt (回执): drawn and printed beside the A4 pages as soon as the outcome is on the screen. It never
// blocks anything: without it the screen shows the case number and its code. A receipt is only printed again
// when a person asks for it.
#include "kiosk/flow/turn.h"
#include "kiosk/text/case_number.h"
#include "kiosk/text/masking.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kComposeWithin{5'000};
constexpr Milliseconds kPrintWithin{45'000};

bool gives_receipt(const Matter& matter) {
    for (const auto& output : matter.outputs) {
        if (output.kind == OutputKind::receipt) return true;
    }
    return false;
}

// Why a device cannot work now; none if it can.
Fault fault_of(const Turn& turn, DeviceClass device_class) {
    const auto* device = turn.state.device(device_class);
    if (device == nullptr || is_usable(device->condition)) return Fault::none;
    return device->condition.fault;
}

void not_printed(Turn& turn, Fault fault) {
    turn.session().receipt = ReceiptProgress{.stage = ReceiptStage::not_printed, .fault = fault};
}

PersonalText masked_name(const Session& session) {
    if (!session.card) return {};
    const auto& card = *session.card;
    const auto& name = card.name.reveal().empty() ? card.english_name : card.name;
    return PersonalText(text::mask_name(name.reveal()));
}

Receipt receipt_of(const Turn& turn, const Matter& matter, const CaseFile& file) {
    const auto& state = turn.state;
    const auto& session = *state.session;
    Receipt receipt;
    receipt.language = session.language;
    receipt.text_size = session.text_size;
    receipt.matter_name = matter.name;
    receipt.department = matter.department;
    receipt.verdict = file.verdict;
    receipt.case_number = file.case_number;
    receipt.reason = file.reason;
    receipt.deadline = file.deadline;
    receipt.pick_up_code = file.pick_up_code;
    receipt.masked_name = masked_name(session);
    if (standing_of(file) == Standing::queued) receipt.kept_as = text::kept_number(file.id);
    receipt.pages = file.verdict == Verdict::approved ? static_cast<int>(file.pages.size()) : 0;
    receipt.at = turn.stamp.wall;
    receipt.terminal_id = state.terminal.id;
    receipt.site = state.terminal.site;
    receipt.hotline = state.terminal.hotline;
    return receipt;
}

void compose(Turn& turn, const Matter& matter, const CaseFile& file) {
    const auto* composer = turn.device_id(DeviceClass::document_composer);
    const auto* printer = turn.device_id(DeviceClass::receipt_printer);
    if (composer == nullptr || printer == nullptr) return not_printed(turn, Fault::none);
    for (const auto device : {DeviceClass::receipt_printer, DeviceClass::document_composer}) {
        if (const auto fault = fault_of(turn, device); fault != Fault::none) return not_printed(turn, fault);
    }
    ReceiptProgress progress;
    progress.waiting_for =
        turn.issue(command::ComposeReceipt{*composer, receipt_of(turn, matter, file), {}}, kComposeWithin);
    turn.session().receipt = progress;
}

void print(Turn& turn, const StripPicture& picture) {
    constexpr std::size_t kJobId_digits = 12;
    const auto* printer = turn.device_id(DeviceClass::receipt_printer);
    const auto* file = turn.state.case_file();
    if (printer == nullptr || file == nullptr) return not_printed(turn, Fault::receipt_offline);
    const std::string job = "k24r-" + turn.mint().substr(0, kJobId_digits);
    auto sent = turn.entry(file->id, LedgerKind::receipt_sent, {{"job", job}});
    auto& progress = *turn.session().receipt;
    progress.stage = ReceiptStage::printing;
    progress.waiting_for =
        turn.issue(command::PrintReceipt{*printer, picture, job}, kPrintWithin, file->id, {std::move(sent)});
}

void printed(Turn& turn, Outcome outcome, Fault fault) {
    auto& progress = *turn.session().receipt;
    progress.fault = fault;
    progress.stage = outcome == Outcome::done       ? ReceiptStage::printed
                     : outcome == Outcome::not_done ? ReceiptStage::not_printed
                                                    : ReceiptStage::unknown;
}

// The platform's answer, or that the application is kept here until there is a network.
bool has_news(const CaseFile& file) {
    if (standing_of(file) == Standing::queued) return true;
    return file.verdict != Verdict::none && !file.case_number.empty();
}

bool may_begin(const Turn& turn) {
    const auto& session = *turn.state.session;
    const auto* file = turn.state.case_file();
    const auto* matter = turn.state.matter();
    return file != nullptr && matter != nullptr && gives_receipt(*matter) && has_news(*file) &&
           (!session.receipt || session.receipt->waiting_for == 0);
}

bool is_out(const Session& session) {
    return session.receipt && session.receipt->stage == ReceiptStage::printed;
}

}  // namespace

void begin_receipt(Turn& turn) {
    if (!may_begin(turn) || turn.session().receipt) return;
    const auto& file = *turn.state.case_file();
    switch (file.receipt) {
        case ReceiptState::printed:
            return;
        case ReceiptState::sent:
        case ReceiptState::unknown:
            turn.session().receipt = ReceiptProgress{.stage = ReceiptStage::unknown};
            return;
        case ReceiptState::none:
        case ReceiptState::not_printed:
            return compose(turn, *turn.state.matter(), file);
    }
}

void print_receipt(Turn& turn) {
    switch (turn.session().situation) {
        case Situation::submitting:
        case Situation::outcome:
        case Situation::printing:
        case Situation::take_paper:
            if (may_begin(turn) && !is_out(turn.session()))
                compose(turn, *turn.state.matter(), *turn.state.case_file());
            return;
        default:
            return;
    }
}

bool on_receipt_completed(Turn& turn, const Completed& completed) {
    if (!turn.state.session || !turn.session().receipt) return false;
    auto& progress = *turn.session().receipt;
    if (progress.waiting_for == 0 || progress.waiting_for != completed.id) return false;
    progress.waiting_for = 0;
    if (const auto* composed = std::get_if<result::ReceiptComposed>(&completed.result)) {
        print(turn, composed->picture);
    } else if (const auto* page = std::get_if<result::PageResult>(&completed.result)) {
        printed(turn, page->outcome, page->fault);
    } else if (const auto* failed = std::get_if<result::Failed>(&completed.result)) {
        const bool was_drawn = progress.stage == ReceiptStage::printing;
        const auto fallback = was_drawn ? Fault::receipt_driver_failed : Fault::composer_failed;
        printed(turn, was_drawn ? failed->outcome : Outcome::not_done,
                failed->fault == Fault::none ? fallback : failed->fault);
    }
    return true;
}

void leave_receipt(Turn& turn) {
    auto& session = turn.session();
    if (!session.receipt) return;
    // One that is being printed comes out within seconds, into the hand of whom it is for; a drawing that
    // would still have to be printed does not.
    if (session.receipt->stage == ReceiptStage::composing && session.receipt->waiting_for != 0)
        turn.issue(command::Cancel{session.receipt->waiting_for}, Milliseconds{0});
    session.receipt.reset();
}

}  // namespace kiosk24::flow
