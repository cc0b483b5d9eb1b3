#include "screens/review/review.h"

namespace kiosk24::screens::review {

std::vector<Sample> samples() {
    return {{"review", sample_state_at(Situation::review)}};
}

}  // namespace kiosk24::screens::review
