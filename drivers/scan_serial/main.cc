#include "drivers/scan_serial/driver.h"
#include "drivers/sdk/serve.h"

int main(int argc, char** argv) {
    return kiosk24::drivers::serve(argc, argv, std::make_unique<kiosk24::drivers::scan_serial::Driver>());
}
