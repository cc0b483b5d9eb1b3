#include "kiosk/journal/outgoing.h"

namespace kiosk24::journal {
namespace {

struct ToWhat {
    What operator()(CallBackRequest& request) const { return command::RequestCallBack{std::move(request)}; }
    What operator()(Rating& rating) const { return command::RateService{std::move(rating)}; }
};

}  // namespace

std::optional<Outgoing> outgoing_of(const What& what) {
    if (const auto* call = std::get_if<command::RequestCallBack>(&what)) return call->request;
    if (const auto* rate = std::get_if<command::RateService>(&what)) return rate->rating;
    return std::nullopt;
}

What what_of(Outgoing outgoing) {
    return std::visit(ToWhat{}, outgoing);
}

const std::string& key_of(const Outgoing& outgoing) {
    return std::visit([](const auto& one) -> const std::string& { return one.key; }, outgoing);
}

std::string_view kind_of(const Outgoing& outgoing) {
    return std::holds_alternative<Rating>(outgoing) ? "rating" : "call_back";
}

}  // namespace kiosk24::journal
