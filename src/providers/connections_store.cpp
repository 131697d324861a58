#include "providers/connections_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::providers {

Connection get_connection(store::Reader& db, const Actor& actor, Action action,
                          const ConnectionId& id, Shelf shelf) {
    constexpr std::string_view missing = "There is no such connection.";
    auto found = db.one<Connection>(
        store::select_from<Connection>() + " WHERE id = ? AND organization_id = ?", id,
        actor.organization);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->organization_id, missing);
    if (found->deleted_at.has_value() != (shelf == Shelf::Bin)) {
        throw AppError(Code::NotFound, PublicText{std::string(missing)});
    }
    return std::move(*found);
}

std::optional<Connection> find_connection(store::Reader& db, const OrganizationId& organization,
                                          const ConnectionId& id) {
    return db.one<Connection>(store::select_from<Connection>() +
                                  " WHERE id = ? AND organization_id = ? AND deleted_at IS NULL",
                              id, organization);
}

std::vector<Connection> list_connections(store::Reader& db, const OrganizationId& organization) {
    return db.all<Connection>(store::select_from<Connection>() +
                                  " WHERE organization_id = ? AND deleted_at IS NULL"
                                  " ORDER BY name, id",
                              organization);
}

std::int64_t count_connections(store::Reader& db, const OrganizationId& organization) {
    return db.count("SELECT count(*) FROM provider_connection WHERE organization_id = ?",
                    organization);
}

std::int64_t delete_connections_binned(store::Tx& tx, Time before) {
    return tx.run("DELETE FROM provider_connection WHERE deleted_at < ?", before);
}

std::vector<Choice> list_choices(store::Reader& db, const std::string& holder) {
    return db.all<Choice>(store::select_from<Choice>() + " WHERE holder = ? ORDER BY task", holder);
}

std::optional<Choice> find_choice(store::Reader& db, const std::string& holder, Task task) {
    return db.one<Choice>(store::select_from<Choice>() + " WHERE holder = ? AND task = ?", holder,
                          task);
}

void delete_choice(store::Tx& tx, const std::string& holder, Task task) {
    tx.run("DELETE FROM provider_choice WHERE holder = ? AND task = ?", holder, task);
}

}  // namespace fabula::providers
