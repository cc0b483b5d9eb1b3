// The catalogue that the sandbox offers is one that a terminal would serve.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "hub/sandbox/catalogue_files.h"
#include "kiosk/flow/check_matter.h"
#include "tests/hub/sandbox_process.h"

namespace kiosk24::sandbox_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class CatalogueFolder : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "kiosk24-catalogue-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder = pattern;
        fs::copy(source_directory() / "config/catalogue", folder, fs::copy_options::recursive);
    }
    void TearDown() override { fs::remove_all(folder); }
    // The error of reading the folder after one file has other content.
    std::string error_with(const std::string& file, const std::string& content) {
        std::ofstream(folder / file) << content;
        const auto read = sandbox::read_catalogue(folder);
        return read ? std::string() : read.error().text();
    }
    fs::path folder;
};

TEST_F(CatalogueFolder, HoldsWhatATerminalMayServe) {
    const auto catalogue = sandbox::read_catalogue(folder);
    ASSERT_TRUE(catalogue) << catalogue.error().text();
    for (const flow::Finding& finding : flow::check_catalogue(*catalogue))
        ADD_FAILURE() << finding.where << ": " << finding.what;
    const Matter* matter = catalogue->find("SI01");
    ASSERT_NE(matter, nullptr);
    EXPECT_EQ(matter->implementation_code.size(), 31u);
    for (const FormField& field : matter->form)
        EXPECT_NE(field.source, Source::citizen) << field.id;
}

TEST_F(CatalogueFolder, NamesOnlyIconsThatExist) {
    const auto catalogue = sandbox::read_catalogue(folder);
    ASSERT_TRUE(catalogue);
    std::ostringstream icons;
    icons << std::ifstream(source_directory() / "kiosk/ui/icons.def").rdbuf();
    for (const CatalogueGroup& group : catalogue->groups)
        EXPECT_THAT(icons.str(), HasSubstr("ICON(" + group.icon + ","));
    for (const Matter& matter : catalogue->matters)
        EXPECT_THAT(icons.str(), HasSubstr("ICON(" + matter.icon + ","));
}

TEST_F(CatalogueFolder, WithAFaultSaysInWhichFileAndWhere) {
    EXPECT_THAT(error_with("version", "soon\n"), HasSubstr("version: not a positive number"));
}

TEST_F(CatalogueFolder, WithAMatterThatDoesNotParseIsRefused) {
    EXPECT_THAT(error_with("SI01.json", R"({"id": "SI01", "colour": "red"})"), HasSubstr("SI01.json"));
}

TEST_F(CatalogueFolder, WithAMatterInNoGroupIsRefused) {
    EXPECT_THAT(error_with("groups.json", "[]"), HasSubstr("no group '"));
}

}  // namespace
}  // namespace kiosk24::sandbox_test
