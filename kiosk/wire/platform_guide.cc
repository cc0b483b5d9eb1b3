// Guides and public documents.
#include "kiosk/wire/json_shapes.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestTitle_bytes = 400, kLongestBody_bytes = 20'000;
constexpr std::size_t kMostGuides = 500, kMostSections = 60;
constexpr int kMostPages = 50;

Json json_of_summary(const GuideSummary& summary) {
    return {{"id", summary.id},
            {"kind", kiosk24::name_of(summary.kind)},
            {"title", json_of(summary.title)},
            {"about", json_of(summary.about)},
            {"issuer", json_of(summary.issuer)},
            {"updated", date_text(summary.updated)}};
}

LocalText read_filled(const JsonNode& node, std::size_t most) {
    auto text = read_local_text(node, most);
    if (text.get(Language::zh_hans).empty()) node.fail("no words in Chinese");
    return text;
}

std::string read_identifier(const JsonNode& node) {
    auto text = node.word(128);
    if (!is_identifier(text)) node.fail("not an identifier");
    return text;
}

GuideSummary read_summary(const JsonNode& node) {
    GuideSummary summary;
    summary.id = read_identifier(node.member("id"));
    summary.kind = node.member("kind").one_of(guide_kind_named);
    summary.title = read_filled(node.member("title"), kLongestTitle_bytes);
    if (node.has("about")) summary.about = read_local_text(node.member("about"), kLongestTitle_bytes);
    summary.issuer = read_filled(node.member("issuer"), kLongestTitle_bytes);
    summary.updated = node.member("updated").date();
    return summary;
}

}  // namespace

Result<std::string> encode(const std::vector<GuideSummary>& guides) {
    Json list = Json::array();
    for (const auto& summary : guides)
        list.push_back(json_of_summary(summary));
    return write_json(Json{{"guides", std::move(list)}}, kLargestReply_bytes);
}

Result<std::vector<GuideSummary>> decode_guides(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    std::vector<GuideSummary> guides;
    for (const auto& item : document.root().member("guides").items(kMostGuides))
        guides.push_back(read_summary(item));
    return document.finish(std::move(guides));
}

Result<std::string> encode(const Guide& guide) {
    Json json = json_of_summary(guide.summary);
    Json sections = Json::array(), papers = Json::object();
    for (const auto& section : guide.sections)
        sections.push_back({{"heading", json_of(section.heading)}, {"body", json_of(section.body)}});
    for (const auto& [language, paper] : guide.papers)
        papers[std::string(tag_of(language))] = {
            {"id", paper.document_id}, {"number", paper.number}, {"pages", paper.pages}};
    json["sections"] = std::move(sections);
    json["papers"] = std::move(papers);
    return write_json(json, kLargestReply_bytes);
}

Result<Guide> decode_guide(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    const auto root = document.root();
    Guide guide;
    guide.summary = read_summary(root);
    for (const auto& item : root.member("sections").items(kMostSections, 1))
        guide.sections.push_back({read_filled(item.member("heading"), kLongestTitle_bytes),
                                  read_filled(item.member("body"), kLongestBody_bytes)});
    const auto papers = root.member("papers");
    for (const auto language : kLanguages) {
        const std::string tag(tag_of(language));
        if (!papers.has(tag)) continue;
        const auto paper = papers.member(tag);
        guide.papers[language] = {read_identifier(paper.member("id")), paper.member("number").filled_text(64),
                                  paper.member("pages").small(1, kMostPages)};
    }
    return document.finish(std::move(guide));
}

}  // namespace kiosk24::wire
