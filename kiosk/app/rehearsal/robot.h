// The robot citizen: follows one walk, tapping widgets by id, never by coordinates; lays its card through the
// desk; keeps a picture of every screen it met and what it took.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/app/rehearsal/walk.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/event.h"
#include "kiosk/ui/window.h"

namespace kiosk24::app {

struct RobotOptions {
    Walk walk;
    // Walks of the same matter to change over to if the decision is another one; empty if the walk was
    // chosen.
    std::vector<Walk> others;
    std::string matter;
    std::filesystem::path card;       // laid on the reader
    std::filesystem::path directory;  // screens/ and journey.json go there
    std::string desk_socket;
    Language language = Language::zh_hans;
    Milliseconds patience{120'000};  // for the whole journey
};

class Robot {
  public:
    explicit Robot(RobotOptions options);

    // Something came in since the last frame: the picture of this screen is taken again.
    void after_input() { is_picture_old_ = true; }
    // True: the journey is over, well or not.
    bool after_frame(const State& state, ui::Window& window, Moment now);
    void worked(std::chrono::microseconds time);
    Moment next_wake() const;

    // Empty if everything went as the walk says. Writes journey.json.
    std::vector<std::string> finish(const std::vector<LedgerEntry>& ledger, const Terminal& terminal,
                                    ui::Size size);

  private:
    struct Step {
        Situation situation;
        Moment at;
        std::string picture;
    };
    void meet(Situation situation, Moment now);
    void take_picture(const ui::Window& window);
    void act(const State& state, ui::Window& window, Moment now);
    void say_who(const State& state, Moment now);
    void change_walk(const State& state);
    void tell_desk(const std::string& line);

    RobotOptions options_;
    std::vector<Step> steps_;
    std::vector<std::string> problems_;
    std::size_t next_touch_ = 0;
    int touches_ = 0, typed_ = 0;
    bool has_laid_ = false, is_picture_old_ = true, has_begun_ = false, is_over_ = false;
    Moment began_, gives_up_ = kNever, shows_again_;
    std::chrono::microseconds worked_{0};
};

}  // namespace kiosk24::app
