#include "outline/outline_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "pictures/pictures_store.hpp"
#include "shots/shots_store.hpp"

namespace fabula::outline {

namespace {

struct Position {
    std::string id;
    std::int64_t position = 0;

    static constexpr auto fields =
        FieldList{Field<&Position::id>{"id"}, Field<&Position::position>{"position"}};
};

constexpr std::string_view kMissing = "There is no such scene or section.";

}  // namespace

std::unordered_map<std::string, std::int64_t> list_positions(store::Reader& db,
                                                             const ProjectId& project) {
    std::unordered_map<std::string, std::int64_t> positions;
    // "scene" comes before "section", as below one heading.
    for (auto& row : db.all<Position>(
             "SELECT id, row_number() OVER (PARTITION BY parent_id ORDER BY kind, rank, id)"
             " AS position FROM node WHERE project_id = ? AND deleted_at IS NULL",
             project)) {
        positions.emplace(std::move(row.id), row.position);
    }
    return positions;
}

std::int64_t find_position(store::Reader& db, const script::Node& node) {
    const std::string before =
        " AND deleted_at IS NULL AND (kind < ?2 OR (kind = ?2 AND (rank < ?3 OR"
        " (rank = ?3 AND id < ?4))))";
    const auto kind = std::string(name_of(node.kind));
    if (node.parent_id) {
        return 1 + db.count("SELECT count(*) FROM node WHERE parent_id = ?1" + before,
                            *node.parent_id, kind, node.rank, node.id);
    }
    return 1 + db.count(
                   "SELECT count(*) FROM node WHERE project_id = ?1 AND parent_id IS NULL" + before,
                   node.project_id, kind, node.rank, node.id);
}

std::vector<script::Node> list_nodes(store::Reader& db, const ProjectId& project,
                                     const NodeFilter& filter, const script::NodePlace& after,
                                     std::int64_t limit) {
    const auto kind = filter.kind ? std::string(name_of(*filter.kind)) : std::string();
    const auto parent = filter.parent ? filter.parent->text : std::string();
    return db.all<script::Node>(
        store::select_from<script::Node>() +
            " WHERE project_id = ?1 AND deleted_at IS NULL"
            " AND (rank > ?2 OR (rank = ?2 AND id > ?3))"
            " AND (?4 = '' OR kind = ?4) AND (?5 < 0 OR level = ?5)"
            " AND (?6 = 0 OR parent_id IS NULL) AND (?7 = '' OR parent_id = ?7)"
            " ORDER BY rank, id LIMIT ?8",
        project, after.rank, after.id, kind, filter.level.value_or(-1), filter.top, parent, limit);
}

bool has_nodes(store::Reader& db, const ProjectId& project) {
    return db.count("SELECT count(*) FROM node WHERE project_id = ? AND deleted_at IS NULL",
                    project) > 0;
}

std::vector<script::Node> list_nodes_by_id(store::Reader& db, const ProjectId& project,
                                           std::span<const NodeId> ids) {
    std::vector<script::Node> nodes;
    for (const auto& id : ids) {
        auto found = db.one<script::Node>(store::select_from<script::Node>() +
                                              " WHERE id = ? AND project_id = ?"
                                              " AND deleted_at IS NULL",
                                          id, project);
        if (found) nodes.push_back(std::move(*found));
    }
    return nodes;
}

script::Node get_binned_node(store::Reader& db, const Actor& actor, Action action,
                             const NodeId& id) {
    auto found = db.one<script::Node>("SELECT " + store::columns_of<script::Node>("n") +
                                          " FROM node n JOIN project p ON p.id = n.project_id"
                                          " WHERE p.deleted_at IS NULL AND n.id = ?",
                                      id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    accounts::require(db, actor, action, found->project_id, kMissing);
    return std::move(*found);
}

void insert_node(store::Tx& tx, script::Node& node, std::int64_t text_version) {
    tx.insert(node);
    tx.insert(script::Anchor{.id = make_id<AnchorId>(),
                             .script_id = node.script_id,
                             .owner_kind = "node",
                             .owner_id = node.id.text,
                             .from_offset = 0,
                             .to_offset = 0,
                             .version = text_version});
}

void touch_nodes(store::Tx& tx, script::Script script) {
    tx.update(script);
}

std::int64_t purge_nodes(store::Tx& tx, Time before) {
    for (const auto& shot : tx.column<ShotId>("SELECT s.id FROM shot s JOIN node n"
                                              " ON n.id = s.scene_id WHERE n.deleted_at < ?",
                                              before)) {
        pictures::delete_pictures(tx, PictureOwner::Shot, shot.text);
        shots::delete_anchor(tx, shot);
    }
    tx.run(
        "DELETE FROM anchor WHERE owner_kind = 'node' AND owner_id IN"
        " (SELECT id FROM node WHERE deleted_at < ?)",
        before);
    return tx.run("DELETE FROM node WHERE deleted_at < ?", before);
}

}  // namespace fabula::outline
