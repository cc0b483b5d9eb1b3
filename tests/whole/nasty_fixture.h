// What the tests with nasty strings share: a folder of their own, and a try with each string.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "tests/whole/nasty_strings.h"

namespace kiosk24::whole_test {

class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "kiosk24-nasty-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

class Nasty : public testing::Test {
  protected:
    template <typename Try>
    void with_each(Try try_it) {
        const auto all = nasty_strings();
        ASSERT_GE(all.size(), 200u);
        for (const auto& nasty : all) {
            SCOPED_TRACE(shown(nasty));
            try_it(nasty.text);
            if (HasFatalFailure()) return;
        }
        for (const auto& folder :
             {std::filesystem::current_path(), folder_.path(), std::filesystem::temp_directory_path()})
            EXPECT_FALSE(std::filesystem::exists(folder / "kiosk24-pwned")) << folder;
    }
    const Folder folder_;
};

}  // namespace kiosk24::whole_test
