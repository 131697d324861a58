#include "accounts/door_service.hpp"

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "accounts/door_store.hpp"
#include "accounts/token.hpp"
#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"

namespace fabula::accounts {

namespace {

[[noreturn]] void forbid(std::string text) {
    throw AppError(Code::Forbidden, PublicText{std::move(text)});
}

// Who could take over an account by its password must have every right that the account has.
void check_may_reset(store::Reader& db, const Actor& actor, const User& user) {
    if (actor.host) return;
    constexpr std::string_view missing = "There is no such person here.";
    const auto roles = list_roles(db, actor.organization, user.id);
    require(db, actor, Action::ManagePeople, actor.organization, missing);
    if (roles.empty()) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    if (user.host || belongs_elsewhere(db, user.id, actor.organization)) {
        forbid("This person has a place elsewhere too. Who runs the server can make the link.");
    }
    if (roles.front() == Role::Owner) require(db, actor, Action::ManageHouse, actor.organization);
}

}  // namespace

HouseRules DoorService::rules() {
    return store_.read([](store::Reader& db) { return find_house_rules(db); });
}

HouseRules DoorService::set_rules(const Actor& actor, const Patch<HouseRules>& in,
                                  std::optional<std::int64_t> expected_rev) {
    if (!actor.host) forbid("Only who runs this Fabula may do this.");
    return store_.write([&](store::Tx& tx) {
        auto row = find_house_rules(tx);
        check_rev(row.rev, expected_rev, "the rules");
        in.apply_to(row);
        if (row.rev == 0)
            tx.insert(row);
        else
            tx.update(row);
        return row;
    });
}

DoorService::SignedUp DoorService::sign_up(const NewAccount& in, const Device& device) {
    if (!sign_in_.has_accounts() || rules().sign_up != SignUp::Open) {
        forbid("Nobody can make an account here without an invitation.");
    }
    sign_in_.take_try("sign-up", device);
    auto account = in;
    if (account.name.empty()) account.name = account.login.substr(0, account.login.find('@'));
    const auto hash = sign_in_.prepare(account);
    return store_.write([&](store::Tx& tx) {
        SignedUp out;
        out.user = sign_in_.create_user(tx, account, hash);
        out.organization = create_organization(tx, account.name, out.user.id);
        return out;
    });
}

DoorService::ResetLink DoorService::make_reset(const Actor& actor, const UserId& user) {
    ResetLink out{.reset = {.user_id = user, .created_by = actor.user}, .token = make_token()};
    out.reset.token_hash = hash_token(out.token);
    return store_.write([&](store::Tx& tx) {
        const auto person = get_user(tx, user);
        check_may_reset(tx, actor, person);
        if (!person.login) {
            throw AppError(Code::Conflict, PublicText{"This person has no account yet."});
        }
        delete_resets(tx, user);
        auto made = out;
        made.reset.expires_at = tx.now() + kResetLifetime;
        tx.insert(made.reset);
        return made;
    });
}

DoorService::ResetLink DoorService::make_reset(const Actor& actor, const std::string& login) {
    const auto user = store_.read([&](store::Reader& db) {
        if (!actor.host) require(db, actor, Action::ManagePeople, actor.organization);
        auto found = find_user_by_login(db, fold(trim(login)));
        const bool known =
            found && (actor.host || !list_roles(db, actor.organization, found->id).empty());
        if (!known) invalid("login", "Nobody signs in by this name here.");
        return *found;
    });
    return make_reset(actor, user.id);
}

User DoorService::get_reset_user(store::Reader& db, const std::string& token) const {
    const auto reset = find_reset(db, hash_token(token));
    if (!reset || reset->expires_at <= clock_.now()) {
        throw AppError(Code::NotFound,
                       PublicText{"This link was used, is older than a day, or is not whole. Ask "
                                  "for another one."});
    }
    return get_user(db, reset->user_id);
}

User DoorService::view_reset(const std::string& token) {
    return store_.read([&](store::Reader& db) { return get_reset_user(db, token); });
}

void DoorService::use_reset(const std::string& token, const std::string& password,
                            const Device& device) {
    sign_in_.take_try("password-reset", device);
    const auto user = view_reset(token);
    const auto hash = sign_in_.hash_new_password(user, "password", password);
    store_.write([&](store::Tx& tx) {
        SignInService::set_password(tx, get_reset_user(tx, token), hash, {});
        delete_resets(tx, user.id);
    });
    sign_in_.sessions_ended();
}

void DoorService::clean(Time now) {
    store_.write([&](store::Tx& tx) {
        delete_sessions_over(tx, now, now - kSessionIdle);
        delete_resets_over(tx, now);
        delete_invitations_over(tx, now - kOldInvitationKept);
    });
}

}  // namespace fabula::accounts
