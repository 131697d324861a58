// Who may come in: in desk mode the person at the machine; before the first account of a house
// that others can reach, nobody but who sets it up; afterwards whoever has signed in. A program may
// come with a key or a token of Supabase instead, with a key also in desk mode.
#pragma once

#include <sys/types.h>

#include <string>

#include "accounts/desk_gatekeeper.hpp"
#include "accounts/keys_service.hpp"
#include "accounts/request_rate.hpp"
#include "accounts/sign_in_service.hpp"
#include "accounts/supabase_service.hpp"
#include "http/policy.hpp"
#include "http/route.hpp"

namespace fabula::accounts {

enum class FirstAccount { AtTheDesk, BySetup };

// The cookie that holds a session's token, or an empty text.
std::string_view session_token(const http::Request& request);
// The header that sets it, for a browser on an encrypted connection or not. An empty token takes
// it away.
http::NameValue session_cookie(std::string_view token, const http::Client& client);
// The session that asks; empty where a key or nobody does.
SessionId session_of(SignInService& sign_in, const http::Request& request);
// The key or token of a request, from X-API-Key or else Authorization: Bearer, or an empty text.
std::string_view key_token(const http::Request& request);
// How far a key must reach for a row, a token reaching as far as any; nothing where none does: what
// keys themselves and the way to sign in hang on. Reading needs read, what admins and owners do
// needs admin, all else, and a live connection, write.
std::optional<KeyScope> scope_for(const http::Route& route) noexcept;
// Whether a row counts against the requests of a minute: not what waits, not the files of pages.
bool is_counted(const http::Route& route) noexcept;
// The browser behind a request.
Device device_of(const http::Request& request, const http::Policy& policy);

class HouseGatekeeper final : public http::Gatekeeper {
public:
    struct Options {
        FirstAccount first_account = FirstAccount::AtTheDesk;
        uid_t owner = 0;  // The user of this machine who runs the server.
        RequestRates rates{};
    };
    // Who answers for the visitors; all must outlive this.
    struct Parts {
        SignInService& sign_in;
        KeyService& keys;
        SupabaseService& supabase;
        const http::Policy& policy;
        const Clock& clock;
    };
    HouseGatekeeper(Parts parts, Actor host, Options options)
        : from_(parts),
          options_(options),
          rate_(parts.clock, options.rates),
          desk_(std::move(host), options.owner) {}

    // Throws Unauthenticated, Forbidden, and TooManyTries for who asks more often than they may.
    // Also asked for an upgrade to a WebSocket, with the row that it comes in by. An answer holds
    // for the moment: for what stays open, ask again before it does something.
    [[nodiscard]] Actor admit(const http::Request& request, const http::Route& route) override;
    [[nodiscard]] std::string entrance(const http::Request& request) const override;

private:
    [[nodiscard]] bool in_setup() const noexcept;
    [[nodiscard]] Actor admit_setup(const http::Route& route) const;
    Actor admit_program(std::string_view token, const http::Request& request,
                        const http::Route& route);
    void count(const http::Route& route, const std::string& caller);
    Actor admit_visitor(const http::Request& request, const http::Route& route);

    Parts from_;
    Options options_;
    RequestRate rate_;
    DeskGatekeeper desk_;
};

}  // namespace fabula::accounts
