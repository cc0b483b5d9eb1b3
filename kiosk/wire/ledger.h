// What the journal seals and stores, as bytes: JSON with sorted keys, so that equal values are equal bytes
// (the audit chain hashes them). Personal texts come out as PersonalText so that they are wiped after
// sealing. decode errors are bad_input: the row is damaged or from another version. encode refuses what
// decode would not read (bad_argument): control characters, too long texts.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/model/application.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/draft.h"
#include "kiosk/model/rating.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLargestLedgerText_bytes = 256u << 10;

using Facts = std::map<std::string, std::string>;
using PersonalFacts = std::map<std::string, PersonalText>;

Result<std::string> encode_facts(const Facts& facts);
Result<Facts> decode_facts(std::string_view bytes);
Result<PersonalText> encode_personal(const PersonalFacts& facts);
Result<PersonalFacts> decode_personal(std::string_view bytes);

// The outbox: what must still reach the platform after a power cut, keys included.
Result<PersonalText> encode_outbox(const Application& application);
Result<Application> decode_outbox_application(std::string_view bytes);
Result<PersonalText> encode_outbox(const CallBackRequest& request);
Result<CallBackRequest> decode_outbox_call_back(std::string_view bytes);
Result<PersonalText> encode_outbox(const Rating& rating);
Result<Rating> decode_outbox_rating(std::string_view bytes);
Result<PersonalText> encode_outbox(const DraftErasure& erasure);
Result<DraftErasure> decode_outbox_draft_erasure(std::string_view bytes);

// A draft as it lies sealed here, in the outbox too.
Result<PersonalText> encode_outbox(const Draft& draft);
Result<Draft> decode_outbox_draft(std::string_view bytes);

}  // namespace kiosk24::wire
