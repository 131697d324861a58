// Access tokens of Supabase as a way to the same user: who a token stands for, and how a person
// links the account that they have there.
#pragma once

#include <optional>
#include <string>

#include "accounts/door_service.hpp"
#include "accounts/supabase_link.hpp"
#include "accounts/supabase_tokens.hpp"

namespace fabula::accounts {

class SupabaseService {
public:
    // All must outlive this.
    SupabaseService(store::Store& store, const Clock& clock, SignInService& sign_in,
                    DoorService& door, SupabaseTokens& tokens)
        : store_(store), clock_(clock), sign_in_(sign_in), door_(door), tokens_(tokens) {}

    // Whether the settings name a project.
    [[nodiscard]] bool available() const noexcept { return tokens_.enabled(); }
    // Whether it is worth checking; the text may still be no token.
    [[nodiscard]] bool takes(std::string_view token) const noexcept;

    struct Bearer {
        Actor actor;
        std::string subject;
    };
    // Whose token this is, as they are in the organization that they belong to. An account that is
    // linked to nobody becomes a person of its own, with an organization, where the house is open
    // to everybody; never one who is here already, whatever e-mail address the token names. Throws
    // like SupabaseTokens::check(), Unauthenticated for who belongs nowhere any more, and Forbidden
    // where the account is linked to nobody and none may be made.
    Bearer admit(std::string_view token, const Device& device);

    // One's own that holds.
    std::optional<SupabaseLink> find(const Actor& actor);
    // Throws Invalid naming `password` or `token`; Conflict where the account is somebody else's,
    // the actor has no account, or there is no project.
    SupabaseLink link(const Actor& actor, const std::string& password, const std::string& token);
    // From then on its tokens open nothing. Throws NotFound.
    void unlink(const Actor& actor);

private:
    UserId ensure_user(const JwtClaims& claims, const Device& device);
    UserId make_user(store::Tx& tx, const JwtClaims& claims);
    [[nodiscard]] SupabaseLink link_of(const UserId& user, const JwtClaims& claims) const;

    store::Store& store_;
    const Clock& clock_;
    SignInService& sign_in_;
    DoorService& door_;
    SupabaseTokens& tokens_;
};

}  // namespace fabula::accounts
