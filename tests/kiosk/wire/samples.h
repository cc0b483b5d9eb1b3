// One full value of each kind, and how to damage what it is encoded to.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/driver_message.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {

IdentityCard sample_card();
Application sample_application();
Decision sample_approval();
Matter sample_matter();
Catalogue sample_catalogue();

// `text` with `from`, which stands there exactly once, replaced by `to`.
std::string replaced(std::string text, std::string_view from, std::string_view to);

// The error of a result that must be one; "no error" if it is none.
template <typename T>
std::string error_text(const Result<T>& result) {
    return result ? std::string("no error") : result.error().text();
}

}  // namespace kiosk24::wire
