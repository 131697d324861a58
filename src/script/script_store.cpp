#include "script/script_store.hpp"

#include "base/error.hpp"

namespace fabula::script {

Script get_script(store::Reader& db, const OrganizationId& organization, const ScriptId& id) {
    auto found =
        db.one<Script>("SELECT " + store::columns_of<Script>("s") +
                           " FROM script s JOIN project p ON p.id = s.project_id"
                           " WHERE p.organization_id = ? AND p.deleted_at IS NULL AND s.id = ?",
                       organization, id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such script."});
    return std::move(*found);
}

std::optional<Script> find_script_of(store::Reader& db, const ProjectId& project) {
    return db.one<Script>(store::select_from<Script>() + " WHERE project_id = ?", project);
}

Script get_script_of(store::Reader& db, const ProjectId& project) {
    auto found = find_script_of(db, project);
    if (!found) throw AppError(Code::NotFound, PublicText{"The project has no script."});
    return std::move(*found);
}

std::string get_text(store::Reader& db, const Script& script) {
    const auto snapshot = db.one<ScriptSnapshot>(
        store::select_from<ScriptSnapshot>() + " WHERE script_id = ? AND version = ?", script.id,
        script.version);
    if (!snapshot) {
        throw AppError(Code::Internal, PublicText{"The text of the script cannot be read."},
                       {.log = "script " + script.id.text + " has no snapshot of version " +
                               std::to_string(script.version)});
    }
    return snapshot->text;
}

Node get_node(store::Reader& db, const OrganizationId& organization, const NodeId& id) {
    auto found = db.one<Node>("SELECT " + store::columns_of<Node>("n") +
                                  " FROM node n JOIN project p ON p.id = n.project_id"
                                  " WHERE p.organization_id = ? AND p.deleted_at IS NULL"
                                  " AND n.id = ?",
                              organization, id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such scene."});
    return std::move(*found);
}

std::vector<Node> list_nodes(store::Reader& db, const ProjectId& project, std::int64_t after,
                             std::int64_t limit) {
    return db.all<Node>(
        store::select_from<Node>() + " WHERE project_id = ? AND rank > ? ORDER BY rank LIMIT ?",
        project, after, limit);
}

std::vector<Node> list_all_nodes(store::Reader& db, const ProjectId& project) {
    return db.all<Node>(store::select_from<Node>() + " WHERE project_id = ? ORDER BY rank",
                        project);
}

std::vector<Anchor> list_anchors(store::Reader& db, const ScriptId& script) {
    return db.all<Anchor>(
        store::select_from<Anchor>() + " WHERE script_id = ? ORDER BY from_offset, to_offset",
        script);
}

}  // namespace fabula::script
