#include "tests/simulation/platform.h"

#include <fmt/format.h>

#include <algorithm>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/flow/check_matter.h"
#include "kiosk/seal/digest.h"
#include "kiosk/text/search_index.h"
#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/platform_message.h"
#include "tests/simulation/person.h"

namespace kiosk24::simulation {
namespace {

std::string text_in(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

net::HttpReply reply(int status, const std::string& type, std::string_view body) {
    net::HttpReply made;
    made.status = status;
    made.content_type = type;
    made.body = Personal<Bytes>(Bytes(body.begin(), body.end()));
    return made;
}
net::HttpReply problem(int status, const std::string& code) {
    const auto text =
        wire::encode(wire::Problem{.title = code, .status = status, .detail = {}, .code = code});
    return reply(status, std::string(wire::kProblemType), text ? *text : "{}");
}
template <typename Encoded>
net::HttpReply json(const Encoded& encoded, int status = 200) {
    if (!encoded) return problem(500, "cannot_write");
    return reply(status, "application/json", *encoded);
}

std::string header(const net::HttpRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return {};
}

LocalText words(const char* chinese, const char* english) {
    return {{{Language::zh_hans, chinese}, {Language::en, english}}};
}

std::string reference_of(const IdentityCard& card) {
    return "ref-" + card.number.reveal();
}

}  // namespace

CataloguePtr read_catalogue(const std::string& source_folder) {
    const std::filesystem::path folder = source_folder + "/config/catalogue";
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->version = 1;
    catalogue->etag = "\"1\"";
    if (auto groups = wire::decode_groups(text_in(folder / "groups.json"))) catalogue->groups = *groups;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".json" || entry.path().filename() == "groups.json") continue;
        auto matter = wire::decode_matter(text_in(entry.path()));
        if (!matter || !flow::check_matter(*matter).empty()) continue;
        for (const auto language : kLanguages) {
            matter->consent.text_sha256[language] =
                seal::sha256_hex(as_bytes(text_of(matter->consent, language)));
            if (!matter->face_consent.version.empty())
                matter->face_consent.text_sha256[language] =
                    seal::sha256_hex(as_bytes(text_of(matter->face_consent, language)));
        }
        catalogue->matters.push_back(std::move(*matter));
    }
    std::sort(catalogue->matters.begin(), catalogue->matters.end(),
              [](const Matter& a, const Matter& b) { return a.id < b.id; });
    return catalogue;
}

Bytes Platform::bytes_of(const Paper& paper) {
    const auto text = fmt::format("%PDF-1.7\n{}\n{}\n{}\n{}\n", paper.name, paper.number, paper.pages,
                                  paper.is_signed ? "signed" : "forged");
    return {text.begin(), text.end()};
}

Platform::Paper Platform::paper_of(ByteView bytes) {
    std::istringstream text(as_text(bytes));
    std::string line;
    Paper paper;
    std::getline(text, line);
    std::getline(text, paper.name);
    std::getline(text, paper.number);
    std::getline(text, line);
    paper.pages = line.empty() ? 0 : std::stoi(line);
    std::getline(text, line);
    paper.is_signed = line == "signed";
    return paper;
}

const Filing* Platform::filing_of_case(const std::string& case_id) const {
    for (const auto& [key, filing] : filings_) {
        if (filing.case_id == case_id) return &filing;
    }
    return nullptr;
}

int Platform::filings_of_case(const std::string& case_id) const {
    int count = 0;
    for (const auto& [key, filing] : filings_)
        count += filing.case_id == case_id;
    return count;
}

Decision Platform::decision_at(const Filing& filing, Moment now) const {
    if (now >= filing.decided_at) return filing.decision;
    Decision pending;
    pending.verdict = Verdict::pending;
    pending.case_number = filing.decision.case_number;
    return pending;
}

net::HttpReply Platform::serve(const net::HttpRequest& request, Moment now, WallTime wall) {
    const auto& path = request.path;
    const auto below = [&](std::string_view folder) {
        return path.size() > folder.size() + 1 && path.starts_with(folder) && path[folder.size()] == '/'
                   ? path.substr(folder.size() + 1)
                   : std::string();
    };
    if (path == wire::kHealthPath) return reply(204, "", "");
    if (path == wire::kCataloguePath) {
        if (header(request, "If-None-Match") == catalogue_->etag) return reply(304, "", "");
        auto made = reply(200, "application/json", "{}");  // the workshop of the simulator has it already
        made.etag = catalogue_->etag;
        return made;
    }
    if (path == wire::kIdentityPath) return identify(request);
    if (path == wire::kEidPath) return identify_by_code(request);
    if (path == wire::kFacePath) return compare_face(request);
    if (path == wire::kPrefillPath) return prefill(request);
    if (path == wire::kSubmissionsPath) return submit(request, now, wall);
    if (auto key = below(wire::kSubmissionsPath); !key.empty()) {
        if (!key.ends_with(wire::kSettleSuffix)) return submission(key, now);
        return settle(key.substr(0, key.size() - wire::kSettleSuffix.size()), now);
    }
    if (path == wire::kCaseQueriesPath) return query(request, now);
    if (auto id = below(wire::kDocumentsPath); !id.empty()) return document(id);
    if (path == wire::kGuidesPath) return guides({});
    if (auto id = below(wire::kGuidesPath); !id.empty()) return guides(id);
    if (path == wire::kDraftQueriesPath) return find_draft(request, wall);
    if (auto draft_key = below(wire::kDraftsPath); !draft_key.empty()) return draft(request, draft_key);
    const auto key = header(request, wire::kIdempotencyHeader);
    if (path == wire::kRatingsPath) {
        if (!wire::decode_rating(request.body.reveal(), key)) return problem(400, "bad_rating");
        ++ratings_[key];
        return reply(204, "", "");
    }
    if (path == wire::kCallBacksPath) {
        if (!wire::decode_call_back(request.body.reveal(), key)) return problem(400, "bad_call_back");
        ++call_backs_[key];
        return reply(204, "", "");
    }
    return problem(404, "unknown_path");
}

net::HttpReply Platform::identify(const net::HttpRequest& request) {
    const auto card = wire::decode_identity_request(request.body.reveal());
    if (!card) return problem(400, "bad_card");
    names_[reference_of(*card)] = card->name.reveal();
    // Now and then somebody is not in the population base.
    if (Dice{seed_, seal::sha256_hex(as_bytes(card->number.reveal()))[0] * 1ULL, 7}.permille(20))
        return problem(422, "unknown_person");
    return json(wire::encode_identity_reply({PersonalText(reference_of(*card)), card->name}));
}

net::HttpReply Platform::identify_by_code(const net::HttpRequest& request) {
    const auto code = wire::decode_eid_request(request.body.reveal());
    constexpr std::string_view kMark = "EIDK24-";
    if (!code || !code->reveal().starts_with(kMark)) return problem(422, "code_void");
    auto person = make_person(seed_, std::stoi(code->reveal().substr(kMark.size())));
    person.card.photo = {};
    person.card.valid_from = person.card.valid_to = {};
    names_[reference_of(person.card)] = person.card.name.reveal();
    return json(wire::encode(
        wire::EidHolder{{PersonalText(reference_of(person.card)), person.card.name}, person.card}));
}

net::HttpReply Platform::compare_face(const net::HttpRequest& request) {
    const auto question = wire::decode_face_question(request.body.reveal());
    if (!question) return problem(400, "bad_face");
    const auto& still = question->still.reveal();
    const bool is_same = still.empty() || still.back() % 4 != 0;
    return json(wire::encode(FaceMatch{is_same ? FaceDecision::same : FaceDecision::different,
                                       is_same ? 900 : 200, "simulated 1"}));
}

// One that was deleted stays deleted, however late it comes; a person has one.
net::HttpReply Platform::draft(const net::HttpRequest& request, const std::string& key) {
    if (request.method == net::Method::remove) {
        drafts_.erase(key);
        deleted_drafts_.insert(key);
        return reply(204, "", "");
    }
    auto draft = wire::decode_draft(request.body.reveal(), key);
    if (!draft) return problem(400, "bad_draft");
    if (deleted_drafts_.contains(key)) return reply(204, "", "");
    std::erase_if(drafts_,
                  [&](const auto& one) { return one.second.person_reference == draft->person_reference; });
    drafts_[key] = std::move(*draft);
    return reply(204, "", "");
}

net::HttpReply Platform::find_draft(const net::HttpRequest& request, WallTime wall) {
    const auto asked = wire::decode_draft_query(request.body.reveal());
    if (!asked) return problem(400, "bad_query");
    for (const auto& [key, draft] : drafts_) {
        if (draft.person_reference == *asked && wall < draft.expires_at)
            return json(wire::encode_draft_found(draft));
    }
    return json(wire::encode_draft_found(std::nullopt));
}

std::size_t Platform::drafts(WallTime wall) const {
    return static_cast<std::size_t>(std::count_if(
        drafts_.begin(), drafts_.end(), [&](const auto& one) { return wall < one.second.expires_at; }));
}

net::HttpReply Platform::prefill(const net::HttpRequest& request) {
    const auto asked = wire::decode_prefill_request(request.body.reveal());
    const auto* matter = asked ? catalogue_->find(asked->matter_id) : nullptr;
    if (matter == nullptr) return problem(422, "unknown_matter");
    Prefill prefill;
    for (const auto& field : matter->form) {
        if (field.source != Source::platform && field.source != Source::licence) continue;
        auto value = field.kind == FieldKind::date     ? "2001-02-03"
                     : field.kind == FieldKind::number ? "82"
                     : field.choices.empty()           ? "某单位"
                                                       : field.choices.front().value;
        prefill.values.push_back({field.from, PersonalText(value), field.source, "人口库"});
    }
    return json(wire::encode(prefill));
}

Decision Platform::decide(const Application& application, Dice& dice, WallTime wall) {
    Decision decision;
    const auto* matter = catalogue_->find(application.matter_id);
    const auto day = date_in_china(wall);
    decision.case_number =
        fmt::format("{:0<31}{:04}{:02}{:02}{:04}", matter == nullptr ? "0" : matter->implementation_code,
                    day.year % 10000, day.month, day.day, ++serial_ % 10000);
    const auto fate =
        matter != nullptr && matter->decision == DecisionKind::human ? 6 + dice.below(4) : dice.below(10);
    if (fate < 6) {
        decision.verdict = Verdict::approved;
        decision.document_id = fmt::format("doc-{}", serial_);
        decision.pages = 1 + static_cast<int>(dice.below(3));
        papers_[decision.document_id] = {.name = names_[application.person_reference.reveal()],
                                         .number = decision.case_number,
                                         .pages = decision.pages};
    } else if (fate < 8) {
        decision.verdict = Verdict::human;
        decision.reason = words("需要人工核实", "A person looks at it");
        decision.deadline = "2027-12-31";
        decision.pick_up_code = "K24A";
    } else {
        decision.verdict = Verdict::refused;
        decision.reason_code = "rule_1";
        decision.reason = words("不符合条件", "The rule does not allow it");
    }
    return decision;
}

net::HttpReply Platform::submit(const net::HttpRequest& request, Moment now, WallTime wall) {
    const auto key = header(request, wire::kIdempotencyHeader);
    if (void_keys_.contains(key)) return problem(410, "key_void");
    const auto application = wire::decode_application(request.body.reveal(), key);
    if (!application) return problem(400, "bad_application");
    const auto hash = seal::sha256_hex(as_bytes(request.body.reveal()));
    if (const auto found = filings_.find(key); found != filings_.end()) {
        ++found->second.times_received;
        if (found->second.body_hash != hash) return problem(409, "another_content");
        const auto decision = decision_at(found->second, now);
        return json(wire::encode(decision), decision.verdict == Verdict::pending ? 202 : 200);
    }
    Dice dice{seed_, filings_.size(), 0xf11e};
    Filing filing;
    filing.key = key;
    filing.case_id = application->case_id;
    filing.matter_id = application->matter_id;
    filing.person_reference = application->applicant ? reference_of(*application->applicant)
                                                     : application->person_reference.reveal();
    if (application->applicant) names_[filing.person_reference] = application->applicant->name.reveal();
    filing.body_hash = hash;
    filing.filed_at = wall;
    filing.times_received = 1;
    filing.decision = decide(*application, dice, wall);
    filing.decided_at = now + (dice.permille(250) ? dice.between(Milliseconds{2'000}, Milliseconds{60'000})
                                                  : Milliseconds{0});
    const auto decision = decision_at(filing, now);
    filings_[key] = std::move(filing);
    return json(wire::encode(decision), decision.verdict == Verdict::pending ? 202 : 201);
}

net::HttpReply Platform::submission(const std::string& key, Moment now) {
    if (void_keys_.contains(key)) return problem(410, "key_void");
    const auto found = filings_.find(key);
    if (found == filings_.end()) return problem(404, "unknown_key");
    const auto decision = decision_at(found->second, now);
    return json(wire::encode(decision), decision.verdict == Verdict::pending ? 202 : 200);
}

net::HttpReply Platform::settle(const std::string& key, Moment now) {
    const auto found = filings_.find(key);
    if (found != filings_.end()) return json(wire::encode_settlement(decision_at(found->second, now)));
    void_keys_.insert(key);
    return json(wire::encode_settlement(std::nullopt));
}

net::HttpReply Platform::query(const net::HttpRequest& request, Moment now) {
    const auto asked = wire::decode_case_query(request.body.reveal());
    if (!asked) return problem(400, "bad_query");
    const bool is_by_person = !asked->person_reference.reveal().empty();
    std::vector<CaseSummary> cases;
    for (const auto& [key, filing] : filings_) {
        const auto decision = decision_at(filing, now);
        const bool is_asked = is_by_person ? filing.person_reference == asked->person_reference.reveal()
                                           : decision.case_number.ends_with(asked->case_number);
        if (!is_asked || cases.size() >= 20) continue;
        CaseSummary summary;
        summary.case_number = filing.decision.case_number;
        if (summary.case_number.empty()) continue;
        summary.matter_id = filing.matter_id;
        summary.verdict = decision.verdict;
        summary.filed = date_in_china(filing.filed_at);
        summary.matter_name = words("事项", "Matter");
        summary.department = words("某局", "Office");
        if (decision.verdict != Verdict::pending) summary.decided = summary.filed;
        if (is_by_person) {
            summary.reason = decision.reason;
            summary.pick_up_code = decision.pick_up_code;
            summary.document_id = decision.document_id;
            summary.pages = decision.pages;
        }
        cases.push_back(std::move(summary));
    }
    return json(wire::encode(cases));
}

net::HttpReply Platform::document(const std::string& id) {
    Paper paper;
    if (id.starts_with("guide-paper-")) {
        paper = {.name = "指南", .number = "G-" + id.substr(12), .pages = 2};
    } else if (const auto found = papers_.find(id); found != papers_.end()) {
        paper = found->second;
    } else {
        return problem(404, "unknown_document");
    }
    paper.is_signed = !signs_wrongly;
    return reply(200, "application/pdf", as_text(bytes_of(paper)));
}

net::HttpReply Platform::guides(const std::string& id) {
    std::vector<GuideSummary> list;
    for (const char* one : {"g1", "g2"})
        list.push_back(GuideSummary{one, GuideKind::policy, words("指南", "Guide"), LocalText(),
                                    words("某局", "Office"), Date{2026, 1, 2}});
    if (id.empty()) return json(wire::encode(list));
    for (const auto& summary : list) {
        if (summary.id != id) continue;
        Guide guide;
        guide.summary = summary;
        guide.sections.push_back({words("一", "One"), words("内容", "Text")});
        guide.papers[Language::zh_hans] = {"guide-paper-" + id, "G-" + id, 2};
        return json(wire::encode(guide));
    }
    return problem(404, "unknown_guide");
}

}  // namespace kiosk24::simulation
