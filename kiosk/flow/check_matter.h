// Is a matter fit to be served? Refuses what a citizen would get stuck in. Pure; run by the workshop on every
// catalogue and by `kiosk24 check-matter FILE`.
#pragma once

#include <string>
#include <vector>

#include "kiosk/model/matter.h"

namespace kiosk24::flow {

struct Finding {
    std::string where;  // "steps.review", "form.sex.label"
    std::string what;   // a sentence
    bool operator==(const Finding&) const = default;
};

// Empty if the matter may be offered: every step reachable, every walk ends, no condition on an unknown
// field, no unknown rule, every text in every language, the order identify -> submit -> print (or read ->
// print, query -> cases -> print) kept on every walk.
std::vector<Finding> check_matter(const Matter& matter);
// The same for every matter, and for groups that do not exist and ids that stand twice.
std::vector<Finding> check_catalogue(const Catalogue& catalogue);
// The steps as a drawing in Graphviz's dot language.
std::string graph_of(const Matter& matter);

}  // namespace kiosk24::flow
