#include "hub/sandbox/licence_copy.h"

#include <algorithm>

namespace kiosk24::sandbox {
namespace {

constexpr Colour kGold{0.72, 0.55, 0.20, 1};
constexpr double kLabel_pt = 118;

struct Words {
    std::string title, copy, code, enterprise, kind, representative, capital, founded, term, without_end,
        until, address, business, printed_for, name, case_number, notes_head, notes[2], issuer;
};

const Words& words_in(Language language) {
    static const Words kChinese{
        "营 业 执 照",
        "（副本）",
        "统一社会信用代码",
        "企业名称",
        "类型",
        "法定代表人",
        "注册资本",
        "成立日期",
        "营业期限",
        "长期",
        "至",
        "住所",
        "经营范围",
        "打印信息",
        "姓名",
        "办件编号",
        "说明",
        {"1. 本副本由法定代表人本人在政务服务自助终端打印，带有电子签名，内容改动后核验不通过。",
         "2. 市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告。"},
        "示范区市场监督管理局"};
    static const Words kEnglish{
        "Business Licence",
        "Copy",
        "Credit code",
        "Enterprise",
        "Type",
        "Legal representative",
        "Registered capital",
        "Founded",
        "Term",
        "Without end",
        "Until",
        "Address",
        "Business scope",
        "Printed for",
        "Name",
        "Case number",
        "Notes",
        {"1. Printed by the legal representative in person at a self-service terminal. It carries an "
         "electronic signature; any change breaks it.",
         "2. The annual report is due between 1 January and 30 June of each year."},
        "Market Regulation Bureau\nDemonstration District"};
    return language == Language::zh_hans ? kChinese : kEnglish;
}

class Drawer {
  public:
    Drawer(const Enterprise& enterprise, const Person& person, const PaperHead& head)
        : enterprise_(enterprise),
          person_(person),
          head_(head),
          words_(words_in(head.language)),
          sheet_(head, words_.title, words_.issuer),
          canvas_(sheet_.canvas()) {}

    Result<DrawnDocument> draw() {
        border();
        double y = sheet_.title(words_.title, words_.copy);
        y = facts(y + 4);
        y = sheet_.section(y + 18, words_.printed_for);
        y = wide(y, words_.name, person_.name.reveal(), Weight::bold);
        y = wide(y, words_.case_number, head_.case_number);
        sheet_.notes(y + 18, words_.notes_head, words_.notes);
        sheet_.issuer(words_.issuer, "示范区市场监督管理局", "登记专用章");
        sheet_.foot(1, 1);
        return sheet_.finish(1);
    }

  private:
    void border() {
        canvas_.frame({22, 22, kPageWidth_pt - 44, kPageHeight_pt - 44}, kGold, 3);
        canvas_.frame({28, 28, kPageWidth_pt - 56, kPageHeight_pt - 56}, kGold, 0.8);
    }

    double wide(double y, const std::string& label, std::string_view value, Weight weight = Weight::regular) {
        sheet_.pair(Sheet::kMargin_pt, y, kLabel_pt, Sheet::kInner_pt - kLabel_pt, label, value, weight);
        return y + Sheet::kRow_pt;
    }

    // As many lines as the words need.
    double tall(double y, const std::string& label, const std::string& value) {
        const double width = Sheet::kInner_pt - kLabel_pt;
        const TextStyle style{.size_pt = 10.5, .line_spacing = 1.35};
        const double height = std::max(Sheet::kRow_pt, canvas_.height_of(value, style, width - 12) + 12);
        const Box left{Sheet::kMargin_pt, y, kLabel_pt, height};
        const Box right{Sheet::kMargin_pt + kLabel_pt, y, width, height};
        canvas_.fill(left, kLabelGround);
        canvas_.cell(left, label + (sheet_.zh() ? "：" : ":"),
                     {.size_pt = 10.5, .align = Align::right, .colour = kQuietInk}, 3);
        canvas_.text({right.x + 4, right.y + 5, width - 12, 0}, value, style);
        canvas_.frame(left, kLine, Sheet::kHair_pt);
        canvas_.frame(right, kLine, Sheet::kHair_pt);
        return y + height;
    }

    double facts(double y) {
        const Language language = head_.language;
        y = wide(y, words_.code, enterprise_.code, Weight::bold);
        y = wide(y, words_.enterprise, enterprise_.name.get(language), Weight::bold);
        y = wide(y, words_.kind, enterprise_.kind.get(language));
        y = wide(y, words_.representative, person_.name.reveal());
        y = wide(y, words_.capital, enterprise_.capital.get(language));
        y = wide(y, words_.founded, words_of_date(enterprise_.founded, language));
        const std::string until =
            enterprise_.valid_to == Date{}
                ? words_.without_end
                : words_.until + (sheet_.zh() ? "" : " ") + words_of_date(enterprise_.valid_to, language);
        y = wide(y, words_.term, until);
        y = wide(y, words_.address, enterprise_.address.get(language));
        return tall(y, words_.business, enterprise_.business.get(language));
    }

    const Enterprise& enterprise_;
    const Person& person_;
    const PaperHead& head_;
    const Words& words_;
    Sheet sheet_;
    Canvas& canvas_;
};

}  // namespace

Result<DrawnDocument> draw_licence_copy(const Enterprise& enterprise, const Person& person,
                                        const PaperHead& head) {
    return Drawer(enterprise, person, head).draw();
}

}  // namespace kiosk24::sandbox
