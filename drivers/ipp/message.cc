#include "drivers/ipp/message.h"

#include <algorithm>
#include <cstring>

#include "kiosk/base/bytes.h"

namespace kiosk24::drivers::ipp {
namespace {

constexpr int kMostValues = 64;
constexpr std::size_t kMostJobs = 500;

// libcups walks replies through non-const pointers even for reading.
ipp_attribute_t* loose(const ipp_attribute_t* attribute) {
    return const_cast<ipp_attribute_t*>(attribute);
}

bool is_text(ipp_tag_t tag) {
    switch (tag) {
        case IPP_TAG_TEXT:
        case IPP_TAG_TEXTLANG:
        case IPP_TAG_NAME:
        case IPP_TAG_NAMELANG:
        case IPP_TAG_KEYWORD:
        case IPP_TAG_URI:
        case IPP_TAG_MIMETYPE:
            return true;
        default:
            return false;
    }
}

std::string cleaned(std::string_view text) {
    text = text.substr(0, kLongestText_bytes);
    // A cut in the middle of a character: back to its first byte.
    while (!text.empty() && !is_utf8(text)) {
        const auto last = static_cast<unsigned char>(text.back());
        text.remove_suffix(1);
        if (last >= 0xC0 && is_utf8(text)) break;
        if (last < 0x80) return {};
    }
    std::string clean(text);
    std::replace_if(
        clean.begin(), clean.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return clean;
}

int count_of(const ipp_attribute_t* attribute) {
    return std::min(attribute == nullptr ? 0 : ippGetCount(loose(attribute)), kMostValues);
}

void read_job_attribute(Job& job, std::optional<int>& state, ipp_attribute_t* attribute) {
    const std::string_view name = ippGetName(attribute);
    if (name == "job-id") job.id = integer_of(attribute).value_or(0);
    if (name == "job-name") job.name = text_of(attribute);
    if (name == "job-state") state = integer_of(attribute);
    if (name == "job-impressions-completed") job.impressions_completed = integer_of(attribute);
    if (name == "job-state-reasons")
        for (int i = 0; i < count_of(attribute); ++i)
            job.reasons.push_back(text_of(attribute, i));
}

}  // namespace

Message make_request(ipp_op_t operation, const std::string& printer_uri) {
    Message request(ippNewRequest(operation));
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, printer_uri.c_str());
    return request;
}

void add_requested(ipp_t* request, const std::vector<const char*>& attributes) {
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  static_cast<int>(attributes.size()), nullptr, attributes.data());
}

std::optional<int> integer_of(const ipp_attribute_t* attribute, int index) {
    if (attribute == nullptr || index >= count_of(attribute)) return std::nullopt;
    const auto tag = ippGetValueTag(loose(attribute));
    if (tag != IPP_TAG_INTEGER && tag != IPP_TAG_ENUM) return std::nullopt;
    return ippGetInteger(loose(attribute), index);
}

std::string text_of(const ipp_attribute_t* attribute, int index) {
    if (attribute == nullptr || index >= count_of(attribute) || !is_text(ippGetValueTag(loose(attribute))))
        return {};
    const char* text = ippGetString(loose(attribute), index, nullptr);
    return text == nullptr ? std::string() : cleaned(text);
}

std::vector<std::string> texts_of(ipp_t* reply, const char* name) {
    std::vector<std::string> texts;
    const auto* attribute = ippFindAttribute(reply, name, IPP_TAG_ZERO);
    for (int i = 0; i < count_of(attribute); ++i)
        texts.push_back(text_of(attribute, i));
    return texts;
}

std::vector<int> integers_of(ipp_t* reply, const char* name) {
    std::vector<int> numbers;
    const auto* attribute = ippFindAttribute(reply, name, IPP_TAG_ZERO);
    for (int i = 0; i < count_of(attribute); ++i)
        if (const auto number = integer_of(attribute, i)) numbers.push_back(*number);
    return numbers;
}

std::string text_of(ipp_t* reply, const char* name) {
    return text_of(ippFindAttribute(reply, name, IPP_TAG_ZERO));
}

std::optional<int> integer_of(ipp_t* reply, const char* name) {
    return integer_of(ippFindAttribute(reply, name, IPP_TAG_ZERO));
}

std::optional<bool> boolean_of(ipp_t* reply, const char* name) {
    auto* attribute = ippFindAttribute(reply, name, IPP_TAG_BOOLEAN);
    if (attribute == nullptr) return std::nullopt;
    return ippGetBoolean(attribute, 0) != 0;
}

PrinterFacts read_facts(ipp_t* reply) {
    PrinterFacts facts;
    const int state = integer_of(reply, "printer-state").value_or(0);
    if (state >= 3 && state <= 5) facts.state = static_cast<PrinterState>(state);
    for (auto& reason : texts_of(reply, "printer-state-reasons"))
        if (!reason.empty()) facts.reasons.push_back(std::move(reason));
    facts.is_accepting_jobs = boolean_of(reply, "printer-is-accepting-jobs").value_or(true);
    const auto types = texts_of(reply, "marker-types");
    const auto levels = integers_of(reply, "marker-levels");
    const auto low_levels = integers_of(reply, "marker-low-levels");
    for (std::size_t i = 0; i < levels.size(); ++i) {
        Marker marker;
        if (i < types.size()) marker.type = types[i];
        marker.level = levels[i];
        if (i < low_levels.size() && low_levels[i] >= 0 && low_levels[i] <= 100)
            marker.low_level = low_levels[i];
        facts.markers.push_back(std::move(marker));
    }
    return facts;
}

PrinterAbilities read_abilities(ipp_t* reply) {
    const auto has = [&](const char* name, std::string_view value) {
        const auto texts = texts_of(reply, name);
        return std::find(texts.begin(), texts.end(), value) != texts.end();
    };
    // media-supported may list more than kMostValues sizes: libcups searches it.
    const auto lists = [&](const char* name, const char* value) {
        auto* attribute = ippFindAttribute(reply, name, IPP_TAG_ZERO);
        return attribute != nullptr && ippContainsString(attribute, value) != 0;
    };
    PrinterAbilities abilities;
    abilities.make_and_model = text_of(reply, "printer-make-and-model");
    abilities.device_id = text_of(reply, "printer-device-id");
    abilities.uuid = text_of(reply, "printer-uuid");
    abilities.firmware = text_of(reply, "printer-firmware-string-version");
    abilities.takes_pdf = has("document-format-supported", "application/pdf");
    abilities.takes_page_ranges = boolean_of(reply, "page-ranges-supported").value_or(false);
    abilities.takes_a4 = lists("media-supported", "iso_a4_210x297mm");
    abilities.chooses_sides = has("sides-supported", "one-sided");
    // IPP Everywhere (PWG 5100.14) requires job-impressions-completed; others show it by what they support.
    abilities.counts_impressions =
        has("ipp-features-supported", "ipp-everywhere") ||
        ippFindAttribute(reply, "job-impressions-supported", IPP_TAG_ZERO) != nullptr;
    return abilities;
}

std::vector<Job> read_jobs(ipp_t* reply) {
    std::vector<Job> jobs;
    Job job;
    std::optional<int> state;
    const auto keep = [&] {
        if (job.id > 0 && state && *state >= 3 && *state <= 9) {
            job.state = static_cast<JobState>(*state);
            jobs.push_back(std::move(job));
        }
        job = Job();
        state.reset();
    };
    for (auto* attribute = ippFirstAttribute(reply); attribute != nullptr && jobs.size() < kMostJobs;
         attribute = ippNextAttribute(reply)) {
        // A group separator has no name; one stands between two jobs.
        if (ippGetName(attribute) == nullptr)
            keep();
        else if (ippGetGroupTag(attribute) == IPP_TAG_JOB)
            read_job_attribute(job, state, attribute);
    }
    keep();
    return jobs;
}

}  // namespace kiosk24::drivers::ipp
