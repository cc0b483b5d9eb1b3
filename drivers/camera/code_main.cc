#include <malloc.h>

#include "drivers/camera/code_driver.h"
#include "drivers/sdk/serve.h"

int main(int argc, char** argv) {
    // GStreamer takes its memory from the C library, which then overwrites what it gives back.
    constexpr int kPattern = 0xA5;
    ::mallopt(M_PERTURB, kPattern);
    return kiosk24::drivers::serve(argc, argv, std::make_unique<kiosk24::drivers::camera::CodeDriver>());
}
