#include "kiosk/app/rehearsal/walk.h"

#include <charconv>
#include <sstream>

namespace kiosk24::app {
namespace {

Error wrong(int line, const std::string& what) {
    return Error(Code::bad_input, "line " + std::to_string(line) + ": " + what);
}

Status read_screens(std::istringstream& words, Walk& walk, int line) {
    for (std::string word; words >> word;) {
        WalkScreen screen;
        screen.may_be_missed = word.ends_with('?');
        if (screen.may_be_missed) word.pop_back();
        const auto situation = situation_named(word);
        if (!situation) return wrong(line, "no screen is called " + word);
        screen.situation = *situation;
        walk.screens.push_back(screen);
    }
    return {};
}

Status read_touches(std::istringstream& words, Walk& walk, int line) {
    for (std::string word; words >> word;) {
        const auto slash = word.find('/');
        const auto situation = situation_named(word.substr(0, slash));
        if (slash == std::string::npos || !situation) return wrong(line, "not screen/widget: " + word);
        const auto widget = word.substr(slash + 1);
        const auto colon = widget.find(':');
        if (colon == std::string::npos) {
            walk.touches.push_back({*situation, widget});
            continue;
        }
        if (colon + 1 == widget.size()) return wrong(line, "nothing to type: " + word);
        for (const char key : widget.substr(colon + 1))
            walk.touches.push_back({*situation, widget.substr(0, colon) + "." + key, true});
    }
    return {};
}

Status read_papers(std::istringstream& words, Walk& walk, int line) {
    for (std::string word; words >> word;) {
        if (word == "none") continue;
        const auto colon = word.find(':');
        int pages = 0;
        const auto* end = word.data() + word.size();
        if (colon == std::string::npos || std::from_chars(word.data() + colon + 1, end, pages).ptr != end ||
            pages < 1)
            return wrong(line, "not kind:pages: " + word);
        (word.starts_with("receipt:") ? walk.receipts : walk.pages) += pages;
    }
    return {};
}

void read_head(std::istringstream& words, Walk& walk) {
    words >> walk.name;
    for (std::string word; words >> word;) {
        if (word.starts_with("card=")) walk.card = word.substr(5);
        if (word == "by=e_id") walk.method = IdentifyMethod::e_id;
        if (word.starts_with("case=")) walk.matter_case = word.substr(5);
    }
}

}  // namespace

Result<std::vector<Walk>> parse_walks(std::string_view text) {
    std::vector<Walk> walks;
    std::istringstream lines{std::string(text)};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::istringstream words(line);
        std::string key;
        if (!(words >> key) || key.front() == '#') continue;
        if (key == "walk") {
            read_head(words, walks.emplace_back());
            continue;
        }
        if (walks.empty()) return wrong(number, "before the first walk");
        Walk& walk = walks.back();
        if (key == "screens") {
            TRY_STATUS(read_screens(words, walk, number));
        } else if (key == "touches") {
            TRY_STATUS(read_touches(words, walk, number));
        } else if (key == "papers") {
            TRY_STATUS(read_papers(words, walk, number));
        } else if (key == "outcome") {
            words >> walk.outcome;
        } else {
            return wrong(number, "unknown word " + key);
        }
    }
    return walks;
}

std::string difference(const Walk& walk, const std::vector<Situation>& met) {
    std::size_t next = 0;
    for (const auto situation : met) {
        while (next < walk.screens.size() && walk.screens[next].situation != situation &&
               walk.screens[next].may_be_missed)
            ++next;
        if (next >= walk.screens.size())
            return "met " + std::string(name_of(situation)) + " after the walk's end";
        if (walk.screens[next].situation != situation)
            return "met " + std::string(name_of(situation)) + ", the walk says " +
                   std::string(name_of(walk.screens[next].situation));
        ++next;
    }
    for (; next < walk.screens.size(); ++next) {
        if (!walk.screens[next].may_be_missed)
            return "never met " + std::string(name_of(walk.screens[next].situation));
    }
    return {};
}

}  // namespace kiosk24::app
