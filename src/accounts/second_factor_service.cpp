#include "accounts/second_factor_service.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/keys_store.hpp"
#include "accounts/second_factor_store.hpp"
#include "accounts/setup_code.hpp"
#include "accounts/supabase_store.hpp"
#include "accounts/totp.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"

namespace fabula::accounts {

namespace {

constexpr std::size_t kSecretBytes = 20;  // As RFC 4226, 4 recommends.
constexpr std::size_t kCodeMax = 40;
constexpr std::string_view kIssuer = "Fabula";
constexpr Buckets::Size kTries{10, 300};

std::string place_of(const UserId& user) {
    return "second_factor.secret:" + user.text;
}

std::string code_place(const UserId& user) {
    return "recovery_code:" + user.text;
}

std::string make_secret() {
    std::array<unsigned char, kSecretBytes> bytes{};
    random_bytes(bytes);
    return {bytes.begin(), bytes.end()};
}

void end_others(store::Tx& tx, const UserId& user, const SessionId& kept) {
    delete_other_sessions(tx, user, kept);
    delete_keys(tx, user);
    end_supabase_link(tx, user);
}

}  // namespace

std::string SecondFactorService::open_secret(const SecondFactor& row) const {
    auto secret = box_.open(row.secret, place_of(row.user_id));
    if (!secret) {
        throw AppError(Code::Unavailable,
                       PublicText{"The second factor cannot be checked: the server's secret-key is "
                                  "another one than before. Whoever runs it can take the second "
                                  "factor away."});
    }
    return std::move(*secret);
}

SecondFactorService::State SecondFactorService::state(const Actor& actor) {
    return store_.read([&](store::Reader& db) {
        const auto row = find_second_factor(db, actor.user);
        return State{row && row->confirmed_at, count_recovery_codes(db, actor.user)};
    });
}

SecondFactorService::Enrolment SecondFactorService::begin(const Actor& actor,
                                                          const std::string& password) {
    const auto user = sign_in_.get_user(actor.user);
    if (!user.login) {
        throw AppError(Code::Conflict, PublicText{"Make an account for yourself first."});
    }
    sign_in_.require_password(user, password);
    const auto secret = make_secret();
    store_.write([&](store::Tx& tx) {
        const auto known = find_second_factor(tx, user.id);
        if (known && known->confirmed_at) {
            throw AppError(Code::Conflict,
                           PublicText{"There is a second factor already. Take it away first."});
        }
        delete_second_factor(tx, user.id);
        tx.insert(SecondFactor{.id = make_id<SecondFactorId>(),
                               .user_id = user.id,
                               .secret = box_.seal(secret, place_of(user.id))});
    });
    return {to_base32(secret), totp_uri(secret, kIssuer, *user.login)};
}

std::vector<std::string> SecondFactorService::make_codes(
    const Actor& actor, const std::function<void(store::Tx&)>& also) {
    std::vector<std::string> codes;
    for (int i = 0; i < kRecoveryCodes; ++i) codes.push_back(SetupCode::make());
    store_.write([&](store::Tx& tx) {
        delete_recovery_codes(tx, actor.user);
        for (const auto& code : codes) {
            tx.insert(RecoveryCode{
                .id = make_id<RecoveryCodeId>(),
                .user_id = actor.user,
                .code_mark = box_.mark(SetupCode::plain(code), code_place(actor.user))});
        }
        also(tx);
    });
    return codes;
}

std::vector<std::string> SecondFactorService::confirm(const Actor& actor, const SessionId& session,
                                                      const std::string& code) {
    const auto row =
        store_.read([&](store::Reader& db) { return find_second_factor(db, actor.user); });
    if (!row || row->confirmed_at) {
        throw AppError(Code::Conflict, PublicText{"Begin with the QR code first."});
    }
    require_code(actor.user, code);
    return make_codes(actor, [&](store::Tx& tx) {
        confirm_second_factor(tx, actor.user);
        end_others(tx, actor.user, session);
        tx.after_commit([this] { sign_in_.sessions_ended(); });
    });
}

std::vector<std::string> SecondFactorService::renew_codes(const Actor& actor,
                                                          const std::string& code) {
    if (!state(actor).enabled) {
        throw AppError(Code::Conflict, PublicText{"There is no second factor."});
    }
    require_code(actor.user, code);
    return make_codes(actor, [](store::Tx&) {});
}

void SecondFactorService::remove(const Actor& actor, const SessionId& session,
                                 const std::string& password, const std::string& code) {
    if (!state(actor).enabled) {
        throw AppError(Code::Conflict, PublicText{"There is no second factor."});
    }
    sign_in_.require_password(sign_in_.get_user(actor.user), password);
    require_code(actor.user, code);
    store_.write([&](store::Tx& tx) {
        delete_second_factor(tx, actor.user);
        end_others(tx, actor.user, session);
        tx.after_commit([this] { sign_in_.sessions_ended(); });
    });
}

void SecondFactorService::reset(const Actor& actor, const std::string& login) {
    if (!actor.host) {
        throw AppError(Code::Forbidden, PublicText{"Only who runs this Fabula may do this."});
    }
    store_.write([&](store::Tx& tx) {
        const auto user = find_user_by_login(tx, fold(trim(login)));
        if (!user) invalid("login", "Nobody signs in by this name here.");
        delete_second_factor(tx, user->id);
        end_others(tx, user->id, {});
        tx.after_commit([this] { sign_in_.sessions_ended(); });
    });
}

void SecondFactorService::count_try(const UserId& user) {
    const std::array draws{Buckets::Draw{user.text, kTries}};
    if (const auto seconds = codes_.take(draws)) {
        throw http::TooManyTries(
            PublicText{"Too many tries. Wait " + std::to_string((*seconds + 59) / 60) +
                       " minutes and try again."},
            *seconds);
    }
}

// A code of the app, or one from the paper.
bool SecondFactorService::take_code(const UserId& user, const std::string& code) {
    const auto typed = SetupCode::plain(std::string_view(code).substr(0, kCodeMax));
    const auto row = store_.read([&](store::Reader& db) { return find_second_factor(db, user); });
    if (!row) return false;
    count_try(user);
    const auto step = find_totp_step(open_secret(*row), typed, clock_.now(), row->last_step);
    const bool taken = store_.write([&](store::Tx& tx) {
        if (step) return take_step(tx, user, *step);
        return take_recovery_code(tx, user, box_.mark(typed, code_place(user)));
    });
    if (taken) codes_.give_back(std::array{Buckets::Draw{user.text, kTries}});
    return taken;
}

void SecondFactorService::require_code(const UserId& user, const std::string& code) {
    if (!take_code(user, code)) {
        invalid("code", "This is not the code. Take the one that the app shows now.");
    }
}

void SecondFactorService::check(const User& user, const std::string& code) {
    const auto row =
        store_.read([&](store::Reader& db) { return find_second_factor(db, user.id); });
    if (!row || !row->confirmed_at) return;
    if (code.empty()) {
        throw AppError(Code::Unauthenticated,
                       PublicText{"Type the code that your app shows, or one of your recovery "
                                  "codes."},
                       {.field = "code"});
    }
    if (!take_code(user.id, code)) {
        throw AppError(Code::Unauthenticated,
                       PublicText{"This is not the code. Take the one that the app shows now."},
                       {.field = "code"});
    }
}

}  // namespace fabula::accounts
