// Who may come in: in desk mode the person at the machine; before the first account of a house
// that others can reach, nobody but who sets it up; afterwards whoever has signed in.
#pragma once

#include <sys/types.h>

#include <string>

#include "accounts/desk_gatekeeper.hpp"
#include "accounts/sign_in_service.hpp"
#include "http/policy.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

enum class FirstAccount { AtTheDesk, BySetup };

// The cookie that holds a session's token, or an empty text.
std::string_view session_token(const http::Request& request);
// The header that sets it, for a browser on an encrypted connection or not. An empty token takes
// it away.
http::NameValue session_cookie(std::string_view token, const http::Client& client);
// The browser behind a request.
Device device_of(const http::Request& request, const http::Policy& policy);

class HouseGatekeeper final : public http::Gatekeeper {
public:
    struct Options {
        FirstAccount first_account = FirstAccount::AtTheDesk;
        uid_t owner = 0;  // The user of this machine who runs the server.
    };
    // All must outlive this.
    HouseGatekeeper(SignInService& sign_in, Actor host, Options options)
        : sign_in_(sign_in), options_(options), desk_(std::move(host), options.owner) {}

    // Also asked for an upgrade to a WebSocket, with the row that it comes in by. An answer holds
    // for the moment: for what stays open, ask again before it does something.
    [[nodiscard]] Actor admit(const http::Request& request, const http::Route& route) override;
    [[nodiscard]] std::string entrance(const http::Request& request) const override;

private:
    [[nodiscard]] bool in_setup() const noexcept;
    [[nodiscard]] Actor admit_setup(const http::Route& route) const;

    SignInService& sign_in_;
    Options options_;
    DeskGatekeeper desk_;
};

}  // namespace fabula::accounts
