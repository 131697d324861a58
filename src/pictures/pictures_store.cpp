#include "pictures/pictures_store.hpp"

#include <algorithm>

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::pictures {

namespace {

constexpr std::string_view kOfOwner = " WHERE owner_kind = ? AND owner_id = ?";

std::vector<Picture> list_siblings(store::Reader& db, const Picture& picture) {
    return db.all<Picture>(store::select_from<Picture>() + std::string(kOfOwner) +
                               " AND use = ? AND deleted_at IS NULL ORDER BY position, id",
                           picture.owner_kind, picture.owner_id, picture.use);
}

void delete_rows(store::Tx& tx, const std::vector<Picture>& rows) {
    for (const auto& row : rows) {
        tx.run(
            "INSERT INTO asset_removal (id, folder, extension)"
            " SELECT id, folder, extension FROM asset WHERE id = ?",
            row.asset_id);
        tx.run("DELETE FROM asset WHERE id = ?", row.asset_id);  // The picture goes with it.
    }
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
    auto siblings = list_siblings(tx, picture);
    std::erase_if(siblings, [&](const Picture& other) { return other.id == picture.id; });
    picture.position = std::clamp<std::int64_t>(position, 1, std::ssize(siblings) + 1);
    std::int64_t next = 1;
    for (auto& other : siblings) {
        if (next == picture.position) ++next;
        if (other.position != next) {
            other.position = next;
            tx.update(other);
        }
        ++next;
    }
}

void remove(store::Tx& tx, Picture& picture) {
    auto siblings = list_siblings(tx, picture);
    std::erase_if(siblings, [&](const Picture& other) { return other.id == picture.id; });
    std::int64_t next = 1;
    for (auto& other : siblings) {
        const bool inherits = picture.starred && next == 1;
        if (other.position != next || inherits) {
            other.position = next;
            other.starred = other.starred || inherits;
            tx.update(other);
        }
        ++next;
    }
    picture.starred = false;
    picture.deleted_at = tx.now();
    tx.update(picture);
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
