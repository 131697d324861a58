// How people get an account, and back into one whose password is lost.
#pragma once

#include <optional>
#include <string>

#include "accounts/door.hpp"
#include "accounts/sign_in_service.hpp"

namespace fabula::accounts {

inline constexpr std::chrono::hours kResetLifetime{24};
inline constexpr std::chrono::days kOldInvitationKept{30};  // After it was used or over.

class DoorService {
public:
    DoorService(store::Store& store, const Clock& clock, SignInService& sign_in)
        : store_(store), clock_(clock), sign_in_(sign_in) {}

    HouseRules rules();
    // By the host. Throws Stale where `expected_rev` is given and another.
    HouseRules set_rules(const Actor& actor, const Patch<HouseRules>& in,
                         std::optional<std::int64_t> expected_rev);

    struct SignedUp {
        User user;
        Organization organization;
    };
    // An account with an organization of its own. Throws Forbidden unless the house is open to
    // everybody, Invalid naming the field, TooManyTries.
    SignedUp sign_up(const NewAccount& in, const Device& device);

    struct ResetLink {
        PasswordReset reset;
        std::string token;  // Kept nowhere.
    };
    // For anybody by the host; else by an admin, for who belongs to the admin's organization alone
    // and has no higher role there. Takes back the links made before. Throws Forbidden, and
    // NotFound for who does not belong there at all.
    ResetLink make_reset(const Actor& actor, const UserId& user);
    ResetLink make_reset(const Actor& actor, const std::string& login);
    // Whose password the link is for. Throws NotFound for a link that is none, over or used.
    User view_reset(const std::string& token);
    // Ends all sessions and keys of the person. Throws Invalid naming `password`.
    void use_reset(const std::string& token, const std::string& password, const Device& device);

    // Removes sessions, links and invitations that are over.
    void clean(Time now);

private:
    User get_reset_user(store::Reader& db, const std::string& token) const;

    store::Store& store_;
    const Clock& clock_;
    SignInService& sign_in_;
};

}  // namespace fabula::accounts
