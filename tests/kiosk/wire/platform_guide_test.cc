// Guides as bytes.
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

LocalText words(const char* zh, const char* en) {
    return {{{Language::zh_hans, zh}, {Language::en, en}}};
}

Guide sample_guide() {
    Guide guide;
    guide.summary = {.id = "SI01",
                     .kind = GuideKind::policy,
                     .title = words("参保证明办事指南", "Guide"),
                     .about = words("怎样办", "How"),
                     .issuer = words("人社局", "Bureau"),
                     .updated = {2026, 11, 2}};
    guide.sections = {{words("谁可以办", "Who"), words("参保人\n本人", "The insured\nin person")}};
    guide.papers[Language::zh_hans] = {"guide.SI01.zh-Hans", "ZN-SI01-1", 2};
    guide.papers[Language::en] = {"guide.SI01.en", "ZN-SI01-1", 1};
    return guide;
}

TEST(PlatformGuide, ListAndGuideComeBack) {
    const std::vector<GuideSummary> list{sample_guide().summary};
    EXPECT_EQ(*decode_guides(*encode(list)), list);
    const auto read = decode_guide(*encode(sample_guide()));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, sample_guide());
}

TEST(PlatformGuide, WhatCannotBeShownOrPrintedIsRefused) {
    const auto text = *encode(sample_guide());
    const auto refusal = [&](const char* from, const char* to) {
        return error_text(decode_guide(replaced(text, from, to)));
    };
    EXPECT_EQ(refusal(R"("kind":"policy")", R"("kind":"novel")"), "bad_input: kind: unknown word");
    EXPECT_EQ(refusal(R"("id":"guide.SI01.en")", R"("id":"../../etc/passwd")"),
              "bad_input: papers.en.id: not an identifier");
    EXPECT_EQ(refusal(R"("pages":1)", R"("pages":0)"), "bad_input: papers.en.pages: out of range");
    EXPECT_EQ(refusal(R"("zh-Hans":"谁可以办")", R"("zh-Hans":"")"),
              "bad_input: sections[0].heading: no words in Chinese");
}

}  // namespace
}  // namespace kiosk24::wire
