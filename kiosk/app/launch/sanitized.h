// Is this a build for finding mistakes (-fsanitize)? Its drivers are too: they reserve terabytes of private
// memory for their shadow, and the leak check at their end stops the process with ptrace.
#pragma once

namespace kiosk24::launch {

#ifdef KIOSK24_SANITIZED
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif

}  // namespace kiosk24::launch
