#include "kiosk/text/pinyin.h"

#include <algorithm>
#include <iterator>

#include "kiosk/text/icu_library.h"

namespace kiosk24::text {
namespace {

// ICU gives one reading a character, whatever stands beside it. These are the characters of government words
// that have another one, as in 银行 yin hang, 会计 kuai ji, 给付 ji fu, 单位 dan wei, 调查 diao cha.
struct OtherReading {
    char32_t character;
    std::string_view reading;
};
constexpr OtherReading kOtherReadings[] = {
    {U'行', "hang"}, {U'行', "xing"},  {U'长', "zhang"}, {U'长', "chang"}, {U'重', "chong"}, {U'重', "zhong"},
    {U'会', "kuai"}, {U'会', "hui"},   {U'调', "diao"},  {U'调', "tiao"},  {U'还', "huan"},  {U'还', "hai"},
    {U'给', "ji"},   {U'给', "gei"},   {U'单', "dan"},   {U'参', "can"},   {U'车', "che"},   {U'传', "chuan"},
    {U'便', "bian"}, {U'便', "pian"},  {U'降', "jiang"}, {U'解', "jie"},   {U'数', "shu"},   {U'率', "lv"},
    {U'处', "chu"},  {U'种', "zhong"}, {U'更', "geng"},  {U'转', "zhuan"}, {U'校', "xiao"},  {U'系', "xi"},
    {U'乐', "le"},   {U'乐', "yue"},   {U'藏', "cang"},  {U'藏', "zang"},  {U'区', "qu"},    {U'属', "shu"},
    {U'朝', "chao"}, {U'分', "fen"},   {U'差', "cha"},   {U'间', "jian"},  {U'卡', "ka"},    {U'石', "shi"},
    {U'厦', "sha"},  {U'厦', "xia"},   {U'都', "du"},    {U'都', "dou"},   {U'量', "liang"}, {U'落', "luo"}};

void add_reading(std::vector<std::string>& readings, std::string reading) {
    if (!reading.empty() && std::find(readings.begin(), readings.end(), reading) == readings.end())
        readings.push_back(std::move(reading));
}

// "lü" with any tone to "lv"; other marks are dropped by the transliterator's second rule.
void spell_u_umlaut(std::u16string& text) {
    constexpr std::u16string_view kUmlauts = u"üǖǘǚǜ";
    for (auto& c : text)
        if (kUmlauts.find(c) != kUmlauts.npos) c = u'v';
}

std::u16string utf16_of(char32_t c) {
    if (c < 0x10000) return {static_cast<char16_t>(c)};
    return {static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)),
            static_cast<char16_t>(0xDC00 + (c & 0x3FF))};
}

struct Close {
    void operator()(UTransliterator* rule) const { icu()->close(rule); }
};
using Rule = std::unique_ptr<UTransliterator, Close>;

Rule open_rule(std::u16string_view id) {
    UErrorCode status = U_ZERO_ERROR;
    Rule rule(icu()->openU(id.data(), static_cast<std::int32_t>(id.size()), UTRANS_FORWARD, nullptr, 0,
                           nullptr, &status));
    return U_SUCCESS(status) ? std::move(rule) : nullptr;
}

// Empty if ICU has no answer that fits.
std::u16string transliterated(const Rule& rule, const std::u16string& text) {
    constexpr std::int32_t kLongest = 64;  // of one character's reading
    std::u16string result = text;
    result.resize(kLongest);
    auto length = static_cast<std::int32_t>(text.size()), limit = length;
    UErrorCode status = U_ZERO_ERROR;
    icu()->transUChars(rule.get(), result.data(), &length, kLongest, 0, &limit, &status);
    result.resize(U_SUCCESS(status) && length <= kLongest ? static_cast<std::size_t>(length) : 0);
    return result;
}

}  // namespace

struct Pinyin::Transliterator {
    Rule to_pinyin, to_ascii;
};

Pinyin::Pinyin() {
    // Without ICU the search still knows Chinese, English and ids.
    if (icu() == nullptr) return;
    Transliterator both{open_rule(u"Han-Latin"), open_rule(u"Latin-ASCII; Lower")};
    if (both.to_pinyin && both.to_ascii) transliterator_ = std::make_unique<Transliterator>(std::move(both));
}

Pinyin::~Pinyin() = default;

const std::vector<std::string>& Pinyin::readings_of(char32_t character) {
    if (const auto found = known_.find(character); found != known_.end()) return found->second;
    auto& readings = known_[character];
    UErrorCode status = U_ZERO_ERROR;
    if (!transliterator_ || icu()->getScript(static_cast<UChar32>(character), &status) != USCRIPT_HAN)
        return readings;
    auto text = transliterated(transliterator_->to_pinyin, utf16_of(character));
    spell_u_umlaut(text);
    text = transliterated(transliterator_->to_ascii, text);
    const bool is_spelt =
        std::all_of(text.begin(), text.end(), [](char16_t c) { return c >= u'a' && c <= u'z'; });
    if (is_spelt) add_reading(readings, std::string(text.begin(), text.end()));
    for (const auto& other : kOtherReadings) {
        if (other.character == character) add_reading(readings, std::string(other.reading));
    }
    const auto spelt = readings;
    for (auto with_u : spelt) {
        std::replace(with_u.begin(), with_u.end(), 'v', 'u');
        add_reading(readings, std::move(with_u));
    }
    return readings;
}

}  // namespace kiosk24::text
