// Shapes that several messages share. For the .cc files of this room only.
#pragma once

#include "kiosk/base/envelope.h"
#include "kiosk/model/face.h"
#include "kiosk/model/identity.h"
#include "kiosk/model/language.h"
#include "kiosk/wire/json_reading.h"

namespace kiosk24::wire {

// "YYYY-MM-DD"; {0,0,0} is "".
std::string date_text(Date date);

// {"zh-Hans": "...", "en": "..."}. Languages this build does not know are skipped.
Json json_of(const LocalText& text);
LocalText read_local_text(const JsonNode& node, std::size_t most_bytes_each);

// {"decision", "score", "model"}: what a matcher said, the terminal's own or the platform's.
Json json_of(const FaceMatch& match);
FaceMatch read_face_match(const JsonNode& node);

// The card's fields in snake_case. Empty fields are left out; valid_to "" is long-term.
inline constexpr std::size_t kLargestPhoto_bytes = 4096;
enum class Photo { with, without };
Json json_of(const IdentityCard& card, Photo photo);
IdentityCard read_card(const JsonNode& node, Photo photo);

std::string_view name_of(Sex sex);
std::optional<Sex> sex_named(std::string_view name);

// {"alg", "kid", "payload", "signature"}, the bytes in base64 (wire/envelope.h).
Json json_of(const Envelope& envelope);
Envelope read_envelope(const JsonNode& node, std::size_t most_payload_bytes);

// Readers of what may be left out.
std::string text_or_empty(const JsonNode& node, std::string_view key, std::size_t most);
std::string word_or_empty(const JsonNode& node, std::string_view key, std::size_t most);

}  // namespace kiosk24::wire
