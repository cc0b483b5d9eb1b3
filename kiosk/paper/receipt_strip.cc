#include "kiosk/paper/receipt_strip.h"

#include "kiosk/text/date_words.h"
#include "kiosk/text/masking.h"
#include "kiosk/text/typed.h"

namespace kiosk24::paper {
namespace {

bool is_private_use(char32_t point) {
    return (point >= 0xE000 && point <= 0xF8FF) || point >= 0xF0000;
}

bool is_control(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

// Nothing of what is not UTF-8.
std::string drawable(std::string_view words) {
    std::string drawn;
    const auto points = text::code_points_of(words);
    if (!points) return drawn;
    for (const auto point : *points)
        text::append_utf8(drawn, is_private_use(point) ? U'*' : is_control(point) ? U' ' : point);
    return drawn;
}

class Strip {
  public:
    Strip(const Receipt& receipt, const Texts& texts) : receipt_(receipt), texts_(texts) {
        strip_.language = receipt.language;
        strip_.text_size = receipt.text_size;
    }

    PaperStrip made() && {
        if (receipt_.is_test) return std::move(*this).test();
        add(StripLineKind::title, texts_.get(receipt_.language, "receipt.title"));
        add(StripLineKind::rule, {});
        decision();
        add(StripLineKind::rule, {});
        what_it_is();
        add(StripLineKind::rule, {});
        code();
        where_and_when();
        return std::move(strip_);
    }

  private:
    PaperStrip test() && {
        add(StripLineKind::title, texts_.get(receipt_.language, "receipt.test_title"));
        add(StripLineKind::rule, {});
        add(StripLineKind::text, texts_.get(receipt_.language, "receipt.test_words"));
        add(StripLineKind::qr, receipt_.terminal_id);
        where_and_when();
        return std::move(strip_);
    }

    const std::string& in(const LocalText& text) const { return text.get(receipt_.language); }
    void add(StripLineKind kind, const std::string& words) {
        strip_.lines.push_back({kind, {}, PersonalText(drawable(words))});
    }
    void row(StripLineKind kind, const std::string& label, const std::string& words) {
        if (!words.empty()) strip_.lines.push_back({kind, drawable(label), PersonalText(drawable(words))});
    }

    void kept() {
        add(StripLineKind::heading, texts_.get(receipt_.language, "kept.heading"));
        add(StripLineKind::text,
            texts_.fill(receipt_.language, "receipt.next_kept", {{"hotline", receipt_.hotline}}));
    }

    void decision() {
        if (!receipt_.kept_as.empty()) return kept();
        const auto verdict = std::string(name_of(receipt_.verdict));
        add(StripLineKind::heading, texts_.get(receipt_.language, "outcome." + verdict + ".heading"));
        if (!in(receipt_.reason).empty()) add(StripLineKind::text, in(receipt_.reason));
        if (receipt_.pages > 0)
            add(StripLineKind::text,
                texts_.fill(receipt_.language, "receipt.pages", {{"pages", std::to_string(receipt_.pages)}}));
        const std::string next = receipt_.verdict == Verdict::human     ? "receipt.next_human"
                                 : receipt_.verdict == Verdict::refused ? "receipt.next_refused"
                                 : receipt_.verdict == Verdict::pending ? "receipt.next_pending"
                                                                        : "";
        if (!next.empty())
            add(StripLineKind::text, texts_.fill(receipt_.language, next, {{"hotline", receipt_.hotline}}));
    }

    void what_it_is() {
        const auto language = receipt_.language;
        row(StripLineKind::row, texts_.get(language, "receipt.matter"), in(receipt_.matter_name));
        row(StripLineKind::row, texts_.get(language, "receipt.department"), in(receipt_.department));
        row(StripLineKind::row, texts_.get(language, "receipt.name"), receipt_.masked_name.reveal());
        row(StripLineKind::row, texts_.get(language, "receipt.case_number"),
            text::in_fives(receipt_.case_number));
        row(StripLineKind::code, texts_.get(language, "kept.number"), receipt_.kept_as);
        row(StripLineKind::row, texts_.get(language, "receipt.deadline"),
            text::date_words(text::date_from_iso(receipt_.deadline), language));
        row(StripLineKind::code, texts_.get(language, "receipt.pick_up_code"), receipt_.pick_up_code);
    }

    void code() {
        if (receipt_.case_number.empty()) return;
        add(StripLineKind::qr, receipt_.case_number);
        add(StripLineKind::note, texts_.get(receipt_.language, "receipt.code_words"));
        add(StripLineKind::gap, {});
    }

    void where_and_when() {
        const auto language = receipt_.language;
        row(StripLineKind::row, texts_.get(language, "receipt.time"),
            text::date_words(date_in_china(receipt_.at), language) + " " +
                text::time_words(time_of_day_in_china(receipt_.at)));
        row(StripLineKind::row, texts_.get(language, "receipt.terminal"), receipt_.terminal_id);
        row(StripLineKind::row, texts_.get(language, "receipt.site"), in(receipt_.site));
        row(StripLineKind::row, texts_.get(language, "receipt.hotline"), receipt_.hotline);
        if (receipt_.is_test) return;
        add(StripLineKind::gap, {});
        add(StripLineKind::note, texts_.get(language, "receipt.keep"));
    }

    const Receipt& receipt_;
    const Texts& texts_;
    PaperStrip strip_;
};

}  // namespace

PaperStrip receipt_strip(const Receipt& receipt, const Texts& texts) {
    return Strip(receipt, texts).made();
}

}  // namespace kiosk24::paper
