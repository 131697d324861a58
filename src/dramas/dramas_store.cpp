#include "dramas/dramas_store.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "cast/cast_store.hpp"
#include "outline/structure_store.hpp"
#include "story/story_store.hpp"

namespace fabula::dramas {

namespace {

[[noreturn]] void missing(std::string_view what) {
    throw AppError(Code::NotFound, PublicText{"There is no such " + std::string(what) + "."});
}

// Puts the id first, then what our records know, then the rest of the document's object.
Json object_of(const Thing& thing, Json known) {
    Json out = {{"id", thing.id}};
    for (auto& [name, value] : known.items()) out[name] = std::move(value);
    if (thing.part == nullptr) return out;
    for (const auto& [name, value] : thing.part->rest.items()) {
        if (!out.contains(name)) out[name] = value;
    }
    return out;
}

void set_metadata(Json& known, const Json& metadata) {
    if (!metadata.empty()) known["metadata"] = metadata;
}

// Our own picture, where the document names none.
void set_picture(Json& object, const char* name, const std::optional<AssetId>& picture) {
    if (!picture) return;
    const auto found = object.find(name);
    if (found != object.end() && !found->is_null()) return;
    object[name] = "/api/v1/assets/" + picture->text + "/file";
}

}  // namespace

void delete_part(store::Tx& tx, const DramaPartId& id) {
    tx.run("DELETE FROM drama_part WHERE id = ?", id);
}

std::string drama_id_of(const story::Project& project) {
    return project.ext_id.value_or(project.id.text);
}

DramaView::DramaView(store::Reader& db, const Actor& actor, Action action, const std::string& drama)
    : project_(story::get_project(db, actor, action, ProjectId{drama})),
      parts_(db.all<DramaPart>(
          store::select_from<DramaPart>() + " WHERE project_id = ? ORDER BY position, id",
          project_.id)),
      cast_(cast::list_cast(db, project_.id)),
      tree_(script::list_all_nodes(db, project_.id)) {
    if (project_.kind != ProjectKind::Series) missing("drama");
    const auto structure = outline::structure_of(db, project_);
    episode_level_ = std::max<std::int64_t>(1, structure.scene_level() - 1);
    for (const auto& part : parts_) {
        if (part.kind == DramaPartKind::Drama) by_thing_[project_.id.text] = &part;
        if (part.character_id) by_thing_[part.character_id->text] = &part;
        if (part.node_id) by_thing_[part.node_id->text] = &part;
    }
}

Thing DramaView::drama() const {
    const auto part = by_thing_.find(project_.id.text);
    return {.kind = DramaPartKind::Drama,
            .id = drama_id_of(project_),
            .part = part == by_thing_.end() ? nullptr : part->second};
}

Thing DramaView::of_node(DramaPartKind kind, const script::Node& node) const {
    const auto part = by_thing_.find(node.id.text);
    if (part == by_thing_.end()) return {.kind = kind, .id = node.id.text, .node = &node};
    return {.kind = kind, .id = part->second->ext_id, .part = part->second, .node = &node};
}

std::vector<Thing> DramaView::characters() const {
    std::vector<Thing> out;
    for (const auto& one : cast_) {
        const auto part = by_thing_.find(one.id.text);
        const auto* known = part == by_thing_.end() ? nullptr : part->second;
        out.push_back({.kind = DramaPartKind::Character,
                       .id = known == nullptr ? one.id.text : known->ext_id,
                       .part = known,
                       .character = &one});
    }
    std::ranges::stable_sort(out, {}, [](const Thing& one) {
        return one.part == nullptr ? std::numeric_limits<std::int64_t>::max() : one.part->position;
    });
    return out;
}

std::vector<Thing> DramaView::episodes() const {
    std::vector<Thing> out;
    for (const auto i : tree_.in_order()) {
        const auto& node = tree_.node(i);
        if (node.kind == NodeKind::Section && node.level == episode_level_) {
            out.push_back(of_node(DramaPartKind::Episode, node));
        }
    }
    return out;
}

std::vector<Thing> DramaView::scenes(const script::Node& episode) const {
    std::vector<Thing> out;
    for (const auto i : tree_.in_order(tree_.get(episode.id))) {
        const auto& node = tree_.node(i);
        if (node.kind == NodeKind::Scene) out.push_back(of_node(DramaPartKind::Scene, node));
    }
    return out;
}

std::vector<Thing> DramaView::list(DramaPartKind kind, const Thing& of) const {
    switch (kind) {
        case DramaPartKind::Drama: return {drama()};
        case DramaPartKind::Character: return characters();
        case DramaPartKind::Episode: return episodes();
        case DramaPartKind::Scene: return scenes(*of.node);
        case DramaPartKind::Asset: break;
    }
    std::vector<Thing> out;
    if (of.kind != DramaPartKind::Drama && of.part == nullptr) return out;
    for (const auto& part : parts_) {
        if (part.kind != DramaPartKind::Asset) continue;
        const bool belongs =
            of.kind == DramaPartKind::Drama ? !part.owner_id : part.owner_id == of.part->id;
        if (belongs) out.push_back({.kind = kind, .id = part.ext_id, .part = &part});
    }
    return out;
}

Thing DramaView::find(const Place& place) const {
    const auto pick = [&](DramaPartKind kind, const Thing& of, const std::string& id) {
        for (auto& thing : list(kind, of)) {
            const bool own = (thing.character != nullptr && thing.character->id.text == id) ||
                             (thing.node != nullptr && thing.node->id.text == id);
            if (thing.id == id || own) return thing;
        }
        missing(std::string(name_of(kind)) + " in this drama");
    };
    auto thing = drama();
    if (!place.character.empty()) thing = pick(DramaPartKind::Character, thing, place.character);
    if (!place.episode.empty()) thing = pick(DramaPartKind::Episode, thing, place.episode);
    if (!place.scene.empty()) thing = pick(DramaPartKind::Scene, thing, place.scene);
    if (!place.asset.empty()) thing = pick(DramaPartKind::Asset, thing, place.asset);
    return thing;
}

Json DramaView::write(const Thing& thing) const {
    Json out;
    const auto hold = [&](const char* name, DramaPartKind kind) {
        auto& held = out[name] = Json::array();
        for (const auto& one : list(kind, thing)) held.push_back(write(one));
    };
    switch (thing.kind) {
        case DramaPartKind::Drama: {
            Json known = {{"title", project_.title}, {"description", project_.logline}};
            set_metadata(known, project_.metadata);
            out = object_of(thing, std::move(known));
            if (!out.contains("premise")) out["premise"] = "";
            set_picture(out, "url", project_.cover_image_id);
            hold("characters", DramaPartKind::Character);
            hold("episodes", DramaPartKind::Episode);
            break;
        }
        case DramaPartKind::Character:
            out = object_of(thing, {{"name", thing.character->name},
                                    {"description", thing.character->description},
                                    {"voice_description", thing.character->voice}});
            if (!out.contains("gender")) out["gender"] = "other";
            if (!out.contains("main")) out["main"] = false;
            break;
        case DramaPartKind::Episode: {
            Json known = {{"title", thing.node->title}, {"description", thing.node->synopsis}};
            set_metadata(known, thing.node->metadata);
            out = object_of(thing, std::move(known));
            hold("scenes", DramaPartKind::Scene);
            break;
        }
        case DramaPartKind::Scene: {
            Json known = {{"description", thing.node->synopsis}};
            set_metadata(known, thing.node->metadata);
            out = object_of(thing, std::move(known));
            break;
        }
        case DramaPartKind::Asset: return object_of(thing, Json::object());
    }
    hold("assets", DramaPartKind::Asset);
    return out;
}

Json read_summary(store::Reader& db, const story::Project& project) {
    const auto part =
        db.one<DramaPart>(store::select_from<DramaPart>() + " WHERE project_id = ? AND kind = ?",
                          project.id, DramaPartKind::Drama);
    const auto rest = part ? part->rest : Json::object();
    Json out = {{"id", drama_id_of(project)},
                {"title", project.title},
                {"description", project.logline},
                {"premise", rest.value("premise", "")},
                {"url", rest.contains("url") ? rest["url"] : Json()},
                {"metadata", project.metadata}};
    set_picture(out, "url", project.cover_image_id);
    return out;
}

}  // namespace fabula::dramas
