// Is this a build for finding mistakes (-fsanitize)? Its drivers are too: they reserve terabytes of private
// memory for their shadow, and the leak check at their end stops the process with ptrace.
#pragma once

namespace kiosk24::launch {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KIOSK24_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KIOSK24_SANITIZED 1
#endif

#ifdef KIOSK24_SANITIZED
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif

}  // namespace kiosk24::launch
