#include "screens/out_of_service/out_of_service.h"

namespace kiosk24::screens::out_of_service {

std::vector<Sample> samples() {
    State broken = sample_state(), starting = sample_state();
    broken.journal_fault = Fault::journal_failed;
    starting.journal_open = false;
    return {{"out of service", broken}, {"starting", starting}};
}

}  // namespace kiosk24::screens::out_of_service
