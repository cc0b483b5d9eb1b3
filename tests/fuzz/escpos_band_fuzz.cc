// Any picture as a band: no printer hears a request in it, and what it prints is the picture. And any bytes
// at all at the virtual printer: the commands it makes of them do not depend on how they arrive.
#include "drivers/escpos/protocol.h"
#include "drivers/virtual/receipt_printer/escpos_reader.h"
#include "tests/fuzz/round_trip.h"

namespace {

using namespace kiosk24;
using virtual_devices::EscposReader;

std::string orders_of(EscposReader& reader) {
    std::string text;
    while (const auto order = reader.next()) {
        text += std::to_string(order->index()) + " ";
        if (const auto* raster = std::get_if<virtual_devices::escpos::Raster>(&*order))
            text += std::to_string(raster->bits.size()) + " ";
    }
    return text;
}

void print_band(ByteView bits, std::size_t row_bytes) {
    const auto band = drivers::escpos::raster_band(bits, row_bytes);
    EscposReader reader;
    if (!reader.feed(band).empty()) fuzz::broken("a picture asks the printer nothing");
    const auto order = reader.next();
    const auto* raster = order ? std::get_if<virtual_devices::escpos::Raster>(&*order) : nullptr;
    if (!raster || reader.next()) fuzz::broken("a band is one command");
    const auto rows =
        raster->row_bytes == 0 ? 0 : raster->bits.size() / static_cast<std::size_t>(raster->row_bytes);
    if (rows != bits.size() / row_bytes) fuzz::broken("a band keeps its rows");
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t at = 0; at < row_bytes; ++at) {
            const bool is_there = at < static_cast<std::size_t>(raster->row_bytes);
            const auto wanted = bits[row * row_bytes + at];
            const auto printed = is_there
                                     ? raster->bits[row * static_cast<std::size_t>(raster->row_bytes) + at]
                                     : std::uint8_t{0};
            if ((printed & wanted) != wanted) fuzz::broken("no dot is lost");
            if ((printed & ~wanted & ~0x08) != 0) fuzz::broken("one dot more at most");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (size > 1) {
        const std::size_t row_bytes = 1 + data[0] % 72;
        const auto rows = (size - 1) / row_bytes;
        if (rows > 0) print_band(bytes.subspan(1, rows * row_bytes), row_bytes);
    }
    EscposReader at_once, byte_by_byte;
    const auto urgent = at_once.feed(bytes).size();
    std::size_t urgent_later = 0;
    for (const auto byte : bytes)
        urgent_later += byte_by_byte.feed(ByteView(&byte, 1)).size();
    if (urgent != urgent_later || orders_of(at_once) != orders_of(byte_by_byte))
        fuzz::broken("commands do not depend on how their bytes arrive");
    return 0;
}
