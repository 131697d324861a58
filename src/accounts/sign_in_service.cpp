#include "accounts/sign_in_service.hpp"

#include "accounts/accounts_store.hpp"
#include "accounts/keys_store.hpp"
#include "accounts/supabase_store.hpp"
#include "accounts/token.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

constexpr std::size_t kLoginMin = 2;
constexpr std::size_t kDeviceMax = 200;
constexpr std::size_t kAddressMax = 64;

bool is_over(const Session& session, Time now) {
    return session.expires_at <= now || session.last_seen_at + kSessionIdle <= now;
}

std::string check_name(std::string_view name) {
    const auto trimmed = trim(name);
    const auto length = count_code_points(trimmed);
    if (length == 0 || length > kNameMax) {
        invalid("name", "The name needs 1 to " + std::to_string(kNameMax) + " characters.");
    }
    for (const char c : trimmed) {
        if (static_cast<unsigned char>(c) < 0x20) {
            invalid("name", "The name may hold no line ends or control characters.");
        }
    }
    return std::string(trimmed);
}

void check_new_password(const std::string& field, const std::string& password,
                        const std::string& login, const std::string& name) {
    if (const auto reason = refuse_password(password, login, name)) invalid(field, *reason);
}

[[noreturn]] void refuse_sign_in() {
    throw AppError(Code::Unauthenticated,
                   PublicText{"This name and this password do not go together."});
}

}  // namespace

std::string check_login(std::string_view login) {
    auto folded = fold(trim(login));
    const auto length = count_code_points(folded);
    if (length < kLoginMin || length > kLoginMax) {
        invalid("login", "The sign-in name needs " + std::to_string(kLoginMin) + " to " +
                             std::to_string(kLoginMax) + " characters.");
    }
    for (const char c : folded) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) {
            invalid("login", "The sign-in name may hold no blanks.");
        }
    }
    return folded;
}

SignInService::SignInService(store::Store& store, const Clock& clock, PasswordCost cost)
    : store_(store),
      clock_(clock),
      passwords_(cost),
      throttle_(clock),
      has_accounts_(store.read([](store::Reader& db) { return count_accounts(db) > 0; })) {}

std::string SignInService::prepare(NewAccount& in) {
    in.login = check_login(in.login);
    in.name = check_name(in.name);
    check_new_password("password", in.password, in.login, in.name);
    return passwords_.hash(in.password);
}

User SignInService::claim_desk(const NewAccount& in, const HouseSetup& house) {
    if (has_accounts_) {
        throw AppError(Code::Conflict, PublicText{"This Fabula has its first account already."});
    }
    auto account = in;
    const auto name = check_name(house.name);
    const auto hash = prepare(account);
    return store_.write([&](store::Tx& tx) {
        auto user = find_desk_user(tx);
        if (!user || count_accounts(tx) > 0) {
            throw AppError(Code::Conflict,
                           PublicText{"This Fabula has its first account already."});
        }
        user->name = account.name;
        user->login = account.login;
        user->password_hash = hash;
        user->desk = false;
        user->language = house.language;
        tx.update(*user);
        auto organization = find_home_organization(tx, user->id);
        organization->name = name;
        organization->language = house.language.value_or(organization->language);
        organization->paper = house.paper;
        tx.update(*organization);
        tx.after_commit([this] { has_accounts_ = true; });
        return *user;
    });
}

User SignInService::create_user(store::Tx& tx, const NewAccount& in,
                                const std::string& password_hash) {
    if (find_user_by_login(tx, in.login)) {
        invalid("login", "Somebody has this sign-in name already. Take another one.");
    }
    User user{.name = in.name, .login = in.login, .password_hash = password_hash};
    tx.insert(user);
    return user;
}

User SignInService::check_password(const Credentials& in, const Device& device) {
    const auto login = shorten(fold(trim(in.login)), kLoginMax);
    throttle_.take(login, device.address);
    const auto user = store_.read([&](store::Reader& db) { return find_user_by_login(db, login); });
    const auto hash = user ? user->password_hash : std::nullopt;
    if (!passwords_.verify(hash, in.password)) refuse_sign_in();
    throttle_.give_back(login, device.address);
    return *user;
}

SignedIn SignInService::open_session(const User& user, const Device& device) {
    SignedIn out{.user = user, .token = make_token()};
    store_.write([&](store::Tx& tx) {
        delete_sessions_over(tx, tx.now(), tx.now() - kSessionIdle);
        tx.insert(Session{.id = make_id<SessionId>(),
                          .user_id = user.id,
                          .token_hash = hash_token(out.token),
                          .device = shorten(device.name, kDeviceMax),
                          .address = shorten(device.address, kAddressMax),
                          .last_seen_at = tx.now(),
                          .expires_at = tx.now() + kSessionLifetime});
    });
    return out;
}

std::optional<SignInService::Visitor> SignInService::find_visitor(std::string_view token) {
    if (token.empty() || token.size() > 128) return std::nullopt;
    std::optional<Session> session;
    const auto actor = store_.read([&](store::Reader& db) -> std::optional<Actor> {
        session = find_session(db, hash_token(token));
        if (!session || is_over(*session, clock_.now())) return std::nullopt;
        if (const auto place = find_session_organization(db, session->id)) {
            auto chosen = find_actor(db, session->user_id, *place);
            if (chosen) return chosen;
        }
        return find_actor(db, session->user_id);
    });
    if (!actor) return std::nullopt;
    if (session->last_seen_at + kTouchEvery <= clock_.now()) touch(*session);
    return Visitor{*actor, session->id};
}

void SignInService::choose_organization(std::string_view token, const OrganizationId& id) {
    const auto visitor = find_visitor(token);
    if (!visitor) {
        throw AppError(Code::Conflict,
                       PublicText{"Only who has signed in can work in another organization."});
    }
    store_.write([&](store::Tx& tx) { set_session_organization(tx, visitor->session, id); });
}

void SignInService::follow(Visitor& visitor, const ProjectId& project) {
    const auto there = store_.read([&](store::Reader& db) -> std::optional<OrganizationId> {
        const auto id = organization_of(db, project);
        if (!id || *id == visitor.actor.organization) return std::nullopt;
        if (!can(db, visitor.actor, Action::View, project)) return std::nullopt;
        return id;
    });
    if (!there) return;
    store_.write([&](store::Tx& tx) { set_session_organization(tx, visitor.session, *there); });
    visitor.actor.organization = *there;
}

void SignInService::touch(const Session& session) {
    store_.write([&](store::Tx& tx) { touch_session(tx, session.id); });
}

std::vector<Session> SignInService::list_sessions(const Actor& actor) {
    auto all =
        store_.read([&](store::Reader& db) { return accounts::list_sessions(db, actor.user); });
    std::erase_if(all, [now = clock_.now()](const Session& one) { return is_over(one, now); });
    return all;
}

void SignInService::on_sessions_ended(std::function<void()> tell) {
    const std::lock_guard lock(mutex_);
    ended_ = std::move(tell);
}

void SignInService::sessions_ended() {
    const std::lock_guard lock(mutex_);
    if (ended_) ended_();
}

void SignInService::end_session(const Actor& actor, const SessionId& id) {
    const auto ended =
        store_.write([&](store::Tx& tx) { return delete_session(tx, actor.user, id); });
    if (!ended) throw AppError(Code::NotFound, PublicText{"There is no such session."});
    sessions_ended();
}

void SignInService::end_others(const Actor& actor, const SessionId& kept) {
    store_.write([&](store::Tx& tx) { delete_other_sessions(tx, actor.user, kept); });
    sessions_ended();
}

void SignInService::change_password(const Actor& actor, const SessionId& session,
                                    const std::string& password, const std::string& new_password) {
    const auto user = get_user(actor.user);
    require_password(user, password);
    const auto hash = hash_new_password(user, "new_password", new_password);
    store_.write([&](store::Tx& tx) {
        set_password(tx, accounts::get_user(tx, actor.user), hash, session);
    });
    sessions_ended();
}

void SignInService::require_password(const User& user, const std::string& password) {
    throttle_.take(user.login.value_or(""), "");
    if (!passwords_.verify(user.password_hash, password)) {
        invalid("password", "This is not your password.");
    }
    throttle_.give_back(user.login.value_or(""), "");
}

std::string SignInService::hash_new_password(const User& user, const std::string& field,
                                             const std::string& password) {
    check_new_password(field, password, user.login.value_or(""), user.name);
    return passwords_.hash(password);
}

void SignInService::set_password(store::Tx& tx, User user, const std::string& hash,
                                 const SessionId& kept) {
    user.password_hash = hash;
    tx.update(user);
    delete_other_sessions(tx, user.id, kept);
    delete_keys(tx, user.id);
    end_supabase_link(tx, user.id);
}

void SignInService::reset_password(const Actor& actor, const std::string& login,
                                   const std::string& password) {
    if (!actor.host) {
        throw AppError(Code::Forbidden,
                       PublicText{"Only who runs this Fabula may set the password of others."});
    }
    const auto user =
        store_.read([&](store::Reader& db) { return find_user_by_login(db, fold(trim(login))); });
    if (!user) invalid("login", "Nobody signs in by this name here.");
    const auto hash = hash_new_password(*user, "password", password);
    store_.write(
        [&](store::Tx& tx) { set_password(tx, accounts::get_user(tx, user->id), hash, {}); });
    sessions_ended();
}

User SignInService::get_user(const UserId& id) {
    return store_.read([&](store::Reader& db) { return accounts::get_user(db, id); });
}

User SignInService::rename(const Actor& actor, const std::string& name) {
    const auto checked = check_name(name);
    return store_.write([&](store::Tx& tx) {
        auto row = accounts::get_user(tx, actor.user);
        row.name = checked;
        tx.update(row);
        return row;
    });
}

Portrayal SignInService::portrayal(const Actor& actor) {
    return store_.read([&](store::Reader& db) { return find_portrayal(db, actor.user); });
}

void SignInService::portray(const Actor& actor, const std::function<void(Portrayal&)>& change) {
    store_.write([&](store::Tx& tx) {
        auto row = find_portrayal(tx, actor.user);
        change(row);
        if (!row.avatar_url.empty() && !row.avatar_url.starts_with("https://")) {
            invalid("avatar_url", "The address of a picture starts with https://.");
        }
        put_portrayal(tx, row);
    });
}

User SignInService::set_language(const Actor& actor, std::optional<std::string> language) {
    return store_.write([&](store::Tx& tx) {
        auto row = accounts::get_user(tx, actor.user);
        row.language = std::move(language);
        tx.update(row);
        return row;
    });
}

}  // namespace fabula::accounts
