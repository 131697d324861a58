#include "imports/imports_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::imports {

Import get_import(store::Reader& db, const Actor& actor, Action action, const ImportId& id) {
    constexpr std::string_view missing = "There is no such import. Drop the file again.";
    auto found = db.one<Import>(store::select_from<Import>() + " WHERE id = ?", id);
    // A guest of one project does not know of what else the house brings in.
    if (!found || !accounts::find_role(db, actor, found->organization_id)) {
        throw AppError(Code::NotFound, PublicText{std::string(missing)});
    }
    accounts::require(db, actor, action, found->organization_id, missing);
    return std::move(*found);
}

std::string get_original(store::Reader& db, const ImportId& id) {
    auto found =
        db.one<ImportOriginal>(store::select_from<ImportOriginal>() + " WHERE import_id = ?", id);
    return found ? std::move(found->text) : std::string();
}

void delete_original(store::Tx& tx, const ImportId& id) {
    tx.run("DELETE FROM import_original WHERE import_id = ?", id);
}

void delete_import(store::Tx& tx, const ImportId& id) {
    tx.run("DELETE FROM import WHERE id = ?", id);
}

void delete_stale_imports(store::Tx& tx, Time before) {
    tx.run("DELETE FROM import WHERE updated_at < ?", before);
}

}  // namespace fabula::imports
