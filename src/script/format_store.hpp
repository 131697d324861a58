// Rows of script formats. Every read names who asks first.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "script/format.hpp"
#include "store/store.hpp"

namespace fabula::script {

// Throws NotFound, Forbidden.
Format get_format(store::Reader& db, const Actor& actor, Action action, const FormatId& id);
// Newest first; `before` is the last id of the page before, empty for the first page.
std::vector<Format> list_formats(store::Reader& db, const Actor& actor, const std::string& before,
                                 std::int64_t limit);
// Scripts outside the bin, by the format that they have.
std::map<FormatId, std::int64_t> count_format_uses(store::Reader& db, const Actor& actor);
void delete_format(store::Tx& tx, const FormatId& id);
// The definition of the format that the script has; nothing where that is built in.
std::optional<Json> find_definition(store::Reader& db, const Script& script);

}  // namespace fabula::script
