// Submissions, decisions and case queries.
#include "kiosk/wire/application_shape.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestCaseNumber_bytes = 64;
constexpr std::size_t kLongestReason_bytes = 2000;
constexpr std::size_t kMostCases = 500;
constexpr int kMostPages = 500;

// A verdict on the wire; "none" is only the terminal's own word for "no answer yet".
std::optional<Verdict> told_verdict_named(std::string_view name) {
    const auto verdict = verdict_named(name);
    return verdict == Verdict::none ? std::nullopt : verdict;
}

Json json_of(const Decision& decision) {
    Json json{{"decision", kiosk24::name_of(decision.verdict)}};
    const auto put = [&json](const char* key, const std::string& value) {
        if (!value.empty()) json[key] = value;
    };
    put("case_number", decision.case_number);
    put("reason_code", decision.reason_code);
    put("deadline", decision.deadline);
    put("pick_up_code", decision.pick_up_code);
    if (!decision.reason.in.empty()) json["reason"] = wire::json_of(decision.reason);
    if (!decision.document_id.empty())
        json["document"] = {{"id", decision.document_id}, {"pages", decision.pages}};
    return json;
}

// A decision that promises what it does not give would leave the citizen without a next step.
void check_whole(const JsonNode& node, const Decision& decision) {
    const auto verdict = decision.verdict;
    const bool is_decided = verdict == Verdict::approved || verdict == Verdict::human;
    if (is_decided && decision.case_number.empty()) node.member("case_number").fail("empty");
    const bool needs_reason = verdict == Verdict::human || verdict == Verdict::refused;
    if (needs_reason && decision.reason.get(Language::zh_hans).empty())
        node.member("reason").fail("no words in Chinese");
    if (verdict != Verdict::approved && node.has("document"))
        node.member("document").fail("only an approval has one");
}

Decision read_decision(const JsonNode& node) {
    Decision decision;
    decision.verdict = node.member("decision").one_of(told_verdict_named);
    decision.case_number = word_or_empty(node, "case_number", kLongestCaseNumber_bytes);
    decision.reason_code = word_or_empty(node, "reason_code", 64);
    if (node.has("reason")) decision.reason = read_local_text(node.member("reason"), kLongestReason_bytes);
    if (node.has("deadline")) decision.deadline = date_text(node.member("deadline").date_or_empty());
    decision.pick_up_code = word_or_empty(node, "pick_up_code", 32);
    if (node.has("document")) {
        const auto paper = node.member("document");
        decision.document_id = paper.member("id").word(128);
        decision.pages = paper.member("pages").small(1, kMostPages);
    }
    check_whole(node, decision);
    return decision;
}

Result<std::string> encode_checked(const Decision& decision) {
    if (decision.verdict == Verdict::none) return Error(Code::bad_argument, "a decision without a verdict");
    return write_json(json_of(decision), kLargestReply_bytes);
}

}  // namespace

bool is_identifier(std::string_view text) {
    if (text.empty() || text.size() > 128) return false;
    for (const char c : text) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_letter && !is_digit && c != '.' && c != '_' && c != ':' && c != '-') return false;
    }
    return text != "." && text != "..";
}

Result<std::string> encode(const Application& application) {
    return write_json(json_of(application), kLargestRequest_bytes);
}

Result<Application> decode_application(std::string_view bytes, std::string_view key) {
    if (!is_identifier(key)) return Error(Code::bad_input, "Idempotency-Key: not an identifier");
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    auto application = read_application(document.root());
    application.key = key;
    return document.finish(std::move(application));
}

Result<std::string> encode(const Decision& decision) {
    return encode_checked(decision);
}

Result<Decision> decode_decision(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    return document.finish(read_decision(document.root()));
}

Result<std::string> encode_settlement(const Settlement& settlement) {
    if (settlement) return encode_checked(*settlement);
    return write_json(Json{{"absent", true}}, kLargestReply_bytes);
}

Result<Settlement> decode_settlement(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    const auto root = document.root();
    if (!root.has("absent")) return document.finish(Settlement(read_decision(root)));
    // "absent": false, or beside a decision, could mean anything: nobody may file anew because of it.
    if (!root.member("absent").boolean() || root.has("decision")) root.member("absent").fail("contradicted");
    return document.finish(Settlement());
}

Result<std::string> encode(const CaseQuery& query) {
    Json json = Json::object();
    if (!query.person_reference.reveal().empty()) json["person_reference"] = query.person_reference.reveal();
    if (!query.case_number.empty()) json["case_number"] = query.case_number;
    if (!query.code.reveal().empty()) json["code"] = query.code.reveal();
    return write_json(json, kLargestRequest_bytes);
}

Result<CaseQuery> decode_case_query(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    const auto root = document.root();
    CaseQuery query;
    query.person_reference = PersonalText(word_or_empty(root, "person_reference", 256));
    query.case_number = word_or_empty(root, "case_number", kLongestCaseNumber_bytes);
    query.code = PersonalText(word_or_empty(root, "code", 32));
    const bool by_person = !query.person_reference.reveal().empty();
    const bool by_code = !query.case_number.empty() && !query.code.reveal().empty();
    if (by_person == by_code) root.fail("neither a person nor a case number with its code");
    return document.finish(std::move(query));
}

Result<std::string> encode(const std::vector<CaseSummary>& cases) {
    Json list = Json::array();
    for (const auto& summary : cases) {
        Json one{{"case_number", summary.case_number},
                 {"matter_id", summary.matter_id},
                 {"decision", kiosk24::name_of(summary.verdict)},
                 {"filed", date_text(summary.filed)},
                 {"deadline", date_text(summary.deadline)},
                 {"decided", date_text(summary.decided)}};
        const auto put = [&one](const char* key, const LocalText& words) {
            if (!words.in.empty()) one[key] = wire::json_of(words);
        };
        put("matter_name", summary.matter_name);
        put("department", summary.department);
        put("reason", summary.reason);
        if (!summary.pick_up_code.empty()) one["pick_up_code"] = summary.pick_up_code;
        if (!summary.document_id.empty())
            one["document"] = {{"id", summary.document_id}, {"pages", summary.pages}};
        list.push_back(std::move(one));
    }
    return write_json(Json{{"cases", std::move(list)}}, kLargestReply_bytes);
}

Result<std::vector<CaseSummary>> decode_cases(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    std::vector<CaseSummary> cases;
    for (const auto& item : document.root().member("cases").items(kMostCases)) {
        CaseSummary summary;
        summary.case_number = item.member("case_number").word(kLongestCaseNumber_bytes);
        summary.matter_id = item.member("matter_id").word(64);
        summary.verdict = item.member("decision").one_of(told_verdict_named);
        summary.filed = item.member("filed").date();
        summary.deadline = item.member("deadline").date_or_empty();
        if (item.has("decided")) summary.decided = item.member("decided").date_or_empty();
        const auto words = [&item](const char* key) {
            return item.has(key) ? read_local_text(item.member(key), kLongestReason_bytes) : LocalText();
        };
        summary.matter_name = words("matter_name");
        summary.department = words("department");
        summary.reason = words("reason");
        summary.pick_up_code = word_or_empty(item, "pick_up_code", 32);
        if (item.has("document")) {
            const auto paper = item.member("document");
            summary.document_id = paper.member("id").word(128);
            summary.pages = paper.member("pages").small(1, kMostPages);
        }
        cases.push_back(std::move(summary));
    }
    return document.finish(std::move(cases));
}

}  // namespace kiosk24::wire
