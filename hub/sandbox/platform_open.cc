// Operations that ask nobody who they are: guides and their papers; and case queries, by person or by number.
#include <algorithm>

#include "hub/sandbox/platform.h"
#include "hub/sandbox/platform_replies.h"

namespace kiosk24::sandbox {
namespace {

using http::json_reply;
using http::problem_reply;

constexpr std::size_t kWholeNumber = 43, kTail = 12;  // day and serial

Date date_of(const std::string& iso) {
    constexpr std::size_t kIso = 10;
    if (iso.size() != kIso) return {};
    return {std::stoi(iso.substr(0, 4)), std::stoi(iso.substr(5, 2)), std::stoi(iso.substr(8, 2))};
}

// What may be told to whoever knows number and code.
wire::CaseSummary summary_of(const Submission& submission, const Catalogue& catalogue, WallTime now) {
    const Decision decision = decision_at(submission, now);
    wire::CaseSummary summary;
    summary.case_number = decision.case_number;
    summary.matter_id = submission.matter_id;
    summary.verdict = decision.verdict;
    summary.filed = date_in_china(submission.received_at);
    summary.deadline = date_of(decision.deadline);
    if (decision.verdict == Verdict::approved || decision.verdict == Verdict::refused)
        summary.decided = date_in_china(submission.decides_at);
    if (const Matter* matter = catalogue.find(submission.matter_id)) {
        summary.matter_name = matter->name;
        summary.department = matter->department;
    }
    return summary;
}

// And what only the person hears.
wire::CaseSummary whole_summary_of(const Submission& submission, const Catalogue& catalogue, WallTime now) {
    const Decision decision = decision_at(submission, now);
    auto summary = summary_of(submission, catalogue, now);
    summary.reason = decision.reason;
    summary.pick_up_code = decision.pick_up_code;
    summary.document_id = decision.document_id;
    summary.pages = decision.pages;
    return summary;
}

std::string last_four(const std::string& text) {
    constexpr std::size_t kFour = 4;
    return text.size() < kFour ? std::string() : text.substr(text.size() - kFour);
}

}  // namespace

Reply Platform::guides() {
    std::vector<GuideSummary> list;
    for (const Guide& guide : guides_of(catalogue_))
        list.push_back(guide.summary);
    return json_reply(200, wire::encode(list));
}

Reply Platform::guide(const std::string& id) {
    for (Guide& one : guides_of(catalogue_)) {
        if (one.summary.id != id) continue;
        for (auto& [language, paper] : one.papers) {
            Result<DrawnDocument> drawn = draw_guide(one, language);
            if (!drawn) return broken(drawn.error());
            paper.pages = drawn->pages;
        }
        return json_reply(200, wire::encode(one));
    }
    return problem_reply(404, "unknown_guide", "no guide of that id");
}

Reply Platform::guide_paper(const GuideDocument& wanted) {
    const auto all = guides_of(catalogue_);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Guide& one) { return one.summary.id == wanted.guide_id; });
    if (found == all.end()) return problem_reply(404, "unknown_document", "no document of that id");
    Result<DrawnDocument> drawn =
        draw_guide(*found, wanted.language,
                   {switches_.tells(Lie::document_number), switches_.tells(Lie::document_name)});
    if (!drawn) return broken(drawn.error());
    Result<Bytes> pdf = signed_document(drawn->pdf, found->summary.title.get(Language::zh_hans));
    if (!pdf) return broken(pdf.error());
    return {.status = 200, .content_type = "application/pdf", .body = as_text(*pdf)};
}

Reply Platform::case_query(const Request& request) {
    Result<wire::CaseQuery> asked = wire::decode_case_query(request.body);
    if (!asked) return bad_request(asked.error());
    if (asked->person_reference.reveal().empty()) return query_by_number(*asked);
    Result<std::optional<Person>> person = book_.person(asked->person_reference);
    if (!person) return broken(person.error());
    if (!*person) return unknown_person();
    Result<std::vector<Submission>> list = book_.submissions_of(asked->person_reference);
    if (!list) return broken(list.error());
    const WallTime now = wall_now();
    std::vector<wire::CaseSummary> cases;
    for (const Submission& one : *list)
        cases.push_back(whole_summary_of(one, catalogue_, now));
    return json_reply(200, wire::encode(cases));
}

Result<bool> Platform::is_code_of(const Submission& submission, const std::string& code) {
    if (!submission.decision.pick_up_code.empty() && code == submission.decision.pick_up_code) return true;
    if (code == last_four(submission.telephone.reveal())) return true;
    TRY(person, book_.person(submission.person_reference));
    return person && code == last_four(person->number.reveal());
}

// Whoever guesses codes is stopped early: five wrong ones a number and day.
Reply Platform::query_by_number(const wire::CaseQuery& asked) {
    constexpr int kMostWrong = 5;
    const std::string& number = asked.case_number;
    if (number.size() != kWholeNumber && number.size() != kTail)
        return problem_reply(422, "no_case_number", "neither a case number nor its tail");
    const WallTime now = wall_now();
    const std::string tail = number.substr(number.size() - kTail);
    WrongCodes& wrong = wrong_codes_[tail];
    if (wrong.day != date_in_china(now)) wrong = {date_in_china(now), 0};
    if (wrong.count >= kMostWrong)
        return problem_reply(403, "too_many_wrong_codes", "no more today; the person may come with a card");
    Result<std::vector<Submission>> candidates = book_.submissions_ending(number);
    if (!candidates) return broken(candidates.error());
    std::vector<wire::CaseSummary> cases;
    for (const Submission& one : *candidates) {
        Result<bool> is_right = is_code_of(one, asked.code.reveal());
        if (!is_right) return broken(is_right.error());
        if (*is_right) cases.push_back(summary_of(one, catalogue_, now));
    }
    if (cases.size() != 1) {
        cases.clear();
        ++wrong.count;
    }
    return json_reply(200, wire::encode(cases));
}

}  // namespace kiosk24::sandbox
