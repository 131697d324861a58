#include "world/world_service.hpp"

#include <limits>
#include <map>

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/rows.hpp"
#include "base/text.hpp"
#include "pictures/pictures_store.hpp"
#include "store/in_parts.hpp"
#include "world/world_content.hpp"

namespace fabula::world {

namespace {

std::string checked_name(const std::string& name) {
    const std::string out(trim(name));
    if (out.empty()) invalid("name", "must not be empty");
    return out;
}

void check_share(const std::optional<double>& share, const char* field) {
    if (share && !(*share >= 0 && *share <= 1)) invalid(field, "must be between 0 and 1");
}

std::optional<std::string> picture_url(const std::map<std::string, AssetId>& starred,
                                       const std::string& id) {
    const auto at = starred.find(id);
    if (at == starred.end()) return std::nullopt;
    return pictures::url_of(at->second);
}

std::vector<WorldAnswer> answers(store::Reader& db, std::vector<World> worlds) {
    std::vector<WorldAnswer> out;
    for (auto& world : worlds) {
        auto& one = out.emplace_back();
        static_cast<World&>(one) = std::move(world);
        if (const auto image = pictures::find_starred(db, picture_owner(one), PictureUse::View)) {
            one.image_url = pictures::url_of(*image);
        }
    }
    return out;
}

WorldAnswer answer(store::Reader& db, World world) {
    return answers(db, {std::move(world)}).front();
}

// All of one world.
std::vector<ItemAnswer> answers(store::Reader& db, const World& world,
                                std::vector<WorldItem> items) {
    const auto starred = pictures::list_starred(db, PictureOwner::WorldItem, PictureUse::View,
                                                world.organization_id, world.project_id);
    std::map<std::string, WorldCategory> categories;
    for (auto& category : world::list_categories(db, world.id)) {
        categories.emplace(category.id.text, category);
    }
    std::vector<ItemAnswer> out;
    for (auto& item : items) {
        auto& one = out.emplace_back();
        static_cast<WorldItem&>(one) = std::move(item);
        one.image_url = picture_url(starred, one.id.text);
        if (!one.category_id) continue;
        const auto at = categories.find(one.category_id->text);
        if (at == categories.end()) continue;
        one.category = at->second.name;
        one.category_type = at->second.type;
    }
    return out;
}

ItemAnswer answer(store::Reader& db, const Actor& actor, WorldItem item) {
    const auto world = get_world(db, actor, Action::View, item.world_id);
    return answers(db, world, {std::move(item)}).front();
}

}  // namespace

std::vector<WorldAnswer> WorldService::list(const Actor& actor, const std::string& before,
                                            std::int64_t limit, Bin bin) {
    return store_.read([&](store::Reader& db) {
        accounts::require(db, actor, Action::View, actor.organization);
        return answers(db, list_worlds(db, actor.organization, before, limit, bin));
    });
}

WorldAnswer WorldService::get(const Actor& actor, const WorldId& id) {
    return store_.read(
        [&](store::Reader& db) { return answer(db, get_world(db, actor, Action::View, id)); });
}

WorldAnswer WorldService::get_of_project(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto owner = story::get_project(db, actor, Action::View, project);
        const auto found = find_world_of(db, owner.id);
        if (!found) throw AppError(Code::NotFound, PublicText{"The project has no world."});
        return answer(db, *found);
    });
}

namespace {

void check(store::Reader& db, const Actor& actor, World& world) {
    world.name = checked_name(world.name);
    if (world.linked_project_id) {
        world.linked_project_id =
            story::get_project(db, actor, Action::View, *world.linked_project_id).id;
    }
}

}  // namespace

WorldAnswer WorldService::create(const Actor& actor, const New<World>& in) {
    return store_.write([&](store::Tx& tx) {
        accounts::require(tx, actor, Action::Edit, actor.organization);
        auto world = in.value;
        check(tx, actor, world);
        world.organization_id = actor.organization;
        insert_world(tx, world);
        history::record(tx, actor, history::Act::Create, history::entity_of(world));
        return answer(tx, world);
    });
}

WorldAnswer WorldService::update(const Actor& actor, const WorldId& id, const Patch<World>& patch,
                                 std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto world = get_world(tx, actor, Action::Edit, id);
        check_rev(world.rev, expected_rev, "this world");
        const auto before = world;
        patch.apply_to(world);
        check(tx, actor, world);
        tx.update(world);
        history::record_change(tx, actor, before, world);
        return answer(tx, world);
    });
}

void WorldService::remove(const Actor& actor, const WorldId& id) {
    store_.write([&](store::Tx& tx) {
        auto world = get_world(tx, actor, Action::Edit, id);
        if (world.project_id) {
            throw AppError(Code::Conflict,
                           PublicText{"A project keeps its own world as long as it lives."});
        }
        world.deleted_at = tx.now();
        tx.update(world);
        history::record(tx, actor, history::Act::Delete, history::entity_of(world));
    });
}

WorldAnswer WorldService::restore(const Actor& actor, const WorldId& id) {
    return store_.write([&](store::Tx& tx) {
        auto world = get_world(tx, actor, Action::Edit, id, Bin::Only);
        world.deleted_at.reset();
        tx.update(world);
        history::record(tx, actor, history::Act::Restore, history::entity_of(world));
        return answer(tx, world);
    });
}

std::vector<WorldCategory> WorldService::list_categories(const Actor& actor, const WorldId& world) {
    return store_.read([&](store::Reader& db) {
        return world::list_categories(db, get_world(db, actor, Action::View, world).id);
    });
}

WorldCategory WorldService::create_category(const Actor& actor, const WorldId& world,
                                            const New<WorldCategory>& in) {
    return store_.write([&](store::Tx& tx) {
        auto category = in.value;
        category.world_id = get_world(tx, actor, Action::Edit, world).id;
        category.name = checked_name(category.name);
        constexpr auto position = index_of_field<&WorldCategory::position, WorldCategory>();
        place_category(
            tx, category,
            in.given.test(position) ? category.position : std::numeric_limits<std::int64_t>::max());
        tx.insert(category);
        history::record(tx, actor, history::Act::Create, history::entity_of(category));
        return category;
    });
}

WorldCategory WorldService::update_category(const Actor& actor, const WorldCategoryId& id,
                                            const Patch<WorldCategory>& patch,
                                            std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto category = get_category(tx, actor, Action::Edit, id);
        check_rev(category.rev, expected_rev, "this category");
        const auto before = category;
        patch.apply_to(category);
        category.name = checked_name(category.name);
        if (patch.has<&WorldCategory::position>()) {
            place_category(tx, category, category.position);
        }
        tx.update(category);
        history::record_change(tx, actor, before, category);
        return category;
    });
}

void WorldService::remove_category(const Actor& actor, const WorldCategoryId& id) {
    store_.write([&](store::Tx& tx) {
        const auto category = get_category(tx, actor, Action::Edit, id);
        history::record(tx, actor, history::Act::Delete, history::entity_of(category));
        delete_category(tx, category);
    });
}

std::vector<ItemAnswer> WorldService::list_items(const Actor& actor, const WorldId& world,
                                                 const ItemFilter& filter, const NamePlace& after,
                                                 std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        const auto found = get_world(db, actor, Action::View, world);
        return answers(db, found, world::list_items(db, found.id, filter, after, limit));
    });
}

ItemAnswer WorldService::get_item(const Actor& actor, const WorldItemId& id) {
    return store_.read([&](store::Reader& db) {
        return answer(db, actor, world::get_item(db, actor, Action::View, id));
    });
}

namespace {

void check(store::Reader& db, const Actor& actor, WorldItem& item) {
    item.name = checked_name(item.name);
    check_content(item.content);
    check_custom_fields(item.custom_fields);
    check_share(item.x, "x");
    check_share(item.y, "y");
    for (const auto& alias : item.aliases) {
        if (trim(alias).empty()) invalid("aliases", "has an empty entry");
    }
    if (item.category_id &&
        get_category(db, actor, Action::View, *item.category_id).world_id != item.world_id) {
        invalid("category_id", "is of another world");
    }
    if (!item.parent_id) return;
    if (world::get_item(db, actor, Action::View, *item.parent_id).world_id != item.world_id) {
        invalid("parent_id", "is of another world");
    }
    if (!item.id.empty() && lies_in(db, *item.parent_id, item.id)) {
        invalid("parent_id", "lies in the entry itself");
    }
}

// What stands among the places is one, unless it is said to be none.
WorldItemKind kind_in(store::Reader& db, const Actor& actor, const WorldItem& item) {
    const bool among_places =
        item.category_id &&
        get_category(db, actor, Action::View, *item.category_id).type == CategoryType::Geography;
    return among_places ? WorldItemKind::Location : WorldItemKind::Item;
}

WorldItem insert_item(store::Tx& tx, const history::By& by, const WorldId& world,
                      const New<WorldItem>& in) {
    auto item = in.value;
    item.world_id = get_world(tx, by.actor, Action::Edit, world).id;
    check(tx, by.actor, item);
    if (!in.given.test(index_of_field<&WorldItem::kind, WorldItem>())) {
        item.kind = kind_in(tx, by.actor, item);
    }
    tx.insert(item);
    history::record(tx, by, history::Act::Create, history::entity_of(item));
    return item;
}

WorldItem change_item(store::Tx& tx, const history::By& by, const WorldItemId& id,
                      const Patch<WorldItem>& patch, std::optional<std::int64_t> expected_rev) {
    auto item = world::get_item(tx, by.actor, Action::Edit, id);
    check_rev(item.rev, expected_rev, "this entry");
    const auto before = item;
    patch.apply_to(item);
    check(tx, by.actor, item);
    tx.update(item);
    history::record_change(tx, by, before, item);
    return item;
}

}  // namespace

ItemAnswer WorldService::create_item(const Actor& actor, const WorldId& world,
                                     const New<WorldItem>& in) {
    return store_.write(
        [&](store::Tx& tx) { return answer(tx, actor, insert_item(tx, actor, world, in)); });
}

ItemAnswer WorldService::update_item(const Actor& actor, const WorldItemId& id,
                                     const Patch<WorldItem>& patch,
                                     std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        return answer(tx, actor, change_item(tx, actor, id, patch, expected_rev));
    });
}

void WorldService::remove_item(const Actor& actor, const WorldItemId& id) {
    store_.write([&](store::Tx& tx) { world::remove_item(tx, actor, id); });
}

WorldItem write_row(store::Tx& tx, const history::By& by, const WorldId& world, Json row) {
    const auto target = take_target(row);
    if (target.id) {
        return change_item(tx, by, WorldItemId{*target.id}, decode_patch<WorldItem>(row),
                           target.rev);
    }
    return insert_item(tx, by, world, decode_new<WorldItem>(row));
}

void remove_item(store::Tx& tx, const history::By& by, const WorldItemId& id) {
    auto item = world::get_item(tx, by.actor, Action::Edit, id);
    item.deleted_at = tx.now();
    tx.update(item);
    history::record(tx, by, history::Act::Delete, history::entity_of(item));
}

ItemAnswer WorldService::restore_item(const Actor& actor, const WorldItemId& id) {
    return store_.write([&](store::Tx& tx) {
        auto item = world::get_item(tx, actor, Action::Edit, id, Bin::Only);
        item.deleted_at.reset();
        tx.update(item);
        history::record(tx, actor, history::Act::Restore, history::entity_of(item));
        return answer(tx, actor, item);
    });
}

std::vector<WorldItem> WorldService::list_locations(const Actor& actor, const ProjectId& project,
                                                    const std::string& after, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return world::list_locations(db, found.id, after, limit);
    });
}

PlaceFinder WorldService::find_places(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        return world::find_places(db, story::get_project(db, actor, Action::View, project).id);
    });
}

namespace {

history::Entity entry_of(const WorldItemId& id) {
    return {WorldItem::table, id.text};
}

}  // namespace

std::vector<WorldLink> WorldService::list_links(const Actor& actor, const WorldItemId& id) {
    return store_.read([&](store::Reader& db) {
        return world::list_links(db, world::get_item(db, actor, Action::View, id).id);
    });
}

WorldLink WorldService::link(const Actor& actor, const WorldItemId& from,
                             const New<WorldLink>& in) {
    return store_.write([&](store::Tx& tx) {
        auto link = in.value;
        link.from_id = world::get_item(tx, actor, Action::Edit, from).id;
        if (link.to_id == link.from_id) invalid("to_id", "is the entry itself");
        const auto to = world::get_item(tx, actor, Action::View, link.to_id);
        tx.insert(link);
        history::record(tx, actor, history::Act::Link, entry_of(link.from_id),
                        {{"to", to.name}, {"kind", link.kind}});
        return link;
    });
}

void WorldService::remove_link(const Actor& actor, const WorldLinkId& id) {
    store_.write([&](store::Tx& tx) {
        const auto link = get_link(tx, actor, Action::Edit, id);
        delete_link(tx, link.id);
        const auto to = history::find_name(tx, entry_of(link.to_id));
        history::record(tx, actor, history::Act::Unlink, entry_of(link.from_id),
                        {{"to", to}, {"kind", link.kind}});
    });
}

pictures::Picture WorldService::add_picture(const Actor& actor, const WorldId& world,
                                            PictureUse use, std::string_view bytes) {
    return pictures_.add(
        actor,
        [&](store::Reader& db) { return picture_owner(get_world(db, actor, Action::Edit, world)); },
        use, {.folder = AssetFolder::Worlds}, bytes);
}

pictures::Picture WorldService::add_picture(const Actor& actor, const WorldItemId& item,
                                            PictureUse use, std::string_view bytes) {
    return pictures_.add(
        actor,
        [&](store::Reader& db) {
            const auto found = world::get_item(db, actor, Action::Edit, item);
            return picture_owner(get_world(db, actor, Action::Edit, found.world_id), found);
        },
        use, {.folder = AssetFolder::Worlds}, bytes);
}

std::vector<pictures::Picture> WorldService::list_pictures(const Actor& actor,
                                                           const WorldId& world) {
    return pictures_.list([&](store::Reader& db) {
        return picture_owner(get_world(db, actor, Action::View, world));
    });
}

std::vector<pictures::Picture> WorldService::list_pictures(const Actor& actor,
                                                           const WorldItemId& item) {
    return pictures_.list([&](store::Reader& db) {
        const auto found = world::get_item(db, actor, Action::View, item);
        return picture_owner(get_world(db, actor, Action::View, found.world_id), found);
    });
}

std::int64_t WorldService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 50, [&](store::Tx& tx, std::int64_t limit) {
        return delete_expired(tx, now - story::kBinKept, limit);
    });
    assets_.remove_marked();
    return count;
}

}  // namespace fabula::world
