// Reading and printing what anybody may read: nobody is identified, nothing is filed. The ledger has a case
// of its own for the paper, without a person in it.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kFetchWithin{10'000};

void fetch_list(Turn& turn) {
    turn.session().waiting_for = turn.issue(command::FetchGuides{}, kFetchWithin);
}

}  // namespace

const GuidePaper* guide_paper(const Session& session) {
    if (!session.guides || !session.guides->guide) return nullptr;
    const auto& papers = session.guides->guide->papers;
    const auto found = papers.find(session.language);
    return found == papers.end() ? nullptr : &found->second;
}

void enter_guides(Turn& turn) {
    turn.session().guides = GuideReading{};
    turn.enter(Situation::guide_list);
    fetch_list(turn);
}

void open_guide(Turn& turn, const std::string& guide_id) {
    auto& session = turn.session();
    if (!session.guides || guide_id.empty()) return;
    const auto& list = session.guides->list;
    const bool is_offered =
        std::any_of(list.begin(), list.end(), [&](const GuideSummary& one) { return one.id == guide_id; });
    if (!is_offered || session.waiting_for != 0) return;
    session.guides->wanted = guide_id;
    session.guides->guide.reset();
    turn.enter(Situation::guide);
    session.waiting_for = turn.issue(command::FetchGuide{guide_id}, kFetchWithin);
}

void on_guide_completed(Turn& turn, const Completed& completed) {
    auto& session = turn.session();
    if (!session.guides) return;
    auto& reading = *session.guides;
    if (const auto* fetched = std::get_if<result::GuidesFetched>(&completed.result)) {
        reading.list = fetched->guides;
        reading.is_listed = true;
        return;
    }
    if (const auto* fetched = std::get_if<result::GuideFetched>(&completed.result)) {
        if (fetched->guide.summary.id == reading.wanted) {
            reading.guide = fetched->guide;
            return;
        }
        return show_trouble(
            turn, {.fault = Fault::platform_bad_reply, .code = Code::unknown_reply, .words = "guides"});
    }
    if (const auto* failed = std::get_if<result::Failed>(&completed.result))
        show_trouble(
            turn,
            {.fault = failed->fault, .code = failed->error.code(), .words = "guides", .may_try_again = true});
}

void print_guide(Turn& turn) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    const auto* paper = guide_paper(session);
    if (session.situation != Situation::guide || matter == nullptr || paper == nullptr) return;
    const auto* printer = turn.state.device(DeviceClass::document_printer);
    if (printer == nullptr || !is_usable(printer->condition)) return;
    open_case(turn, *matter, {{"document", paper->document_id}, {"pages", std::to_string(paper->pages)}});
    next_step(turn);
}

void back_to_guides(Turn& turn) {
    auto& session = turn.session();
    if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    session.waiting_for = 0;
    if (!session.guides || !session.guides->is_listed) return enter_guides(turn);
    session.guides->wanted.clear();
    session.guides->guide.reset();
    turn.enter(Situation::guide_list);
}

}  // namespace kiosk24::flow
