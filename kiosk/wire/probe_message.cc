#include "kiosk/wire/probe_message.h"

#include <iterator>

#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {
namespace {

constexpr std::string_view kVerbs[] = {"tap",  "type",    "scroll", "wait", "wait_situation",
                                       "tree", "picture", "ledger", "quit"};
static_assert(std::size(kVerbs) == static_cast<std::size_t>(ProbeVerb::quit) + 1);

constexpr std::size_t kLongestId_bytes = 200;
constexpr int kFarthest_px = 100'000;
constexpr std::int64_t kLongestWait_ms = 600'000;
constexpr std::size_t kMostNodes = 5000, kMostEntries = 10'000;

bool needs_id(ProbeVerb verb) {
    return verb <= ProbeVerb::wait_situation;
}

Json json_of(const ProbeNode& node) {
    return {{"id", node.id},
            {"role", node.role},
            {"words", node.words},
            {"x", node.x},
            {"y", node.y},
            {"width", node.width},
            {"height", node.height},
            {"enabled", node.enabled},
            {"visible", node.visible}};
}

ProbeNode read_node(const JsonNode& json) {
    ProbeNode node;
    node.id = json.member("id").text(kLongestId_bytes);
    node.role = json.member("role").word(64);
    node.words = json.member("words").text(64u << 10);
    node.x = json.member("x").small(-kFarthest_px, kFarthest_px);
    node.y = json.member("y").small(-kFarthest_px, kFarthest_px);
    node.width = json.member("width").small(-kFarthest_px, kFarthest_px);
    node.height = json.member("height").small(-kFarthest_px, kFarthest_px);
    node.enabled = json.member("enabled").boolean();
    node.visible = json.member("visible").boolean();
    return node;
}

Json json_of(const ProbeEntry& entry) {
    Json facts = Json::object();
    for (const auto& [name, value] : entry.facts)
        facts[name] = value;
    return {{"case_id", entry.case_id},
            {"kind", entry.kind},
            {"at_ms", entry.at.unix_ms},
            {"facts", std::move(facts)}};
}

ProbeEntry read_entry(const JsonNode& json) {
    ProbeEntry entry;
    entry.case_id = json.member("case_id").word_or_empty(64);
    entry.kind = json.member("kind").word(64);
    entry.at = json.member("at_ms").wall_time();
    const auto facts = json.member("facts");
    for (const auto& name : facts.keys(64, 64))
        entry.facts.emplace_back(name, facts.member(name).text(64u << 10));
    return entry;
}

}  // namespace

std::string_view name_of(ProbeVerb verb) {
    return kVerbs[static_cast<std::size_t>(verb)];
}

std::optional<ProbeVerb> probe_verb_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kVerbs); ++i) {
        if (kVerbs[i] == name) return static_cast<ProbeVerb>(i);
    }
    return std::nullopt;
}

Result<std::string> encode(const ProbeRequest& request) {
    Json json{{"do", name_of(request.verb)}};
    if (!request.id.empty()) json["id"] = request.id;
    if (request.verb == ProbeVerb::type) json["text"] = request.text;
    if (!request.path.empty()) json["path"] = request.path;
    if (request.verb == ProbeVerb::scroll) json["by_px"] = request.by_px;
    if (request.timeout.count() != 0) json["timeout_ms"] = request.timeout.count();
    return write_json(json, kLongestProbeRequest_bytes);
}

Result<ProbeRequest> decode_probe_request(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLongestProbeRequest_bytes));
    const auto root = document.root();
    root.allow_only({"do", "id", "text", "path", "by_px", "timeout_ms"});
    ProbeRequest request;
    request.verb = root.member("do").one_of(probe_verb_named);
    if (needs_id(request.verb)) request.id = root.member("id").filled_text(kLongestId_bytes);
    if (request.verb == ProbeVerb::type) request.text = root.member("text").text(8192);
    if (request.verb == ProbeVerb::picture) request.path = root.member("path").filled_text(4096);
    if (request.verb == ProbeVerb::scroll)
        request.by_px = root.member("by_px").small(-kFarthest_px, kFarthest_px);
    if (root.has("timeout_ms"))
        request.timeout = Milliseconds(root.member("timeout_ms").integer(0, kLongestWait_ms));
    return document.finish(std::move(request));
}

Result<std::string> encode(const ProbeReply& reply) {
    Json json{{"ok", reply.ok}};
    if (!reply.error.empty()) json["error"] = reply.error;
    if (!reply.situation.empty()) json["situation"] = reply.situation;
    for (const auto& node : reply.nodes)
        json["nodes"].push_back(json_of(node));
    if (reply.frames_presented != 0) json["frames_presented"] = reply.frames_presented;
    for (const auto& entry : reply.entries)
        json["entries"].push_back(json_of(entry));
    return write_json(json, kLongestProbeReply_bytes);
}

Result<ProbeReply> decode_probe_reply(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLongestProbeReply_bytes));
    const auto root = document.root();
    ProbeReply reply;
    reply.ok = root.member("ok").boolean();
    reply.error = text_or_empty(root, "error", 4096);
    reply.situation = word_or_empty(root, "situation", 64);
    if (root.has("nodes")) {
        for (const auto& node : root.member("nodes").items(kMostNodes))
            reply.nodes.push_back(read_node(node));
    }
    if (root.has("frames_presented")) reply.frames_presented = root.member("frames_presented").counter();
    if (root.has("entries")) {
        for (const auto& entry : root.member("entries").items(kMostEntries))
            reply.entries.push_back(read_entry(entry));
    }
    return document.finish(std::move(reply));
}

}  // namespace kiosk24::wire
