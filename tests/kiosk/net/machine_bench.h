// A machine in virtual time, with the platform's side played by the test.
#pragma once

#include <string>
#include <vector>

#include "kiosk/net/machine.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::net {

class MachineBench {
  public:
    explicit MachineBench(const Rules& rules = {}) : machine(rules) {}

    Outputs put(Input input) {
        Stamp stamp{now, WallTime{1'800'000'000'000 + now.since_boot.count()}, {}};
        stamp.entropy[0] = ++turns_;
        return machine.handle(stamp, std::move(input));
    }
    Outputs release(What what, Milliseconds within = Milliseconds(10'000), CommandId id = 1) {
        Command command;
        command.id = id;
        command.case_id = "case";
        command.within = within;
        command.what = std::move(what);
        return put(input::Release{std::move(command)});
    }
    Outputs reply(RequestId id, int status, std::string_view body = {},
                  std::string_view type = "application/json", std::string_view retry_after = {}) {
        const auto bytes = as_bytes(body);
        return put(HttpReply{id, status, std::string(type), "\"v7\"", std::string(retry_after),
                             Personal<Bytes>(Bytes(bytes.begin(), bytes.end()))});
    }
    Outputs fail(RequestId id, HttpProblem problem, Effect effect = Effect::possible) {
        return put(HttpFailure{id, problem, effect, "as told"});
    }
    // Time passes to the next wake-up.
    Outputs wake() {
        if (machine.next_wake() != kNever) now = std::max(now, machine.next_wake());
        return put(input::Wake{});
    }

    Machine machine;
    Moment now{Milliseconds(1'000)};

  private:
    std::uint8_t turns_ = 0;
};

template <typename Kind>
std::vector<Kind> all(const Outputs& outputs) {
    std::vector<Kind> found;
    for (const auto& output : outputs) {
        if (const auto* kind = std::get_if<Kind>(&output)) found.push_back(*kind);
    }
    return found;
}

// The only request of these outputs; an id of 0 if there is another number of them.
inline HttpRequest request_in(const Outputs& outputs) {
    const auto requests = all<HttpRequest>(outputs);
    return requests.size() == 1 ? requests[0] : HttpRequest{};
}

// What the command failed with; nothing if it did not complete, or well.
inline std::optional<result::Failed> failure_in(const Outputs& outputs) {
    const auto completed = all<Completed>(outputs);
    if (completed.size() != 1) return std::nullopt;
    const auto* failed = std::get_if<result::Failed>(&completed[0].result);
    return failed == nullptr ? std::nullopt : std::optional(*failed);
}

template <typename Kind>
bool completes_with(const Outputs& outputs) {
    const auto completed = all<Completed>(outputs);
    return completed.size() == 1 && std::holds_alternative<Kind>(completed[0].result);
}

inline std::string header_in(const HttpRequest& request, std::string_view name) {
    for (const auto& [header, value] : request.headers) {
        if (header == name) return value;
    }
    return {};
}

// ---- well-formed commands and bodies

inline command::SubmitApplication submission() {
    Application application;
    application.case_id = "0123456789abcdef0123456789abcdef";
    application.key = "key-1";
    application.matter_id = "SI01";
    application.matter_version = 1;
    application.matter_case = "self";
    application.person_reference = PersonalText("person-1");
    application.consent = {"1", std::string(64, 'a'), WallTime{1'800'000'000'000}};
    return {application};
}

inline command::ConfirmIdentity identity() {
    IdentityCard card;
    card.name = PersonalText("李测试");
    card.sex = Sex::male;
    card.nation_code = "01";
    card.birth = Personal<Date>({1949, 12, 31});
    card.address = PersonalText("广东省深圳市龙岗区测试路1号");
    card.number = PersonalText("11010519491231002X");
    card.issuer = PersonalText("深圳市公安局龙岗分局");
    card.valid_from = Personal<Date>({2020, 1, 1});
    return {card};
}

inline std::string decision_body() {
    Decision decision;
    decision.verdict = Verdict::approved;
    decision.case_number = std::string(43, '1');
    decision.document_id = "doc-1";
    decision.pages = 1;
    return wire::encode(decision).value();
}

inline std::string person_body() {
    return wire::encode_identity_reply({PersonalText("person-1"), PersonalText("李测试")}).value();
}

}  // namespace kiosk24::net
