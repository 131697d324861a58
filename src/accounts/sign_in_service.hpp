// How somebody comes in and stays in: passwords, sessions, the first account.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "accounts/password.hpp"
#include "accounts/place.hpp"
#include "accounts/rights.hpp"
#include "accounts/throttle.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

namespace fabula::accounts {

inline constexpr std::chrono::days kSessionIdle{30};      // Without a request.
inline constexpr std::chrono::days kSessionLifetime{90};  // However much it is used.

// What somebody signs in with, as they typed it.
struct Credentials {
    std::string login;
    std::string password;
};

// The browser at the other end.
struct Device {
    std::string name;     // Its User-Agent.
    std::string address;  // Empty inside the program.
};

// A new account, or the one that somebody becomes by it.
struct NewAccount {
    std::string name;
    std::string login;
    std::string password;
};

// What a house is called, and what its projects begin with.
struct HouseSetup {
    std::string name;
    std::optional<std::string> language{};
    Paper paper = Paper::Letter;
};

struct SignedIn {
    User user;
    std::string token;  // For the cookie; it is kept nowhere.
};

// Throws Invalid naming `login` unless it can be one; answers it as it is kept.
std::string check_login(std::string_view login);

class SignInService {
public:
    SignInService(store::Store& store, const Clock& clock, PasswordCost cost = {});

    // True once somebody can sign in: from then on everybody has to.
    [[nodiscard]] bool has_accounts() const noexcept { return has_accounts_; }

    // The first account: the user of the desk gets a name and a password and keeps all that was
    // made there, and the pages in the house's language. Throws Conflict where there is an account.
    User claim_desk(const NewAccount& in, const HouseSetup& house);
    // Throws Invalid for a login that is taken. To be called with a hash made before.
    User create_user(store::Tx& tx, const NewAccount& in, const std::string& password_hash);
    // Checks name, login and password of a new account; answers the hash of the password.
    std::string prepare(NewAccount& in);

    // Throws Unauthenticated, in the same words and time for a wrong password and an unknown
    // name; TooManyTries.
    User check_password(const Credentials& in, const Device& device);
    SignedIn open_session(const User& user, const Device& device);
    // Guards other secrets that can be guessed, as a one-time code; throws TooManyTries.
    void take_try(const std::string& what, const Device& device) {
        throttle_.take(what, device.address);
    }

    struct Visitor {
        Actor actor;
        SessionId session;
    };
    // Who a cookie stands for; nothing where the session is over or never was.
    std::optional<Visitor> find_visitor(std::string_view token);
    // The organization that the session works in from now on. Throws Conflict without a session.
    void choose_organization(std::string_view token, const OrganizationId& id);
    // Takes the visitor's session to the organization of a project, where they may see that and are
    // somewhere else: whoever opens a project works in its organization.
    void follow(Visitor& visitor, const ProjectId& project);

    // `tell` is called whenever sessions have ended, so that what they hold open ends with them; an
    // empty one is not. It must be brief and throw nothing.
    void on_sessions_ended(std::function<void()> tell);
    // For whoever ends some, once that is on disk.
    void sessions_ended();

    std::vector<Session> list_sessions(const Actor& actor);
    // Throws NotFound for another user's session.
    void end_session(const Actor& actor, const SessionId& id);
    // All of the actor's but `kept`, which may be empty.
    void end_others(const Actor& actor, const SessionId& kept);
    // Ends every other session, every key and the link to Supabase. Throws Invalid naming
    // `password` or `new_password`.
    void change_password(const Actor& actor, const SessionId& session, const std::string& password,
                         const std::string& new_password);
    // For somebody who lost theirs, by the host; ends all of these too.
    void reset_password(const Actor& actor, const std::string& login, const std::string& password);

    // For what a session alone must not do. Throws Invalid naming `password`, TooManyTries.
    void require_password(const User& user, const std::string& password);
    // The hash of a password that somebody may have; throws Invalid naming `field`.
    std::string hash_new_password(const User& user, const std::string& field,
                                  const std::string& password);
    // Ends the user's keys, their link to Supabase and all their sessions but `kept`, which may be
    // empty.
    static void set_password(store::Tx& tx, User user, const std::string& hash,
                             const SessionId& kept);

    User get_user(const UserId& id);
    User rename(const Actor& actor, const std::string& name);
    // Nothing: the pages speak as the browser asks.
    User set_language(const Actor& actor, std::optional<std::string> language);
    // What the actor says of themselves; empty at first.
    Portrayal portrayal(const Actor& actor);
    // `change` is called on the row. Throws Invalid naming `avatar_url`.
    void portray(const Actor& actor, const std::function<void(Portrayal&)>& change);

private:
    void touch(const Session& session);

    store::Store& store_;
    const Clock& clock_;
    Passwords passwords_;
    Throttle throttle_;
    std::atomic<bool> has_accounts_;
    std::mutex mutex_;             // Of what follows.
    std::function<void()> ended_;  // See on_sessions_ended().
};

}  // namespace fabula::accounts
