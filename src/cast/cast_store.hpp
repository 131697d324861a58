// Rows of characters.
#pragma once

#include <vector>

#include "accounts/accounts.hpp"
#include "cast/cast.hpp"
#include "store/store.hpp"

namespace fabula::cast {

// In the order in which they were found, which is that of their first appearance.
std::vector<Character> list_characters(store::Reader& db, const ProjectId& project,
                                       const std::string& after, std::int64_t limit);
Character get_character(store::Reader& db, const Actor& actor, Action action,
                        const CharacterId& id);

}  // namespace fabula::cast
