// The words of two languages, the second after a zero byte: either all keys stand in both, or it is refused.
#include <algorithm>

#include "kiosk/settings/settings.h"
#include "tests/fuzz/round_trip.h"
#include "tests/fuzz/scratch_folder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    static const fuzz::ScratchFolder folder;
    const auto bytes = fuzz::text_of(data, size);
    const auto end = std::min(bytes.find('\0'), bytes.size());
    folder.write("zh-Hans.toml", bytes.substr(0, end));
    folder.write("en.toml", bytes.substr(std::min(end + 1, bytes.size())));
    const auto texts = settings::read_texts(folder.path());
    if (texts) return 0;
    if (texts.error().code() != Code::bad_setting) fuzz::broken("a refusal is bad_setting");
    if (texts.error().detail().empty()) fuzz::broken("a refusal says where");
    return 0;
}
