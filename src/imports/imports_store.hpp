// Rows of imports.
#pragma once

#include "accounts/accounts.hpp"
#include "imports/imports.hpp"
#include "store/store.hpp"

namespace fabula::imports {

// Throws NotFound where it is not the actor's organization's, Forbidden where they may not do that
// in it.
Import get_import(store::Reader& db, const Actor& actor, Action action, const ImportId& id);
// The Final Draft file that was read; else empty.
std::string get_original(store::Reader& db, const ImportId& id);
void delete_original(store::Tx& tx, const ImportId& id);
void delete_import(store::Tx& tx, const ImportId& id);
// Previews that nobody confirmed since `before`.
void delete_stale_imports(store::Tx& tx, Time before);

}  // namespace fabula::imports
