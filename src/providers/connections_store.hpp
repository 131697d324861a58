// Rows of connections and of what is chosen.
#pragma once

#include <vector>

#include "providers/connection.hpp"
#include "store/store.hpp"

namespace fabula::providers {

enum class Shelf { InUse, Bin };

// Throws NotFound for another organization's, Forbidden where the actor may not do that.
Connection get_connection(store::Reader& db, const Actor& actor, Action action,
                          const ConnectionId& id, Shelf shelf = Shelf::InUse);
std::optional<Connection> find_connection(store::Reader& db, const OrganizationId& organization,
                                          const ConnectionId& id);
// By name.
std::vector<Connection> list_connections(store::Reader& db, const OrganizationId& organization);
std::int64_t count_connections(store::Reader& db, const OrganizationId& organization);
std::int64_t delete_connections_binned(store::Tx& tx, Time before);

std::vector<Choice> list_choices(store::Reader& db, const std::string& holder);
std::optional<Choice> find_choice(store::Reader& db, const std::string& holder, Task task);
void delete_choice(store::Tx& tx, const std::string& holder, Task task);

}  // namespace fabula::providers
