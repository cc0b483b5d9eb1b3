// Every walk of SI01, CV01 and CV02 as the rehearsal's robot citizen does it, against the papers that came
// out and what the platform holds.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

struct Journey {
    const char* walk;
    const char* language;
    const char* size;
    std::size_t sheets;
    int touches;  // at most; five for a certificate, one more to choose another case or to end the visit
    const char* matter = "SI01";
    int typed = 0;  // keys of the keyboard on the screen
    int stars = 0;  // the rating that the platform holds afterwards; 0: none
};
void PrintTo(const Journey& journey, std::ostream* out) {
    *out << journey.walk << " " << journey.language << " " << journey.size;
}

std::string name_of_walk(const testing::TestParamInfo<Journey>& given) {
    std::string name = std::string(given.param.walk) + "_" + given.param.language + "_" + given.param.size;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

std::unique_ptr<Process> send_robot(District& district, const Journey& journey) {
    const auto walks =
        (source_directory() / "config/catalogue" / (std::string(journey.matter) + ".walks.txt")).string();
    return district.start_with_settings(
        "kiosk24-rehearsal",
        {"--headless", "--walks", walks, "--walk", journey.walk, "--matter", journey.matter, "--language",
         journey.language, "--desk", (district.directory() / "desk.sock").string(), "--out",
         (district.directory() / "out").string()});
}

class Walk : public testing::TestWithParam<Journey> {
  protected:
    Walk()
        : district_({.size = GetParam().size,
                     .settings = {{"timers.take_paper_ms", "1500"},
                                  {"timers.goodbye_ms", "1000"},
                                  {"timers.rating_ms", "1500"}}}) {}
    District district_;
};

TEST_P(Walk, GoesAsItSaysAndThePaperIsTheOneThePlatformIssued) {
    const auto& journey = GetParam();
    const auto robot = send_robot(district_, journey);
    ASSERT_EQ(robot->wait_exit(), 0) << robot->log();
    const auto report = bytes_of(district_.directory() / "out/journey.json");
    ASSERT_TRUE(is_well_formed_json(report)) << report;
    EXPECT_EQ(json_member(report, "went_as_the_walk_says"), "true");
    EXPECT_EQ(json_member(report, "walk"), journey.walk);
    EXPECT_EQ(json_member(report, "language"), journey.language);
    EXPECT_EQ(json_member(report, "size"), journey.size);
    EXPECT_LE(std::stoi(json_member(report, "touches")), journey.touches);
    EXPECT_EQ(json_member(report, "typed"), std::to_string(journey.typed));
    std::size_t pictures = 0;
    for (const auto& file : std::filesystem::directory_iterator(district_.directory() / "out/screens")) {
        EXPECT_TRUE(bytes_of(file.path()).starts_with("\x89PNG")) << file.path();
        ++pictures;
    }
    EXPECT_GE(pictures, 6u);
    const auto sheets = district_.printed();
    ASSERT_EQ(sheets.size(), journey.sheets);
    const auto documents = documents_of(district_.directory() / "sandbox");
    EXPECT_EQ(documents.size(), journey.sheets == 0 ? 0u : 1u);
    for (const auto& sheet : sheets)
        EXPECT_TRUE(bytes_of(sheet) == documents.begin()->second) << sheet << " is not what was issued";
    const auto ratings = district_.book().ratings;
    ASSERT_EQ(ratings.size(), journey.stars == 0 ? 0u : 1u);
    if (journey.stars != 0) {
        EXPECT_EQ(ratings.front().stars, journey.stars);
        EXPECT_EQ(ratings.front().posts, 1);
    }
}

INSTANTIATE_TEST_SUITE_P(OfSI01, Walk,
                         testing::Values(Journey{"approved", "zh-Hans", "1080x1920", 1, 5},
                                         Journey{"approved-with-contributions", "zh-Hans", "1080x1920", 2, 6},
                                         Journey{"never-insured", "zh-Hans", "1080x1920", 0, 6},
                                         Journey{"under-review", "zh-Hans", "1080x1920", 0, 6},
                                         Journey{"e-id", "zh-Hans", "1080x1920", 1, 6},
                                         Journey{"child", "zh-Hans", "1080x1920", 0, 5},
                                         Journey{"approved", "en", "1080x1920", 1, 5},
                                         Journey{"approved", "zh-Hans", "1920x1080", 1, 5}),
                         name_of_walk);
INSTANTIATE_TEST_SUITE_P(OfCV02, Walk,
                         testing::Values(Journey{"registered", "zh-Hans", "1080x1920", 0, 10, "CV02", 11},
                                         Journey{"registered", "en", "1920x1080", 0, 10, "CV02", 11}),
                         name_of_walk);

INSTANTIATE_TEST_SUITE_P(
    OfCV01, Walk,
    testing::Values(Journey{"approved", "zh-Hans", "1080x1920", 1, 9, "CV01", 19},
                    Journey{"wrong-number-mended", "zh-Hans", "1080x1920", 1, 13, "CV01", 31},
                    Journey{"not-yet-80", "zh-Hans", "1080x1920", 0, 9, "CV01", 16},
                    Journey{"moved-lately", "zh-Hans", "1080x1920", 0, 10, "CV01", 19, 5},
                    Journey{"change-of-card", "zh-Hans", "1080x1920", 1, 10, "CV01", 18, 4},
                    Journey{"approved", "en", "1920x1080", 1, 9, "CV01", 19}),
    name_of_walk);

TEST(RareName, StandsOnTheCertificateAsOnTheCard) {
    District district({.settings = {{"timers.take_paper_ms", "1500"}}});
    const auto robot = send_robot(district, {"rare-name", "zh-Hans", "1080x1920", 1, 5});
    ASSERT_EQ(robot->wait_exit(), 0) << robot->log();
    const auto sheets = district.printed();
    ASSERT_EQ(sheets.size(), 1u);
    EXPECT_EQ(documents_of(district.directory() / "sandbox").begin()->second, bytes_of(sheets.front()));
    const auto text =
        run({"/usr/bin/pdftotext", "-layout", sheets.front().string(), "-"}, district.directory() / "text");
    EXPECT_EQ(text.status, 0);
    EXPECT_NE(text.output.find("𬱖𫖯"), std::string::npos) << text.output;
}

}  // namespace
}  // namespace kiosk24::whole_test
