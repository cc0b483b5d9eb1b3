#include "drivers/virtual/platform/eid.h"

#include <charconv>

namespace kiosk24::virtual_devices {
namespace {

// YYYY-MM-DD or YYYYMMDD; anything else is no date.
Date date_of(std::string text) {
    std::erase(text, '-');
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || text.size() != 8) return {};
    return {number / 10'000, number / 100 % 100, number % 100};
}

Sex sex_of(const std::string& text) {
    if (text == "male" || text == "男" || text == "1") return Sex::male;
    if (text == "female" || text == "女" || text == "2") return Sex::female;
    return text == "9" ? Sex::not_stated : Sex::unknown;
}

}  // namespace

Result<IdentityCard> holder_of(const VirtualCard& card) {
    IdentityCard holder;
    bool is_known = false;
    for (const auto kind : {CardKind::resident, CardKind::hk_mo_tw_permit, CardKind::foreigner_2017,
                            CardKind::foreigner_2023}) {
        if (card.kind != name_of(kind)) continue;
        holder.kind = kind;
        is_known = true;
    }
    if (!is_known) return Error(Code::bad_input, "kind");
    const Date birth = date_of(card.birth);
    if (!is_valid(birth)) return Error(Code::bad_input, "birth");
    holder.name = PersonalText(card.name);
    holder.english_name = PersonalText(card.english_name);
    holder.sex = sex_of(card.sex);
    holder.nation_code = card.nation;
    holder.country_code = card.country;
    holder.birth = Personal<Date>(birth);
    holder.address = PersonalText(card.address);
    holder.number = PersonalText(card.id_number);
    return holder;
}

}  // namespace kiosk24::virtual_devices
