#include "kiosk/flow/check_matter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "screens/shared/sample.h"

namespace kiosk24::flow {
namespace {

Matter good() {
    return screens::sample_state().catalogue->matters.front();
}

bool finds(const Matter& matter, std::string_view where, std::string_view what) {
    const auto findings = check_matter(matter);
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.where == where && finding.what.find(what) != std::string::npos;
    });
}

TEST(CheckMatter, AGoodMatterHasNothingToFind) {
    const auto findings = check_matter(good());
    for (const auto& finding : findings)
        ADD_FAILURE() << finding.where << " " << finding.what;
}

TEST(CheckMatter, AStepThatNothingLeadsToIsRefused) {
    auto matter = good();
    matter.steps.push_back({"lonely", StepKind::finish, {}});
    EXPECT_TRUE(finds(matter, "steps.lonely", "never reached"));
}

TEST(CheckMatter, ADeadEndIsRefused) {
    auto matter = good();
    matter.steps[3].next.clear();
    EXPECT_TRUE(finds(matter, "steps.review", "dead end"));
}

TEST(CheckMatter, AStepWithoutAWayOnWhenNoConditionHoldsIsRefused) {
    auto matter = good();
    matter.steps[3].next[0].when = {Rule::Kind::equals, "sex", {"1"}, {}};
    EXPECT_TRUE(finds(matter, "steps.review", "no way on"));
}

TEST(CheckMatter, MissingWordsInALanguageAreRefused) {
    auto matter = good();
    matter.name.in.erase(Language::en);
    EXPECT_TRUE(finds(matter, "name", "en"));
}

TEST(CheckMatter, AnUnknownRuleAndAnUnknownFieldAreRefused) {
    auto matter = good();
    matter.form[0].shown_when = {Rule::Kind::rule, "no_such_rule", {}, {}};
    matter.form[1].shown_when = {Rule::Kind::equals, "no_such_field", {"1"}, {}};
    EXPECT_TRUE(finds(matter, "form.name.shown_when", "no_such_rule"));
    EXPECT_TRUE(finds(matter, "form.sex.shown_when", "no_such_field"));
}

TEST(CheckMatter, AWalkThatComesRoundAgainIsRefused) {
    auto matter = good();
    matter.steps[4].next = {{{}, "form"}};
    EXPECT_TRUE(finds(matter, "steps.form", "round again"));
}

TEST(CheckMatter, ReadingACardBeforeConsentIsRefused) {
    auto matter = good();
    matter.steps.erase(matter.steps.begin());
    EXPECT_TRUE(finds(matter, "steps.identify", "comes before consent"));
}

TEST(CheckMatter, TheGraphNamesEveryStep) {
    const auto dot = graph_of(good());
    for (const auto& step : good().steps)
        EXPECT_NE(dot.find("\"" + step.id + "\""), std::string::npos);
}

Matter only_read() {
    auto matter = good();
    matter.identify.clear();
    matter.consent = matter.face_consent = {};
    matter.declaration = {};
    matter.form.clear();
    matter.steps = {{"read", StepKind::read, {{{}, "print"}}},
                    {"print", StepKind::print, {{{}, "finish"}}},
                    {"finish", StepKind::finish, {}}};
    return matter;
}

TEST(CheckMatter, AMatterThatOnlyShowsNeedsNeitherConsentNorIdentification) {
    EXPECT_TRUE(check_matter(only_read()).empty());
    auto identifies = only_read();
    identifies.identify = {IdentifyMethod::id_card};
    EXPECT_TRUE(finds(identifies, "identify", "belongs to no step"));
}

TEST(CheckMatter, LivenessIsDemandedOnlyWhereAFaceIsCompared) {
    auto matter = only_read();
    matter.face_liveness = true;
    EXPECT_TRUE(finds(matter, "face_liveness", "belongs to no step"));
}

TEST(CheckMatter, PaperThatNobodyReadOrDecidedOnIsRefused) {
    auto matter = only_read();
    matter.steps.erase(matter.steps.begin());
    EXPECT_TRUE(finds(matter, "steps.print", "comes before submit"));
}

TEST(CheckMatter, CasesAreAskedForBeforeTheyAreShown) {
    auto matter = only_read();
    matter.steps[0] = {"cases", StepKind::cases, {{{}, "print"}}};
    EXPECT_TRUE(finds(matter, "steps.cases", "comes before query"));
}

}  // namespace
}  // namespace kiosk24::flow
