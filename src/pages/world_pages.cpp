// Worlds: all of them, one with its entries, and one entry.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "pages/found.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kWorldsShown = 200;
constexpr std::int64_t kItemsShown = 10'000;
constexpr int kCardWidth = 320;
constexpr int kLargeWidth = 640;

std::string thumbnail_url(const AssetId& asset, int width) {
    return "/api/v1/assets/" + asset.text + "/thumbnail?width=" + std::to_string(width);
}

std::string count_text(std::size_t count) {
    return std::to_string(count);
}

// The project whose own world it is; none for a world that stories share.
std::optional<Lens> lens_of(const Sources& from, const Visit& visit, const world::World& world) {
    if (!world.project_id) return std::nullopt;
    return open_lens(from, visit, *world.project_id);
}

Json shell_of(const std::optional<Lens>& lens, const Visit& visit) {
    return lens ? lens_data(*lens, visit) : Json::object();
}

// The first frame of each place, by the place's id.
std::map<std::string, Json> frames_of(const std::optional<Lens>& lens) {
    std::map<std::string, Json> frames;
    if (!lens) return frames;
    for (const auto& scene : lens->scenes) {
        const auto place = lens->place_of(scene);
        if (!place || frames.contains(place->text)) continue;
        const auto frame = first_frame_of(*lens, scene, kCardWidth);
        if (!frame.is_null()) frames.emplace(place->text, frame.at("url"));
    }
    return frames;
}

std::vector<world::ItemAnswer> all_items(const Sources& from, const Visit& visit,
                                         const WorldId& world) {
    return from.worlds.list_items(visit.actor, world, {}, {}, kItemsShown);
}

bool may_edit(const Sources& from, const Visit& visit, const world::World& world) {
    return from.accounts.can(visit.actor, Action::Edit,
                             accounts::object_of(world.project_id, world.organization_id));
}

Json card_of(const world::ItemAnswer& item) {
    Json card = {{"id", item.id.text},
                 {"world_id", item.world_id.text},
                 {"name", item.name},
                 {"description", item.description},
                 {"location", item.kind == WorldItemKind::Location},
                 {"pencil", item.pencil}};
    set_if(card, "picture", item.image_url ? Json(*item.image_url) : Json());
    return card;
}

// The categories in order with their entries, then what is in none.
Json groups_of(const Sources& from, const Visit& visit,
               const std::vector<world::WorldCategory>& categories,
               const std::vector<world::ItemAnswer>& items,
               const std::map<std::string, Json>& frames) {
    std::map<std::string, Json> by_category;
    for (const auto& item : items) {
        auto& cards = by_category[item.category_id ? item.category_id->text : ""];
        if (cards.is_null()) cards = Json::array();
        auto card = card_of(item);
        const auto frame = frames.find(item.id.text);
        if (!item.image_url && frame != frames.end()) card["picture"] = frame->second;
        cards.push_back(std::move(card));
    }
    Json out = Json::array();
    const auto add = [&](const std::string& id, const std::string& name) {
        auto& cards = by_category[id];
        if (cards.is_null()) cards = Json::array();
        const auto count = count_text(cards.size());
        out.push_back({{"id", id},
                       {"name", name},
                       {"count", count},
                       {"filled", !cards.empty()},
                       {"items", std::move(cards)}});
    };
    for (const auto& category : categories) add(category.id.text, category.name);
    if (by_category.contains("")) add("", from.texts.get(visit.language, "world.no_category"));
    return out;
}

// Places that headings name and that have no entry, in the order of their first scene.
Json unknown_places(const Lens& lens) {
    Json out = Json::array();
    std::map<std::string, std::size_t> by_name;
    for (const auto& scene : lens.scenes) {
        const auto& place = lens.node(scene).place;
        if (place.empty() || lens.place_of(scene)) continue;
        const auto [at, is_new] = by_name.emplace(fold(place), out.size());
        if (is_new) out.push_back({{"name", place}, {"scenes", 0}});
        auto& scenes = out[at->second]["scenes"];
        scenes = scenes.get<int>() + 1;
    }
    return out;
}

}  // namespace

Json worlds_page(const Sources& from, const Visit& visit) {
    Json worlds = Json::array();
    for (const auto& world : from.worlds.list(visit.actor, "", kWorldsShown, story::Bin::Without)) {
        Json row = {{"id", world.id.text},
                    {"name", world.name},
                    {"type", world.type},
                    {"description", world.description}};
        set_if(row, "picture", world.image_url ? Json(*world.image_url) : Json());
        worlds.push_back(std::move(row));
    }
    return {{"worlds", std::move(worlds)},
            {"may_edit", from.accounts.can(visit.actor, Action::Edit, visit.actor.organization)}};
}

Json world_page(const Sources& from, const Visit& visit, const WorldId& id) {
    const auto world = from.worlds.get(visit.actor, id);
    const auto categories = from.worlds.list_categories(visit.actor, id);
    const auto items = all_items(from, visit, id);
    const auto lens = lens_of(from, visit, world);
    Json data = shell_of(lens, visit);
    data["world"] = {{"id", world.id.text},        {"name", world.name},
                     {"type", world.type},         {"description", world.description},
                     {"lore", world.lore},         {"own", world.project_id.has_value()},
                     {"shared", !world.project_id}};
    data["groups"] = groups_of(from, visit, categories, items, frames_of(lens));
    data["item_count"] = count_text(items.size());
    if (lens) {
        auto names = unknown_places(*lens);
        const auto count = names.size();
        if (count > 0) {
            data["found"] = {
                {"count", count_text(count)}, {"one", count == 1}, {"names", std::move(names)}};
        }
    }
    data["categories"] = Json::array();
    for (const auto& category : categories) {
        data["categories"].push_back({{"id", category.id.text},
                                      {"name", category.name},
                                      {"places", category.type == CategoryType::Geography}});
    }
    data["may_edit"] = may_edit(from, visit, world);
    return data;
}

Json project_world_page(const Sources& from, const Visit& visit, const ProjectId& project) {
    return world_page(from, visit, from.worlds.get_of_project(visit.actor, project).id);
}

namespace {

Json choices_of(const std::vector<world::ItemAnswer>& items, const world::ItemAnswer& item) {
    Json out = Json::array();
    for (const auto& other : items) {
        if (other.id == item.id) continue;
        out.push_back(
            {{"id", other.id.text}, {"name", other.name}, {"chosen", item.parent_id == other.id}});
    }
    return out;
}

Json parts_in(const std::vector<world::ItemAnswer>& items, const WorldItemId& id) {
    Json out = Json::array();
    for (const auto& other : items) {
        if (other.parent_id != id) continue;
        Json part = card_of(other);
        if (other.x && other.y) {
            part["pin"] = {{"x", std::to_string(*other.x)}, {"y", std::to_string(*other.y)}};
        }
        out.push_back(std::move(part));
    }
    return out;
}

Json links_of(const Sources& from, const Visit& visit, const std::vector<world::ItemAnswer>& items,
              const WorldItemId& id) {
    Json out = Json::array();
    for (const auto& link : from.worlds.list_links(visit.actor, id)) {
        const bool own = link.from_id == id;
        const auto& other = own ? link.to_id : link.from_id;
        const auto at = std::ranges::find(items, other, &world::ItemAnswer::id);
        if (at == items.end()) continue;
        out.push_back({{"id", link.id.text},
                       {"from_id", link.from_id.text},
                       {"to_id", link.to_id.text},
                       {"own", own},
                       {"kind", link.kind},
                       {"other_id", other.text},
                       {"other_name", at->name}});
    }
    return out;
}

// Scenes whose heading names the place.
Json scenes_at(const std::optional<Lens>& lens, const WorldItemId& id) {
    Json out = Json::array();
    if (!lens) return out;
    for (const auto& scene : lens->scenes) {
        if (lens->place_of(scene) != id) continue;
        const auto& node = lens->node(scene);
        out.push_back({{"id", node.id.text},
                       {"project_id", lens->view.project.id.text},
                       {"number", scene.number},
                       {"title", scene.title},
                       {"length", scene.length},
                       {"synopsis", node.synopsis}});
    }
    return out;
}

Json custom_fields_of(const Json& fields) {
    Json out = Json::array();
    for (const auto& field : fields) {
        const auto value = field.value("value", Json());
        out.push_back({{"name", field.at("name")},
                       {"type", field.at("type")},
                       {"value", value.is_string() ? value.get<std::string>()
                                 : value.is_null() ? ""
                                                   : value.dump()}});
    }
    return out;
}

void add_pictures(const Sources& from, const Visit& visit, const WorldItemId& id, Json& data) {
    data["pictures"] = Json::array();
    for (const auto& picture : from.worlds.list_pictures(visit.actor, id)) {
        Json row = {{"id", picture.id.text},
                    {"url", thumbnail_url(picture.asset_id, kLargeWidth)},
                    {"full_url", pictures::url_of(picture.asset_id)},
                    {"caption", picture.caption},
                    {"starred", picture.starred}};
        if (picture.use == PictureUse::Map) {
            if (picture.starred) data["map"] = row;
        } else {
            data["pictures"].push_back(std::move(row));
        }
    }
}

}  // namespace

Json entry_page(const Sources& from, const Visit& visit, const WorldItemId& id) {
    const auto item = from.worlds.get_item(visit.actor, id);
    const auto world = from.worlds.get(visit.actor, item.world_id);
    const auto items = all_items(from, visit, world.id);
    const auto lens = lens_of(from, visit, world);
    Json data = shell_of(lens, visit);
    data["world"] = {{"id", world.id.text}, {"name", world.name}};
    data["entry"] = {{"id", item.id.text},
                     {"rev", item.rev},
                     {"name", item.name},
                     {"aliases", join(item.aliases, ", ")},
                     {"description", item.description},
                     {"text", item.text},
                     {"location", item.kind == WorldItemKind::Location}};
    data["categories"] = Json::array();
    for (const auto& category : from.worlds.list_categories(visit.actor, world.id)) {
        data["categories"].push_back({{"id", category.id.text},
                                      {"name", category.name},
                                      {"chosen", item.category_id == category.id}});
    }
    data["others"] = choices_of(items, item);
    data["parts"] = parts_in(items, id);
    data["has_parts"] = !data["parts"].empty();
    data["links"] = links_of(from, visit, items, id);
    data["scenes"] = scenes_at(lens, id);
    data["has_scenes"] = !data["scenes"].empty();
    data["mentions"] = mentions_of(from, visit, from.search.list_mentions(visit.actor, id, {}),
                                   search_for_name(item.name, world.project_id));
    data["mentioned"] = !data["mentions"].empty();
    data["fields"] = custom_fields_of(item.custom_fields);
    data["fields_json"] = item.custom_fields.dump();
    add_pictures(from, visit, id, data);
    data["may_edit"] = may_edit(from, visit, world);
    return data;
}

}  // namespace fabula::pages
