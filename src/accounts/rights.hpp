// The one place that decides who may do what. Services and stores ask it inside the transaction
// that does the work, so that a right taken away is gone at the next write.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "accounts/accounts.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

// A project with all that is in it, also in the bin, or the organization as a whole.
using Object = std::variant<ProjectId, OrganizationId>;

// The object of a row that belongs to a project, or else to the organization itself.
Object object_of(const std::optional<ProjectId>& project, const OrganizationId& organization);

// The actor's role: in a project the higher one of the project's own and the organization's.
// Nothing where the object does not exist or is not theirs.
std::optional<Role> find_role(store::Reader& db, const Actor& actor, const Object& object);

bool can(store::Reader& db, const Actor& actor, Action action, const Object& object);

// Throws NotFound with `missing` where the object is not the actor's at all: what is foreign does
// not exist. Throws Forbidden, naming the role that is needed, where they know it and may not.
void require(store::Reader& db, const Actor& actor, Action action, const Object& object,
             std::string_view missing = "There is nothing here.");

}  // namespace fabula::accounts
