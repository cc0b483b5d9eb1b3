// ESC/POS, the receipt printers' language, as far as a receipt needs it (Epson's "ESC/POS Command Reference"
// and the manuals of its imitators: TM-U220, SRP-350 and others). Pure: bytes in, values out.
//
//   ESC @          1B 40               begin: forget what was set and buffered
//   GS v 0         1D 76 30 00 xL xH yL yH d1…   a band: x bytes a row, y rows, a bit a dot, set is black
//   GS V B n       1D 56 42 n          feed to the cutter and n dots more, cut
//   GS r 1         1D 72 01            answered when everything before it has been carried out: a fence
//   DLE EOT n      10 04 n             status n (1 to 4), answered at once, whatever waits in the buffer
//   DLE DC4 8      10 14 08 01 03 14 01 06 02 08   throws the buffer away at once
//
// What begins with DLE is carried out on arrival, even inside another command. So a status is only asked for
// between commands, and a band's own bytes never spell one (see raster_band).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/model/device.h"

namespace kiosk24::drivers::escpos {

inline constexpr int kBand_rows = 24;
inline constexpr std::array<int, 4> kStatuses{1, 2, 3, 4};

Bytes begin();
Bytes cut();
Bytes fence();
Bytes status_request(int which);
Bytes throw_away();
// Completes a band that an earlier life of the driver may have left half sent: zeros, which print nothing.
Bytes finish_torn_band();
// `bits` are whole rows of `row_bytes`; white down the right side is not sent. Where they would spell DLE
// EOT, DLE ENQ or DLE DC4 one more dot is blackened: a dot too many is not seen, a status in the middle of a
// picture is a torn picture.
Bytes raster_band(ByteView bits, std::size_t row_bytes);

// A byte that answers DLE EOT: bits 0 and 7 clear, 1 and 4 set.
constexpr bool is_status(std::uint8_t byte) {
    return (byte & 0x93) == 0x12;
}
// A byte that answers GS r 1: the paper sensors, bits 0 to 3.
constexpr bool is_fence(std::uint8_t byte) {
    return (byte & 0xF0) == 0;
}
// XON and XOFF, which some printers send though nobody asked them to.
constexpr bool is_flow_control(std::uint8_t byte) {
    return byte == 0x11 || byte == 0x13;
}

// What the four statuses say together.
struct PrinterStatus {
    bool is_offline = false, cover_open = false, feeding = false, stopped_by_paper_end = false,
         has_error = false, cutter_failed = false, unrecoverable = false, recovers_by_itself = false,
         paper_low = false, paper_out = false;
    std::array<std::uint8_t, 4> bytes{};
    bool operator==(const PrinterStatus&) const = default;
};
// `byte` answers status `which` (1 to 4).
void take(PrinterStatus& status, int which, std::uint8_t byte);
// "12 12 12 12", for the log and the maintainer.
std::string text_of(const PrinterStatus& status);
// Why it cannot print, or paper_low, or none.
Fault fault_of(const PrinterStatus& status);
Condition condition_of(const PrinterStatus& status);

}  // namespace kiosk24::drivers::escpos
