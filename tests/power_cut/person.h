// A person who applies for a certificate of two pages, whatever happens to the terminal: remembers the last
// thing it told them, and notices when it has gone. Expects nothing of it; the tests do.
#pragma once

#include <set>
#include <string>

#include "tests/whole/district.h"

namespace kiosk24::power_cut_test {

inline constexpr std::size_t kPagesOfCertificate = 2;

class Person {
  public:
    explicit Person(whole_test::District& district) : district_(district) {}

    // A whole visit of somebody with no earlier case. False: not to its end.
    bool apply();
    // Lays the card: the screen that follows, "review" or "earlier_case"; something else if neither came.
    std::string come_and_lay();
    bool submit();      // from review to the paper in their hand
    bool take_paper();  // from printing to the farewell
    bool go();          // with the card, from review or the farewell: the terminal is free again

    // Touches a widget as soon as it is there, until the screen is one of those.
    bool touch(const std::string& widget, const std::set<std::string>& next);
    // Looks at the screen until it is one of those, or says that something failed, or for so long: what it
    // shows then. Empty: the terminal has gone.
    std::string look_for(std::set<std::string> situations,
                         whole_test::Patience patience = whole_test::kPatience);

    const std::string& last_seen() const { return last_seen_; }      // a situation
    const std::string& case_number() const { return case_number_; }  // as last shown; empty: none was
    // The last word was that the application is with the authority.
    bool was_told_filed() const;
    // ... that all of the paper is out.
    bool was_told_printed() const;

  private:
    whole_test::District& district_;
    std::string last_seen_, case_number_;
};

}  // namespace kiosk24::power_cut_test
