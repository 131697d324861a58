#include "accounts/supabase_service.hpp"

#include "accounts/accounts_store.hpp"
#include "accounts/supabase_store.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

[[noreturn]] void forbid(std::string text) {
    throw AppError(Code::Forbidden, PublicText{std::move(text)});
}

// What the account calls itself, as a name that one may have here.
std::string name_for(const JwtClaims& claims) {
    const auto at = claims.email.find('@');
    std::string name;
    for (const char c : claims.name.empty() ? claims.email.substr(0, at) : claims.name) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) name += c;
    }
    name = shorten(trim(name), kNameMax);
    return name.empty() ? "Supabase" : name;
}

// The link by which a token opens something; nothing where the account was never here.
std::optional<SupabaseLink> find_holding(store::Reader& db, const std::string& issuer,
                                         const std::string& subject) {
    auto link = find_supabase_link(db, subject);
    if (!link || link->issuer != issuer) return std::nullopt;
    if (link->ended_at) {
        forbid(
            "This Supabase account is linked to nobody here any more. Sign in, and link it on "
            "the page \"Me\".");
    }
    return link;
}

}  // namespace

bool SupabaseService::takes(std::string_view token) const noexcept {
    return available() && looks_like_jwt(token);
}

SupabaseService::Bearer SupabaseService::admit(std::string_view token, const Device& device) {
    const auto claims = tokens_.check(token);
    std::optional<SupabaseLink> link;
    auto actor = store_.read([&](store::Reader& db) -> std::optional<Actor> {
        link = find_holding(db, tokens_.issuer(), claims.subject);
        return link ? find_actor(db, link->user_id) : std::nullopt;
    });
    if (!link) {
        const auto user = ensure_user(claims, device);
        actor = store_.read([&](store::Reader& db) { return find_actor(db, user); });
    } else if (!link->last_used_at || *link->last_used_at + kTouchEvery <= clock_.now()) {
        store_.write([&](store::Tx& tx) { touch_supabase_link(tx, link->id); });
    }
    if (!actor) {
        throw AppError(Code::Unauthenticated,
                       PublicText{"Who this Supabase account is linked to belongs nowhere here "
                                  "any more."});
    }
    return {*actor, claims.subject};
}

UserId SupabaseService::ensure_user(const JwtClaims& claims, const Device& device) {
    const bool open = sign_in_.has_accounts() && door_.rules().sign_up == SignUp::Open;
    if (!open) {
        forbid(
            "This Supabase account is linked to nobody here. Sign in, and link it on the page "
            "\"Me\".");
    }
    sign_in_.take_try("sign-up", device);
    return store_.write([&](store::Tx& tx) {
        const auto made = find_holding(tx, tokens_.issuer(), claims.subject);
        return made ? made->user_id : make_user(tx, claims);
    });
}

UserId SupabaseService::make_user(store::Tx& tx, const JwtClaims& claims) {
    // Who has the address there need not be who has it here.
    if (!claims.email.empty() && find_user_by_login(tx, fold(trim(claims.email)))) {
        forbid(
            "Somebody signs in here by the e-mail address of this Supabase account. If that is "
            "you, sign in, and link the account on the page \"Me\".");
    }
    User user{.id = make_id<UserId>(), .name = name_for(claims)};
    tx.insert(user);
    create_organization(tx, user.name, user.id);
    auto link = link_of(user.id, claims);
    put_supabase_link(tx, link);
    return user.id;
}

SupabaseLink SupabaseService::link_of(const UserId& user, const JwtClaims& claims) const {
    return {.id = make_id<SupabaseLinkId>(),
            .user_id = user,
            .issuer = tokens_.issuer(),
            .subject = claims.subject,
            .email = shorten(claims.email, kLoginMax)};
}

std::optional<SupabaseLink> SupabaseService::find(const Actor& actor) {
    return store_.read([&](store::Reader& db) -> std::optional<SupabaseLink> {
        auto link = find_supabase_link(db, actor.user);
        const bool holds = link && !link->ended_at && link->issuer == tokens_.issuer();
        if (!holds) return std::nullopt;
        return link;
    });
}

SupabaseLink SupabaseService::link(const Actor& actor, const std::string& password,
                                   const std::string& token) {
    const auto user = sign_in_.get_user(actor.user);
    if (!available() || !user.login) {
        throw AppError(Code::Conflict,
                       PublicText{available() ? "Make an account for yourself first."
                                              : "This Fabula knows no Supabase project: its "
                                                "setting SUPABASE_URL is empty."});
    }
    sign_in_.require_password(user, password);
    const auto claims = [&] {
        try {
            return tokens_.check(trim(token));
        } catch (const AppError& error) {
            if (error.code() != Code::Unauthenticated) throw;
            invalid("token",
                    "This is no access token of the Supabase project, or it is over. "
                    "Take a new one.");
        }
    }();
    return store_.write([&](store::Tx& tx) {
        const auto other = find_supabase_link(tx, claims.subject);
        if (other && !other->ended_at && other->issuer == tokens_.issuer() &&
            other->user_id != actor.user) {
            throw AppError(Code::Conflict,
                           PublicText{"This Supabase account is linked to somebody else here."});
        }
        auto made = link_of(actor.user, claims);
        put_supabase_link(tx, made);
        return made;
    });
}

void SupabaseService::unlink(const Actor& actor) {
    store_.write([&](store::Tx& tx) {
        if (!end_supabase_link(tx, actor.user)) {
            throw AppError(Code::NotFound, PublicText{"There is no Supabase account linked."});
        }
    });
    sign_in_.sessions_ended();
}

}  // namespace fabula::accounts
