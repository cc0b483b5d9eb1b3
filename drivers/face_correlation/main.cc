#include "drivers/face_correlation/driver.h"
#include "drivers/sdk/serve.h"

int main(int argc, char** argv) {
    return kiosk24::drivers::serve(argc, argv, std::make_unique<kiosk24::drivers::FaceCorrelation>());
}
