#include "kiosk/text/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>

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
void spell_u_umlaut(icu::UnicodeString& text) {
    constexpr char16_t kUmlauts[] = {u'ü', u'ǖ', u'ǘ', u'ǚ', u'ǜ'};
    for (const auto umlaut : kUmlauts)
        text.findAndReplace(icu::UnicodeString(umlaut), icu::UnicodeString(u'v'));
}

}  // namespace

struct Pinyin::Transliterator {
    std::unique_ptr<icu::Transliterator> to_pinyin, to_ascii;
};

Pinyin::Pinyin() : transliterator_(std::make_unique<Transliterator>()) {
    UErrorCode status = U_ZERO_ERROR;
    transliterator_->to_pinyin.reset(
        icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
    transliterator_->to_ascii.reset(
        icu::Transliterator::createInstance("Latin-ASCII; Lower", UTRANS_FORWARD, status));
    // Without ICU's tables the search still knows Chinese, English and ids.
    if (U_FAILURE(status)) transliterator_.reset();
}

Pinyin::~Pinyin() = default;

const std::vector<std::string>& Pinyin::readings_of(char32_t character) {
    if (const auto found = known_.find(character); found != known_.end()) return found->second;
    auto& readings = known_[character];
    UErrorCode status = U_ZERO_ERROR;
    if (!transliterator_ || uscript_getScript(static_cast<UChar32>(character), &status) != USCRIPT_HAN)
        return readings;
    icu::UnicodeString text(static_cast<UChar32>(character));
    transliterator_->to_pinyin->transliterate(text);
    spell_u_umlaut(text);
    transliterator_->to_ascii->transliterate(text);
    std::string reading;
    text.toUTF8String(reading);
    const bool is_spelt =
        std::all_of(reading.begin(), reading.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_spelt) add_reading(readings, reading);
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
