#include "accounts/desk_gatekeeper.hpp"

#include "base/error.hpp"

namespace fabula::accounts {

Actor DeskGatekeeper::admit(const http::Request& request, const http::Route& route) {
    if (route.access == http::Access::Anyone) return desk_;
    if (request.peer == nullptr) return desk_;  // A call inside the program.
    if (!request.peer->loopback()) {
        throw AppError(Code::Forbidden,
                       PublicText{"This Fabula serves only the person at its own machine."});
    }
    const auto uid = request.peer->uid();
    if (!uid) {
        throw AppError(Code::Forbidden,
                       PublicText{"The system does not tell which user of this machine is asking, "
                                  "so nobody is served without an account."});
    }
    if (*uid != owner_) {
        throw AppError(Code::Forbidden,
                       PublicText{"This Fabula belongs to another user of this machine."});
    }
    return desk_;
}

}  // namespace fabula::accounts
