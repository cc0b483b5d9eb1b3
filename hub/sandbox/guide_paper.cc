// The paper of a guide: title, number, and the sections in type that old eyes can read, over as many pages as
// they need (at most two or three). Nothing of a person stands on it.
#include "hub/sandbox/guides.h"

namespace kiosk24::sandbox {
namespace {

constexpr double kFootTop_pt = kPageHeight_pt - 70, kNextPageTop_pt = 48;
constexpr double kBodySize_pt = 13, kHeadingSize_pt = 15;

struct Part {
    std::string heading, body;
};

double heading_height() {
    return 26;
}

class Drawer {
  public:
    Drawer(const Guide& guide, Language language, GuideLies lies)
        : guide_(guide),
          language_(language),
          lies_(lies),
          head_{.language = language,
                .case_number = {},
                .verification_address = {},
                .issued = guide.summary.updated},
          sheet_(head_, guide.summary.title.get(language), guide.summary.issuer.get(language)),
          canvas_(sheet_.canvas()) {}

    // Twice: once to count the pages, once with the count in the foot.
    Result<DrawnDocument> draw(int pages) {
        pages_ = pages;
        double y = first_page_head();
        for (const auto& section : guide_.sections)
            y = draw_section(y, {section.heading.get(language_), section.body.get(language_)});
        sheet_.foot(page_, std::max(pages_, page_));
        return sheet_.finish(page_);
    }

  private:
    bool zh() const { return sheet_.zh(); }

    double first_page_head() {
        double y = sheet_.title(guide_.summary.title.get(language_), guide_.summary.about.get(language_));
        std::string number = guide_.papers.at(language_).number;
        if (lies_.other_number) number.back() = number.back() == '9' ? '0' : '9';
        y = sheet_.row(y, zh() ? "文件名称" : "Title", guide_.summary.title.get(language_), Weight::bold);
        y = sheet_.row(y, zh() ? "文件编号" : "Document number", number);
        if (lies_.names_somebody) y = sheet_.row(y, zh() ? "姓名" : "Name", "张冠李");
        y = sheet_.row(y, zh() ? "发布单位" : "Issued by", guide_.summary.issuer.get(language_));
        y = sheet_.row(y, zh() ? "更新日期" : "Updated", words_of_date(guide_.summary.updated, language_));
        return y + 18;
    }

    TextStyle body_style() const { return {.size_pt = kBodySize_pt, .line_spacing = 1.38}; }

    double draw_section(double y, const Part& part) {
        const double width = Sheet::kInner_pt - 10;
        const double body = canvas_.height_of(part.body, body_style(), width);
        if (y + heading_height() + body > kFootTop_pt) y = begin_page();
        canvas_.fill({Sheet::kMargin_pt, y + 3, 4, 15}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
        canvas_.text({Sheet::kMargin_pt + 12, y, Sheet::kInner_pt, 0}, part.heading,
                     {.size_pt = kHeadingSize_pt, .weight = Weight::bold});
        y += heading_height();
        canvas_.text({Sheet::kMargin_pt + 10, y, width, 0}, part.body, body_style());
        return y + body + 12;
    }

    double begin_page() {
        sheet_.foot(page_, std::max(pages_, page_));
        canvas_.next_page();
        ++page_;
        canvas_.fill({0, 0, kPageWidth_pt, 7}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
        return kNextPageTop_pt;
    }

    const Guide& guide_;
    Language language_;
    GuideLies lies_;
    PaperHead head_;
    Sheet sheet_;
    Canvas& canvas_;
    int page_ = 1, pages_ = 1;
};

}  // namespace

Result<DrawnDocument> draw_guide(const Guide& guide, Language language, GuideLies lies) {
    TRY(counted, Drawer(guide, language, lies).draw(1));
    if (counted.pages == 1) return counted;
    return Drawer(guide, language, lies).draw(counted.pages);
}

}  // namespace kiosk24::sandbox
