// The contract between the terminal and a driver process: one JSON object a message on a SOCK_SEQPACKET
// socketpair (fd 3 in the driver), at most kLongestMessage_bytes, UTF-8. Bulk travels beside the message as
// memfds (SCM_RIGHTS), sealed against shrink, grow and write; the message says how large it is and the
// receiver checks before it maps.
//
//   driver -> within 5 s of its start
//      {"hello": {"protocol": 1, "class": "...", "maker": "...", "model": "...", "serial": "...",
//                 "firmware": "...", "capabilities": [...]}}
//   terminal ->
//      {"id": 7, "do": "read_card", "with": {...}, "within_ms": 60000, "bulk_bytes": 0}
//   driver -> one of
//      {"id": 7, "done": {...}, "bulk_bytes": 0}        (as many bytes come beside it)
//      {"id": 7, "failed": {"code": "paper_out", "fault": "document_printer.paper_out",
//                           "outcome": "not_done", "detail": "..."}}
//   driver -> unasked, at every change (state and fault always, the others where the class has them)
//      {"condition": {"state": "online", "fault": "none", "paper": "full", "toner": "full",
//                     "media": "notPresent", "detail": ""}}
//   terminal -> the call is still answered, usually failed/cancelled
//      {"cancel": 7}
//   driver -> the bulk of call 1 is no longer mapped
//      {"release": 1}
//   face_camera only, while capture_face is open: what it would ask of the person, and the picture to be
//   shown, 8-bit grey, rows of `width` bytes from the top; at most two pictures are on loan
//      {"hint": "closer"}
//      {"frame": 12, "width": 480, "height": 640, "bulk_bytes": 307200}
//   terminal -> frame 12 is no longer mapped
//      {"release": 12}
//
// Verbs by class, what stands in "with" and what in "done":
//   id_card_reader    read_card   {}                                   {card: {...}}
//   document_printer  print_page  {page, pages, job} + bulk: the PDF   {outcome, fault}
//                     recall      {job}                                {outcome, fault}
//                     clear       {}                                   {}
//   document_verify   verify      {name, case_number} or {title, document_number}
//                                                       + bulk: the PDF  {pages}
//   receipt_printer   print_receipt {width, height, job} + bulk        {outcome, fault}
//                     clear       {}                                   {}
//   document_composer compose     {language, large, lines: [{kind, label, text}]}
//                                                                      {width, height} + bulk
//   code_reader       scan_code   {}                                   {text, symbology}
//   face_camera       capture_face {}                                  {still_bytes} + bulk: one JPEG
//   face_matcher      match_face  {photo_bytes} + bulk: the photo as it stands on the card (GA/T 467: 1,024
//                                 bytes of WLT; at most 4,096), then the still, one JPEG
//                                                                      {decision, score, model}
//   every class       forget      {}  wipes what it holds of a person  {}
//
// A receipt's picture: one bit a dot, set is black, rows of width / 8 bytes from the top, the leftmost dot
// the highest bit; width and height are dots, the width a multiple of 8, at most 576 and 4096.
//
// A card: kind, sex ("male", "female", "unknown", "not_stated"), name, english_name, nation_code,
// country_code, birth, address, number, issuer, valid_from, valid_to, permit_number, photo (base64). Dates
// are "YYYY-MM-DD"; valid_to "" is long-term. kind, sex, birth, number, valid_to and one of the names are
// always there; texts carry no control characters.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/model/device.h"
#include "kiosk/model/face.h"
#include "kiosk/model/identity.h"
#include "kiosk/model/receipt.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLongestMessage_bytes = 64 * 1024;
inline constexpr std::size_t kLargestBulk_bytes = 32u << 20;
inline constexpr std::size_t kLongestCode_bytes = 2'000;
inline constexpr std::size_t kLargestJpeg_bytes = 90u << 10;  // of a still: what a platform takes too
inline constexpr int kLargestFrame_px = 1280;                 // each side of a preview frame
inline constexpr std::size_t kMostFramesOnLoan = 2;
inline constexpr int kDriverProtocol = 1;

struct Hello {
    int protocol = kDriverProtocol;
    DeviceClass device_class = DeviceClass::id_card_reader;
    DeviceIdentity identity;
};

// What a call asks, one shape a verb.
namespace ask {
struct ReadCard {};
struct PrintPage {
    int page = 1, pages = 1;
    std::string job;
};
struct Recall {
    std::string job;
};
struct Clear {};
// Of a person's document name and case number; of one that is nobody's title and document number.
struct Verify {
    PersonalText name;
    std::string case_number;
    std::string title = {}, document_number = {};
};
struct Forget {};
struct ScanCode {};
struct CaptureFace {};
struct PrintReceipt {
    int width_px = 0, height_px = 0;
    std::string job;
};
struct Compose {
    PaperStrip strip;
};
struct MatchFace {
    std::size_t photo_bytes = 0;  // of the bulk; the still is the rest
};
}  // namespace ask
using Ask = std::variant<ask::ReadCard, ask::PrintPage, ask::Recall, ask::Clear, ask::Verify, ask::Forget,
                         ask::PrintReceipt, ask::Compose, ask::ScanCode, ask::CaptureFace, ask::MatchFace>;

struct Call {
    std::uint64_t id = 0;
    Ask ask;
    Milliseconds within{0};
    std::size_t bulk_bytes = 0;  // 0: no bulk
};

// What an answer gives. The verb of the call says which one is right; another is misbehaviour.
namespace give {
struct Nothing {};
struct Card {
    IdentityCard card;
};
struct Page {
    Outcome outcome = Outcome::unknown;
    Fault fault = Fault::none;
};
struct Verified {
    int pages = 0;
};
struct Picture {
    StripPicture picture;  // its bits travel as bulk: null in a decoded message
};
struct Code {
    PersonalText text;  // 1 to kLongestCode_bytes, UTF-8, no control characters
    std::string symbology;
};
struct Matched {
    FaceMatch match;
};
struct Still {
    DocumentBytes jpeg;  // travels as bulk: null in a decoded message
    std::size_t bytes = 0;
};
}  // namespace give
using Give = std::variant<give::Nothing, give::Card, give::Page, give::Verified, give::Picture, give::Code,
                          give::Still, give::Matched>;
// What travels beside it; null: nothing.
DocumentBytes bulk_of(const Give& give);

struct Done {
    std::uint64_t id = 0;
    Give give;
    std::size_t bulk_bytes = 0;  // what it announces; encode() knows better if bulk_of(give) is there
};
struct Failed {
    std::uint64_t id = 0;
    Code code = Code::device_failed;
    Fault fault = Fault::none;
    Outcome outcome = Outcome::not_done;
    std::string detail;  // for the log, never personal
};
struct ConditionChanged {
    Condition condition;
};
struct Cancel {
    std::uint64_t id = 0;
};
struct Release {
    std::uint64_t id = 0;
};

struct Hinted {
    FaceHint hint = FaceHint::look_here;
};
struct Frame {
    std::uint64_t id = 0;
    int width_px = 0, height_px = 0;
    DocumentBytes grey;  // travels as bulk: null in a decoded message
};

using ToDriver = std::variant<Call, Cancel, Release>;
using FromDriver = std::variant<Hello, Done, Failed, ConditionChanged, Release, Hinted, Frame>;

// What travels beside it; null: nothing. Of a decoded one, how much it announces.
DocumentBytes bulk_of(const FromDriver& message);
std::size_t bulk_bytes_of(const FromDriver& message);

// Never larger than kLongestMessage_bytes for valid values; too_large otherwise.
Result<std::string> encode(const ToDriver& message);
Result<std::string> encode(const FromDriver& message);
// bad_input for anything that is not exactly one well-formed message of the contract: not UTF-8, not JSON, a
// field missing, of a wrong type or out of range. Unknown extra fields are ignored (a newer driver may send
// them).
Result<ToDriver> decode_to_driver(std::string_view bytes);
// `device_class` is the class the settings expect: a fault code that is not one of that class becomes its
// `unclassified`, an unknown error code becomes device_failed, both with the driver's word in the detail.
Result<FromDriver> decode_from_driver(std::string_view bytes, DeviceClass device_class);

}  // namespace kiosk24::wire
