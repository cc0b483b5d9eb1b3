#include <cstdio>

#include "drivers/document_verify/driver.h"
#include "drivers/sdk/serve.h"

int main(int argc, char** argv) {
    using namespace kiosk24::drivers;
    auto checker = document_verify::Checker::start();
    if (!checker) {
        std::fprintf(stderr, "%s\n", checker.error().text().c_str());
        return 2;
    }
    return serve(argc, argv, std::make_unique<document_verify::DocumentCheckDevice>(std::move(*checker)));
}
