#include "drivers/virtual/platform/platform_peer.h"

#include "drivers/virtual/line_socket.h"
#include "drivers/virtual/platform/eid.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::virtual_devices {
namespace {

struct Phrase {
    std::string_view line, about;
    std::vector<std::string> sandbox_lines;
};

const std::vector<Phrase>& phrases() {
    static const std::vector<Phrase> all{
        {"slow", "decisions take 12 s", {"slow submit 12000"}},
        {"fail", "submissions fail (500)", {"fail submit 500"}},
        {"busy", "submissions are put off (503, Retry-After 5)", {"retry-after submit 5"}},
        {"lost reply", "the next submission is applied and its answer lost", {"drop-reply submit 1"}},
        {"forge", "documents carry a signature that is not the district's", {"lie document-signature"}},
        {"absent", "nobody answers", {"absent"}},
        {"well", "there and well again", {"back", "reset"}},
    };
    return all;
}

}  // namespace

std::vector<PeerCommand> PlatformPeer::commands() const {
    std::vector<PeerCommand> commands;
    for (const auto& phrase : phrases())
        commands.push_back(
            {"platform " + std::string(phrase.line), std::string(phrase.about), {std::string(phrase.line)}});
    commands.push_back(
        {"eid CARD", "the code that this card's holder would show, good once and for 60 s", {}});
    commands.push_back({"platform say LINE", "any line of the sandbox's control socket", {}});
    return commands;
}

Result<std::string> PlatformPeer::tell(std::string_view line) {
    constexpr std::string_view kSay = "say ";
    constexpr std::string_view kEid = "eid ";
    if (line.starts_with(kEid)) return issue_eid(std::string(line.substr(kEid.size())));
    if (line.starts_with(kSay)) return forward(std::string(line.substr(kSay.size())));
    for (const auto& phrase : phrases()) {
        if (phrase.line != line) continue;
        for (const auto& sandbox_line : phrase.sandbox_lines) {
            TRY(answer, forward(sandbox_line));
        }
        return "the platform: " + std::string(phrase.about);
    }
    return Error(Code::not_found);
}

Result<std::string> PlatformPeer::issue_eid(const std::string& card) const {
    TRY(found, load_card(card, cards_));
    TRY(holder, holder_of(found));
    TRY(request, wire::encode_identity_request(holder));
    return forward("eid " + request);
}

Result<std::string> PlatformPeer::forward(const std::string& line) const {
    constexpr Milliseconds kPatience{2000};
    TRY(answer, ask_line(control_, line, AnswerEnds::with_the_line, kPatience));
    if (answer.starts_with("error")) return Error(Code::bad_argument, "the sandbox: " + answer);
    return answer;
}

}  // namespace kiosk24::virtual_devices
