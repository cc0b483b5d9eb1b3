#include "drivers/sdk/outgoing.h"

#include <algorithm>

#include "drivers/sdk/bulk.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers {
namespace {

// The same answer, small enough to be sent: what the device gave does not fit the contract.
wire::FromDriver without_contents(const wire::FromDriver& message, const Error& error) {
    std::uint64_t id = 0;
    if (const auto* done = std::get_if<wire::Done>(&message)) id = done->id;
    if (const auto* failed = std::get_if<wire::Failed>(&message)) id = failed->id;
    if (id == 0) return wire::ConditionChanged{};
    return wire::Failed{id, Code::device_misbehaved, Fault::none, Outcome::unknown, error.text()};
}

// No descriptor: nothing travels beside it.
Result<Descriptor> bulk_beside(const wire::FromDriver& message) {
    const auto bulk = wire::bulk_of(message);
    if (!bulk) return Descriptor();
    return make_bulk(bulk->reveal());
}

}  // namespace

Status Outgoing::push(const wire::FromDriver& message) {
    auto bytes = wire::encode(message);
    auto memfd = bulk_beside(message);
    if (!memfd) bytes = memfd.error();
    if (!bytes) {
        log::error("driver", "a message cannot be sent: {}", bytes.error().text());
        bytes = wire::encode(without_contents(message, bytes.error()));
        if (!bytes) return bytes.error();
    }
    const auto kind = std::holds_alternative<wire::ConditionChanged>(message) ? Kind::condition
                      : std::holds_alternative<wire::Hinted>(message)         ? Kind::hint
                                                                              : Kind::other;
    if (kind != Kind::other) std::erase_if(queue_, [&](const Entry& entry) { return entry.kind == kind; });
    if (queue_.size() >= kMostOutgoing) return Error(Code::device_busy, "the terminal does not listen");
    queue_.push_back({kind, std::move(*bytes), memfd ? std::move(*memfd) : Descriptor()});
    return {};
}

Status Outgoing::flush(int socket) {
    while (!queue_.empty()) {
        const auto sent = send_packet(socket, queue_.front().bytes, queue_.front().memfd.get());
        if (!sent && sent.error().code() == Code::device_busy) return {};
        if (!sent) return sent;
        wipe_value(queue_.front().bytes);
        queue_.pop_front();
    }
    return {};
}

}  // namespace kiosk24::drivers
