#include "screens/goodbye/goodbye.h"

#include "kiosk/text/date_words.h"

namespace kiosk24::screens::goodbye {
namespace {

constexpr int kNotGood = 2;  // stars: up to here something has to be mended

RatingRow rating_row(const RatingOffer& offer, const Say& say) {
    RatingRow row;
    row.heading = say("rating.heading");
    row.hint = say("rating.hint");
    row.skip = say("rating.skip");
    for (int stars = kMostStars; stars >= 1; --stars)
        row.levels.push_back({stars, say("rating.level_" + std::to_string(stars))});
    if (offer.stars == 0) return row;
    row.chosen = row.levels[static_cast<std::size_t>(kMostStars - offer.stars)];
    row.heading = say("rating.thanks");
    row.hint = say(offer.stars <= kNotGood ? "rating.we_will_mend" : "rating.we_go_on");
    return row;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "goodbye", Ways::none);
    view.heading = say("goodbye.heading");
    view.words = say("goodbye.words");
    view.remember = say("goodbye.remember");
    if (state.session && state.session->draft_keeping && state.session->draft_keeping->waiting_for == 0) {
        const auto& keeping = *state.session->draft_keeping;
        view.words = !keeping.is_kept
                         ? say("goodbye.draft_lost")
                         : say.fill("goodbye.draft_kept",
                                    {{"date", text::date_words(date_in_china(keeping.until), say.language())},
                                     {"time", text::time_words(time_of_day_in_china(keeping.until))}});
    }
    if (state.session && state.session->rating) view.rating = rating_row(*state.session->rating, say);
    return view;
}

}  // namespace kiosk24::screens::goodbye
