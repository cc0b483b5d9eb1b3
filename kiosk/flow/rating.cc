// The rating (好差评): offered by the farewell, when the person is already forgotten; sent like a call-back,
// so that it arrives though the platform is away, and once.
#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kRateWithin{60'000};

}  // namespace

std::optional<RatingOffer> rating_offer(const Turn& turn) {
    const auto* file = turn.state.case_file();
    if (turn.state.terminal.timers.rating == Milliseconds{0}) return std::nullopt;
    if (file == nullptr || file->verdict == Verdict::none || file->case_number.empty() || file->was_rated)
        return std::nullopt;
    return RatingOffer{.case_id = file->id, .case_number = file->case_number, .stars = 0};
}

void rate(Turn& turn, int stars) {
    auto& offer = turn.session().rating;
    if (!offer || offer->stars != 0 || stars < 1 || stars > kMostStars) return;
    offer->stars = stars;
    Rating rating;
    rating.case_number = offer->case_number;
    rating.stars = stars;
    rating.key = turn.mint();
    auto rated = turn.entry(offer->case_id, LedgerKind::rated,
                            {{"request", rating.key}, {"stars", std::to_string(stars)}});
    turn.issue(command::RateService{std::move(rating)}, kRateWithin, offer->case_id, {std::move(rated)});
    turn.enter(Situation::goodbye);  // the thanks stay as long as any farewell
}

}  // namespace kiosk24::flow
