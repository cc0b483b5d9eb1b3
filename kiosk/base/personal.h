// Personal<T>: a value about a person. It has no stream or format operator, so it cannot reach a log by
// accident (it does not compile); what it owns is wiped when it is destroyed or overwritten. Reading it is
// one word that can be searched for: `.reveal()`.
#pragma once

#include <compare>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace kiosk24 {

// Overwrites memory in a way the compiler keeps.
void wipe(void* memory, std::size_t size);
inline void wipe_value(std::string& text) {
    wipe(text.data(), text.capacity());
    text.clear();
}
template <typename T>
requires std::is_trivially_copyable_v<T>
void wipe_value(std::vector<T>& values) {
    wipe(values.data(), values.capacity() * sizeof(T));
    values.clear();
}
template <typename T>
requires std::is_trivially_copyable_v<T>
void wipe_value(T& value) {
    wipe(&value, sizeof value);
}

template <typename T>
class Personal {
  public:
    Personal() = default;
    explicit Personal(T value) : value_(std::move(value)) {}
    Personal(const Personal&) = default;
    Personal(Personal&& other) noexcept : value_(std::move(other.value_)) { wipe_value(other.value_); }
    Personal& operator=(const Personal& other) {
        if (this != &other) {
            wipe_value(value_);
            value_ = other.value_;
        }
        return *this;
    }
    Personal& operator=(Personal&& other) noexcept {
        if (this != &other) {
            wipe_value(value_);
            value_ = std::move(other.value_);
            wipe_value(other.value_);
        }
        return *this;
    }
    ~Personal() { wipe_value(value_); }

    const T& reveal() const { return value_; }
    void wipe_now() { wipe_value(value_); }
    bool operator==(const Personal&) const = default;

  private:
    T value_{};
};

using PersonalText = Personal<std::string>;  // UTF-8

}  // namespace kiosk24
