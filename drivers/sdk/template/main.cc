#include "drivers/sdk/serve.h"
#include "drivers/sdk/template/driver.h"

int main(int argc, char** argv) {
    return kiosk24::drivers::serve(argc, argv, std::make_unique<kiosk24::drivers::template_maker::Driver>());
}
