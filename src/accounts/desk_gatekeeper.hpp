// Desk mode: the one person at this machine is served without an account, and nobody else.
#pragma once

#include <sys/types.h>

#include "base/actor.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

class DeskGatekeeper final : public http::Gatekeeper {
public:
    // `owner`: the user of this machine who runs the server.
    DeskGatekeeper(Actor desk, uid_t owner) : desk_(std::move(desk)), owner_(owner) {}

    // Throws Forbidden for a caller from another machine and for another user of this one. Where
    // the kernel does not tell who is at the other end, the caller is refused as well. On rows for
    // anyone they are nobody.
    [[nodiscard]] Actor admit(const http::Request& request, const http::Route& route) override;

private:
    Actor desk_;
    uid_t owner_;
};

// The control socket: its file mode has already said who may connect.
class ControlGatekeeper final : public http::Gatekeeper {
public:
    explicit ControlGatekeeper(Actor desk) : desk_(std::move(desk)) {}
    [[nodiscard]] Actor admit(const http::Request&, const http::Route&) override { return desk_; }

private:
    Actor desk_;
};

}  // namespace fabula::accounts
