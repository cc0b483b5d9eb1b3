// The probe port of kiosk24-rehearsal (never of kiosk24): a program taps and types by widget id and reads
// what stands on the screen. One JSON object a line, each request answered by one reply.
//
//   {"do": "tap", "id": "home.matter.SI01"}
//   {"do": "type", "id": "home.search", "text": "..."}         replaces the field's text
//   {"do": "scroll", "id": "matter.page", "by_px": 400}
//   {"do": "wait", "id": "review.submit", "timeout_ms": 5000}   until a widget of that id is there and
//   enabled
//   {"do": "wait_situation", "id": "outcome", "timeout_ms": 60000}
//   {"do": "tree"}                                              what stands on the screen, and how many
//                                                               frames were presented so far
//   {"do": "picture", "path": "/tmp/out/screens/01-home.png"}
//   {"do": "ledger"}                                            the ledger's entries, facts only
//   {"do": "quit"}
//   -> {"ok": true, "situation": "home", "nodes": [...], "frames_presented": 1,
//       "entries": [...]}
//   -> {"ok": false, "error": "..."}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLongestProbeRequest_bytes = 16u << 10;
inline constexpr std::size_t kLongestProbeReply_bytes = 4u << 20;

enum class ProbeVerb { tap, type, scroll, wait, wait_situation, tree, picture, ledger, quit };
std::string_view name_of(ProbeVerb verb);
std::optional<ProbeVerb> probe_verb_named(std::string_view name);

struct ProbeRequest {
    ProbeVerb verb = ProbeVerb::tree;
    std::string id;    // a widget's id, or a situation's name
    std::string text;  // type
    std::string path;  // picture
    int by_px = 0;     // scroll, down is positive
    Milliseconds timeout{0};
    bool operator==(const ProbeRequest&) const = default;
};

struct ProbeNode {
    std::string id, role, words;
    int x = 0, y = 0, width = 0, height = 0;  // design px
    bool enabled = true, visible = true;
    bool operator==(const ProbeNode&) const = default;
};

// One ledger entry as the rehearsal shows it.
struct ProbeEntry {
    std::string case_id, kind;
    WallTime at;
    std::vector<std::pair<std::string, std::string>> facts;
    bool operator==(const ProbeEntry&) const = default;
};

struct ProbeReply {
    bool ok = true;
    std::string error;      // why not
    std::string situation;  // on screen now
    std::vector<ProbeNode> nodes;
    std::vector<ProbeEntry> entries;
    std::uint64_t frames_presented = 0;  // tree
    bool operator==(const ProbeReply&) const = default;
};

Result<std::string> encode(const ProbeRequest& request);
Result<ProbeRequest> decode_probe_request(std::string_view bytes);
Result<std::string> encode(const ProbeReply& reply);
Result<ProbeReply> decode_probe_reply(std::string_view bytes);

}  // namespace kiosk24::wire
