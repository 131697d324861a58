#include "copies/copy_store.hpp"

#include <unordered_map>
#include <unordered_set>

#include "script/open_script.hpp"
#include "sound/sound_store.hpp"
#include "story/story_store.hpp"

namespace fabula::copies {

namespace {

template <class Row>
std::vector<Row> rows_of_project(store::Reader& db, const ProjectId& project) {
    return db.all<Row>(store::select_from<Row>() + " WHERE project_id = ? ORDER BY id", project);
}

template <class Row>
bool is_binned(const Row& row) {
    return row.deleted_at.has_value();
}

// References are checked row by row. A row whose parent is not among them comes to the top.
template <class Row>
std::vector<Row> parents_first(const std::vector<Row>& rows) {
    std::unordered_map<std::string, std::vector<std::size_t>> below;
    std::unordered_set<std::string> ids;
    for (const auto& row : rows) ids.insert(row.id.text);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& parent = rows[i].parent_id;
        if (parent && ids.contains(parent->text)) {
            below[parent->text].push_back(i);
        } else {
            order.push_back(i);
        }
    }
    std::vector<Row> out;
    for (std::size_t at = 0; at < order.size(); ++at) {
        auto& row = out.emplace_back(rows[order[at]]);
        if (row.parent_id && !ids.contains(row.parent_id->text)) row.parent_id.reset();
        const auto found = below.find(row.id.text);
        if (found == below.end()) continue;
        order.insert(order.end(), found->second.begin(), found->second.end());
    }
    return out;
}

void read_worlds(store::Reader& db, ProjectRows& rows) {
    rows.worlds = rows_of_project<world::World>(db, rows.project.id);
    std::erase_if(rows.worlds, is_binned<world::World>);
    const auto rows_of = [&]<class Row>(const WorldId& world, std::vector<Row>& into) {
        for (auto& row :
             db.all<Row>(store::select_from<Row>() + " WHERE world_id = ? ORDER BY id", world)) {
            into.push_back(std::move(row));
        }
    };
    for (const auto& world : rows.worlds) {
        rows_of(world.id, rows.world_categories);
        rows_of(world.id, rows.world_items);
        std::erase_if(rows.world_items, is_binned<world::WorldItem>);
        for (auto& link : db.all<world::WorldLink>(
                 "SELECT " + store::columns_of<world::WorldLink>("l") +
                     " FROM world_link l JOIN world_item f ON f.id = l.from_id"
                     " JOIN world_item t ON t.id = l.to_id"
                     " WHERE f.world_id = ?1 AND t.world_id = ?1"
                     " AND f.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY l.id",
                 world.id)) {
            rows.world_links.push_back(std::move(link));
        }
    }
    rows.world_items = parents_first(rows.world_items);
}

// The files of sounds in the bin stay behind: they may be long.
void read_sounds(store::Reader& db, ProjectRows& rows) {
    rows.sounds = sound::list_sounds_of_project(db, rows.project.id);
    std::unordered_set<std::string> kept;
    for (const auto& sound : rows.sounds) kept.insert(sound.asset_id.text);
    std::erase_if(rows.assets, [&](const files::Asset& asset) {
        return asset.folder == AssetFolder::Audio && !kept.contains(asset.id.text);
    });
}

}  // namespace

ProjectRows read_project(store::Reader& db, const Actor& actor, const ProjectId& id) {
    ProjectRows rows;
    rows.project = story::get_project(db, actor, Action::View, id);
    const auto& project = rows.project.id;
    rows.assets = db.all<files::Asset>(store::select_from<files::Asset>() +
                                           " WHERE project_id = ? AND folder <> 'temp'"
                                           " AND folder <> 'documents' ORDER BY id",
                                       project);
    read_worlds(db, rows);
    rows.characters = rows_of_project<cast::Character>(db, project);
    std::erase_if(rows.characters, is_binned<cast::Character>);
    rows.relations = db.all<cast::Relation>(
        "SELECT " + store::columns_of<cast::Relation>("r") +
            " FROM relation r JOIN character f ON f.id = r.from_id"
            " JOIN character t ON t.id = r.to_id WHERE f.project_id = ?1 AND t.project_id = ?1"
            " AND f.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY r.id",
        project);
    auto nodes = script::list_all_nodes(db, project);
    std::erase_if(nodes, is_binned<script::Node>);
    std::unordered_set<std::string> kept;
    for (const auto& node : nodes) kept.insert(node.id.text);
    rows.nodes = parents_first(nodes);
    rows.shots = rows_of_project<shots::Shot>(db, project);
    std::erase_if(rows.shots, [&](const shots::Shot& shot) {
        return is_binned(shot) || !kept.contains(shot.scene_id.text);
    });
    read_sounds(db, rows);
    rows.beats = rows_of_project<outline::Beat>(db, project);
    rows.pictures = rows_of_project<pictures::Picture>(db, project);
    std::erase_if(rows.pictures, is_binned<pictures::Picture>);
    rows.script = script::get_script_of(db, project);
    const script::OpenScript open(db, rows.script);
    rows.text = open.text();
    rows.original = script::find_original(db, rows.script.id);
    rows.anchors = script::list_anchors(db, rows.script.id);
    for (auto& anchor : rows.anchors) open.bring_up(anchor, rows.script.version);
    return rows;
}

namespace {

template <class Row>
void insert_all(store::Tx& tx, std::vector<Row>& rows) {
    for (auto& row : rows) {
        if constexpr (requires { row.created_at; }) row.created_at = tx.now();
        if constexpr (requires { row.updated_at; }) row.updated_at = tx.now();
        tx.insert(row);
    }
}

void insert_script(store::Tx& tx, const Actor& actor, ProjectRows& rows) {
    constexpr std::int64_t kFirstVersion = 1;
    rows.script.version = kFirstVersion;
    rows.script.created_at = rows.script.updated_at = tx.now();
    tx.insert(rows.script);
    Json anchors = Json::array();
    for (auto& anchor : rows.anchors) {
        anchor.version = kFirstVersion;
        anchors.push_back(
            {anchor.owner_kind, anchor.owner_id, anchor.from_offset, anchor.to_offset});
    }
    tx.insert(script::ScriptChange{.script_id = rows.script.id,
                                   .version = kFirstVersion,
                                   .client_id = "copy",
                                   .client_seq = 1,
                                   .author_id = actor.user,
                                   .changes = ChangeSet::replace(0, 0, 0, rows.text).to_json(),
                                   .tag = {{"copied", true}},
                                   .created_at = tx.now()});
    tx.insert(script::ScriptSnapshot{.script_id = rows.script.id,
                                     .version = kFirstVersion,
                                     .text = rows.text,
                                     .anchors = std::move(anchors),
                                     .created_at = tx.now()});
    if (rows.original) {
        rows.original->script_id = rows.script.id;
        tx.insert(*rows.original);
    }
}

}  // namespace

void insert_project(store::Tx& tx, const Actor& actor, ProjectRows& rows) {
    const auto cover = rows.project.cover_image_id;
    rows.project.cover_image_id.reset();  // Until its row is there.
    rows.project.created_at = rows.project.updated_at = tx.now();
    tx.insert(rows.project);
    insert_all(tx, rows.assets);
    if (cover) {
        rows.project.cover_image_id = cover;
        tx.update(rows.project);
    }
    insert_all(tx, rows.worlds);
    insert_all(tx, rows.world_categories);
    insert_all(tx, rows.world_items);
    insert_all(tx, rows.world_links);
    insert_all(tx, rows.characters);
    insert_all(tx, rows.relations);
    insert_script(tx, actor, rows);
    insert_all(tx, rows.nodes);
    insert_all(tx, rows.anchors);
    insert_all(tx, rows.shots);
    insert_all(tx, rows.sounds);
    insert_all(tx, rows.beats);
    insert_all(tx, rows.pictures);
}

}  // namespace fabula::copies
