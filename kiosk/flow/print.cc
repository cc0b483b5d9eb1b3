// The paper: fetched, checked in a process of its own, then one page after the other. What came out is what
// the ledger says came out; an unknown outcome is asked of the person, never retried by itself.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kFetchWithin{30'000};
constexpr Milliseconds kVerifyWithin{15'000};
constexpr Milliseconds kPageWithin{120'000};

bool is_to_print(const CaseFile& file, int page) {
    const auto index = static_cast<std::size_t>(page - 1);
    return index >= file.pages.size() || file.pages[index] != PageState::fed;
}

// A guide is nobody's paper: nothing was approved with it.
const char* words_of_document(const Turn& turn) {
    return guide_paper(*turn.state.session) == nullptr ? "document" : "guides";
}

void show_failed_document(Turn& turn, const result::Failed& failed) {
    const bool refused = failed.error.code() == Code::bad_signature ||
                         failed.error.code() == Code::document_mismatch ||
                         failed.error.code() == Code::bad_input;
    show_trouble(turn, {.fault = failed.fault,
                        .code = failed.error.code(),
                        .words = refused ? "document_refused" : words_of_document(turn),
                        .may_try_again = !refused});
}

void verify(Turn& turn, const DocumentBytes& document) {
    auto& session = turn.session();
    const auto* verifier = turn.device_id(DeviceClass::document_verify);
    const auto* file = turn.state.case_file();
    const auto* paper = guide_paper(session);
    if (verifier == nullptr || file == nullptr || (!session.card && paper == nullptr))
        return show_trouble(turn, {.fault = Fault::verify_driver_failed,
                                   .code = Code::device_offline,
                                   .words = words_of_document(turn)});
    session.printing->document = document;
    command::VerifyDocument check{.device = *verifier,
                                  .document = document,
                                  .expected_name = {},
                                  .expected_case_number = {},
                                  .expected_title = {},
                                  .expected_document_number = {}};
    if (paper != nullptr) {
        check.expected_title = session.guides->guide->summary.title.get(session.language);
        check.expected_document_number = paper->number;
    } else {
        const auto& card = *session.card;
        check.expected_name = card.name.reveal().empty() ? card.english_name : card.name;
        check.expected_case_number = file->case_number;
    }
    session.waiting_for = turn.issue(std::move(check), kVerifyWithin, file->id);
}

void on_page(Turn& turn, const result::PageResult& page) {
    auto& printing = *turn.session().printing;
    printing.fault = page.fault;
    if (page.outcome == Outcome::done) return print_next_page(turn);
    if (page.outcome == Outcome::unknown) printing.asks_whether_it_came_out = true;
    turn.enter(Situation::printing);
}

void on_page_failed(Turn& turn, const result::Failed& failed) {
    on_page(turn, {.outcome = failed.outcome,
                   .fault = failed.fault == Fault::none ? Fault::printer_driver_failed : failed.fault});
}

// What keeps the printer from printing now. It was told once, maybe while the page before was on its way.
Fault standing_fault(const State& state) {
    const auto* device = state.device(DeviceClass::document_printer);
    return device == nullptr || is_usable(device->condition) ? Fault::none : device->condition.fault;
}

void send_page(Turn& turn, int page) {
    constexpr std::size_t kJobId_digits = 12;
    auto& session = turn.session();
    auto& printing = *session.printing;
    const auto* printer = turn.device_id(DeviceClass::document_printer);
    const auto* file = turn.state.case_file();
    if (printer == nullptr || file == nullptr)
        return show_trouble(turn, {.fault = Fault::printer_offline,
                                   .code = Code::device_offline,
                                   .words = words_of_document(turn)});
    printing.page = page;
    printing.fault = standing_fault(turn.state);
    printing.asks_whether_it_came_out = false;
    const std::string job = "k24-" + turn.mint().substr(0, kJobId_digits) + "-" + std::to_string(page);
    auto sent =
        turn.entry(file->id, LedgerKind::page_sent,
                   {{"document", printing.document_id}, {"page", std::to_string(page)}, {"job", job}});
    session.waiting_for = turn.issue(
        command::PrintPage{*printer, printing.document, printing.document_id, page, printing.pages, job},
        kPageWithin, file->id, {std::move(sent)});
}

void present(Turn& turn) {
    const auto* file = turn.state.case_file();
    if (file != nullptr && !file->was_presented) turn.record({turn.entry(file->id, LedgerKind::presented)});
    if (turn.session().situation == Situation::printing) turn.enter(Situation::take_paper);
}

bool is_all_out(const Session& session) {
    return session.printing && session.printing->page > session.printing->pages;
}

}  // namespace

void begin_printing(Turn& turn) {
    auto& session = turn.session();
    const auto* file = turn.state.case_file();
    // Approved, or a case that only prints (a guide; what was approved elsewhere).
    const bool is_paper = file != nullptr && !file->document_id.empty() &&
                          (file->verdict == Verdict::approved || !file->was_sent);
    if (!is_paper) return show_decision(turn);
    Printing printing;
    printing.document_id = file->document_id;
    printing.pages = static_cast<int>(file->pages.size());
    session.printing = std::move(printing);
    if (session.situation != Situation::outcome) turn.enter(Situation::printing);
    session.waiting_for =
        turn.issue(command::FetchDocument{file->document_id, static_cast<int>(file->pages.size())},
                   kFetchWithin, file->id);
}

void on_print_completed(Turn& turn, const Completed& completed) {
    auto& session = turn.session();
    if (!session.printing) return;
    if (const auto* fetched = std::get_if<result::DocumentFetched>(&completed.result))
        return verify(turn, fetched->document);
    if (const auto* verified = std::get_if<result::DocumentVerified>(&completed.result)) {
        session.printing->is_verified = true;
        session.printing->pages = verified->pages;
        return print_next_page(turn);
    }
    if (const auto* page = std::get_if<result::PageResult>(&completed.result)) return on_page(turn, *page);
    if (const auto* failed = std::get_if<result::Failed>(&completed.result)) {
        if (session.printing->is_verified) return on_page_failed(turn, *failed);
        show_failed_document(turn, *failed);
    }
}

void print_next_page(Turn& turn) {
    auto& printing = *turn.session().printing;
    const auto* file = turn.state.case_file();
    int page = printing.page + 1;
    while (page <= printing.pages && file != nullptr && !is_to_print(*file, page))
        ++page;
    printing.page = page;
    if (page > printing.pages) return present(turn);
    send_page(turn, page);
}

void answer_page_outcome(Turn& turn, bool came_out) {
    auto& session = turn.session();
    const auto* file = turn.state.case_file();
    if (!session.printing || !session.printing->asks_whether_it_came_out || file == nullptr) return;
    session.printing->asks_whether_it_came_out = false;
    turn.record({turn.entry(file->id, came_out ? LedgerKind::page_fed : LedgerKind::page_not_fed,
                            {{"document", session.printing->document_id},
                             {"page", std::to_string(session.printing->page)},
                             {"by", "person"}})});
    if (came_out) return print_next_page(turn);
    session.printing->fault = Fault::printer_aborted;
}

void try_page_again(Turn& turn) {
    auto& session = turn.session();
    if (!session.printing || session.waiting_for != 0 || session.printing->asks_whether_it_came_out) return;
    if (session.printing->is_verified)
        return send_page(turn, std::clamp(session.printing->page, 1, session.printing->pages));
    session.printing.reset();
    begin_printing(turn);
}

void on_printer_changed(Turn& turn, const Condition& condition) {
    auto& session = turn.session();
    if (!session.printing || session.waiting_for == 0 || !session.printing->is_verified) return;
    session.printing->fault = is_usable(condition) ? Fault::none : condition.fault;
    if (session.printing->fault != Fault::none && session.situation == Situation::outcome)
        turn.enter(Situation::printing);
}

void settle_outcome(Turn& turn) {
    auto& session = turn.session();
    if (!session.printing) return;
    const bool is_settled = turn.stamp.now >= session.situation_since + turn.timers().outcome_settle;
    if (session.situation == Situation::outcome && is_settled) return turn.enter(Situation::printing);
    if (session.situation == Situation::printing && is_all_out(session)) turn.enter(Situation::take_paper);
}

void finish_paper(Turn& turn, LedgerKind how) {
    const auto* file = turn.state.case_file();
    if (file != nullptr) {
        std::vector<LedgerEntry> entries;
        if (how == LedgerKind::taken)
            entries.push_back(turn.entry(file->id, LedgerKind::taken, {{"by", "person"}}));
        entries.push_back(turn.entry(file->id, LedgerKind::closed, {{"why", std::string(name_of(how))}}));
        turn.record(std::move(entries));
    }
    end_visit(turn, After::goodbye);
}

// The ledger says that every page came out, the person says that none is in their hands: staff hear of it,
// and all of them may be printed again.
void doubt_every_page(Turn& turn, const CaseFile& file) {
    std::vector<LedgerEntry> entries{turn.entry(file.id, LedgerKind::not_received)};
    for (std::size_t page = 1; page <= file.pages.size(); ++page)
        entries.push_back(turn.entry(file.id, LedgerKind::page_unknown,
                                     {{"document", file.document_id}, {"page", std::to_string(page)}}));
    entries.push_back(turn.entry(file.id, LedgerKind::ticket, {{"about", "paper_not_received"}}));
    turn.record(std::move(entries));
}

void paper_not_received(Turn& turn) {
    auto& session = turn.session();
    const auto* file = turn.state.case_file();
    if (session.situation != Situation::take_paper || !session.printing || file == nullptr) return;
    doubt_every_page(turn, *file);
    session.printing->page = 1;
    session.printing->fault = Fault::printer_aborted;
    turn.enter(Situation::printing);
}

}  // namespace kiosk24::flow
