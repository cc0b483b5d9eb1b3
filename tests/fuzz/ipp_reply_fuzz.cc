// A hostile printer's reply, as libcups decodes it: texts stay clean and bounded, states in range.
#include <algorithm>

#include "drivers/ipp/condition.h"
#include "drivers/ipp/message.h"
#include "kiosk/base/bytes.h"
#include "tests/fuzz/round_trip.h"

namespace {

ssize_t read_some(void* context, ipp_uchar_t* buffer, std::size_t size) {
    auto& left = *static_cast<kiosk24::ByteView*>(context);
    const auto count = std::min(size, left.size());
    std::copy_n(left.begin(), count, buffer);
    left = left.subspan(count);
    return static_cast<ssize_t>(count);
}

void check_text(const std::string& text) {
    using namespace kiosk24;
    if (text.size() > drivers::ipp::kLongestText_bytes || !is_utf8(text))
        fuzz::broken("a text is cut and UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using namespace kiosk24::drivers::ipp;
    ByteView left{data, size};
    const Message reply(ippNew());
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA && state != IPP_STATE_ERROR;)
        state = ippReadIO(&left, read_some, 1, nullptr, reply.get());
    for (const auto& job : read_jobs(reply.get())) {
        if (job.id <= 0) fuzz::broken("a job has an id");
        check_text(job.name);
    }
    check_text(read_abilities(reply.get()).make_and_model);
    const auto reading = read_condition(read_facts(reply.get()));
    if (reading.condition.detail.size() > 1000) fuzz::broken("a detail is bounded");
    return 0;
}
