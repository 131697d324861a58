// Who asks. Services take an Actor, never a request, so that pages, jobs and commands call alike.
#pragma once

#include "base/id.hpp"

namespace fabula {

using UserId = Id<struct UserTag>;
using OrganizationId = Id<struct OrganizationTag>;
using ProjectId = Id<struct ProjectTag>;  // Here for the modules that come before story.

struct Actor {
    UserId user;
    OrganizationId organization;
    bool host = false;  // Runs the server (the documented superadmin).

    // Nobody: a caller that no session, key or desk vouches for.
    [[nodiscard]] bool anonymous() const noexcept { return user.empty(); }
};

}  // namespace fabula
