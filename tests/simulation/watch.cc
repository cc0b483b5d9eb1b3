#include "tests/simulation/watch.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/app/heartbeat.h"
#include "kiosk/wire/hub_message.h"
#include "tests/simulation/person.h"

namespace kiosk24::simulation {
namespace {

constexpr Milliseconds kSlack{15'000};  // queues, slow disks and slow drivers beside a command's own time
constexpr Milliseconds kLongestSilence{900'000};  // nobody touches: the session is long over
constexpr Milliseconds kCancelWay{100};           // from the end of a visit until a printer can know of it
constexpr Milliseconds kClearing{20'000};         // from a start until the printer is cleared

std::string page_key(const std::string& case_id, int page) {
    return case_id + " " + std::to_string(page);
}

bool asks_for_paper(const Intent& intent) {
    return std::holds_alternative<intent::AnswerPageOutcome>(intent) ||
           std::holds_alternative<intent::ContinueEarlierCase>(intent) ||
           std::holds_alternative<intent::PaperNotReceived>(intent) ||
           std::holds_alternative<intent::PrintAgain>(intent);
}

}  // namespace

Watch::Watch(const Timeline& timeline, const Platform& platform, int terminals)
    : timeline_(timeline), platform_(platform), terminals_(static_cast<std::size_t>(terminals)) {}

void Watch::violated(int terminal, std::string rule, std::string detail) {
    if (violation_) return;
    violation_ = Violation{std::move(rule), std::move(detail), terminal, timeline_.now().since_boot};
}

// --- steps

void Watch::advanced(int terminal, const Input& input, const State& state,
                     const std::vector<Command>& commands) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    speaking_ = terminal;
    if (const auto* intent = std::get_if<Intent>(&input.body)) {
        it.touched_at = timeline_.now();
        if (asks_for_paper(*intent)) it.doubtful.clear();
    }
    const std::string session =
        state.session && situation_of(state) != Situation::goodbye ? state.session->id : "";
    const bool has_ended = !it.session.empty() && session != it.session;
    if (session != it.session) it.session_ended = timeline_.now();
    it.session = session;
    for (const auto& command : commands) {
        if (!journal::has_answer(command)) continue;
        it.open[command.id] = {std::string(name_of(command.what)), timeline_.now() + command.within};
        if (room_of(command.what) == Room::journal) it.own[command.id] = command.record;
    }
    if (const auto* event = std::get_if<Event>(&input.body)) {
        if (const auto* completed = std::get_if<Completed>(event)) {
            const auto open = it.open.find(completed->id);
            const bool is_interrupted = completed->id >> 32 != state.boot;
            if (open == it.open.end() && !is_interrupted)
                violated(terminal, "completed_twice",
                         fmt::format("command {:x} was not open", completed->id));
            if (open != it.open.end()) {
                if (timeline_.now() > open->second.due + kSlack)
                    violated(terminal, "completed_late", open->second.what);
                it.open.erase(open);
            }
        }
    }
    if (state.session) {
        const auto waits = state.session->waiting_for;
        if (waits != 0 && !it.open.contains(waits))
            violated(terminal, "waits_for_nothing",
                     fmt::format("at {} for {:x}", name_of(situation_of(state)), waits));
        if (state.service) violated(terminal, "service_over_session", "both are there");
        if (state.remote.orders.service.is_out)
            violated(terminal, "order_over_session",
                     "the centre's order is in force while a person is served");
        if (timeline_.now() - std::max(it.touched_at, it.started_at) > kLongestSilence)
            violated(terminal, "no_way_on",
                     fmt::format("nobody touches, and it stays at {}", name_of(situation_of(state))));
    }
    hear(terminal, state);
    if (has_ended) scan_state(terminal, state);
}

// What the screen tells the person about the case.
void Watch::hear(int terminal, const State& state) {
    if (!state.session || state.session->is_help_open || state.session->warned_at) return;
    const auto& session = *state.session;
    const auto* file = state.case_file();
    const auto say = [&](const CaseFile& about, bool is_not_filed) {
        if (!about.was_sent) return;
        told_not_filed_[about.id] = is_not_filed;
        if (is_not_filed) return;
        if (about.verdict == Verdict::none) return;
        told_[about.id] = about.verdict;
        const auto* filing = platform_.filing_of_case(about.id);
        if (filing == nullptr)
            return violated(terminal, "told_filed",
                            "the screen tells a decision, the platform has no such case");
        if (about.verdict != Verdict::pending && about.verdict != filing->decision.verdict)
            violated(terminal, "told_otherwise", "the screen tells another decision than the platform's");
    };
    switch (session.situation) {
        case Situation::outcome:
        case Situation::take_paper:
            if (file != nullptr) say(*file, false);
            return;
        case Situation::trouble:
            if (file == nullptr || !session.trouble || session.trouble->is_unsettled) return;
            return say(*file, !session.trouble->is_filed);
        case Situation::earlier_case:
            for (const auto& id : session.earlier_cases) {
                const auto found = state.cases.find(id);
                if (found == state.cases.end() || !is_open_for_citizen(found->second)) continue;
                const auto standing = standing_of(found->second);
                if (standing != Standing::unsettled) say(found->second, standing == Standing::not_filed);
                return;
            }
            return;
        default:
            return;
    }
}

void Watch::keep(Terminal& it, const LedgerEntry& entry) {
    if (entry.case_id.empty()) return;
    it.kept[entry.case_id].push_back(entry);
}

void Watch::released(int terminal, const Command& command, const State& state) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    speaking_ = terminal;
    CaseFile before;
    for (const auto& entry : it.kept[command.case_id])
        before = fold(std::move(before), entry);
    for (const auto& entry : command.record)
        keep(it, entry);
    if (const auto* submit = std::get_if<command::SubmitApplication>(&command.what)) {
        const auto& entries = it.kept[command.case_id];
        const bool is_minted = std::any_of(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
            return entry.kind == LedgerKind::key_minted && entry.fact("key") == submit->application.key;
        });
        if (!is_minted)
            violated(terminal, "key_not_kept", "a submission leaves before its key is in the ledger");
    }
    if (const auto* submit = std::get_if<command::SubmitApplication>(&command.what);
        submit != nullptr && !submit->application.applicant) {
        const auto& application = submit->application;
        auto& mine = it.submitted[application.person_reference.reveal() + " " + application.matter_id];
        for (const auto& other : mine) {
            const auto file = state.cases.find(other);
            if (other == command.case_id || file == state.cases.end()) continue;
            const auto standing = standing_of(file->second);
            if (standing == Standing::unsettled || standing == Standing::queued)
                violated(terminal, "filed_beside_unsettled",
                         "the same matter is filed again while nobody knows whether it was");
        }
        mine.insert(command.case_id);
    }
    const auto* print = std::get_if<command::PrintPage>(&command.what);
    if (print == nullptr || print->job.starts_with("test-")) return;
    it.jobs[print->job] = {command.case_id, state.session ? state.session->id : "", print->page};
    const auto index = static_cast<std::size_t>(print->page - 1);
    const auto was = index < before.pages.size() ? before.pages[index] : PageState::waiting;
    if (was == PageState::fed)
        violated(terminal, "printed_twice", "a page that came out is printed again unasked");
    if (was == PageState::unknown && it.doubtful.contains(page_key(command.case_id, print->page)))
        violated(terminal, "unknown_retried",
                 "a page with an unknown outcome is printed again, nobody was asked");
    if (was == PageState::destroyed && state.session == std::nullopt)
        violated(terminal, "printed_for_nobody", "a destroyed page is printed");
    const auto paper = print->document ? Platform::paper_of(print->document->reveal()) : Platform::Paper{};
    if (!paper.is_signed)
        violated(terminal, "forged_printed", "a document that is not signed goes to the printer");
}

void Watch::delivered(int terminal, const Event& event) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    const auto* completed = std::get_if<Completed>(&event);
    if (completed == nullptr) return;
    for (const auto& entry : completed->committed) {
        keep(it, entry);
        if (entry.kind == LedgerKind::page_unknown)
            it.doubtful.insert(page_key(entry.case_id, std::atoi(entry.fact("page").c_str())));
        if (entry.kind != LedgerKind::page_fed) continue;
        const auto& entries = it.kept[entry.case_id];
        std::string job;
        for (const auto& one : entries) {
            if (one.kind == LedgerKind::page_sent && one.fact("page") == entry.fact("page"))
                job = one.fact("job");
        }
        if (!job.empty() && !sheets_.contains(job))
            violated(terminal, "fed_without_sheet", "the ledger says that a page came out, and none did");
    }
    const auto own = it.own.find(completed->id);
    if (own == it.own.end()) return;
    if (!std::holds_alternative<result::Failed>(completed->result)) {
        for (const auto& entry : own->second)
            keep(it, entry);
    }
    it.own.erase(own);
}

void Watch::wrote(int terminal, ByteView bytes) {
    const auto mark = personal_mark_in({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!mark.empty()) violated(terminal, "clear_on_disk", "something personal was written unsealed");
}

void Watch::logged(std::string_view room, std::string_view text) {
    if (!personal_mark_in(text).empty()) violated(speaking_, "personal_in_log", "room " + std::string(room));
}

void Watch::fed(int terminal, const Sheet& sheet, const State* state) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    sheets_[sheet.job] = sheet;
    const auto job = it.jobs.find(sheet.job);
    // A receipt, a test page; or the terminal or the driver is dead, and the printer goes on with what it
    // has.
    if (job == it.jobs.end() || state == nullptr || !sheet.has_driver) return;
    if (timeline_.now() - it.started_at < kClearing) return;
    const bool is_theirs =
        state->session && state->session->id == job->second.session && it.session == job->second.session;
    if (!is_theirs && timeline_.now() - it.session_ended > kCancelWay)
        violated(terminal, "printed_after_end",
                 fmt::format("page {} of a visit that is over begins to move", sheet.page));
}

void Watch::lost_power(int terminal) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    it.open.clear();
    it.own.clear();
    it.session.clear();
    it.session_ended = timeline_.now();
    it.is_on = false;
}

// Whatever was confirmed before the power went is in the book that was opened again.
void Watch::opened(int terminal, journal::Ledger* ledger) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    it.started_at = it.touched_at = timeline_.now();
    it.is_on = true;
    if (ledger == nullptr) return;
    for (auto& [case_id, kept] : it.kept) {
        if (case_id.empty()) continue;
        auto found = ledger->entries_of_case(case_id);
        if (!found) return violated(terminal, "ledger_unreadable", found.error().text());
        for (const auto& entry : kept) {
            const auto same = [&](const LedgerEntry& one) {
                return one.kind == entry.kind && (one.facts == entry.facts || one.facts.empty());
            };
            const auto wanted = std::count_if(kept.begin(), kept.end(), same);
            if (std::count_if(found->begin(), found->end(), same) < wanted)
                return violated(
                    terminal, "commit_lost",
                    fmt::format("'{}' was confirmed and is not in the ledger", name_of(entry.kind)));
        }
        // What was written in the last moment was confirmed to nobody, and holds all the same.
        const bool is_erased = !found->empty() && found->front().facts.empty();
        if (!is_erased) kept = *std::move(found);
    }
}

// --- visits

void Watch::scan_state(int terminal, const State& state) {
    std::string all;
    const auto add = [&](std::string_view text) { all.append(text).push_back('\n'); };
    if (state.session) {
        const auto& session = *state.session;
        const bool is_blank = !session.card && !session.person && session.form.empty() &&
                              session.edits.empty() && session.search.text.reveal().empty() &&
                              !session.look && !session.printing && !session.consent &&
                              !session.face_consent && session.earlier_cases.empty() && !session.receipt &&
                              session.case_id.empty();
        if (!is_blank && situation_of(state) == Situation::goodbye)
            violated(terminal, "session_not_wiped", "the farewell still knows the person");
    }
    for (const auto& [id, file] : state.cases) {
        for (const auto* text : {&file.id, &file.matter_id, &file.matter_case, &file.key, &file.case_number,
                                 &file.reason_code, &file.deadline, &file.pick_up_code, &file.document_id})
            add(*text);
        for (const auto& [language, words] : file.reason.in)
            add(words);
        for (const auto& [page, job] : file.page_jobs)
            add(job);
    }
    for (const auto& device : state.devices)
        add(device.condition.detail);
    if (const auto beat = wire::encode(app::heartbeat_of(state, {}))) add(*beat);
    if (!personal_mark_in(all).empty()) violated(terminal, "personal_in_state", "after the end of a visit");
}

void Watch::visit_is_over(int terminal, const State& state, const Bench& bench) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    if (!it.is_on) return;
    scan_state(terminal, state);
    if (!state.session && !state.service) {
        if (const auto holder = bench.holder_of_personal(); !holder.empty())
            violated(terminal, "driver_not_wiped", holder + " still holds something of the person");
    }
    for (const auto& [id, issued] : it.open) {
        if (timeline_.now() > issued.due + kSlack) violated(terminal, "never_completed", issued.what);
    }
    const auto beat = app::heartbeat_of(state, {});
    for (const auto& [device, condition] : bench.told()) {
        const auto found =
            std::find_if(beat.devices.begin(), beat.devices.end(),
                         [&, id = device](const DeviceReport& report) { return report.id == id; });
        if (found == beat.devices.end() || found->fault != condition.fault)
            violated(terminal, "fault_not_told", device + " has a fault that the heartbeat does not tell");
    }
    filings_are_right();
}

void Watch::filings_are_right() {
    std::map<std::string, int> filed;
    for (const auto& [key, filing] : platform_.filings()) {
        if (++filed[filing.case_id] > 1) violated(0, "filed_twice", "one case, two filings");
        if (platform_.is_void(key)) violated(0, "filed_and_void", "a settled key was filed all the same");
        const auto word = told_not_filed_.find(filing.case_id);
        if (word != told_not_filed_.end() && word->second)
            violated(0, "told_not_filed", "the person was told 'not filed' last, and the platform has it");
    }
}

void Watch::check_agreement(int terminal, const std::string& case_id, const CaseFile& file) {
    if (!file.was_sent && !file.was_queued) return;
    const auto* filing = platform_.filing_of_case(case_id);
    if (filing == nullptr) {
        if (!file.is_absent)
            violated(terminal, "never_settled", "sent, not at the platform, and nobody settled it");
        if (file.verdict != Verdict::none)
            violated(terminal, "invented_answer", "the ledger has an answer to nothing");
        return;
    }
    if (file.is_absent)
        return violated(terminal, "absent_but_filed", "the ledger says absent, the platform has it");
    if (file.verdict == Verdict::none)
        return violated(terminal, "never_settled", "filed, and the ledger never heard of it");
    if (file.verdict != Verdict::pending && file.verdict != filing->decision.verdict)
        violated(terminal, "other_answer", "the ledger has another decision than the platform");
}

// Every draft that was kept has ended, and the audit chain says so; its person's words are nowhere any more.
void Watch::check_drafts(int terminal, journal::Ledger* ledger, WallTime wall) {
    const auto last = ledger->last_boot();
    std::map<std::string, std::int64_t> kept;  // until when, Unix ms
    for (std::uint32_t boot = 1; last && boot <= *last; ++boot) {
        const auto entries = ledger->entries_of_boot(boot);
        if (!entries) return violated(terminal, "ledger_unreadable", entries.error().text());
        for (const auto& entry : *entries) {
            if (entry.facts.empty()) continue;
            if (entry.kind == LedgerKind::draft_kept)
                kept[entry.fact("key")] = std::atoll(entry.fact("expires").c_str());
            if (entry.kind == LedgerKind::draft_erased) kept.erase(entry.fact("key"));
        }
    }
    constexpr std::int64_t kMinute_ms = 60'000;
    for (const auto& [key, until] : kept) {
        if (until + kMinute_ms < wall.unix_ms)
            violated(terminal, "draft_not_erased", "a draft's time is over and it was not erased");
    }
}

void Watch::check_orders(int terminal, const RemoteOrders& orders) {
    for (const auto& [id, expected] : terminals_[static_cast<std::size_t>(terminal)].ordered) {
        int times = 0;
        for (const auto& decided : orders.decided)
            times += decided.outcome.command_id == id && decided.outcome.refusal == expected;
        if (times != 1)
            violated(terminal, "order_lost",
                     fmt::format("a command of the centre was decided {} times", times));
    }
}

void Watch::ordered(int terminal, const std::string& command_id, CommandRefusal expected) {
    terminals_[static_cast<std::size_t>(terminal)].ordered[command_id] = expected;
}

void Watch::ended(int terminal, const State& state, journal::Ledger* ledger, const Bench& bench,
                  WallTime wall) {
    auto& it = terminals_[static_cast<std::size_t>(terminal)];
    if (state.session) return violated(terminal, "no_way_on", "the world ends and somebody is still served");
    if (ledger == nullptr)
        return violated(terminal, "ledger_closed", "everything is mended and the ledger is not open");
    for (const auto& [id, issued] : it.open)
        violated(terminal, "never_completed", issued.what);
    opened(terminal, ledger);
    for (const auto& [case_id, entries] : it.kept) {
        if (case_id.empty()) continue;
        const auto found = ledger->file_of(case_id);
        if (!found) return violated(terminal, "ledger_unreadable", found.error().text());
        check_agreement(terminal, case_id, *found);
        int refused = 0, doubted = 0, tickets = 0;
        for (const auto& entry : entries) {
            refused += entry.kind == LedgerKind::document_refused;
            doubted += entry.kind == LedgerKind::not_received;
            tickets += entry.kind == LedgerKind::ticket;
        }
        if (tickets < refused + doubted) violated(terminal, "no_ticket", "a fault that reached no ticket");
    }
    if (const auto report = ledger->verify_chain(); !report || report->first_broken)
        violated(terminal, "chain_broken", report ? report->reason : report.error().text());
    if (const auto backlog = ledger->backlog(); !backlog || *backlog > 0)
        violated(terminal, "outbox_stuck", "everything is mended and something still waits to be sent");
    check_drafts(terminal, ledger, wall);
    if (const auto orders = ledger->remote_orders()) check_orders(terminal, *orders);
    filings_are_right();
    visit_is_over(terminal, state, bench);
}

}  // namespace kiosk24::simulation
