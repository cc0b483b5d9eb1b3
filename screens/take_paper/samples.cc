#include "screens/take_paper/take_paper.h"

namespace kiosk24::screens::take_paper {

std::vector<Sample> samples() {
    return {{"take", sample_state_at(Situation::take_paper)}};
}

}  // namespace kiosk24::screens::take_paper
