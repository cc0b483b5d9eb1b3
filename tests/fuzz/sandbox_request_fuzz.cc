// Any request of a terminal to the platform: "METHOD PATH KEY\n" and a body. It is answered, never with a
// failure of its own, and a refusal says what is wrong.
#include <sstream>

#include "hub/sandbox/pki.h"
#include "hub/sandbox/platform.h"
#include "tests/fuzz/round_trip.h"
#include "tests/fuzz/scratch_folder.h"

namespace {

using namespace kiosk24;

sandbox::Platform& platform_in(const std::filesystem::path& folder) {
    static auto platform = [&] {
        if (!sandbox::make_missing_files(folder, "LG-0001", sandbox::BadOnes::leave_out))
            fuzz::broken("a platform can be made");
        return sandbox::Platform::open({folder, KIOSK24_SOURCE_DIR "/config/catalogue", {}});
    }();
    if (!platform) fuzz::broken("a platform can be opened");
    return *platform;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::ScratchFolder folder;
    const auto text = fuzz::text_of(data, size);
    const auto end = std::min(text.find('\n'), text.size());
    std::istringstream first{std::string(text.substr(0, end))};
    http::Request request;
    request.terminal_id = "LG-0001";
    request.host = "localhost";
    request.content_type = "application/json";
    first >> request.method >> request.path >> request.idempotency_key;
    request.body = text.substr(std::min(end + 1, text.size()));
    const auto reply = platform_in(folder.path()).serve(request).reply;
    if (reply.status >= 500) fuzz::broken("a request does not make the platform fail");
    if (reply.status >= 400 && !wire::decode_problem(reply.body))
        fuzz::broken("a refusal says what is wrong");
    return 0;
}
