#include "screens/operator/service_closing/service_closing.h"

namespace kiosk24::screens::service_closing {

std::vector<Sample> samples() {
    return {{"reasons", sample_service_at(ServicePlace::closing)}};
}

}  // namespace kiosk24::screens::service_closing
