#include "drivers/virtual/sam/card.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

namespace kiosk24::virtual_devices {
namespace {

using Member = std::string VirtualCard::*;
const std::map<std::string, Member, std::less<>> kMembers{
    {"kind", &VirtualCard::kind},
    {"name", &VirtualCard::name},
    {"english_name", &VirtualCard::english_name},
    {"sex", &VirtualCard::sex},
    {"nation", &VirtualCard::nation},
    {"birth", &VirtualCard::birth},
    {"address", &VirtualCard::address},
    {"id_number", &VirtualCard::id_number},
    {"issuer", &VirtualCard::issuer},
    {"valid_from", &VirtualCard::valid_from},
    {"valid_to", &VirtualCard::valid_to},
    {"permit_number", &VirtualCard::permit_number},
    {"issue_count", &VirtualCard::issue_count},
    {"country", &VirtualCard::country},
    {"photo", &VirtualCard::photo},
};
constexpr std::string_view kLongTerm = "长期";

Error wrong(std::string_view member, std::string_view why) {
    return Error(Code::bad_input, std::string(member) + ": " + std::string(why));
}

Result<std::string> sex_code(const std::string& sex) {
    static const std::map<std::string, std::string, std::less<>> kCodes{
        {"male", "1"}, {"男", "1"}, {"1", "1"}, {"female", "2"},
        {"女", "2"},   {"2", "2"},  {"0", "0"}, {"9", "9"}};
    const auto found = kCodes.find(sex);
    if (found == kCodes.end()) return wrong("sex", "male, female, 男, 女, 0, 1, 2 or 9");
    return found->second;
}

// YYYYMMDD. Whether such a day exists is not asked: cards with impossible dates are worth laying too.
Result<std::string> date_digits(std::string_view member, std::string text) {
    std::erase(text, '-');
    constexpr std::size_t kDigits = 8;
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.size() != kDigits || !digits) return wrong(member, "YYYY-MM-DD");
    return text;
}

Result<char32_t> take_point(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (text.size() < size) return Error(Code::bad_input, "not UTF-8");
    char32_t point = size == 1 ? first : first & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i)
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(size);
    return point;
}

// Writes texts to their places in a block that is full of spaces.
class Block {
  public:
    Block() {
        for (std::size_t i = 0; i < kBlock_bytes; i += 2)
            bytes_.insert(bytes_.end(), {0x20, 0x00});
    }
    void put(std::string_view member, std::size_t offset, std::size_t size_bytes, std::string_view text) {
        auto units = utf16le_of(text);
        if (units && units->size() > size_bytes)
            units = wrong(member, "longer than " + std::to_string(size_bytes / 2) + " places");
        if (!units) {
            if (status_) status_ = units.error();
            return;
        }
        std::copy(units->begin(), units->end(), bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
    }
    void fail(const Error& error) {
        if (status_) status_ = error;
    }
    Result<Bytes> take() {
        if (!status_) return status_.error();
        return std::move(bytes_);
    }

  private:
    static constexpr std::size_t kBlock_bytes = 256;
    Bytes bytes_;
    Status status_;
};

struct Converted {
    std::string sex, birth, valid_from, valid_to;
};
Result<Converted> convert(const VirtualCard& card) {
    TRY(sex, sex_code(card.sex));
    TRY(birth, date_digits("birth", card.birth));
    TRY(from, date_digits("valid_from", card.valid_from));
    if (card.valid_to == kLongTerm) return Converted{sex, birth, from, std::string(kLongTerm)};
    TRY(to, date_digits("valid_to", card.valid_to));
    return Converted{sex, birth, from, to};
}

void put_foreigner_2017(Block& block, const VirtualCard& card, const Converted& values) {
    block.put("english_name", 0, 120, card.english_name);
    block.put("sex", 120, 2, values.sex);
    block.put("id_number", 122, 30, card.id_number);
    block.put("country", 152, 6, card.country);
    block.put("name", 158, 30, card.name);
    block.put("valid_from", 188, 16, values.valid_from);
    block.put("valid_to", 204, 16, values.valid_to);
    block.put("birth", 220, 16, values.birth);
    block.put("version", 236, 4, "01");
    block.put("issuer", 240, 8, card.issuer);
    block.put("kind", 248, 2, "I");
}

void put_shared_places(Block& block, const VirtualCard& card, const Converted& values) {
    block.put("name", 0, 30, card.name);
    block.put("sex", 30, 2, values.sex);
    block.put("birth", 36, 16, values.birth);
    block.put("id_number", 122, 36, card.id_number);
    block.put("issuer", 158, 30, card.issuer);
    block.put("valid_from", 188, 16, values.valid_from);
    block.put("valid_to", 204, 16, values.valid_to);
}

void put_english_name_2023(Block& block, const VirtualCard& card) {
    constexpr std::size_t kHead_characters = 35;
    const std::string_view name = card.english_name;
    block.put("english_name", 52, 70, name.substr(0, kHead_characters));
    if (name.size() > kHead_characters) block.put("english_name", 220, 22, name.substr(kHead_characters));
}

}  // namespace

Result<Bytes> utf16le_of(std::string_view utf8) {
    if (!is_utf8(utf8)) return Error(Code::bad_input, "not UTF-8");
    Bytes bytes;
    const auto put = [&bytes](char32_t unit) {
        bytes.push_back(static_cast<std::uint8_t>(unit & 0xFF));
        bytes.push_back(static_cast<std::uint8_t>(unit >> 8));
    };
    while (!utf8.empty()) {
        TRY(point, take_point(utf8));
        if (point < 0x10000) {
            put(point);
        } else {
            put(0xD800 + ((point - 0x10000) >> 10));
            put(0xDC00 + ((point - 0x10000) & 0x3FF));
        }
    }
    return bytes;
}

Result<VirtualCard> parse_card(std::string_view json) {
    const auto document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object()) return Error(Code::bad_input, "no JSON object");
    VirtualCard card;
    for (const auto& [key, value] : document.items()) {
        const auto member = kMembers.find(key);
        if (member == kMembers.end()) return wrong(key, "a card has no such member");
        if (!value.is_string()) return wrong(key, "must be a text");
        card.*(member->second) = value.get<std::string>();
    }
    TRY_STATUS([&]() -> Status {
        TRY(block, text_block_of(card));
        return {};
    }());
    return card;
}

Result<VirtualCard> load_card(const std::string& card, const std::string& directory) {
    const std::filesystem::path named = std::filesystem::path(directory) / (card + ".json");
    const bool is_name = card.find('/') == std::string::npos && std::filesystem::exists(named);
    const std::filesystem::path path = is_name ? named : std::filesystem::path(card);
    std::ifstream file(path, std::ios::binary);
    // Not Code::not_found: that would say that nobody knows the command.
    if (!file || std::filesystem::is_directory(path))
        return Error(Code::bad_argument,
                     fmt::format("no card '{}': neither in {} nor a file", card, directory));
    std::ostringstream text;
    text << file.rdbuf();
    auto parsed = parse_card(text.str()).with(path.string());
    if (parsed) parsed->label = path.stem().string();
    return parsed;
}

Result<Bytes> photo_of(const VirtualCard& card) {
    TRY(photo, from_base64(card.photo).with("photo"));
    if (photo.size() > kPhoto_bytes) return wrong("photo", "at most 1,024 bytes");
    photo.resize(kPhoto_bytes);
    return photo;
}

Result<Bytes> text_block_of(const VirtualCard& card) {
    TRY(values, convert(card));
    Block block;
    if (card.kind == "foreigner_2017") {
        put_foreigner_2017(block, card, values);
        return block.take();
    }
    put_shared_places(block, card, values);
    if (card.kind == "resident") {
        block.put("nation", 32, 4, card.nation);
        block.put("address", 52, 70, card.address);
    } else if (card.kind == "hk_mo_tw_permit") {
        block.put("address", 52, 70, card.address);
        block.put("permit_number", 220, 18, card.permit_number);
        block.put("issue_count", 238, 4, card.issue_count.empty() ? "01" : card.issue_count);
        block.put("kind", 248, 2, "J");
    } else if (card.kind == "foreigner_2023") {
        block.put("issue_count", 32, 4, card.issue_count.empty() ? "00" : card.issue_count);
        put_english_name_2023(block, card);
        block.put("country", 242, 6, card.country);
        block.put("kind", 248, 2, "Y");
    } else {
        block.fail(wrong("kind", "resident, hk_mo_tw_permit, foreigner_2017 or foreigner_2023"));
    }
    return block.take();
}

}  // namespace kiosk24::virtual_devices
