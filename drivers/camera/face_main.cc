#include <malloc.h>

#include "drivers/camera/face_driver.h"
#include "drivers/sdk/serve.h"

int main(int argc, char** argv) {
    // GStreamer and OpenCV take their memory from the C library, which then overwrites what they give back.
    constexpr int kPattern = 0xA5;
    ::mallopt(M_PERTURB, kPattern);
    return kiosk24::drivers::serve(argc, argv, std::make_unique<kiosk24::drivers::camera::FaceDriver>());
}
