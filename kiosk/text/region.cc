#include "kiosk/text/region.h"

#include <algorithm>
#include <iterator>

namespace kiosk24::text {
namespace {

struct Region {
    std::string_view code, chinese, english;
};
constexpr Region kRegions[] = {
    {"440300", "深圳市", "Shenzhen"},
    {"440303", "罗湖区", "Luohu District"},
    {"440304", "福田区", "Futian District"},
    {"440305", "南山区", "Nanshan District"},
    {"440306", "宝安区", "Bao'an District"},
    {"440307", "龙岗区", "Longgang District"},
    {"440308", "盐田区", "Yantian District"},
    {"440309", "龙华区", "Longhua District"},
    {"440310", "坪山区", "Pingshan District"},
    {"440311", "光明区", "Guangming District"},
    {"810000", "香港特别行政区", "Hong Kong SAR"},
    {"820000", "澳门特别行政区", "Macao SAR"},
    {"830000", "台湾省", "Taiwan"},
};
constexpr std::string_view kShenzhen = "440300";

bool is_district(const Region& region) {
    return region.code.starts_with("4403") && region.code != kShenzhen;
}

}  // namespace

LocalText region_name(std::string_view area_code) {
    const auto region = std::find_if(std::begin(kRegions), std::end(kRegions),
                                     [&](const Region& row) { return row.code == area_code; });
    if (region == std::end(kRegions)) return {};
    return {
        {{Language::zh_hans, std::string(region->chinese)}, {Language::en, std::string(region->english)}}};
}

std::vector<std::string_view> shenzhen_district_codes() {
    std::vector<std::string_view> codes;
    for (const auto& region : kRegions) {
        if (is_district(region)) codes.push_back(region.code);
    }
    return codes;
}

LocalText district_name_of(std::string_view longer_code) {
    constexpr std::size_t kDistrict = 6, kStreet = 9, kCommunity = 12;
    const bool fits =
        longer_code.size() == kDistrict || longer_code.size() == kStreet || longer_code.size() == kCommunity;
    return fits ? region_name(longer_code.substr(0, kDistrict)) : LocalText{};
}

}  // namespace kiosk24::text
