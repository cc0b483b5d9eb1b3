// What time alone does: the countdown, the end of a visit, the passing of screens that only tell something.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

bool is_over(const Turn& turn, Milliseconds after) {
    return turn.stamp.now >= turn.state.session->situation_since + after;
}

// Screens that end by themselves, without the countdown.
bool passes_by_itself(Turn& turn) {
    switch (turn.session().situation) {
        case Situation::goodbye: {
            const bool may_be_rated = turn.session().rating && turn.session().rating->stars == 0;
            const bool says_more = may_be_rated || turn.session().draft_keeping;
            if (is_over(turn, says_more ? std::max(turn.timers().rating, turn.timers().goodbye)
                                        : turn.timers().goodbye))
                turn.state.session.reset();
            return true;
        }
        case Situation::take_paper:
            if (is_over(turn, turn.timers().take_paper)) finish_paper(turn, LedgerKind::presented);
            return true;
        default:
            return false;
    }
}

void count_down(Turn& turn) {
    auto& session = turn.session();
    const Moment ends = session_ends_at(turn.state);
    if (ends == kNever) return;
    if (session.warned_at) {
        if (turn.stamp.now < ends) return;
        keep_draft(turn);  // whoever went away in the middle may come back
        return end_visit(turn, After::goodbye);
    }
    const bool large = session.text_size == TextSize::large;
    const auto warning = large ? turn.timers().warning_large : turn.timers().warning;
    if (turn.stamp.now + warning >= ends) session.warned_at = turn.stamp.now;
}

}  // namespace

void on_tick(Turn& turn) {
    on_service_tick(turn);
    if (!turn.state.session) return;
    settle_form(turn);
    watch_submission(turn);
    settle_outcome(turn);
    if (passes_by_itself(turn)) return;
    count_down(turn);
}

}  // namespace kiosk24::flow
