// A settings file that somebody edited, or that a disk spoilt: what is wrong is said by file and line.
#include "kiosk/settings/settings.h"
#include "tests/fuzz/round_trip.h"
#include "tests/fuzz/scratch_folder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    static const fuzz::ScratchFolder folder;
    static const bool has_types = [] {
        std::error_code failure;
        std::filesystem::copy(KIOSK24_SOURCE_DIR "/config/types", folder.path() / "types",
                              std::filesystem::copy_options::recursive, failure);
        return !failure;
    }();
    if (!has_types) fuzz::broken("the types of terminals are there");
    folder.write("kiosk.toml", fuzz::text_of(data, size));
    const auto settings = settings::read_settings(folder.path() / "kiosk.toml");
    if (settings) return 0;
    const auto code = settings.error().code();
    if (code != Code::bad_setting && code != Code::not_found)
        fuzz::broken("a refusal is bad_setting or not_found");
    if (settings.error().detail().empty()) fuzz::broken("a refusal says where");
    return 0;
}
