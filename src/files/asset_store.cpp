#include "files/asset_store.hpp"

namespace fabula::files {

std::optional<Asset> find_asset(store::Reader& db, const AssetId& id) {
    return db.one<Asset>(store::select_from<Asset>() + " WHERE id = ?", id);
}

bool restore_asset(store::Tx& tx, Asset asset) {
    if (tx.count("SELECT count(*) FROM organization WHERE id = ?", asset.organization_id) == 0) {
        return false;
    }
    if (asset.project_id &&
        tx.count("SELECT count(*) FROM project WHERE id = ?", *asset.project_id) == 0) {
        asset.project_id.reset();
    }
    tx.insert(asset);
    return true;
}

std::vector<Asset> list_assets_in(store::Reader& db, AssetFolder folder) {
    return db.all<Asset>(store::select_from<Asset>() + " WHERE folder = ? ORDER BY id", folder);
}

namespace {

template <class Key>
void mark(store::Tx& tx, std::string_view where, const Key& key) {
    std::string sql =
        "INSERT INTO asset_removal (id, folder, extension) SELECT id, folder, extension FROM asset";
    tx.run(sql.append(where), key);
}

}  // namespace

std::vector<FolderSize> sum_sizes(store::Reader& db, const OrganizationId& organization) {
    return db.all<FolderSize>(
        "SELECT folder, count(*) AS file_count, sum(size_bytes) AS size_bytes FROM asset"
        " WHERE organization_id = ? GROUP BY folder ORDER BY folder",
        organization);
}

void delete_asset(store::Tx& tx, const AssetId& id) {
    mark(tx, " WHERE id = ?", id);
    tx.run("DELETE FROM asset WHERE id = ?", id);
}

void mark_for_removal(store::Tx& tx, const ProjectId& project) {
    mark(tx, " WHERE project_id = ?", project);
}

std::vector<AssetRemoval> list_removals(store::Reader& db) {
    return db.all<AssetRemoval>(store::select_from<AssetRemoval>() + " ORDER BY id");
}

void delete_removal(store::Tx& tx, const AssetId& id) {
    tx.run("DELETE FROM asset_removal WHERE id = ?", id);
}

}  // namespace fabula::files
