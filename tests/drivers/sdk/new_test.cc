// drivers/new, run in a tree of its own.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace kiosk24 {
namespace {

namespace fs = std::filesystem;

std::string contents_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

class DriversNew : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = fs::temp_directory_path() / "new-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        root_ = pattern;
        const fs::path source = KIOSK24_SOURCE_DIR;
        fs::create_directories(root_ / "drivers" / "sdk");
        fs::copy(source / "drivers/new", root_ / "drivers/new");
        fs::copy(source / "drivers/sdk/template", root_ / "drivers/sdk/template",
                 fs::copy_options::recursive);
    }
    void TearDown() override { fs::remove_all(root_); }
    int run(const std::string& name) {
        return ::system((root_ / "drivers/new").string().append(" '" + name + "' >/dev/null 2>&1").c_str());
    }
    fs::path root_;
};

TEST_F(DriversNew, MakesAFolderWithTestsInWhichNothingOfTheTemplateIsLeft) {
    ASSERT_EQ(run("hua_shi_100"), 0);
    int files = 0;
    for (const auto* folder : {"drivers/hua_shi_100", "tests/drivers/hua_shi_100"}) {
        for (const auto& file : fs::recursive_directory_iterator(root_ / folder)) {
            ++files;
            auto text = contents_of(file.path());
            EXPECT_EQ(text.find("emplate"), std::string::npos) << file.path();
            EXPECT_EQ(text.find("TEMPLATE"), std::string::npos) << file.path();
        }
    }
    EXPECT_EQ(files, 8);
    EXPECT_NE(contents_of(root_ / "drivers/hua_shi_100/CMakeLists.txt").find("kiosk24-driver-hua-shi-100"),
              std::string::npos);
}

TEST_F(DriversNew, RefusesNamesThatAreNoneAndFoldersThatAreThere) {
    EXPECT_NE(run(""), 0);
    EXPECT_NE(run("Hua-Shi"), 0);
    EXPECT_NE(run("../x"), 0);
    EXPECT_NE(run("sdk"), 0);
}

}  // namespace
}  // namespace kiosk24
