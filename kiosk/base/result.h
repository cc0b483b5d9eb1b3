// Result<T>: a value or an Error. TRY(x) unwraps or returns the error to the caller; TRY_WITH adds a context.
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "kiosk/base/error.h"

namespace kiosk24 {

template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using Base = tl::expected<T, Error>;
    using Base::Base;
    Result(Error error) : Base(tl::unexpected<Error>(std::move(error))) {}
    Result(Base base) : Base(std::move(base)) {}
    // The same result, an error of which also says what was being done.
    Result with(std::string_view doing) && {
        if (this->has_value()) return std::move(*this);
        return this->error().with(doing);
    }
};

template <>
class [[nodiscard]] Result<void> : public tl::expected<void, Error> {
  public:
    using Base = tl::expected<void, Error>;
    using Base::Base;
    Result() = default;
    Result(Error error) : Base(tl::unexpected<Error>(std::move(error))) {}
    Result(Base base) : Base(std::move(base)) {}
    Result with(std::string_view doing) && {
        if (this->has_value()) return {};
        return this->error().with(doing);
    }
};

// Result of something that has no value to give.
using Status = Result<void>;

}  // namespace kiosk24

#define KIOSK24_JOIN2(a, b) a##b
#define KIOSK24_JOIN(a, b) KIOSK24_JOIN2(a, b)
// TRY(name, expression): declares `name` with the value, or returns the error. TRY_STATUS for a Status.
#define TRY(name, ...)                                                            \
    auto KIOSK24_JOIN(name, _result) = (__VA_ARGS__);                             \
    if (!KIOSK24_JOIN(name, _result)) return KIOSK24_JOIN(name, _result).error(); \
    auto name = std::move(*KIOSK24_JOIN(name, _result))
#define TRY_STATUS(...)                                                                             \
    do {                                                                                            \
        if (auto kiosk24_status_ = (__VA_ARGS__); !kiosk24_status_) return kiosk24_status_.error(); \
    } while (false)
