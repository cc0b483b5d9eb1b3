#include "hub/sandbox/switches.h"

#include <array>
#include <charconv>
#include <sstream>

namespace kiosk24::sandbox {
namespace {

constexpr std::array<std::pair<Operation, std::string_view>, 19> kOperations{{
    {Operation::catalogue, "catalogue"},
    {Operation::identity, "identity"},
    {Operation::prefill, "prefill"},
    {Operation::licences, "licences"},
    {Operation::submit, "submit"},
    {Operation::ask, "ask"},
    {Operation::settle, "settle"},
    {Operation::case_query, "case_query"},
    {Operation::guides, "guides"},
    {Operation::guide, "guide"},
    {Operation::document, "document"},
    {Operation::rating, "rating"},
    {Operation::call_back, "call_back"},
    {Operation::e_id, "e_id"},
    {Operation::face, "face"},
    {Operation::draft_put, "draft_put"},
    {Operation::draft_delete, "draft_delete"},
    {Operation::draft_query, "draft_query"},
    {Operation::health, "health"},
}};
constexpr std::array<std::pair<Lie, std::string_view>, 4> kLies{{
    {Lie::document_name, "document-name"},
    {Lie::document_number, "document-number"},
    {Lie::document_signature, "document-signature"},
    {Lie::catalogue_signature, "catalogue-signature"},
}};
constexpr std::array<std::pair<Spoiling, std::string_view>, 5> kSpoilings{{
    {Spoiling::garbage, "garbage"},
    {Spoiling::huge, "huge"},
    {Spoiling::not_utf8, "not-utf8"},
    {Spoiling::missing, "missing"},
    {Spoiling::wrong_type, "wrong-type"},
}};
constexpr std::size_t kHuge_bytes = 40u << 20;
constexpr int kUntilReset = -1;

template <typename Table>
auto named(const Table& table, std::string_view name) -> std::optional<decltype(table[0].first)> {
    for (const auto& [value, word] : table)
        if (word == name) return value;
    return std::nullopt;
}

Error bad_line(std::string_view why) {
    return Error(Code::bad_input, std::string(why));
}

std::optional<int> number_in(const std::string& word) {
    int number = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (failed != std::errc() || end != word.data() + word.size() || number < 0) return std::nullopt;
    return number;
}

}  // namespace

std::string_view name_of(Operation operation) {
    return kOperations[static_cast<std::size_t>(operation)].second;
}
std::optional<Operation> operation_named(std::string_view name) {
    return named(kOperations, name);
}

Status Switches::obey(std::string_view line) {
    std::istringstream stream{std::string(line)};
    std::string verb, about, word;
    stream >> verb >> about;
    std::vector<int> numbers;
    if (verb == "pending") {
        const auto number = number_in(about);
        if (!number) return bad_line("pending MS");
        pending_ = Milliseconds(*number);
        return {};
    }
    if (verb == "reset") {
        *this = Switches();
        return {};
    }
    if (verb == "lie") {
        const auto lie = named(kLies, about);
        if (!lie) return bad_line("lie document-name|document-number|document-signature|catalogue-signature");
        lies_.insert(*lie);
        return {};
    }
    while (stream >> word) {
        const auto number = number_in(word);
        if (!number) return bad_line("'" + word + "' is no number");
        numbers.push_back(*number);
    }
    if (verb == "hang" && about.empty()) {
        for (const auto& [operation, name] : kOperations)
            settings_[operation].hangs = true;
        return {};
    }
    const auto operation = operation_named(about);
    if (!operation) return bad_line("'" + about + "' is no operation");
    return obey_about(settings_[*operation], verb, numbers);
}

Status Switches::obey_about(Setting& setting, std::string_view verb, const std::vector<int>& numbers) {
    const int first = numbers.empty() ? 0 : numbers[0];
    const auto takes = [&](std::size_t least, std::size_t most) {
        return numbers.size() >= least && numbers.size() <= most;
    };
    if (const auto spoiling = named(kSpoilings, verb); spoiling && takes(0, 0)) {
        setting.spoiling = *spoiling;
    } else if (verb == "hang" && takes(0, 0)) {
        setting.hangs = true;
    } else if (verb == "slow" && takes(1, 1)) {
        setting.slow = Milliseconds(first);
    } else if (verb == "fail" && takes(1, 2) && first >= 400 && first <= 599) {
        setting.fail_status = first;
        setting.fail_left = numbers.size() > 1 ? numbers[1] : kUntilReset;
        setting.retry_after_s = 0;
    } else if (verb == "retry-after" && takes(1, 2)) {
        setting.fail_status = 503;
        setting.fail_left = numbers.size() > 1 ? numbers[1] : kUntilReset;
        setting.retry_after_s = first;
    } else if (verb == "drop-request" && takes(1, 1)) {
        setting.requests_to_drop = first;
    } else if (verb == "drop-reply" && takes(1, 1)) {
        setting.replies_to_drop = first;
    } else {
        return bad_line("not understood: " + std::string(verb));
    }
    return {};
}

std::optional<Answer> Switches::instead_of(Operation operation) {
    Setting& setting = settings_[operation];
    if (setting.hangs) return Answer{.reply = {}, .delivery = Delivery::hang};
    if (setting.requests_to_drop > 0) {
        --setting.requests_to_drop;
        return Answer{.reply = {}, .delivery = Delivery::drop};
    }
    if (setting.fail_left == 0) return std::nullopt;
    if (setting.fail_left > 0) --setting.fail_left;
    Answer answer;
    answer.reply = problem_reply(setting.fail_status, "told_to_fail", "a switch of the sandbox is on");
    answer.reply.retry_after_s = setting.retry_after_s;
    answer.after = setting.slow;
    return answer;
}

Answer Switches::spoiled(Operation operation, Reply reply) {
    Setting& setting = settings_[operation];
    Answer answer{.reply = std::move(reply), .delivery = Delivery::send, .after = setting.slow};
    if (setting.replies_to_drop > 0) {
        --setting.replies_to_drop;
        answer.delivery = Delivery::drop;
    }
    const auto say = [&](std::string body) {
        if (answer.reply.content_type.empty()) answer.reply.content_type = "application/json";
        if (answer.reply.status == 204 || answer.reply.status == 304) answer.reply.status = 200;
        answer.reply.body = std::move(body);
    };
    switch (setting.spoiling) {
        case Spoiling::none:
            break;
        case Spoiling::garbage:
            say("<html><body>It works!</body></html>");
            break;
        case Spoiling::huge:
            say(std::string(kHuge_bytes, ' '));
            break;
        case Spoiling::not_utf8:
            say("{\"decision\":\"\xff\xfe\xc0\",\"reference\":\"\xed\xa0\x80\"}");
            break;
        case Spoiling::missing:
            say("{}");
            break;
        case Spoiling::wrong_type:
            say("[7,\"seven\",null]");
            break;
    }
    return answer;
}

}  // namespace kiosk24::sandbox
