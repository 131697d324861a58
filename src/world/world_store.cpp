#include "world/world_store.hpp"

#include <algorithm>
#include <array>

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "pictures/pictures_store.hpp"
#include "store/positions.hpp"

namespace fabula::world {

pictures::Owner picture_owner(const World& world) {
    return {.kind = PictureOwner::World,
            .id = world.id.text,
            .organization_id = world.organization_id,
            .project_id = world.project_id};
}

pictures::Owner picture_owner(const World& world, const WorldItem& item) {
    return {.kind = PictureOwner::WorldItem,
            .id = item.id.text,
            .organization_id = world.organization_id,
            .project_id = world.project_id};
}

namespace {

std::string in_bin(std::string_view column, Bin bin) {
    return std::string(column) + (bin == Bin::Only ? " IS NOT NULL" : " IS NULL");
}

[[noreturn]] void throw_missing(std::string_view text) {
    throw AppError(Code::NotFound, PublicText{std::string(text)});
}

World require_world(store::Reader& db, const Actor& actor, Action action, const WorldId& id,
                    Bin bin, std::string_view missing) {
    auto found = db.one<World>("SELECT " + store::columns_of<World>("w") +
                                   " FROM world w LEFT JOIN project p ON p.id = w.project_id"
                                   " WHERE p.deleted_at IS NULL AND w.id = ? AND " +
                                   in_bin("w.deleted_at", bin),
                               id);
    if (!found) throw_missing(missing);
    accounts::require(db, actor, action,
                      accounts::object_of(found->project_id, found->organization_id), missing);
    return std::move(*found);
}

}  // namespace

World get_world(store::Reader& db, const Actor& actor, Action action, const WorldId& id, Bin bin) {
    return require_world(db, actor, action, id, bin, "There is no such world.");
}

WorldCategory get_category(store::Reader& db, const Actor& actor, Action action,
                           const WorldCategoryId& id) {
    constexpr std::string_view missing = "There is no such category.";
    auto found = db.one<WorldCategory>(store::select_from<WorldCategory>() + " WHERE id = ?", id);
    if (!found) throw_missing(missing);
    require_world(db, actor, action, found->world_id, Bin::Without, missing);
    return std::move(*found);
}

WorldItem get_item(store::Reader& db, const Actor& actor, Action action, const WorldItemId& id,
                   Bin bin) {
    constexpr std::string_view missing = "There is no such entry.";
    auto found = db.one<WorldItem>(
        store::select_from<WorldItem>() + " WHERE id = ? AND " + in_bin("deleted_at", bin), id);
    if (!found) throw_missing(missing);
    require_world(db, actor, action, found->world_id, Bin::Without, missing);
    return std::move(*found);
}

WorldLink get_link(store::Reader& db, const Actor& actor, Action action, const WorldLinkId& id) {
    auto found = db.one<WorldLink>(store::select_from<WorldLink>() + " WHERE id = ?", id);
    if (!found) throw_missing("There is no such link.");
    get_item(db, actor, action, found->from_id);
    return std::move(*found);
}

std::vector<World> list_worlds(store::Reader& db, const OrganizationId& organization,
                               const std::string& before, std::int64_t limit, Bin bin) {
    return db.all<World>(store::select_from<World>() +
                             " WHERE organization_id = ?1 AND project_id IS NULL"
                             " AND (?2 = '' OR id < ?2) AND " +
                             in_bin("deleted_at", bin) + " ORDER BY id DESC LIMIT ?3",
                         organization, before, limit);
}

std::optional<World> find_world_of(store::Reader& db, const ProjectId& project) {
    return db.one<World>(store::select_from<World>() + " WHERE project_id = ?", project);
}

std::vector<WorldCategory> list_categories(store::Reader& db, const WorldId& world) {
    return db.all<WorldCategory>(
        store::select_from<WorldCategory>() + " WHERE world_id = ? ORDER BY position, id", world);
}

namespace {

struct UsualCategory {
    std::string_view name;
    CategoryType type;
};

constexpr std::array kUsualCategories{
    UsualCategory{"Geography", CategoryType::Geography},
    UsualCategory{"Politics", CategoryType::Politics},
    UsualCategory{"Society", CategoryType::Society},
    UsualCategory{"Culture", CategoryType::Culture},
    UsualCategory{"History", CategoryType::History},
    UsualCategory{"Technology & Magic", CategoryType::Technology},
    UsualCategory{"Economy", CategoryType::Economy},
    UsualCategory{"Religion & Mythology", CategoryType::Religion},
    UsualCategory{"Languages", CategoryType::Languages},
    UsualCategory{"Flora & Fauna", CategoryType::Nature},
};

}  // namespace

void insert_world(store::Tx& tx, World& world) {
    tx.insert(world);
    std::int64_t position = 0;
    for (const auto& usual : kUsualCategories) {
        WorldCategory category;
        category.world_id = world.id;
        category.name = usual.name;
        category.type = usual.type;
        category.position = ++position;
        tx.insert(category);
    }
}

void place_category(store::Tx& tx, WorldCategory& category, std::int64_t position) {
    store::place_among(tx, category, list_categories(tx, category.world_id), position);
}

void delete_category(store::Tx& tx, const WorldCategory& category) {
    tx.run("DELETE FROM world_category WHERE id = ?", category.id);
    auto others = list_categories(tx, category.world_id);
    store::number_siblings(tx, others);
}

std::optional<WorldCategoryId> find_category(store::Reader& db, const WorldId& world,
                                             CategoryType type) {
    for (const auto& category : list_categories(db, world)) {
        if (category.type == type) return category.id;
    }
    return std::nullopt;
}

std::vector<WorldItem> list_items(store::Reader& db, const WorldId& world, const ItemFilter& filter,
                                  const NamePlace& after, std::int64_t limit) {
    const std::string category = filter.category ? filter.category->text : "";
    const std::string kind = filter.kind ? std::string(name_of(*filter.kind)) : "";
    return db.all<WorldItem>(store::select_from<WorldItem>() +
                                 " WHERE world_id = ?1 AND (?2 = '' OR category_id = ?2)"
                                 " AND (?3 = '' OR kind = ?3)"
                                 " AND (name > ?4 OR (name = ?4 AND id > ?5)) AND " +
                                 in_bin("deleted_at", filter.bin) + " ORDER BY name, id LIMIT ?6",
                             world, category, kind, after.name, after.id, limit);
}

std::vector<WorldItem> list_locations(store::Reader& db, const ProjectId& project,
                                      const std::string& after, std::int64_t limit) {
    return db.all<WorldItem>("SELECT " + store::columns_of<WorldItem>("i") +
                                 " FROM world_item i JOIN world w ON w.id = i.world_id"
                                 " WHERE w.project_id = ? AND i.kind = ? AND i.id > ?"
                                 " AND i.deleted_at IS NULL ORDER BY i.id LIMIT ?",
                             project, name_of(WorldItemKind::Location), after, limit);
}

PlaceFinder find_places(store::Reader& db, const ProjectId& project) {
    return PlaceFinder(db.all<PlaceNames>(
        "SELECT i.id, i.name, i.aliases FROM world_item i JOIN world w ON w.id = i.world_id"
        " WHERE w.project_id = ? AND i.kind = ? AND i.deleted_at IS NULL ORDER BY i.id",
        project, name_of(WorldItemKind::Location)));
}

bool lies_in(store::Reader& db, const WorldItemId& item, const WorldItemId& ancestor) {
    std::optional<WorldItemId> at = item;
    // Nothing can lie in itself, so the way up ends.
    while (at) {
        if (*at == ancestor) return true;
        const auto row = db.one<WorldItem>(store::select_from<WorldItem>() + " WHERE id = ?", *at);
        at = row ? row->parent_id : std::nullopt;
    }
    return false;
}

std::vector<WorldLink> list_links(store::Reader& db, const WorldItemId& item) {
    return db.all<WorldLink>("SELECT " + store::columns_of<WorldLink>("l") +
                                 " FROM world_link l JOIN world_item a ON a.id = l.from_id"
                                 " JOIN world_item b ON b.id = l.to_id"
                                 " WHERE (l.from_id = ?1 OR l.to_id = ?1)"
                                 " AND a.deleted_at IS NULL AND b.deleted_at IS NULL"
                                 " ORDER BY l.id",
                             item);
}

void delete_link(store::Tx& tx, const WorldLinkId& id) {
    tx.run("DELETE FROM world_link WHERE id = ?", id);
}

std::int64_t delete_expired(store::Tx& tx, Time before, std::int64_t limit) {
    const auto worlds = tx.all<World>(
        store::select_from<World>() + " WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?", before,
        limit);
    const auto items = tx.all<WorldItem>(
        store::select_from<WorldItem>() + " WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?",
        before, limit);
    const auto delete_item = [&](const WorldItem& item) {
        pictures::delete_pictures(tx, PictureOwner::WorldItem, item.id.text);
        tx.run("DELETE FROM world_item WHERE id = ?", item.id);
    };
    for (const auto& item : items) delete_item(item);
    for (const auto& world : worlds) {
        for (const auto& item :
             tx.all<WorldItem>(store::select_from<WorldItem>() + " WHERE world_id = ?", world.id)) {
            delete_item(item);
        }
        pictures::delete_pictures(tx, PictureOwner::World, world.id.text);
        tx.run("DELETE FROM world WHERE id = ?", world.id);
    }
    return std::ssize(worlds) + std::ssize(items);
}

}  // namespace fabula::world
