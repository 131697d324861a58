// The second factor: set up with an authenticator app, asked for at sign-in, and the way back in
// where it is lost.
#pragma once

#include <string>
#include <vector>

#include "accounts/second_factor.hpp"
#include "accounts/sign_in_service.hpp"
#include "base/secret_box.hpp"

namespace fabula::accounts {

inline constexpr int kRecoveryCodes = 10;

class SecondFactorService {
public:
    // All must outlive this.
    SecondFactorService(store::Store& store, const Clock& clock, SignInService& sign_in,
                        const SecretBox& box)
        : store_(store), clock_(clock), sign_in_(sign_in), box_(box), codes_(clock) {}

    struct State {
        bool enabled = false;
        std::int64_t recovery_codes = 0;  // That are left.
    };
    State state(const Actor& actor);

    struct Enrolment {
        std::string secret;  // As an app is told it by hand: base 32.
        std::string uri;     // As it reads it from a QR code.
    };
    // Begins anew; nothing is asked for before confirm(). Throws Invalid naming `password`,
    // Conflict where there is one already or the person has no account.
    Enrolment begin(const Actor& actor, const std::string& password);
    // Shows that the app works. Answers the recovery codes, which are told once; ends every other
    // session, every key and the link to Supabase. Throws Invalid naming `code`, Conflict where
    // nothing was begun.
    std::vector<std::string> confirm(const Actor& actor, const SessionId& session,
                                     const std::string& code);
    // New recovery codes in place of those that are left. Throws Invalid naming `code`.
    std::vector<std::string> renew_codes(const Actor& actor, const std::string& code);
    // Throws Invalid naming `password` or `code`.
    void remove(const Actor& actor, const SessionId& session, const std::string& password,
                const std::string& code);
    // For somebody who lost both phone and paper, by the host; ends all their sessions and keys.
    // Throws Invalid naming `login`.
    void reset(const Actor& actor, const std::string& login);

    // At sign-in, after the password was right. Nothing where the user has no second factor; throws
    // Unauthenticated naming `code` where it is missing or wrong, TooManyTries after ten tries, of
    // which one comes back every five minutes.
    void check(const User& user, const std::string& code);

private:
    bool take_code(const UserId& user, const std::string& code);
    void require_code(const UserId& user, const std::string& code);
    void count_try(const UserId& user);
    [[nodiscard]] std::string open_secret(const SecondFactor& row) const;
    std::vector<std::string> make_codes(const Actor& actor,
                                        const std::function<void(store::Tx&)>& also);

    store::Store& store_;
    const Clock& clock_;
    SignInService& sign_in_;
    const SecretBox& box_;
    Buckets codes_;
};

}  // namespace fabula::accounts
