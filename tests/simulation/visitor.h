// A person at a terminal: looks at the screen, touches it, lays the card, takes the paper, and leaves. What
// they want and how they behave is the visit's; every choice is drawn from the visit's own seed.
#pragma once

#include <functional>

#include "tests/simulation/plan.h"
#include "tests/simulation/terminal.h"

namespace kiosk24::simulation {

class Visitor {
  public:
    Visitor(const Visit& visit, std::uint64_t world_seed, Terminal& terminal, Timeline& timeline,
            Watch& watch, std::function<void()> gone);
    // From now on; `gone` is called once, when the person has left.
    void come();

  private:
    void act();
    void think(Milliseconds at_least, Milliseconds at_most);
    void leave();
    bool is_over() const;
    void touch(Intent intent);
    void do_what_the_screen_asks();
    void maintain();
    void touch_anything();
    void at_identification();
    void at_form();
    void at_paper();
    void at_case_query();
    void at_help();
    Intent any_intent();
    void type_into(const std::string& field, std::string text);

    const Visit visit_;
    const Person person_;
    Terminal& terminal_;
    Timeline& timeline_;
    Watch& watch_;
    std::function<void()> gone_;
    Dice dice_;
    Moment came_;
    int touches_ = 0, knocks_ = 0, tries_ = 0;
    bool has_begun_ = false, is_gone_ = false, has_laid_card_ = false;
    int patience_ = 0;  // touches until a wandering person walks off
};

}  // namespace kiosk24::simulation
