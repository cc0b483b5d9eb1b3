#include "tests/power_cut/person.h"

namespace kiosk24::power_cut_test {

using whole_test::eventually;
using whole_test::Patience;

namespace {

constexpr Patience kNotices{2'000};

wire::ProbeRequest touch_on(const std::string& widget) {
    wire::ProbeRequest request;
    request.verb = wire::ProbeVerb::tap;
    request.id = widget;
    return request;
}

}  // namespace

bool Person::touch(const std::string& widget, const std::set<std::string>& next) {
    std::string seen;
    bool is_there = district_.probe().tap(widget).ok;
    eventually([&] {
        seen = look_for(next, kNotices);
        if (!is_there || seen.empty() || next.contains(seen) || seen == "trouble") return true;
        // What was under the finger has moved: whoever sees that nothing happened touches again.
        is_there = district_.probe().ask(touch_on(widget)).ok;
        return false;
    });
    return next.contains(seen);
}

std::string Person::look_for(std::set<std::string> situations, Patience patience) {
    situations.insert("trouble");
    std::string seen;
    eventually(
        [&] {
            const auto reply = district_.probe().ask({});
            seen = reply.ok ? reply.situation : "";
            if (seen.empty()) return true;
            last_seen_ = seen;
            for (const auto& node : reply.nodes) {
                if (node.id == "case_number" && !node.words.empty()) case_number_ = node.words;
            }
            return situations.contains(seen);
        },
        patience);
    return seen;
}

std::string Person::come_and_lay() {
    case_number_.clear();
    if (look_for({"attract", "home"}) == "attract") touch("wake", {"home"});
    const bool does = touch("matter.SI01", {"matter"}) && touch("case.detail", {"matter"}) &&
                      touch("start", {"consent"}) && touch("agree", {"lay_card"}) &&
                      district_.desk(std::string("reader lay ") + whole_test::kFirstCitizen);
    return does ? look_for({"review", "earlier_case"}) : "";
}

bool Person::submit() {
    return touch("submit", {"submitting", "outcome", "printing", "take_paper"}) && take_paper();
}

bool Person::take_paper() {
    return look_for({"take_paper"}) == "take_paper" && touch("taken", {"goodbye", "attract"});
}

bool Person::go() {
    if (last_seen_ == "review" && !touch("home", {"home"})) return false;
    const auto seen = district_.leave() ? look_for({"attract", "home"}) : "";
    return seen == "attract" || seen == "home";
}

bool Person::apply() {
    return come_and_lay() == "review" && submit() && go();
}

bool Person::was_told_filed() const {
    return last_seen_ == "outcome" || last_seen_ == "printing" || was_told_printed();
}

bool Person::was_told_printed() const {
    return last_seen_ == "take_paper" || last_seen_ == "goodbye";
}

}  // namespace kiosk24::power_cut_test
