// The form's values as rows: label, value in words, where it came from. Used by the form and by the review.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/frame.h"
#include "screens/shared/say.h"

namespace kiosk24::screens {

struct FormRow {
    std::string id, label, value, source;  // value empty: still being looked up
    ui::ColourRole source_colour = ui::ColourRole::accent;
    std::string waiting;    // stands where there is no value: where it is entered ...
    std::string left_out;   // ... and where it is only read
    std::string problem;    // what is wrong with what was entered; empty: nothing
    bool is_asked = false;  // the person's own: a tap opens it
};
// In the order of the matter's form; hidden fields and the one that is being typed into left out. ID numbers
// masked, codes and dates in words, bank cards in groups.
std::vector<FormRow> form_rows(const State& state, const Texts& texts);
// Two columns where there is room. The id of the row that was tapped; empty: none.
enum class RowsAre { read, entered };
std::string draw_form_rows(const std::vector<FormRow>& rows, ui::Frame& frame, ui::Rect area,
                           std::string_view more, std::string_view less, RowsAre rows_are = RowsAre::read);

}  // namespace kiosk24::screens
