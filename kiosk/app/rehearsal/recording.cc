#include "kiosk/app/rehearsal/recording.h"

#include <charconv>
#include <utility>

namespace kiosk24::app {
namespace {

struct ArgumentOf {
    std::string operator()(const intent::ChooseLanguage& choice) const {
        return std::string(tag_of(choice.language));
    }
    std::string operator()(const intent::ChooseTextSize& choice) const {
        return choice.size == TextSize::large ? "large" : "normal";
    }
    std::string operator()(const intent::OpenGroup& choice) const { return choice.group; }
    std::string operator()(const intent::OpenMatter& choice) const { return choice.matter; }
    std::string operator()(const intent::ChooseCase& choice) const { return choice.matter_case; }
    std::string operator()(const intent::AnswerPageOutcome& answer) const {
        return answer.came_out ? "yes" : "no";
    }
    std::string operator()(const intent::OpenGuide& choice) const { return choice.guide; }
    std::string operator()(const intent::OpenCase& choice) const { return choice.case_number; }
    std::string operator()(const intent::ScanInto& choice) const { return choice.field; }
    std::string operator()(const intent::OpenField& choice) const { return choice.field; }
    std::string operator()(const intent::Rate& choice) const { return std::to_string(choice.stars); }
    std::string operator()(const intent::ServiceCorner& touch) const {
        return std::string(name_of(touch.corner));
    }
    std::string operator()(const intent::ServicePin& pin) const { return "\t" + pin.text.reveal(); }
    std::string operator()(const intent::ServiceOpenDevice& choice) const { return choice.device; }
    std::string operator()(const intent::ServiceClose& choice) const { return choice.reason; }
    std::string operator()(const intent::Edit& edit) const { return edit.field + "\t" + edit.text.reveal(); }
    template <typename Other>
    std::string operator()(const Other&) const {
        return {};
    }
};

std::string argument_of(const Intent& intent) {
    return std::visit(ArgumentOf{}, intent);
}

// The variant's alternatives by their names, built once from a default value of each.
template <std::size_t... I>
std::optional<Intent> bare_intent(std::string_view name, std::index_sequence<I...>) {
    std::optional<Intent> found;
    ((name_of(Intent(std::variant_alternative_t<I, Intent>{})) == name
          ? void(found = Intent(std::variant_alternative_t<I, Intent>{}))
          : void()),
     ...);
    return found;
}

bool set_argument(Intent& intent, const std::string& argument, const std::string& text) {
    if (auto* choice = std::get_if<intent::ChooseLanguage>(&intent)) {
        const auto language = language_tagged(argument);
        if (!language) return false;
        choice->language = *language;
    }
    if (auto* choice = std::get_if<intent::ChooseTextSize>(&intent))
        choice->size = argument == "large" ? TextSize::large : TextSize::normal;
    if (auto* choice = std::get_if<intent::OpenGroup>(&intent)) choice->group = argument;
    if (auto* choice = std::get_if<intent::OpenMatter>(&intent)) choice->matter = argument;
    if (auto* choice = std::get_if<intent::ChooseCase>(&intent)) choice->matter_case = argument;
    if (auto* answer = std::get_if<intent::AnswerPageOutcome>(&intent)) answer->came_out = argument == "yes";
    if (auto* choice = std::get_if<intent::OpenField>(&intent)) choice->field = argument;
    if (auto* choice = std::get_if<intent::OpenGuide>(&intent)) choice->guide = argument;
    if (auto* choice = std::get_if<intent::OpenCase>(&intent)) choice->case_number = argument;
    if (auto* choice = std::get_if<intent::ScanInto>(&intent)) choice->field = argument;
    if (auto* choice = std::get_if<intent::Rate>(&intent)) {
        const auto* end = argument.data() + argument.size();
        if (std::from_chars(argument.data(), end, choice->stars).ptr != end || argument.empty()) return false;
    }
    if (auto* touch = std::get_if<intent::ServiceCorner>(&intent)) {
        const auto corner = screen_corner_named(argument);
        if (!corner) return false;
        touch->corner = *corner;
    }
    if (auto* pin = std::get_if<intent::ServicePin>(&intent)) pin->text = PersonalText(text);
    if (auto* choice = std::get_if<intent::ServiceOpenDevice>(&intent)) choice->device = argument;
    if (auto* choice = std::get_if<intent::ServiceClose>(&intent)) choice->reason = argument;
    if (auto* edit = std::get_if<intent::Edit>(&intent)) {
        edit->field = argument;
        edit->text = PersonalText(text);
    }
    return true;
}

}  // namespace

std::string line_of(const RecordedIntent& recorded) {
    return std::to_string(recorded.at_ms) + "\t" + std::string(name_of(recorded.situation)) + "\t" +
           std::string(name_of(recorded.intent)) + "\t" + argument_of(recorded.intent) + "\n";
}

Result<RecordedIntent> parse_recorded(std::string_view line) {
    std::string parts[5];
    std::size_t part = 0;
    for (const char c : line) {
        if (c == '\t' && part < 4)
            ++part;
        else if (c != '\n')
            parts[part] += c;
    }
    RecordedIntent recorded;
    const auto* end = parts[0].data() + parts[0].size();
    const auto situation = situation_named(parts[1]);
    auto intent = bare_intent(parts[2], std::make_index_sequence<std::variant_size_v<Intent>>());
    const bool is_number =
        std::from_chars(parts[0].data(), end, recorded.at_ms).ptr == end && !parts[0].empty();
    if (!is_number || !situation || !intent || !set_argument(*intent, parts[3], parts[4]))
        return Error(Code::bad_input, "not a recorded intent");
    recorded.situation = *situation;
    recorded.intent = *std::move(intent);
    return recorded;
}

Result<std::vector<RecordedIntent>> read_recording(const std::string& path) {
    std::ifstream file(path);
    if (!file) return Error(Code::not_found, path);
    std::vector<RecordedIntent> recording;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty()) continue;
        TRY(recorded, parse_recorded(line).with(path + ":" + std::to_string(number)));
        recording.push_back(std::move(recorded));
    }
    return recording;
}

}  // namespace kiosk24::app
