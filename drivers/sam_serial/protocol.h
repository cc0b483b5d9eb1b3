// The serial protocol of SAM_V readers for resident ID cards (GA 450, GA 467; vendor manuals of ZKC, CVR and
// SDT modules agree). Pure: bytes in, values out.
//
//   host -> SAM   AA AA AA 96 69 | Len1 Len2 | CMD PARA | data | CHK
//   SAM  -> host  AA AA AA 96 69 | Len1 Len2 | SW1 SW2 SW3 | data | CHK
// Len is big-endian and counts everything after itself, CHK included. CHK is the XOR of everything from Len1
// to the byte before CHK.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/error.h"

namespace kiosk24::drivers::sam_serial {

enum class Command { reset, status, sam_id, find, select, read };
std::string_view name_of(Command command);
// The whole frame to send.
Bytes frame_of(Command command);

inline constexpr std::size_t kLongestLength_bytes = 2400;  // of the length field; longer is no SAM_V reply
inline constexpr std::size_t kTextBlock_bytes = 256;
inline constexpr std::size_t kPhoto_bytes = 1024;
inline constexpr std::size_t kReadReply_bytes = 1295;

// SW3, the one status byte that says something (SW1 and SW2 are 00).
enum class Status3 : std::uint8_t {
    ok = 0x90,
    item_absent = 0x91,
    card_found = 0x9F,
    checksum_error = 0x10,
    length_error = 0x11,
    bad_command = 0x21,
    no_privilege = 0x23,
    unknown_error = 0x24,
    card_rejects_sam = 0x31,
    sam_rejects_card = 0x32,
    information_check_failed = 0x33,
    finger_length_error = 0x37,
    information_length_error = 0x3F,
    unknown_card_type = 0x40,
    read_failed = 0x41,
    random_failed = 0x47,
    self_test_failed = 0x60,
    not_authorised = 0x66,
    find_failed = 0x80,
    select_failed = 0x81,
};

struct Reply {
    std::uint8_t sw1 = 0, sw2 = 0;
    Status3 status = Status3::ok;
    Bytes contents;  // between SW3 and CHK
};
// Can `reply` be what `command` is answered with? A late reply to an earlier command is told apart by this.
bool fits(Command command, const Reply& reply);

// What the driver does about a status.
enum class Meaning {
    good,          // the command did what it is for
    no_card,       // nothing there, or the card that was just read still lies there: look again
    repeat,        // the frame was hurt on the way: send it again
    unreadable,    // the card moved or is dirty
    refused,       // not a valid card
    self_test,     // the reader is broken
    unauthorised,  // the reader is not licensed
    unclassified,  // a status that this command should not get
};
Meaning meaning_of(Command command, Status3 status);

// Finds frames in a stream. Bytes before a preamble, frames over the length cap and frames with a bad
// checksum are dropped, and the search goes on one byte after the preamble that led nowhere.
class FrameReader {
  public:
    ~FrameReader() { clear(); }
    void feed(ByteView bytes);
    std::optional<Reply> next();
    void clear();
    // Frames dropped for their length or checksum since clear().
    int dropped_frames() const { return dropped_frames_; }
    bool saw_bytes() const { return saw_bytes_; }

  private:
    // Drops what cannot begin a frame; true if a preamble stands at the front.
    bool find_preamble();
    Bytes buffer_;
    int dropped_frames_ = 0;
    bool saw_bytes_ = false;
};

// "05.03-20210203-0000000123-0000000456" from the 16 bytes of a sam_id reply.
std::string sam_id_text(ByteView id);

// The two parts of a `read` reply's contents: TextLen(2) PhotoLen(2) text photo.
struct CardBytes {
    ByteView text, photo;
};
// nullopt unless the text is 256 bytes and the lengths add up. The photo may be absent.
std::optional<CardBytes> split_read(ByteView contents);

}  // namespace kiosk24::drivers::sam_serial
