#include "spreadsheets/records.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_service.hpp"
#include "cast/cast_store.hpp"
#include "script/script_store.hpp"
#include "shots/shots_service.hpp"
#include "shots/shots_store.hpp"
#include "world/world_service.hpp"
#include "world/world_store.hpp"

namespace fabula::spreadsheets {

namespace {

constexpr std::int64_t kRecordsMax = 10'000;  // As many rows as a sheet has.

[[noreturn]] void refuse_place() {
    invalid("project_id", "Say whose: project_id, or world_id for cast and entries.");
}

world::World world_of(store::Reader& db, const Actor& actor, Action action, const Place& place) {
    if (!place.world_id.empty()) return world::get_world(db, actor, action, place.world_id);
    if (place.project_id.empty()) refuse_place();
    const auto project = story::get_project(db, actor, action, place.project_id);
    const auto own = world::find_world_of(db, project.id);
    if (!own) throw AppError(Code::NotFound, PublicText{"The project has no world."});
    return *own;
}

template <class Record>
void add_row(Records& records, const Record& record, const Json& besides = Json::object()) {
    auto row = encode(record);
    row.update(besides);
    records.rows.push_back(std::move(row));
    records.changed = std::max(records.changed, record.updated_at);
}

std::string said_in(const shots::Shot& shot) {
    std::string out;
    for (const auto& line : shot.dialogue) {
        if (!out.empty()) out += '\n';
        if (!line.speaker.empty()) out += line.speaker + ": ";
        out += line.text;
    }
    return out;
}

// What the pages call a scene. A planned one has no number yet.
struct SceneNames {
    std::string number;
    std::string title;
};

std::map<std::string, SceneNames> read_scenes(store::Reader& db, const ProjectId& project,
                                              Records& records) {
    std::map<std::string, SceneNames> scenes;
    std::map<NodeKind, int> counts;
    auto& names = records.names["scene_id"];
    for (const auto& node : script::list_all_nodes(db, project)) {
        if (node.deleted_at) continue;
        SceneNames scene{node.scene_number, node.title};
        if (node.state == NodeState::Attached) {
            const auto count = ++counts[node.kind];
            if (scene.number.empty()) scene.number = std::to_string(count);
        }
        const bool is_named = node.kind == NodeKind::Scene && !scene.number.empty();
        if (is_named) names.emplace(fold(scene.number), node.id.text);
        scenes.emplace(node.id.text, std::move(scene));
    }
    // Titles too, and the numbers of what is no scene, where nothing else is called so.
    for (const auto& [id, scene] : scenes) {
        if (!scene.number.empty()) names.emplace(fold(scene.number), id);
        names.emplace(fold(scene.title), id);
    }
    return scenes;
}

Records read_shots(store::Reader& db, const Actor& actor, const Place& place) {
    require_place(db, actor, Action::View, SheetKind::Shots, place);
    const auto project = story::get_project(db, actor, Action::View, place.project_id);
    Records records{.title = project.title, .rows = {}, .names = {}};
    const auto scenes = read_scenes(db, project.id, records);
    for (const auto& shot : shots::list_shots_of_project(db, project.id)) {
        const auto scene = scenes.find(shot.scene_id.text);
        const bool known = scene != scenes.end();
        add_row(records, shot,
                {{"scene", known ? scene->second.number : ""},
                 {"scene_title", known ? scene->second.title : ""},
                 {"said", said_in(shot)}});
    }
    return records;
}

Records read_cast(store::Reader& db, const Actor& actor, const Place& place) {
    Records records;
    cast::Scope scope;
    if (!place.project_id.empty()) {
        const auto project = story::get_project(db, actor, Action::View, place.project_id);
        records.title = project.title;
        scope.project = project.id;
    } else {
        const auto world = world_of(db, actor, Action::View, place);
        records.title = world.name;
        scope.world = world.id;
    }
    for (const auto& character : cast::list_characters(db, scope, {}, kRecordsMax)) {
        add_row(records, character);
    }
    return records;
}

Records read_entries(store::Reader& db, const Actor& actor, const Place& place) {
    const auto world = world_of(db, actor, Action::View, place);
    Records records{.title = world.name, .rows = {}, .names = {}};
    std::map<std::string, std::string> categories;
    for (const auto& category : world::list_categories(db, world.id)) {
        records.names["category_id"].emplace(fold(category.name), category.id.text);
        categories.emplace(category.id.text, category.name);
    }
    const auto items = world::list_items(db, world.id, {}, {}, kRecordsMax);
    std::map<std::string, std::string> titles;
    for (const auto& item : items) {
        records.names["parent_id"].emplace(fold(item.name), item.id.text);
        titles.emplace(item.id.text, item.name);
    }
    for (const auto& item : items) {
        add_row(records, item,
                {{"category", item.category_id ? categories[item.category_id->text] : ""},
                 {"lies_in", item.parent_id ? titles[item.parent_id->text] : ""}});
    }
    return records;
}

template <class Record>
Json written(const Record& record) {
    return {{"id", record.id.text}, {"rev", record.rev}};
}

Json write_character(store::Tx& tx, const history::By& by, const Place& place, Json row) {
    cast::Scope scope;
    if (!place.project_id.empty()) {
        scope.project = place.project_id;
    } else {
        scope.world = world_of(tx, by.actor, Action::Edit, place).id;
    }
    return written(cast::write_row(tx, by, scope, std::move(row)));
}

Json write_shot(store::Tx& tx, const history::By& by, Json row) {
    const auto scene = row.value("scene_id", std::string{});
    if (!row.contains("id")) row.erase("scene_id");
    return written(shots::write_row(tx, by, NodeId{scene}, std::move(row)));
}

}  // namespace

void require_place(store::Reader& db, const Actor& actor, Action action, SheetKind kind,
                   const Place& place) {
    if (kind == SheetKind::Entries || place.project_id.empty()) {
        if (kind == SheetKind::Shots) invalid("project_id", "Say of which project.");
        world_of(db, actor, action, place);
    } else {
        story::get_project(db, actor, action, place.project_id);
    }
}

Records read_records(store::Reader& db, const Actor& actor, SheetKind kind, const Place& place) {
    switch (kind) {
        case SheetKind::Cast: return read_cast(db, actor, place);
        case SheetKind::Entries: return read_entries(db, actor, place);
        case SheetKind::Shots: break;
    }
    return read_shots(db, actor, place);
}

history::Entity holder_of(store::Reader& db, const Actor& actor, const Place& place) {
    if (!place.project_id.empty()) {
        return history::entity_of(story::get_project(db, actor, Action::View, place.project_id));
    }
    return history::entity_of(world_of(db, actor, Action::View, place));
}

Json write_record(store::Tx& tx, const history::By& by, SheetKind kind, const Place& place,
                  Json row) {
    switch (kind) {
        case SheetKind::Cast: return write_character(tx, by, place, std::move(row));
        case SheetKind::Entries: {
            const auto world = world_of(tx, by.actor, Action::Edit, place);
            return written(world::write_row(tx, by, world.id, std::move(row)));
        }
        case SheetKind::Shots: break;
    }
    return write_shot(tx, by, std::move(row));
}

void remove_record(store::Tx& tx, const history::By& by, SheetKind kind, const std::string& id) {
    switch (kind) {
        case SheetKind::Cast: return cast::remove_character(tx, by, CharacterId{id});
        case SheetKind::Entries: return world::remove_item(tx, by, WorldItemId{id});
        case SheetKind::Shots: break;
    }
    shots::remove_shot(tx, by, ShotId{id});
}

}  // namespace fabula::spreadsheets
