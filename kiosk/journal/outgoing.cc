#include "kiosk/journal/outgoing.h"

#include <iterator>

namespace kiosk24::journal {
namespace {

struct ToWhat {
    What operator()(CallBackRequest& request) const { return command::RequestCallBack{std::move(request)}; }
    What operator()(Rating& rating) const { return command::RateService{std::move(rating)}; }
    What operator()(Application& one) const { return command::SubmitApplication{std::move(one)}; }
    What operator()(Draft& draft) const { return command::PutDraft{std::move(draft)}; }
    What operator()(DraftErasure& erasure) const { return command::DeleteDraft{std::move(erasure)}; }
};

}  // namespace

std::optional<Outgoing> outgoing_of(const What& what) {
    if (const auto* call = std::get_if<command::RequestCallBack>(&what)) return call->request;
    if (const auto* rate = std::get_if<command::RateService>(&what)) return rate->rating;
    if (const auto* queue = std::get_if<command::QueueApplication>(&what)) return queue->application;
    const auto* keep = std::get_if<command::KeepDraft>(&what);
    if (keep != nullptr && !keep->draft.person_reference.reveal().empty()) return keep->draft;
    return std::nullopt;
}

What what_of(Outgoing outgoing) {
    return std::visit(ToWhat{}, outgoing);
}

const std::string& key_of(const Outgoing& outgoing) {
    return std::visit([](const auto& one) -> const std::string& { return one.key; }, outgoing);
}

std::string_view kind_of(const Outgoing& outgoing) {
    constexpr std::string_view kKinds[] = {"call_back", "rating", kApplicationKind, "draft", "draft_erasure"};
    static_assert(std::size(kKinds) == std::variant_size_v<Outgoing>);
    return kKinds[outgoing.index()];
}

}  // namespace kiosk24::journal
