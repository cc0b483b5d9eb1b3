// Groups, popular matters and search; what this terminal cannot finish now is shown with its reason.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::home {

struct GroupTile {
    std::string id, name, about;
    ui::Icon icon = ui::Icon::apps;
    ui::Tint tint = ui::Tint::blue;
};
struct MatterRow {
    std::string id, name, summary, note;  // note: why not now, in one word
    ui::Icon icon = ui::Icon::description;
    ui::Tint tint = ui::Tint::blue;
    bool is_available = true;
};
enum class Mode { groups, one_group, search };
struct View {
    Chrome chrome;
    Mode mode = Mode::groups;
    bool has_long_words = false;  // a language of letters: wider, flatter tiles
    std::string card_hint, card_hint_more, search_words, search_text, search_placeholder, popular, nothing,
        nothing_more;
    std::string all_groups, clear, more, back;
    std::vector<GroupTile> groups;
    std::optional<MatterRow> my_cases;  // the matter that tells how far a case is
    std::vector<MatterRow> matters;     // popular ones, those of the group, or those found
};
// A group id that no catalogue has: the search with its keyboard.
inline constexpr std::string_view kSearchGroup = "search";

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::home
