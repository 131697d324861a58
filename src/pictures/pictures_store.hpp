// Rows of pictures.
#pragma once

#include <map>
#include <vector>

#include "accounts/accounts.hpp"
#include "pictures/pictures.hpp"
#include "store/store.hpp"

namespace fabula::pictures {

enum class Removed { Without, Only };

// Throws NotFound where the picture is not there or not the actor's, Forbidden where they may not.
Picture get_picture(store::Reader& db, const Actor& actor, Action action, const PictureId& id,
                    Removed removed = Removed::Without);
// In order, all uses one after the other.
std::vector<Picture> list_pictures(store::Reader& db, const Owner& owner);

// The starred pictures of one use, by their owners' ids: of all things of a project, or of those
// of the organization that belong to no project.
std::map<std::string, AssetId> list_starred(store::Reader& db, PictureOwner kind, PictureUse use,
                                            const OrganizationId& organization,
                                            const std::optional<ProjectId>& project);
std::optional<AssetId> find_starred(store::Reader& db, const Owner& owner, PictureUse use);

// Behind the others of its use; starred where it is the first.
void insert_last(store::Tx& tx, Picture& picture);
// Stars it and no other of its owner and use.
void star(store::Tx& tx, Picture& picture);
// Puts it at `position`, and the others around it: 1…n without a gap.
void place(store::Tx& tx, Picture& picture, std::int64_t position);
// Closes the gap that it leaves, and hands its star to the first that stays.
void remove(store::Tx& tx, Picture& picture);

// Deletes the pictures of a thing that is deleted for good; their files go with the next
// AssetService::remove_marked().
void delete_pictures(store::Tx& tx, PictureOwner kind, const std::string& owner_id);
// The same for those that were removed before `before`; answers how many.
std::int64_t delete_removed(store::Tx& tx, Time before, std::int64_t limit);

}  // namespace fabula::pictures
