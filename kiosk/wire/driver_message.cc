// What a driver says to the terminal.
#include "kiosk/wire/driver_shapes.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestDetail_bytes = 1000;

// A vendor's sentence is cut to what the receiver takes, at the start of a character.
std::string cut(std::string text) {
    if (text.size() <= kLongestDetail_bytes) return text;
    std::size_t end = kLongestDetail_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) >> 6) == 2)
        --end;
    text.resize(end);
    return text;
}

std::string code_of(Fault fault) {
    return std::string(entry_of(fault).code);
}

struct FaultRead {
    Fault fault = Fault::none;
    std::string raw;  // set if the code was not in the class's dictionary
};
// A fault of another class is as unknown as one that nobody has heard of.
FaultRead read_fault(const JsonNode& node, DeviceClass device_class) {
    const auto code = node.word(80);
    if (code == "none" || code.empty()) return {};
    const auto fault = fault_coded(code, device_class);
    const auto& entry = entry_of(fault);
    if (entry.code == code && entry.device_class == name_of(device_class)) return {fault, {}};
    return {fault_coded(std::string(name_of(device_class)) + ".unclassified", device_class), code};
}

std::string detail_with(const FaultRead& read, std::string detail) {
    if (read.raw.empty()) return detail;
    return cut(detail.empty() ? read.raw : read.raw + ": " + detail);
}

Json json_of(const Give& give) {
    return std::visit(
        Overloaded{
            [](const give::Nothing&) { return Json::object(); },
            [](const give::Card& card) {
                return Json{{"card", wire::json_of(card.card, Photo::with)}};
            },
            [](const give::Page& page) {
                return Json{{"outcome", name_of(page.outcome)}, {"fault", code_of(page.fault)}};
            },
            [](const give::Verified& verified) {
                return Json{{"pages", verified.pages}};
            },
            [](const give::Picture& drawn) {
                return Json{{"width", drawn.picture.width_px}, {"height", drawn.picture.height_px}};
            },
            [](const give::Code& code) {
                return Json{{"text", code.text.reveal()}, {"symbology", code.symbology}};
            },
            [](const give::Matched& matched) { return wire::json_of(matched.match); },
            [](const give::Still& still) {
                return Json{{"still_bytes", still.jpeg ? still.jpeg->reveal().size() : still.bytes}};
            },
        },
        give);
}

Give read_give(const JsonNode& node, DeviceClass device_class) {
    node.expect_object();
    if (node.has("card")) return give::Card{read_card(node.member("card"), Photo::with)};
    if (node.has("outcome")) {
        give::Page page;
        page.outcome = node.member("outcome").one_of(outcome_named);
        page.fault = read_fault(node.member("fault"), device_class).fault;
        return page;
    }
    if (node.has("pages")) return give::Verified{node.member("pages").small(1, kMostPages)};
    if (node.has("width")) {
        const auto extent = read_extent(node);
        return give::Picture{{extent.width_px, extent.height_px, {}}};
    }
    if (node.has("text"))
        return give::Code{PersonalText(node.member("text").filled_text(kLongestCode_bytes)),
                          text_or_empty(node, "symbology", kLongestName_bytes)};
    if (node.has("decision")) return give::Matched{read_face_match(node)};
    if (node.has("still_bytes"))
        return give::Still{
            nullptr,
            static_cast<std::size_t>(
                node.member("still_bytes").integer(1, static_cast<std::int64_t>(kLargestJpeg_bytes)))};
    return give::Nothing{};
}

// How much bulk belongs to it; nothing with most of them.
std::size_t bulk_bytes_wanted(const Give& give) {
    if (const auto* still = std::get_if<give::Still>(&give)) return still->bytes;
    const auto* picture = std::get_if<give::Picture>(&give);
    return picture ? bytes_of({picture->picture.width_px, picture->picture.height_px}) : 0;
}

Done read_done(const JsonNode& root, DeviceClass device_class) {
    Done done{root.member("id").counter(), read_give(root.member("done"), device_class), 0};
    const auto wanted = static_cast<std::int64_t>(bulk_bytes_wanted(done.give));
    if (wanted > 0 || root.has("bulk_bytes"))
        done.bulk_bytes = static_cast<std::size_t>(root.member("bulk_bytes").integer(wanted, wanted));
    return done;
}

// A code we do not know says only that the device failed; its name goes to the log.
Failed read_failed(const JsonNode& root, DeviceClass device_class) {
    const auto node = root.member("failed");
    Failed failed;
    failed.id = root.member("id").counter();
    const auto code = node.member("code").word(64);
    failed.code = code_named(code);
    if (name_of(failed.code) != code) failed.code = Code::device_failed;
    const auto fault = read_fault(node.member("fault"), device_class);
    failed.fault = fault.fault;
    failed.outcome = node.member("outcome").one_of(outcome_named);
    failed.detail = detail_with(fault, text_or_empty(node, "detail", kLongestDetail_bytes));
    if (name_of(failed.code) != code) failed.detail = cut("code " + code + ": " + failed.detail);
    return failed;
}

Hello read_hello(const JsonNode& node) {
    Hello hello;
    hello.protocol = node.member("protocol").small(1, 1000);
    hello.device_class = node.member("class").one_of(device_class_named);
    hello.identity.maker = text_or_empty(node, "maker", kLongestName_bytes);
    hello.identity.model = text_or_empty(node, "model", kLongestName_bytes);
    hello.identity.serial = text_or_empty(node, "serial", kLongestName_bytes);
    hello.identity.firmware = text_or_empty(node, "firmware", kLongestName_bytes);
    if (node.has("capabilities")) {
        for (const auto& capability : node.member("capabilities").items(64))
            hello.identity.capabilities.push_back(capability.word(64));
    }
    return hello;
}

ConditionChanged read_condition(const JsonNode& node, DeviceClass device_class) {
    Condition condition;
    condition.state = node.member("state").one_of(device_state_named);
    const auto fault = read_fault(node.member("fault"), device_class);
    condition.fault = fault.fault;
    if (node.has("paper")) condition.paper = node.member("paper").one_of(supply_state_named);
    if (node.has("toner")) condition.toner = node.member("toner").one_of(supply_state_named);
    if (node.has("media")) condition.media = node.member("media").one_of(media_state_named);
    condition.detail = detail_with(fault, text_or_empty(node, "detail", kLongestDetail_bytes));
    return {condition};
}

Frame read_frame(const JsonNode& root) {
    Frame frame;
    frame.id = root.member("frame").counter();
    frame.width_px = root.member("width").small(1, kLargestFrame_px);
    frame.height_px = root.member("height").small(1, kLargestFrame_px);
    const auto bytes = static_cast<std::int64_t>(frame.width_px) * frame.height_px;
    root.member("bulk_bytes").integer(bytes, bytes);
    return frame;
}

Json json_of(const Hello& hello) {
    return {{"protocol", hello.protocol},
            {"class", name_of(hello.device_class)},
            {"maker", hello.identity.maker},
            {"model", hello.identity.model},
            {"serial", hello.identity.serial},
            {"firmware", hello.identity.firmware},
            {"capabilities", hello.identity.capabilities}};
}

Json json_of(const Condition& condition) {
    return {{"state", name_of(condition.state)}, {"fault", code_of(condition.fault)},
            {"paper", name_of(condition.paper)}, {"toner", name_of(condition.toner)},
            {"media", name_of(condition.media)}, {"detail", cut(condition.detail)}};
}

Json json_of(const Failed& failed) {
    return {{"code", name_of(failed.code)},
            {"fault", code_of(failed.fault)},
            {"outcome", name_of(failed.outcome)},
            {"detail", cut(failed.detail)}};
}

}  // namespace

DocumentBytes bulk_of(const Give& give) {
    if (const auto* still = std::get_if<give::Still>(&give)) return still->jpeg;
    const auto* picture = std::get_if<give::Picture>(&give);
    return picture ? picture->picture.bits : nullptr;
}

DocumentBytes bulk_of(const FromDriver& message) {
    if (const auto* frame = std::get_if<Frame>(&message)) return frame->grey;
    const auto* done = std::get_if<Done>(&message);
    return done ? bulk_of(done->give) : nullptr;
}

std::size_t bulk_bytes_of(const FromDriver& message) {
    if (const auto* frame = std::get_if<Frame>(&message))
        return static_cast<std::size_t>(frame->width_px) * static_cast<std::size_t>(frame->height_px);
    const auto* done = std::get_if<Done>(&message);
    return done ? done->bulk_bytes : 0;
}

Result<std::string> encode(const FromDriver& message) {
    const auto json =
        std::visit(Overloaded{
                       [](const Hello& hello) {
                           return Json{{"hello", json_of(hello)}};
                       },
                       [](const Done& done) {
                           const auto bulk = bulk_of(done.give);
                           return Json{{"id", done.id},
                                       {"done", json_of(done.give)},
                                       {"bulk_bytes", bulk ? bulk->reveal().size() : done.bulk_bytes}};
                       },
                       [](const Failed& failed) {
                           return Json{{"id", failed.id}, {"failed", json_of(failed)}};
                       },
                       [](const ConditionChanged& changed) {
                           return Json{{"condition", json_of(changed.condition)}};
                       },
                       [](const Release& release) {
                           return Json{{"release", release.id}};
                       },
                       [](const Hinted& hinted) {
                           return Json{{"hint", name_of(hinted.hint)}};
                       },
                       [](const Frame& frame) {
                           return Json{{"frame", frame.id},
                                       {"width", frame.width_px},
                                       {"height", frame.height_px},
                                       {"bulk_bytes", frame.width_px * frame.height_px}};
                       },
                   },
                   message);
    return write_json(json, kLongestMessage_bytes);
}

Result<FromDriver> decode_from_driver(std::string_view bytes, DeviceClass device_class) {
    TRY(document, JsonDocument::parse(bytes, kLongestMessage_bytes));
    const auto root = document.root();
    expect_one_of(root, {"hello", "done", "failed", "condition", "release", "hint", "frame"});
    if (document.failed()) return document.finish(FromDriver{});
    if (root.has("hello")) return document.finish(FromDriver(read_hello(root.member("hello"))));
    if (root.has("done")) return document.finish(FromDriver(read_done(root, device_class)));
    if (root.has("failed")) return document.finish(FromDriver(read_failed(root, device_class)));
    if (root.has("condition"))
        return document.finish(FromDriver(read_condition(root.member("condition"), device_class)));
    if (root.has("hint"))
        return document.finish(FromDriver(Hinted{root.member("hint").one_of(face_hint_named)}));
    if (root.has("frame")) return document.finish(FromDriver(read_frame(root)));
    return document.finish(FromDriver(Release{root.member("release").counter()}));
}

}  // namespace kiosk24::wire
