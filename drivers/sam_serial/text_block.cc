#include "drivers/sam_serial/text_block.h"

#include <algorithm>

#include "drivers/sam_serial/protocol.h"

namespace kiosk24::drivers::sam_serial {
namespace {

struct Span {
    std::size_t offset, size_bytes;
};
struct Layout {
    CardKind kind;
    Span name, sex, birth, number, issuer, valid_from, valid_to;
    std::size_t number_characters;
};
constexpr Span kNone{0, 0};
constexpr Layout kResident{CardKind::resident, {0, 30},   {30, 2},   {36, 16}, {122, 36},
                           {158, 30},          {188, 16}, {204, 16}, 18};
constexpr Layout kPermit{
    CardKind::hk_mo_tw_permit, {0, 30}, {30, 2}, {36, 16}, {122, 36}, {158, 30}, {188, 16}, {204, 16}, 18};
constexpr Layout kForeigner2017{
    CardKind::foreigner_2017, {158, 30}, {120, 2}, {220, 16}, {122, 30}, {240, 8}, {188, 16}, {204, 16}, 15};
constexpr Layout kForeigner2023{
    CardKind::foreigner_2023, {0, 30}, {30, 2}, {36, 16}, {122, 36}, kNone, {188, 16}, {204, 16}, 18};
constexpr std::size_t kKindOffset = 248;
constexpr Span kNation{32, 4}, kAddress{52, 70}, kPermitNumber{220, 18};
constexpr Span kEnglish2017{0, 120}, kCountry2017{152, 6};
constexpr Span kEnglish2023Head{52, 70}, kEnglish2023Tail{220, 22}, kCountry2023{242, 6};
constexpr std::string_view kLongTerm = "长期";

constexpr bool is_high_surrogate(char32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
constexpr bool is_low_surrogate(char32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

constexpr bool is_control(char32_t unit) {
    return unit < 0x20 || (unit >= 0x7F && unit < 0xA0);
}

void append_utf8(std::string& text, char32_t point) {
    const auto continuation = [point](int shift) {
        return static_cast<char>(0x80 | (point >> shift & 0x3F));
    };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += {static_cast<char>(0xC0 | point >> 6), continuation(0)};
    } else if (point < 0x10000) {
        text += {static_cast<char>(0xE0 | point >> 12), continuation(6), continuation(0)};
    } else {
        text += {static_cast<char>(0xF0 | point >> 18), continuation(12), continuation(6), continuation(0)};
    }
}

char32_t unit_at(ByteView bytes, std::size_t unit) {
    return static_cast<char32_t>(bytes[2 * unit] | bytes[2 * unit + 1] << 8);
}

bool is_padding(char32_t unit) {
    return unit == U' ' || unit == 0;
}

ByteView part(ByteView block, Span span) {
    return block.subspan(span.offset, span.size_bytes);
}

Result<PersonalText> text_of(ByteView bytes, std::string_view field) {
    TRY(text, utf8_of(bytes).with(field));
    return PersonalText(std::move(text));
}

bool is_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<Date> date_of(ByteView bytes, std::string_view field) {
    TRY(text, utf8_of(bytes).with(field));
    constexpr std::size_t kDateCharacters = 8;
    const Error wrong = Error(Code::card_refused, std::string(field) + " is no date");
    if (text.size() != kDateCharacters || !is_digits(text)) return wrong;
    const Date date{std::stoi(text.substr(0, 4)), std::stoi(text.substr(4, 2)), std::stoi(text.substr(6, 2))};
    wipe_value(text);
    if (!is_valid(date)) return wrong;
    return date;
}

Result<Date> end_date_of(ByteView bytes) {
    TRY(text, utf8_of(bytes).with("valid to"));
    if (text == kLongTerm) return Date{};
    return date_of(bytes, "valid to");
}

Result<PersonalText> number_of(ByteView bytes, std::size_t characters) {
    TRY(text, utf8_of(bytes).with("number"));
    const auto is_allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (text.size() != characters || !std::all_of(text.begin(), text.end(), is_allowed)) {
        wipe_value(text);
        return Error(Code::card_refused,
                     "number is not made of " + std::to_string(characters) + " digits or letters");
    }
    return PersonalText(std::move(text));
}

// A code of the card: `characters` digits or letters, or nothing.
Result<std::string> code_of(ByteView bytes, std::size_t characters, std::string_view field) {
    TRY(text, utf8_of(bytes).with(field));
    const auto is_allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    if (text.empty() || (text.size() == characters && std::all_of(text.begin(), text.end(), is_allowed)))
        return text;
    return Error(Code::card_refused, std::string(field) + " is no code");
}

Sex sex_of(char32_t unit) {
    switch (unit) {
        case U'1':
            return Sex::male;
        case U'2':
            return Sex::female;
        case U'9':
            return Sex::not_stated;
        default:
            return Sex::unknown;
    }
}

Result<const Layout*> layout_of(ByteView block) {
    switch (unit_at(block, kKindOffset / 2)) {
        case 0:
        case U' ':
            return &kResident;
        case U'J':
            return &kPermit;
        case U'I':
            return &kForeigner2017;
        case U'Y':
            return &kForeigner2023;
        default:
            return Error(Code::card_refused, "a kind of card that is not known");
    }
}

Result<PersonalText> english_name_2023(ByteView block) {
    const auto head = part(block, kEnglish2023Head);
    const auto tail = part(block, kEnglish2023Tail);
    Bytes whole(head.begin(), head.end());
    whole.insert(whole.end(), tail.begin(), tail.end());
    auto name = text_of(whole, "English name");
    wipe_value(whole);
    return name;
}

Status read_what_differs(ByteView block, IdentityCard& card) {
    switch (card.kind) {
        case CardKind::resident: {
            TRY(nation, code_of(part(block, kNation), 2, "nation"));
            card.nation_code = nation;
            TRY(address, text_of(part(block, kAddress), "address"));
            card.address = address;
            return {};
        }
        case CardKind::hk_mo_tw_permit: {
            TRY(address, text_of(part(block, kAddress), "address"));
            card.address = address;
            TRY(permit, text_of(part(block, kPermitNumber), "permit number"));
            card.permit_number = permit;
            return {};
        }
        case CardKind::foreigner_2017: {
            TRY(english, text_of(part(block, kEnglish2017), "English name"));
            card.english_name = english;
            TRY(country, code_of(part(block, kCountry2017), 3, "country"));
            card.country_code = country;
            return {};
        }
        case CardKind::foreigner_2023: {
            TRY(english, english_name_2023(block));
            card.english_name = english;
            TRY(country, code_of(part(block, kCountry2023), 3, "country"));
            card.country_code = country;
            return {};
        }
    }
    return {};
}

}  // namespace

Result<std::string> utf8_of(ByteView utf16le) {
    if (utf16le.size() % 2 != 0) return Error(Code::card_refused, "half a code unit");
    auto units = utf16le.size() / 2;
    while (units > 0 && is_padding(unit_at(utf16le, units - 1)))
        --units;
    std::string text;
    for (std::size_t i = 0; i < units; ++i) {
        auto point = unit_at(utf16le, i);
        const auto following = i + 1 < units ? unit_at(utf16le, i + 1) : 0;
        if (is_control(point))
            return Error(Code::card_refused, "a control character at unit " + std::to_string(i));
        if (is_low_surrogate(point) || (is_high_surrogate(point) && !is_low_surrogate(following)))
            return Error(Code::card_refused,
                         "half a character (a lone surrogate) at unit " + std::to_string(i));
        if (is_high_surrogate(point)) {
            point = 0x10000 + ((point - 0xD800) << 10) + (following - 0xDC00);
            ++i;
        }
        append_utf8(text, point);
    }
    return text;
}

Result<IdentityCard> read_text_block(ByteView block) {
    if (block.size() != kTextBlock_bytes)
        return Error(Code::card_refused, "the text block is not 256 bytes long");
    TRY(layout, layout_of(block));
    IdentityCard card;
    card.kind = layout->kind;
    TRY(name, text_of(part(block, layout->name), "name"));
    card.name = name;
    card.sex = sex_of(unit_at(block, layout->sex.offset / 2));
    TRY(birth, date_of(part(block, layout->birth), "birth"));
    card.birth = Personal<Date>(birth);
    TRY(number, number_of(part(block, layout->number), layout->number_characters));
    card.number = number;
    TRY(issuer, text_of(part(block, layout->issuer), "issuer"));
    card.issuer = issuer;
    TRY(from, date_of(part(block, layout->valid_from), "valid from"));
    card.valid_from = Personal<Date>(from);
    TRY(to, end_date_of(part(block, layout->valid_to)));
    card.valid_to = Personal<Date>(to);
    TRY_STATUS(read_what_differs(block, card));
    if (to != Date{} && to < from) return Error(Code::card_refused, "valid to lies before valid from");
    if (card.name.reveal().empty() && card.english_name.reveal().empty())
        return Error(Code::card_refused, "no name");
    return card;
}

}  // namespace kiosk24::drivers::sam_serial
