#include "accounts/desk_gatekeeper.hpp"

#include <optional>
#include <string>

#include "base/error.hpp"

namespace fabula::accounts {

namespace {

// Why the caller is not the person at the desk.
std::optional<std::string> foreign_to_desk(const http::Request& request, uid_t owner) {
    if (request.peer == nullptr) return std::nullopt;  // A call inside the program.
    if (!request.peer->loopback()) {
        return "This Fabula serves only the person at its own machine.";
    }
    const auto uid = request.peer->uid();
    if (!uid) {
        return "The system does not tell which user of this machine is asking, so nobody is "
               "served without an account.";
    }
    if (*uid != owner) return "This Fabula belongs to another user of this machine.";
    return std::nullopt;
}

}  // namespace

Actor DeskGatekeeper::admit(const http::Request& request, const http::Route& route) {
    auto reason = foreign_to_desk(request, owner_);
    if (!reason) return desk_;
    if (route.access == http::Access::Anyone) return {};
    throw AppError(Code::Forbidden, PublicText{std::move(*reason)});
}

}  // namespace fabula::accounts
