// What one can do with worlds and their entries.
#pragma once

#include <string_view>
#include <vector>

#include "history/record.hpp"
#include "pictures/pictures_service.hpp"
#include "world/world_store.hpp"

namespace fabula::world {

struct WorldAnswer : World {
    std::optional<std::string> image_url;  // The starred picture.

    static constexpr auto fields =
        join_fields(World::fields, FieldList{Field<&WorldAnswer::image_url>{"image_url"}});
};

struct ItemAnswer : WorldItem {
    std::optional<std::string> image_url;  // The starred picture.
    std::string category;                  // Name of its category; empty where it has none.
    std::optional<CategoryType> category_type;

    static constexpr auto fields = join_fields(
        WorldItem::fields, FieldList{Field<&ItemAnswer::image_url>{"image_url"},
                                     Field<&ItemAnswer::category>{"category"},
                                     Field<&ItemAnswer::category_type>{"category_type"}});
};

class WorldService {
public:
    WorldService(store::Store& store, pictures::PictureService& pictures,
                 files::AssetService& assets)
        : store_(store), pictures_(pictures), assets_(assets) {}

    std::vector<WorldAnswer> list(const Actor& actor, const std::string& before, std::int64_t limit,
                                  Bin bin);
    WorldAnswer get(const Actor& actor, const WorldId& id);
    WorldAnswer get_of_project(const Actor& actor, const ProjectId& project);
    // With the categories that worlds usually have.
    WorldAnswer create(const Actor& actor, const New<World>& in);
    WorldAnswer update(const Actor& actor, const WorldId& id, const Patch<World>& patch,
                       std::optional<std::int64_t> expected_rev);
    // Into the bin for kBinKept. Throws Conflict for a project's own world.
    void remove(const Actor& actor, const WorldId& id);
    WorldAnswer restore(const Actor& actor, const WorldId& id);

    std::vector<WorldCategory> list_categories(const Actor& actor, const WorldId& world);
    // Behind the others where no position is given.
    WorldCategory create_category(const Actor& actor, const WorldId& world,
                                  const New<WorldCategory>& in);
    WorldCategory update_category(const Actor& actor, const WorldCategoryId& id,
                                  const Patch<WorldCategory>& patch,
                                  std::optional<std::int64_t> expected_rev);
    // Its entries stay, in no category.
    void remove_category(const Actor& actor, const WorldCategoryId& id);

    std::vector<ItemAnswer> list_items(const Actor& actor, const WorldId& world,
                                       const ItemFilter& filter, const NamePlace& after,
                                       std::int64_t limit);
    ItemAnswer get_item(const Actor& actor, const WorldItemId& id);
    ItemAnswer create_item(const Actor& actor, const WorldId& world, const New<WorldItem>& in);
    ItemAnswer update_item(const Actor& actor, const WorldItemId& id, const Patch<WorldItem>& patch,
                           std::optional<std::int64_t> expected_rev);
    void remove_item(const Actor& actor, const WorldItemId& id);
    ItemAnswer restore_item(const Actor& actor, const WorldItemId& id);
    // The places of a project, in the order of their first scene.
    std::vector<WorldItem> list_locations(const Actor& actor, const ProjectId& project,
                                          const std::string& after, std::int64_t limit);

    PlaceFinder find_places(const Actor& actor, const ProjectId& project);

    std::vector<WorldLink> list_links(const Actor& actor, const WorldItemId& id);
    WorldLink link(const Actor& actor, const WorldItemId& from, const New<WorldLink>& in);
    void remove_link(const Actor& actor, const WorldLinkId& id);

    pictures::Picture add_picture(const Actor& actor, const WorldId& world, PictureUse use,
                                  std::string_view bytes);
    pictures::Picture add_picture(const Actor& actor, const WorldItemId& item, PictureUse use,
                                  std::string_view bytes);
    std::vector<pictures::Picture> list_pictures(const Actor& actor, const WorldId& world);
    std::vector<pictures::Picture> list_pictures(const Actor& actor, const WorldItemId& item);

    // Deletes for good what lies in the bin longer than kBinKept; answers how many.
    std::int64_t purge_expired(Time now);

private:
    store::Store& store_;
    pictures::PictureService& pictures_;
    files::AssetService& assets_;
};

// In a transaction of the caller's: makes an entry of the world, or changes the one whose `id` (and
// `rev`) the row names.
WorldItem write_row(store::Tx& tx, const history::By& by, const WorldId& world, Json row);
// Into the bin.
void remove_item(store::Tx& tx, const history::By& by, const WorldItemId& id);

}  // namespace fabula::world
