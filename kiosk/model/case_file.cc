#include "kiosk/model/case_file.h"

#include <algorithm>
#include <charconv>

namespace kiosk24 {
namespace {

int number_of(const std::string& text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void set_page(CaseFile& file, const LedgerEntry& entry, PageState state) {
    constexpr int kMostPages = 500;
    const int page = number_of(entry.fact("page"));
    if (page < 1 || page > kMostPages) return;
    if (file.pages.size() < static_cast<std::size_t>(page)) file.pages.resize(static_cast<std::size_t>(page));
    file.pages[static_cast<std::size_t>(page - 1)] = state;
    if (state == PageState::sent) file.page_jobs[page] = entry.fact("job");
}

void set_page_count(CaseFile& file, const LedgerEntry& entry) {
    constexpr int kMostPages = 500;
    const int pages = number_of(entry.fact("pages"));
    if (pages > 0 && pages <= kMostPages && file.pages.size() != static_cast<std::size_t>(pages))
        file.pages.resize(static_cast<std::size_t>(pages), PageState::waiting);
}

void set_answer(CaseFile& file, const LedgerEntry& entry) {
    file.verdict = verdict_named(entry.fact("decision")).value_or(Verdict::none);
    file.case_number = entry.fact("case_number");
    file.reason_code = entry.fact("reason_code");
    file.deadline = entry.fact("deadline");
    file.pick_up_code = entry.fact("pick_up_code");
    file.document_id = entry.fact("document");
    for (const auto language : kLanguages) {
        const auto& words = entry.fact("reason." + std::string(tag_of(language)));
        if (!words.empty()) file.reason.in[language] = words;
    }
    set_page_count(file, entry);
}

}  // namespace

const std::string& LedgerEntry::fact(std::string_view name) const {
    static const std::string kNothing;
    const auto found = facts.find(std::string(name));
    return found == facts.end() ? kNothing : found->second;
}

CaseFile fold(CaseFile file, const LedgerEntry& entry) {
    if (file.id.empty()) file.id = entry.case_id;
    if (file.id != entry.case_id) return file;
    file.last_at = std::max(file.last_at, entry.at);
    switch (entry.kind) {
        case LedgerKind::opened:
            file.matter_id = entry.fact("matter");
            file.matter_version = number_of(entry.fact("matter_version"));
            file.matter_case = entry.fact("case");
            file.opened_at = entry.at;
            // A case that only prints: what is already decided, or nobody's.
            file.document_id = entry.fact("document");
            file.case_number = entry.fact("case_number");
            set_page_count(file, entry);
            break;
        case LedgerKind::consented:
            file.consented = true;
            break;
        case LedgerKind::key_minted:
            file.key = entry.fact("key");
            break;
        case LedgerKind::sent:
            file.was_sent = true;
            break;
        case LedgerKind::queued:
            file.was_queued = true;
            file.was_sent = false;  // if it was, certainly not one byte arrived
            break;
        case LedgerKind::answered:
            set_answer(file, entry);
            break;
        case LedgerKind::absent:
            file.is_absent = true;
            break;
        case LedgerKind::document_received:
            set_page_count(file, entry);
            break;
        case LedgerKind::document_refused:
            file.document_refused = true;
            break;
        case LedgerKind::page_sent:
            set_page(file, entry, PageState::sent);
            break;
        case LedgerKind::page_fed:
            set_page(file, entry, PageState::fed);
            break;
        case LedgerKind::page_not_fed:
            set_page(file, entry, PageState::not_fed);
            break;
        case LedgerKind::page_unknown:
            set_page(file, entry, PageState::unknown);
            break;
        case LedgerKind::page_destroyed:
            set_page(file, entry, PageState::destroyed);
            break;
        case LedgerKind::presented:
            file.was_presented = true;
            break;
        case LedgerKind::taken:
            file.was_taken = true;
            break;
        case LedgerKind::not_received:
            file.was_presented = file.was_taken = false;
            break;
        case LedgerKind::told:
            file.was_told = true;
            break;
        case LedgerKind::closed:
            file.is_closed = true;
            break;
        case LedgerKind::receipt_sent:
            file.receipt = ReceiptState::sent;
            break;
        case LedgerKind::receipt_printed:
            file.receipt = ReceiptState::printed;
            break;
        case LedgerKind::receipt_not_printed:
            file.receipt = ReceiptState::not_printed;
            break;
        case LedgerKind::receipt_unknown:
            file.receipt = ReceiptState::unknown;
            break;
        case LedgerKind::rated:
            file.was_rated = true;
            break;
        case LedgerKind::call_back_requested:
        case LedgerKind::call_back_accepted:
        case LedgerKind::rating_accepted:
        case LedgerKind::ticket:
        case LedgerKind::service_pin_tried:
        case LedgerKind::service_entered:
        case LedgerKind::service_left:
        case LedgerKind::service_tested:
        case LedgerKind::service_refilled:
        case LedgerKind::service_reset:
        case LedgerKind::service_closed:
        case LedgerKind::service_reopened:
        case LedgerKind::hub_command:
        case LedgerKind::draft_kept:
        case LedgerKind::draft_erased:
        case LedgerKind::face_consented:
        case LedgerKind::face_compared:
            break;
    }
    return file;
}

Standing standing_of(const CaseFile& file) {
    if (file.verdict == Verdict::none) {
        if (file.is_absent) return Standing::not_filed;
        if (file.was_sent) return Standing::unsettled;
        return file.was_queued ? Standing::queued : Standing::not_filed;
    }
    if (file.verdict == Verdict::pending) return Standing::filed_pending;
    if (file.verdict == Verdict::human) return Standing::filed_human;
    if (file.verdict == Verdict::refused) return Standing::refused;
    if (file.document_id.empty()) return Standing::finished;
    const bool all_out =
        !file.pages.empty() && std::all_of(file.pages.begin(), file.pages.end(),
                                           [](PageState page) { return page == PageState::fed; });
    if (!all_out) return Standing::approved_unprinted;
    return file.was_taken ? Standing::finished : Standing::approved_printed;
}

bool is_open_for_citizen(const CaseFile& file) {
    if (file.is_closed) return false;
    switch (standing_of(file)) {
        case Standing::queued:
        case Standing::unsettled:
        case Standing::filed_pending:
        case Standing::approved_unprinted:
        case Standing::approved_printed:
            return true;
        case Standing::not_filed:
            return file.was_sent || file.was_queued;
        case Standing::filed_human:
        case Standing::refused:
            return !file.was_told;
        case Standing::finished:
            return file.was_queued && !file.was_told;  // nobody was there when the answer came
    }
    return false;
}

}  // namespace kiosk24
