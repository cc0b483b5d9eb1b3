#include "kiosk/wire/catalogue.h"

#include <gtest/gtest.h>

#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(Catalogue, SurvivesTheWire) {
    const auto catalogue = sample_catalogue();
    const auto bytes = encode(catalogue);
    ASSERT_TRUE(bytes.has_value());
    const auto read = decode_catalogue(*bytes);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(read->version, catalogue.version);
    EXPECT_EQ(read->groups, catalogue.groups);
    EXPECT_EQ(read->matters, catalogue.matters);
    EXPECT_EQ(read->etag, "");
}

TEST(Catalogue, AMattersFileAndAGroupsFileAreReadAlone) {
    const auto matter = decode_matter(*encode(sample_matter()));
    ASSERT_TRUE(matter.has_value()) << error_text(matter);
    EXPECT_EQ(*matter, sample_matter());
    const auto groups = decode_groups(R"([{"id":"a","icon":"star","name":{"zh-Hans":"甲"}}])");
    ASSERT_TRUE(groups.has_value()) << error_text(groups);
    EXPECT_EQ(groups->front().name.get(Language::en), "甲");
    EXPECT_EQ(error_text(decode_groups("{}")), "bad_input: the message: not a list");
}

TEST(Catalogue, WhatMayBeLeftOutHasItsDefault) {
    const auto matter =
        decode_matter(R"({"id":"X","version":1,"implementation_code":"1","group":"g","icon":"i",
        "name":{"zh-Hans":"甲"},"summary":{"zh-Hans":"甲"},"department":{"zh-Hans":"甲"},
        "who_may_apply":{"zh-Hans":"甲"},"time_limit":{"zh-Hans":"甲"},"fee_words":{"zh-Hans":"甲"},
        "declaration":{"zh-Hans":"甲"},"needed":[],"cases":[{"id":"c","name":{"zh-Hans":"甲"}}],
        "identify":["id_card"],"decision":"instant","consent":{"version":"1","who":{"zh-Hans":"甲"},
        "what":{"zh-Hans":"甲"},"why":{"zh-Hans":"甲"},"how_long":{"zh-Hans":"甲"}},
        "form":[{"id":"f","kind":"text","label":{"zh-Hans":"甲"},"source":"citizen"}],
        "steps":[{"id":"a","kind":"review","next":[{"next":"b"}]},{"id":"b","kind":"finish"}]})");
    ASSERT_TRUE(matter.has_value()) << error_text(matter);
    EXPECT_TRUE(matter->form[0].required);
    EXPECT_FALSE(matter->form[0].personal_digits);
    EXPECT_EQ(matter->form[0].shown_when, Rule{});
    EXPECT_EQ(matter->steps[0].next[0].when, Rule{});
    EXPECT_TRUE(matter->steps[1].next.empty());
    EXPECT_EQ(matter->minimum_age, 0);
    EXPECT_FALSE(matter->face_liveness);
    EXPECT_EQ(*decode_matter(*encode(*matter)), *matter);
}

TEST(Catalogue, ThatAFaceMustLiveIsReadAndWritten) {
    const auto with = [](auto value) {
        return decode_matter(replaced(*encode(sample_matter()), R"("minimum_age":14)",
                                      std::string(R"("minimum_age":14,"face_liveness":)") + value));
    };
    const auto matter = with("true");
    ASSERT_TRUE(matter.has_value()) << error_text(matter);
    EXPECT_TRUE(matter->face_liveness);
    EXPECT_EQ(*decode_matter(*encode(*matter)), *matter);
    EXPECT_EQ(error_text(with("1")), "bad_input: face_liveness: neither true nor false");
}

TEST(Catalogue, ThatAMatterIsTakenWithoutANetworkIsReadAndWritten) {
    const auto with = [](auto value) {
        return decode_matter(replaced(*encode(sample_matter()), R"("minimum_age":14)",
                                      std::string(R"("minimum_age":14,"offline_safe":)") + value));
    };
    EXPECT_FALSE(sample_matter().offline_safe);
    const auto matter = with("true");
    ASSERT_TRUE(matter.has_value()) << error_text(matter);
    EXPECT_TRUE(matter->offline_safe);
    EXPECT_EQ(*decode_matter(*encode(*matter)), *matter);
    EXPECT_EQ(error_text(with("1")), "bad_input: offline_safe: neither true nor false");
}

TEST(Catalogue, ALanguageThatThisTerminalDoesNotKnowIsSkipped) {
    const auto matter = decode_matter(
        replaced(*encode(sample_matter()), R"({"en":"Print it",)", R"({"ug":"بېسىش","en":"Print it",)"));
    ASSERT_TRUE(matter.has_value()) << error_text(matter);
    EXPECT_EQ(*matter, sample_matter());
}

TEST(Catalogue, EveryFaultIsNamedByItsPath) {
    const auto bytes = *encode(sample_catalogue());
    const auto with = [&](auto from, auto to) {
        return error_text(decode_catalogue(replaced(bytes, from, to)));
    };
    EXPECT_EQ(with(R"("kind":"identify")", R"("kind":"guess")"),
              "bad_input: matters[0].steps[1].kind: unknown word");
    EXPECT_EQ(with(R"("equals":{"field":"a","value":"b"})", R"("resembles":{"field":"a","value":"b"})"),
              "bad_input: matters[0].steps[0].next[0].when: unknown condition");
    EXPECT_EQ(with(R"("equals":{"field":"a","value":"b"})", R"("equals":{"field":"a"})"),
              "bad_input: matters[0].steps[0].next[0].when.equals.value: missing");
    EXPECT_EQ(with(R"("equals":{"field":"a","value":"b"})", R"("rule":"r","always":true)"),
              "bad_input: matters[0].steps[0].next[0].when: not exactly one condition");
    EXPECT_EQ(with(R"("equals":{"field":"a","value":"b"})", R"("always":false)"),
              "bad_input: matters[0].steps[0].next[0].when.always: can only be true");
    EXPECT_EQ(with(R"({"equals":{"field":"a","value":"b"}})", "true"),
              "bad_input: matters[0].steps[0].next[0].when: not an object");
    EXPECT_EQ(with(R"("low":"18")", R"("low":"eighteen")"),
              "bad_input: matters[0].form[1].shown_when.all_of[0].between.low: not a number as text");
    EXPECT_EQ(with(R"("high":"120.5")", R"("high":120)"),
              "bad_input: matters[0].form[1].shown_when.all_of[0].between.high: not a text");
    EXPECT_EQ(with(R"("values":["x","y"])", R"("values":[])"),
              "bad_input: matters[0].form[1].shown_when.all_of[2].not.one_of.values: too few elements");
    EXPECT_EQ(with(R"("minimum_age":14)", R"("minimun_age":14)"),
              "bad_input: matters[0].minimun_age: unknown field");
    EXPECT_EQ(
        with(R"("summary":{"en":"Print it","zh-Hans":"打印参保证明"})", R"("summary":{"en":"Print it"})"),
        "bad_input: matters[0].summary: no words in Chinese");
    EXPECT_EQ(with(R"("needs":["id_card_reader","document_printer"])", R"("needs":["teapot"])"),
              "bad_input: matters[0].needs[0]: unknown word");
    EXPECT_EQ(with(R"("identify":["id_card"])", R"("identify":["palm"])"),
              "bad_input: matters[0].identify[0]: unknown word");
    EXPECT_EQ(with(R"("decision":"instant")", R"("decision":1)"),
              "bad_input: matters[0].decision: not a text");
    EXPECT_EQ(with(R"("version":12)", R"("version":0)"), "bad_input: version: out of range");
    EXPECT_EQ(with(R"("version":12)", R"("version":"12")"), "bad_input: version: not a whole number");
    EXPECT_EQ(with(R"("tint":2)", R"("tint":-1)"), "bad_input: groups[0].tint: out of range");
}

TEST(Catalogue, AHugeOrBottomlessOneIsRefused) {
    EXPECT_EQ(error_text(decode_catalogue(std::string(kLargestCatalogue_bytes + 1, ' '))),
              "too_large: the message");
    EXPECT_EQ(error_text(decode_matter(std::string(kLargestMatter_bytes + 1, ' '))),
              "too_large: the message");
    std::string deep = R"("resembles")";
    for (int i = 0; i < 40; ++i)
        deep = R"({"not":)" + deep + "}";
    const auto bytes = replaced(*encode(sample_matter()), R"({"equals":{"field":"a","value":"b"}})", deep);
    EXPECT_EQ(error_text(decode_matter(bytes)), "bad_input: the message: nested too deeply");
    std::string many = R"({"version":1,"groups":[],"matters":[{})";
    for (int i = 0; i < 1000; ++i)
        many += ",{}";
    EXPECT_EQ(error_text(decode_catalogue(many + "]}")), "bad_input: matters: too many elements");
}

}  // namespace
}  // namespace kiosk24::wire
