#include "accounts/rights.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "base/error.hpp"

namespace fabula::accounts {

namespace {

std::string with_article(Role role) {
    const std::string name(name_of(role));
    const bool vowel = std::string_view("aeiou").find(name.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + name;
}

[[noreturn]] void forbid(Role needed, std::optional<Role> role) {
    const std::string is = role ? " You are " + with_article(*role) + " here."
                                : " You belong to a project of this house, not to the house.";
    throw AppError(Code::Forbidden, PublicText{"Only " + with_article(needed) +
                                               (needed == Role::Owner ? "" : " or a higher role") +
                                               " may do this." + is});
}

}  // namespace

Object object_of(const std::optional<ProjectId>& project, const OrganizationId& organization) {
    if (project) return *project;
    return organization;
}

std::optional<Role> find_role(store::Reader& db, const Actor& actor, const Object& object) {
    if (actor.anonymous()) return std::nullopt;
    const auto* project = std::get_if<ProjectId>(&object);
    const auto roles = project != nullptr
                           ? list_project_roles(db, *project, actor.user)
                           : list_roles(db, std::get<OrganizationId>(object), actor.user);
    if (roles.empty()) return std::nullopt;
    return *std::max_element(roles.begin(), roles.end());
}

bool can(store::Reader& db, const Actor& actor, Action action, const Object& object) {
    const auto role = find_role(db, actor, object);
    return role && *role >= least_role(action);
}

void require(store::Reader& db, const Actor& actor, Action action, const Object& object,
             std::string_view missing) {
    const auto role = find_role(db, actor, object);
    if (role && *role >= least_role(action)) return;
    const auto* house = std::get_if<OrganizationId>(&object);
    // Who was invited to one project knows that there is a house around it.
    const bool known = role || (house != nullptr && *house == actor.organization);
    if (!known) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    forbid(least_role(action), role);
}

}  // namespace fabula::accounts
