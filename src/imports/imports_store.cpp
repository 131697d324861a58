#include "imports/imports_store.hpp"

#include "base/error.hpp"

namespace fabula::imports {

Import get_import(store::Reader& db, const OrganizationId& organization, const ImportId& id) {
    auto found = db.one<Import>(
        store::select_from<Import>() + " WHERE organization_id = ? AND id = ?", organization, id);
    if (!found) {
        throw AppError(Code::NotFound, PublicText{"There is no such import. Drop the file again."});
    }
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
