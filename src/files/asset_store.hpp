// Rows of assets.
#pragma once

#include <optional>
#include <vector>

#include "files/asset.hpp"
#include "store/store.hpp"

namespace fabula::files {

std::optional<Asset> find_asset(store::Reader& db, const AssetId& id);
// Makes the lost row again, of no project where that is gone too. False where the organization
// is gone, so that there can be no row.
bool restore_asset(store::Tx& tx, Asset asset);
std::vector<Asset> list_assets_in(store::Reader& db, AssetFolder folder);

// What an organization keeps in a folder.
struct FolderSize {
    AssetFolder folder = AssetFolder::Temp;
    std::int64_t file_count = 0;
    std::int64_t size_bytes = 0;

    static constexpr auto fields = FieldList{Field<&FolderSize::folder>{"folder"},
                                             Field<&FolderSize::file_count>{"file_count"},
                                             Field<&FolderSize::size_bytes>{"size_bytes"}};
};
// Of the folders that hold anything.
std::vector<FolderSize> sum_sizes(store::Reader& db, const OrganizationId& organization);

// Deletes the row and remembers the file for removal.
void delete_asset(store::Tx& tx, const AssetId& id);
// Remembers the files of a project, before its rows are deleted.
void mark_for_removal(store::Tx& tx, const ProjectId& project);
std::vector<AssetRemoval> list_removals(store::Reader& db);
void delete_removal(store::Tx& tx, const AssetId& id);

}  // namespace fabula::files
