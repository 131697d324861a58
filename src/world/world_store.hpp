// Rows of worlds, their categories, entries and links.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "base/name_place.hpp"
#include "pictures/pictures.hpp"
#include "story/story_store.hpp"
#include "world/place_finder.hpp"

namespace fabula::world {

using story::Bin;

pictures::Owner picture_owner(const World& world);
pictures::Owner picture_owner(const World& world, const WorldItem& item);

// These throw NotFound where the thing is not there or not the actor's, Forbidden where they may
// not do that with it. What lies in a world that is in the bin is in the bin too.
World get_world(store::Reader& db, const Actor& actor, Action action, const WorldId& id,
                Bin bin = Bin::Without);
WorldCategory get_category(store::Reader& db, const Actor& actor, Action action,
                           const WorldCategoryId& id);
WorldItem get_item(store::Reader& db, const Actor& actor, Action action, const WorldItemId& id,
                   Bin bin = Bin::Without);
WorldLink get_link(store::Reader& db, const Actor& actor, Action action, const WorldLinkId& id);

// The organization's worlds, newest first; `before` is the last id of the part before. The worlds
// of single projects are not among them.
std::vector<World> list_worlds(store::Reader& db, const OrganizationId& organization,
                               const std::string& before, std::int64_t limit, Bin bin);
std::optional<World> find_world_of(store::Reader& db, const ProjectId& project);

// In order of their positions.
std::vector<WorldCategory> list_categories(store::Reader& db, const WorldId& world);
// Stores the world with the categories that worlds usually have.
void insert_world(store::Tx& tx, World& world);
// Puts the category at `position`, and the others around it: 1…n without a gap. It need not be
// stored yet.
void place_category(store::Tx& tx, WorldCategory& category, std::int64_t position);
void delete_category(store::Tx& tx, const WorldCategory& category);
std::optional<WorldCategoryId> find_category(store::Reader& db, const WorldId& world,
                                             CategoryType type);

struct ItemFilter {
    std::optional<WorldCategoryId> category{};
    std::optional<WorldItemKind> kind{};
    Bin bin = Bin::Without;
};
// By name, behind `after`.
std::vector<WorldItem> list_items(store::Reader& db, const WorldId& world, const ItemFilter& filter,
                                  const NamePlace& after, std::int64_t limit);
// The locations of the project's own world, in the order of their first scene.
std::vector<WorldItem> list_locations(store::Reader& db, const ProjectId& project,
                                      const std::string& after, std::int64_t limit);
// The same, as headings name them.
PlaceFinder find_places(store::Reader& db, const ProjectId& project);
// True where `item` is `ancestor` or lies in it, however deep.
bool lies_in(store::Reader& db, const WorldItemId& item, const WorldItemId& ancestor);

// From the entry or to it; of entries in the bin none.
std::vector<WorldLink> list_links(store::Reader& db, const WorldItemId& item);
void delete_link(store::Tx& tx, const WorldLinkId& id);

// Deletes for good what lies in the bin since before `before`, with its pictures; answers how many
// worlds and entries, at most `limit` of each.
std::int64_t delete_expired(store::Tx& tx, Time before, std::int64_t limit);

}  // namespace fabula::world
