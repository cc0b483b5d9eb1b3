// What a broken reader or line may send: frames are found or not, nothing else.
#include "drivers/sam_serial/protocol.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using namespace kiosk24::drivers::sam_serial;
    FrameReader at_once, byte_by_byte;
    at_once.feed({data, size});
    std::vector<Bytes> whole, dripped;
    while (auto reply = at_once.next()) {
        if (reply->contents.size() > kLongestLength_bytes) fuzz::broken("a reply keeps to the length cap");
        for (const auto command :
             {Command::status, Command::sam_id, Command::find, Command::select, Command::read}) {
            (void)meaning_of(command, reply->status);
            if (!fits(command, *reply)) continue;
            (void)sam_id_text(reply->contents);
        }
        const auto parts = split_read(reply->contents);
        if (parts && parts->text.size() != kTextBlock_bytes) fuzz::broken("a text block has 256 bytes");
        whole.push_back(std::move(reply->contents));
    }
    for (std::size_t i = 0; i < size; ++i) {
        byte_by_byte.feed({data + i, 1});
        while (auto reply = byte_by_byte.next())
            dripped.push_back(std::move(reply->contents));
    }
    if (whole != dripped) fuzz::broken("frames do not depend on how their bytes arrive");
    return 0;
}
