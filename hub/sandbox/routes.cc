// Paths of the contract.
#include <array>

#include "hub/sandbox/platform.h"

namespace kiosk24::sandbox {
namespace {

struct FixedPath {
    std::string_view path, method;
    Operation operation;
};
constexpr std::array<FixedPath, 13> kFixed{{
    {wire::kCataloguePath, "GET", Operation::catalogue},
    {wire::kIdentityPath, "POST", Operation::identity},
    {wire::kEidPath, "POST", Operation::e_id},
    {wire::kFacePath, "POST", Operation::face},
    {wire::kPrefillPath, "POST", Operation::prefill},
    {wire::kLicencesPath, "POST", Operation::licences},
    {wire::kSubmissionsPath, "POST", Operation::submit},
    {wire::kCaseQueriesPath, "POST", Operation::case_query},
    {wire::kDraftQueriesPath, "POST", Operation::draft_query},
    {wire::kGuidesPath, "GET", Operation::guides},
    {wire::kRatingsPath, "POST", Operation::rating},
    {wire::kCallBacksPath, "POST", Operation::call_back},
    {"/v1/health", "GET", Operation::health},
}};

// What stands behind "prefix/", if it is an identifier.
std::optional<std::string> behind(std::string_view path, std::string_view prefix) {
    if (path.size() <= prefix.size() + 1 || path.substr(0, prefix.size()) != prefix ||
        path[prefix.size()] != '/')
        return std::nullopt;
    const std::string_view rest = path.substr(prefix.size() + 1);
    if (!wire::is_identifier(rest)) return std::nullopt;
    return std::string(rest);
}

}  // namespace

std::optional<Route> route_of(std::string_view path, std::string_view method) {
    for (const FixedPath& fixed : kFixed)
        if (fixed.path == path) return Route{fixed.operation, fixed.method, {}};
    if (auto id = behind(path, wire::kDocumentsPath))
        return Route{Operation::document, "GET", std::move(*id)};
    if (auto id = behind(path, wire::kGuidesPath)) return Route{Operation::guide, "GET", std::move(*id)};
    if (auto key = behind(path, wire::kDraftsPath)) {
        // The one path with two methods; "PUT" is what any other hears of.
        if (method == "DELETE") return Route{Operation::draft_delete, "DELETE", std::move(*key)};
        return Route{Operation::draft_put, "PUT", std::move(*key)};
    }
    if (auto key = behind(path, wire::kSubmissionsPath)) return Route{Operation::ask, "GET", std::move(*key)};
    if (path.size() > wire::kSettleSuffix.size() && path.ends_with(wire::kSettleSuffix)) {
        path.remove_suffix(wire::kSettleSuffix.size());
        if (auto key = behind(path, wire::kSubmissionsPath))
            return Route{Operation::settle, "POST", std::move(*key)};
    }
    return std::nullopt;
}

}  // namespace kiosk24::sandbox
