#include "screens/operator/service_book/service_book.h"

namespace kiosk24::screens::service_book {

std::vector<Sample> samples() {
    const State none = sample_service_at(ServicePlace::book);
    Sample reading{"reading", none}, lines{"lines", none};
    reading.state.service->waiting_for = 1;
    auto& book = lines.state.service->book;
    constexpr std::int64_t kEvery_ms = 17'000;
    WallTime at = lines.state.last.wall;
    const auto add = [&](LedgerKind kind, std::string device = {}, std::string result = {}) {
        at.unix_ms -= kEvery_ms;
        book.push_back({at, kind, std::move(device), std::move(result)});
    };
    add(LedgerKind::service_tested, "a4", "done");
    add(LedgerKind::service_refilled, "a4");
    add(LedgerKind::service_tested, "reader", "failed");
    add(LedgerKind::service_entered);
    for (int kind = static_cast<int>(LedgerKind::service_reopened); kind >= 0; --kind)
        add(static_cast<LedgerKind>(kind));
    return {{"nothing", none}, reading, lines};
}

}  // namespace kiosk24::screens::service_book
