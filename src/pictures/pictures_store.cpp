#include "pictures/pictures_store.hpp"

#include <utility>

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "files/asset_store.hpp"
#include "store/positions.hpp"

namespace fabula::pictures {

namespace {

constexpr std::string_view kOfOwner = " WHERE owner_kind = ? AND owner_id = ?";

std::vector<Picture> list_siblings(store::Reader& db, const Picture& picture) {
    return db.all<Picture>(store::select_from<Picture>() + std::string(kOfOwner) +
                               " AND use = ? AND deleted_at IS NULL ORDER BY position, id",
                           picture.owner_kind, picture.owner_id, picture.use);
}

void delete_rows(store::Tx& tx, const std::vector<Picture>& rows) {
    // The picture goes with its asset.
    for (const auto& row : rows) files::delete_asset(tx, row.asset_id);
}

}  // namespace

Picture get_picture(store::Reader& db, const Actor& actor, Action action, const PictureId& id,
                    Removed removed) {
    constexpr std::string_view missing = "There is no such picture.";
    auto picture =
        db.one<Picture>(store::select_from<Picture>() + " WHERE id = ? AND deleted_at IS " +
                            (removed == Removed::Only ? "NOT NULL" : "NULL"),
                        id);
    if (!picture) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action,
                      accounts::object_of(picture->project_id, picture->organization_id), missing);
    return std::move(*picture);
}

std::vector<Picture> list_pictures(store::Reader& db, const Owner& owner) {
    return db.all<Picture>(store::select_from<Picture>() + std::string(kOfOwner) +
                               " AND deleted_at IS NULL ORDER BY use, position, id",
                           owner.kind, owner.id);
}

std::map<std::string, AssetId> list_starred(store::Reader& db, PictureOwner kind, PictureUse use,
                                            const OrganizationId& organization,
                                            const std::optional<ProjectId>& project) {
    const auto select = store::select_from<Picture>() +
                        " WHERE owner_kind = ? AND use = ? AND starred = ? AND deleted_at IS NULL"
                        " AND organization_id = ?";
    const auto rows = project ? db.all<Picture>(select + " AND project_id = ?", kind, use, true,
                                                organization, *project)
                              : db.all<Picture>(select + " AND project_id IS NULL", kind, use, true,
                                                organization);
    std::map<std::string, AssetId> out;
    for (const auto& row : rows) out.emplace(row.owner_id, row.asset_id);
    return out;
}

std::optional<AssetId> find_starred(store::Reader& db, const Owner& owner, PictureUse use) {
    const auto row = db.one<Picture>(store::select_from<Picture>() + std::string(kOfOwner) +
                                         " AND use = ? AND starred = ? AND deleted_at IS NULL",
                                     owner.kind, owner.id, use, true);
    if (!row) return std::nullopt;
    return row->asset_id;
}

void insert_last(store::Tx& tx, Picture& picture) {
    const auto siblings = list_siblings(tx, picture);
    picture.position = std::ssize(siblings) + 1;
    picture.starred = siblings.empty();
    tx.insert(picture);
}

void star(store::Tx& tx, Picture& picture) {
    for (auto& other : list_siblings(tx, picture)) {
        if (!other.starred || other.id == picture.id) continue;
        other.starred = false;
        tx.update(other);
    }
    picture.starred = true;
}

void place(store::Tx& tx, Picture& picture, std::int64_t position) {
    store::place_among(tx, picture, list_siblings(tx, picture), position);
}

void remove(store::Tx& tx, Picture& picture) {
    const bool star_falls = std::exchange(picture.starred, false);
    picture.deleted_at = tx.now();
    tx.update(picture);
    auto siblings = list_siblings(tx, picture);
    store::number_siblings(tx, siblings);
    if (!star_falls || siblings.empty()) return;
    siblings[0].starred = true;
    tx.update(siblings[0]);
}

void delete_pictures(store::Tx& tx, PictureOwner kind, const std::string& owner_id) {
    delete_rows(
        tx, tx.all<Picture>(store::select_from<Picture>() + std::string(kOfOwner), kind, owner_id));
}

std::int64_t delete_removed(store::Tx& tx, Time before, std::int64_t limit) {
    const auto rows = tx.all<Picture>(
        store::select_from<Picture>() + " WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?", before,
        limit);
    delete_rows(tx, rows);
    return std::ssize(rows);
}

}  // namespace fabula::pictures
