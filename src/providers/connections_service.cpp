#include "providers/connections_service.hpp"

#include <algorithm>

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "history/record.hpp"
#include "story/story_store.hpp"

namespace fabula::providers {

namespace {

constexpr std::size_t kHintLength = 4;
constexpr std::size_t kHintedKeyMin = 12;  // Of a shorter one nothing is told.

std::string checked_key(const std::string& key) {
    const std::string out(trim(key));
    const bool plain = std::ranges::all_of(out, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (!plain) invalid("key", "is made of letters, digits and signs of plain ASCII");
    return out;
}

std::string hint_of(const std::string& key) {
    return key.size() < kHintedKeyMin ? std::string() : key.substr(key.size() - kHintLength);
}

[[noreturn]] void refuse_settings(const std::string& setting) {
    throw AppError(Code::Conflict,
                   PublicText{"This connection stands in the server's setting " + setting +
                              ". It is changed there, and gone when that is gone."});
}

}  // namespace

Wires ConnectionsService::wires() const {
    return {from_.fetcher, world_, from_.clock, limiter_};
}

std::vector<ConnectionsService::Found> ConnectionsService::of_settings(
    const OrganizationId& organization) const {
    const std::lock_guard lock(mutex_);
    std::vector<Found> out;
    if (organization != host_organization_) return out;
    for (const auto& one : settings_) {
        Found found{.row = {}, .from_setting = one.setting, .key = one.key};
        found.row.id.text = settings_id(one.kind);
        found.row.organization_id = organization;
        found.row.kind = one.kind;
        found.row.base_url = one.base_url;
        found.row.text_model = one.text_model;
        found.row.image_model = one.image_model;
        found.row.embedding_model = one.embedding_model;
        found.row.key_hint = hint_of(one.key);
        check(found.row, one.kind);
        out.push_back(std::move(found));
    }
    return out;
}

std::optional<ConnectionsService::Found> ConnectionsService::find_found(
    store::Reader& db, const OrganizationId& organization, const std::string& id) const {
    for (auto& one : of_settings(organization)) {
        if (one.row.id.text == id) return std::move(one);
    }
    auto row = find_connection(db, organization, ConnectionId{id});
    if (!row) return std::nullopt;
    return Found{.row = std::move(*row)};
}

ConnectionsService::Found ConnectionsService::get_found(store::Reader& db, const Actor& actor,
                                                        Action action,
                                                        const std::string& id) const {
    for (auto& one : of_settings(actor.organization)) {
        if (one.row.id.text != id) continue;
        accounts::require(db, actor, action, actor.organization);
        return std::move(one);
    }
    return {.row = get_connection(db, actor, action, ConnectionId{id})};
}

ConnectionView ConnectionsService::view(const Found& found, bool manages) const {
    const auto& row = found.row;
    ConnectionView out;
    static_cast<ConnectionSetup&>(out) = row;
    out.id = row.id.text;
    out.kind = row.kind;
    out.host = host_of(row.base_url);
    out.local = is_local_host(out.host);
    out.has_key = !row.sealed_key.empty() || !found.key.empty();
    out.from_setting = found.from_setting;
    out.rev = row.rev;
    if (found.from_setting.empty()) out.updated_at = row.updated_at;
    if (manages) {
        out.key_hint = row.key_hint;
    } else {
        out.base_url.clear();
        out.workflow = Json::object();
    }
    return out;
}

std::vector<ConnectionView> ConnectionsService::list(const Actor& actor) {
    return from_.store.read([&](store::Reader& db) {
        accounts::require(db, actor, Action::View, actor.organization);
        const bool manages = accounts::can(db, actor, Action::ManagePeople, actor.organization);
        std::vector<ConnectionView> out;
        for (auto& row : list_connections(db, actor.organization)) {
            out.push_back(view({.row = std::move(row)}, manages));
        }
        for (const auto& one : of_settings(actor.organization)) out.push_back(view(one, manages));
        return out;
    });
}

ConnectionView ConnectionsService::get(const Actor& actor, const std::string& id) {
    return from_.store.read([&](store::Reader& db) {
        const bool manages = accounts::can(db, actor, Action::ManagePeople, actor.organization);
        return view(get_found(db, actor, Action::View, id), manages);
    });
}

void ConnectionsService::seal_key(Connection& row, const std::string& key) const {
    const auto plain = checked_key(key);
    row.sealed_key = plain.empty() ? std::string() : from_.box.seal(plain, place_of_key(row));
    row.key_hint = hint_of(plain);
}

void ConnectionsService::choose_first(store::Tx& tx, const Connection& row) const {
    for (const auto task : {Task::Text, Task::Image, Task::Embedding}) {
        const auto& holder = row.organization_id.text;
        const bool named = needs_no_model(row.kind, task) || !row.model(task).empty();
        const bool able = facts_of(row.kind).can(task) && named;
        if (!able || find_choice(tx, holder, task)) continue;
        tx.insert(Choice{.holder = holder,
                         .task = task,
                         .organization_id = row.organization_id,
                         .connection_id = row.id.text});
    }
}

ConnectionView ConnectionsService::create(const Actor& actor, const ConnectionWish& wish) {
    from_.store.read([&](store::Reader& db) {
        accounts::require(db, actor, Action::ManagePeople, actor.organization);
    });
    Connection made;
    static_cast<ConnectionSetup&>(made) = wish;
    made.kind = wish.kind;
    made.id = make_id<ConnectionId>();
    made.organization_id = actor.organization;
    check(made, made.kind);
    if (facts_of(made.kind).key == KeyNeed::Required && trim(wish.key).empty()) {
        invalid("key", "is needed for " + std::string(facts_of(made.kind).name));
    }
    seal_key(made, wish.key);
    return from_.store.write([&](store::Tx& tx) {
        accounts::require(tx, actor, Action::ManagePeople, actor.organization);
        if (count_connections(tx, actor.organization) >= kConnectionsMax) {
            throw AppError(Code::Conflict,
                           PublicText{"These are " + std::to_string(kConnectionsMax) +
                                      " connections already. Delete some first."});
        }
        auto row = made;
        tx.insert(row);
        choose_first(tx, row);
        history::record(tx, actor, history::Act::Create, history::entity_of(row));
        return view({.row = row}, true);
    });
}

ConnectionView ConnectionsService::update(const Actor& actor, const std::string& id,
                                          const Patch<ConnectionWish>& patch,
                                          std::optional<std::int64_t> expected_rev) {
    return from_.store.write([&](store::Tx& tx) {
        auto found = get_found(tx, actor, Action::ManagePeople, id);
        if (!found.from_setting.empty()) refuse_settings(found.from_setting);
        auto& row = found.row;
        check_rev(row.rev, expected_rev, "this connection");
        const auto before = row;
        const auto origin = origin_of(row.base_url);
        ConnectionWish next;
        static_cast<ConnectionSetup&>(next) = row;
        patch.apply_to(next);
        static_cast<ConnectionSetup&>(row) = next;
        check(row, row.kind);
        if (patch.has<&ConnectionWish::key>()) {
            seal_key(row, next.key);
        } else if (origin_of(row.base_url) != origin) {
            seal_key(row, {});
        }
        tx.update(row);
        choose_first(tx, row);
        history::record_change(tx, actor, before, row);
        return view(found, true);
    });
}

void ConnectionsService::remove(const Actor& actor, const std::string& id) {
    from_.store.write([&](store::Tx& tx) {
        auto found = get_found(tx, actor, Action::ManagePeople, id);
        if (!found.from_setting.empty()) refuse_settings(found.from_setting);
        found.row.deleted_at = tx.now();
        tx.update(found.row);
        history::record(tx, actor, history::Act::Delete, history::entity_of(found.row));
    });
}

ConnectionView ConnectionsService::restore(const Actor& actor, const std::string& id) {
    return from_.store.write([&](store::Tx& tx) {
        auto row = get_connection(tx, actor, Action::ManagePeople, ConnectionId{id}, Shelf::Bin);
        row.deleted_at.reset();
        tx.update(row);
        history::record(tx, actor, history::Act::Restore, history::entity_of(row));
        return view({.row = std::move(row)}, true);
    });
}

std::int64_t ConnectionsService::purge_expired(Time now) {
    return from_.store.write(
        [&](store::Tx& tx) { return delete_connections_binned(tx, now - story::kBinKept); });
}

void ConnectionsService::take_from_settings(const Actor& host,
                                            std::vector<SettingsConnection> connections) {
    for (auto& one : connections) {
        one.key = checked_key(one.key);
        ConnectionSetup setup{.base_url = one.base_url};
        check(setup, one.kind);
    }
    const std::lock_guard lock(mutex_);
    host_organization_ = host.organization;
    settings_ = std::move(connections);
}

}  // namespace fabula::providers
