#include "kiosk/text/nation.h"

#include <algorithm>
#include <iterator>

namespace kiosk24::text {
namespace {

struct Nation {
    std::string_view code, chinese, english;
};
// GB/T 3304-1991. English: the standard's own spelling, or the usual English word where there is one.
constexpr Nation kNations[] = {
    {"01", "汉", "Han"},          {"02", "蒙古", "Mongol"},
    {"03", "回", "Hui"},          {"04", "藏", "Tibetan"},
    {"05", "维吾尔", "Uygur"},    {"06", "苗", "Miao"},
    {"07", "彝", "Yi"},           {"08", "壮", "Zhuang"},
    {"09", "布依", "Buyei"},      {"10", "朝鲜", "Korean"},
    {"11", "满", "Manchu"},       {"12", "侗", "Dong"},
    {"13", "瑶", "Yao"},          {"14", "白", "Bai"},
    {"15", "土家", "Tujia"},      {"16", "哈尼", "Hani"},
    {"17", "哈萨克", "Kazak"},    {"18", "傣", "Dai"},
    {"19", "黎", "Li"},           {"20", "傈僳", "Lisu"},
    {"21", "佤", "Va"},           {"22", "畲", "She"},
    {"23", "高山", "Gaoshan"},    {"24", "拉祜", "Lahu"},
    {"25", "水", "Sui"},          {"26", "东乡", "Dongxiang"},
    {"27", "纳西", "Naxi"},       {"28", "景颇", "Jingpo"},
    {"29", "柯尔克孜", "Kirgiz"}, {"30", "土", "Tu"},
    {"31", "达斡尔", "Daur"},     {"32", "仫佬", "Mulao"},
    {"33", "羌", "Qiang"},        {"34", "布朗", "Blang"},
    {"35", "撒拉", "Salar"},      {"36", "毛南", "Maonan"},
    {"37", "仡佬", "Gelao"},      {"38", "锡伯", "Xibe"},
    {"39", "阿昌", "Achang"},     {"40", "普米", "Pumi"},
    {"41", "塔吉克", "Tajik"},    {"42", "怒", "Nu"},
    {"43", "乌孜别克", "Uzbek"},  {"44", "俄罗斯", "Russian"},
    {"45", "鄂温克", "Ewenki"},   {"46", "德昂", "Deang"},
    {"47", "保安", "Bonan"},      {"48", "裕固", "Yugur"},
    {"49", "京", "Gin"},          {"50", "塔塔尔", "Tatar"},
    {"51", "独龙", "Derung"},     {"52", "鄂伦春", "Oroqen"},
    {"53", "赫哲", "Hezhen"},     {"54", "门巴", "Monba"},
    {"55", "珞巴", "Lhoba"},      {"56", "基诺", "Jino"},
    {"97", "其他", "Other"},      {"98", "外国血统中国籍人士", "Chinese citizen of foreign descent"}};

}  // namespace

LocalText nation_name(std::string_view code) {
    const auto nation = std::find_if(std::begin(kNations), std::end(kNations),
                                     [&](const Nation& row) { return row.code == code; });
    if (nation == std::end(kNations)) return {};
    std::string chinese(nation->chinese);
    constexpr std::string_view kLastNation = "56";
    if (code <= kLastNation) chinese += "族";
    return {{{Language::zh_hans, std::move(chinese)}, {Language::en, std::string(nation->english)}}};
}

std::vector<std::string_view> nation_codes() {
    std::vector<std::string_view> codes;
    for (const auto& nation : kNations)
        codes.push_back(nation.code);
    return codes;
}

}  // namespace kiosk24::text
