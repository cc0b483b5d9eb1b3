// The tree, and every finding of lint provoked once.
#include <algorithm>

#include "gallery_pages.h"
#include "ui_fixture.h"

namespace kiosk24::ui {
namespace {

class Probe : public HeadlessWindow {
  protected:
    std::vector<Fault> faults_of(const std::function<void(Frame&)>& draw) {
        show([&](Frame& frame) {
            frame.background();
            draw(frame);
        });
        std::vector<Fault> faults;
        for (const Finding& finding : window->findings())
            faults.push_back(finding.fault);
        return faults;
    }
    using Faults = std::vector<Fault>;
};

TEST_F(Probe, TellsEveryWidgetOfAScreen) {
    show(gallery::draw_form);
    const Tree& tree = window->tree();
    const Node* next = tree.find("form.next");
    ASSERT_NE(next, nullptr);
    EXPECT_EQ(next->role, Role::button);
    EXPECT_EQ(next->words, "确认无误，下一步");
    EXPECT_TRUE(next->is_target);
    EXPECT_TRUE(next->enabled);
    EXPECT_FALSE(next->personal);
    const Node* name = tree.find("f.0");
    ASSERT_NE(name, nullptr);
    EXPECT_TRUE(name->personal);
    EXPECT_FALSE(name->is_target);
    EXPECT_EQ(tree.find("steps")->words, "2/4 填写信息");
    EXPECT_EQ(tree.find_words("确认无误，下一步"), next);
}

TEST_F(Probe, AGoodScreenHasNoFinding) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.button("b", {100, 100, 300, 96}, {.words = "好"});
              }),
              Faults{});
}

TEST_F(Probe, FindsATargetThatIsTooSmall) {
    const auto draw = [](Frame& frame) { frame.button("b", {100, 100, 90, 70}, {.words = "好"}); };
    EXPECT_EQ(faults_of(draw), Faults{Fault::target_too_small});
}

TEST_F(Probe, LargeTextAsksForLargerTargets) {
    const auto draw = [](Frame& frame) { frame.button("b", {100, 100, 300, 90}, {.words = "好"}); };
    EXPECT_EQ(faults_of(draw), Faults{});
    window->set_text_size(TextSize::large);
    EXPECT_EQ(faults_of(draw), Faults{Fault::target_too_small});
}

TEST_F(Probe, FindsTargetsThatOverlapOrStandTooClose) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.button("a", {100, 100, 300, 96}, {.words = "一"});
                  frame.button("b", {100, 180, 300, 96}, {.words = "二"});
              }),
              Faults{Fault::targets_overlap});
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.button("a", {100, 100, 300, 96}, {.words = "一"});
                  frame.button("b", {100, 204, 300, 96}, {.words = "二"});
              }),
              Faults{Fault::targets_too_close});
}

TEST_F(Probe, FindsWordsThatWereCutOff) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.text("t", {100, 100, 200, 50}, "很长很长很长很长很长的一句话");
              }),
              Faults{Fault::text_cut_off});
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.text("t", {100, 100, 160, 50}, "一二三四五六");
              }),
              Faults{});  // shrinks
}

TEST_F(Probe, FindsWhatLiesOutsideTheScreen) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.button("b", {900, 100, 300, 96}, {.words = "好"});
              }),
              Faults{Fault::outside_screen});
}

TEST_F(Probe, FindsAnIdThatIsUsedTwice) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.text("t", {100, 100, 300, 60}, "一");
                  frame.text("t", {100, 300, 300, 60}, "二");
              }),
              Faults{Fault::duplicate_id});
}

TEST_F(Probe, FindsWordsThatAreHardToRead) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.fill({0, 0, 900, 300}, colour(0x888888));
                  frame.text("t", {100, 100, 300, 60}, "灰上灰");
              }),
              Faults{Fault::low_contrast});
}

TEST_F(Probe, FindsATargetThatAVoiceCannotName) {
    EXPECT_EQ(faults_of([](Frame& frame) {
                  frame.target("t", {100, 100, 200, 200}, {});
              }),
              Faults{Fault::no_words});
}

TEST_F(Probe, ARowThatIsScrolledAwayIsNoFinding) {
    show(gallery::draw_long_list);
    show(gallery::draw_long_list);
    for (const Finding& finding : window->findings())
        ADD_FAILURE() << finding.id << " " << finding.detail;
}

TEST_F(Probe, PersonalWordsDoNotReachTheDescription) {
    show(gallery::draw_form);
    const std::string text = described(window->tree());
    EXPECT_EQ(text.find("440301195405201234"), std::string::npos);
    EXPECT_NE(text.find("确认无误"), std::string::npos);
}

TEST(Contrast, IsThatOfTheWebGuidelines) {
    EXPECT_NEAR(contrast(colour(0x000000), colour(0xFFFFFF)), 21, 0.01);
    EXPECT_NEAR(contrast(colour(0x777777), colour(0xFFFFFF)), 4.48, 0.02);
}

struct GalleryCase {
    int width = 1080, height = 1920;
    TextSize step = TextSize::normal;
};
class GalleryPages : public HeadlessWindow, public testing::WithParamInterface<GalleryCase> {};

TEST_P(GalleryPages, AreClean) {
    open(GetParam().width, GetParam().height);
    window->set_text_size(GetParam().step);
    for (const gallery::Page& page : gallery::pages()) {
        if (page.name == "icons") continue;  // names of icons, for builders
        show(page.draw);
        show(page.draw);
        for (const Finding& finding : window->findings())
            ADD_FAILURE() << page.name << ": " << name_of(finding.fault) << " " << finding.id << ": "
                          << finding.detail;
    }
}
INSTANTIATE_TEST_SUITE_P(EverySize, GalleryPages,
                         testing::Values(GalleryCase{}, GalleryCase{.step = TextSize::large},
                                         GalleryCase{1920, 1080, TextSize::normal},
                                         GalleryCase{1920, 1080, TextSize::large}));

TEST(Geometry, PartsCoverTheWholeWithoutRemainders) {
    const auto columns = Rect{10, 0, 985, 50}.columns(3, 24);
    ASSERT_EQ(columns.size(), 3U);
    EXPECT_EQ(columns.front().x, 10);
    EXPECT_EQ(columns.back().right(), 995);
    for (const Rect& column : columns)
        EXPECT_EQ(column.x, std::round(column.x));
    const auto rows = Rect{0, 0, 10, 100}.rows_by({1, 3}, 20);
    EXPECT_EQ(rows[0].h, 20);
    EXPECT_EQ(rows[1], (Rect{0, 40, 10, 60}));
    EXPECT_EQ(Rect({0, 0, 100, 100}).grid(4, 3, 40, 5)[3].y, 45);
    EXPECT_TRUE(Rect({0, 0, 10, 10}).shared_with({20, 0, 10, 10}).is_empty());
}

TEST(Icons, AreFoundByTheNameThatCataloguesUse) {
    EXPECT_EQ(icon_named("credit_card"), Icon::credit_card);
    EXPECT_FALSE(icon_named("no_such_icon"));
}

}  // namespace
}  // namespace kiosk24::ui
