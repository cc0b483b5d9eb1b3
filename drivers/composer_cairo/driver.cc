#include "drivers/composer_cairo/driver.h"

#include "kiosk/base/log.h"

namespace kiosk24::drivers::composer_cairo {
namespace {

constexpr std::string_view kRoom = "composer";

// The words that stand on most receipts, in both weights and every size.
PaperStrip common_words() {
    PaperStrip strip;
    const auto add = [&](StripLineKind kind, std::string label, std::string text) {
        strip.lines.push_back({kind, std::move(label), PersonalText(std::move(text))});
    };
    const std::string words =
        "办理回执事项部门申请人办件编号结果已批准受理转人工审核没有通过正在审批期限取码时间终端地点咨询电话"
        "年月日扫查询进度请妥善保管，。：（）*0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ "
        "abcdefghijklmnopqrstuvwxyz-.,:";
    for (const auto kind : {StripLineKind::title, StripLineKind::heading, StripLineKind::code,
                            StripLineKind::text, StripLineKind::note})
        add(kind, "编号", words);
    add(StripLineKind::row, words, words);
    add(StripLineKind::qr, {}, "0");
    return strip;
}

}  // namespace

DeviceIdentity Driver::identity() const {
    DeviceIdentity identity;
    identity.maker = "Kiosk24";
    identity.model = "composer_cairo";
    return identity;
}

Status Driver::open(const Settings&) {
    warm_up();
    return {};
}

void Driver::watch() {
    if (is_cold_) warm_up();
}

void Driver::warm_up() {
    const auto drawn = composer_.compose(common_words());
    Condition condition;
    condition.state = drawn ? DeviceState::online : DeviceState::hardware_error;
    if (!drawn) {
        condition.fault = Fault::composer_failed;
        condition.detail = drawn.error().text();
        log::error(kRoom, "cannot draw: {}", condition.detail);
    }
    is_cold_ = false;
    report(condition);
}

void Driver::forget() {
    composer_.forget();
    is_cold_ = true;
}

Answer<StripPicture> Driver::compose(const PaperStrip& strip, const Limits&) {
    auto picture = composer_.compose(strip);
    if (picture) return std::move(*picture);
    log::warn(kRoom, "a strip was not drawn: {}", picture.error().text());
    return Failure{picture.error(), Fault::composer_failed, Outcome::not_done};
}

}  // namespace kiosk24::drivers::composer_cairo
