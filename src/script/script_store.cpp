#include "script/script_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::script {

Script get_script(store::Reader& db, const Actor& actor, Action action, const ScriptId& id) {
    constexpr std::string_view missing = "There is no such script.";
    auto found = db.one<Script>("SELECT " + store::columns_of<Script>("s") +
                                    " FROM script s JOIN project p ON p.id = s.project_id"
                                    " WHERE p.deleted_at IS NULL AND s.id = ?",
                                id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
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

ChangeSet to_change_set(const ScriptChange& row) {
    std::string problem;
    auto change = ChangeSet::from_json(row.changes, problem);
    if (!change) {
        throw AppError(Code::Internal, PublicText{"The changes of the script cannot be read."},
                       {.log = "script " + row.script_id.text + ", version " +
                               std::to_string(row.version) + ": " + problem});
    }
    return std::move(*change);
}

ChangeSet compose_all(const std::vector<ChangeSet>& changes, std::size_t length) {
    if (changes.empty()) return ChangeSet(length);
    for (std::size_t i = 1; i < changes.size(); ++i) {
        if (changes[i - 1].new_length() == changes[i].length()) continue;
        throw AppError(Code::Internal, PublicText{"The changes of the script cannot be read."},
                       {.log = "a change does not fit the one before"});
    }
    // By halves: each change is taken up log n times instead of n times.
    auto level = changes;
    while (level.size() > 1) {
        std::vector<ChangeSet> next;
        for (std::size_t i = 0; i + 1 < level.size(); i += 2) {
            next.push_back(level[i].compose(level[i + 1]));
        }
        if (level.size() % 2 == 1) next.push_back(std::move(level.back()));
        level = std::move(next);
    }
    return std::move(level.front());
}

StoredText read_text(store::Reader& db, const Script& script) {
    const auto broken = [&](const std::string& why) {
        return AppError(Code::Internal, PublicText{"The text of the script cannot be read."},
                        {.log = "script " + script.id.text + ": " + why});
    };
    auto snapshot = db.one<ScriptSnapshot>(store::select_from<ScriptSnapshot>() +
                                               " WHERE script_id = ? AND version <= ?"
                                               " ORDER BY version DESC LIMIT 1",
                                           script.id, script.version);
    if (!snapshot) throw broken("no snapshot");
    StoredText out{
        .text = std::move(snapshot->text), .snapshot_version = snapshot->version, .tail = {}};
    const auto count = script.version - snapshot->version;
    for (const auto& row : list_changes(db, script.id, snapshot->version, count)) {
        out.tail.push_back(to_change_set(row));
    }
    if (std::ssize(out.tail) != count) throw broken("its log has holes");
    // As one: the text is long, the changes are short.
    auto text = compose_all(out.tail, count_utf16_units(out.text)).apply(out.text);
    if (!text) throw broken("its changes do not fit");
    out.text = std::move(*text);
    return out;
}

std::vector<ScriptChange> list_changes(store::Reader& db, const ScriptId& script,
                                       std::int64_t after, std::int64_t limit) {
    return db.all<ScriptChange>(store::select_from<ScriptChange>() +
                                    " WHERE script_id = ? AND version > ? ORDER BY version LIMIT ?",
                                script, after, limit);
}

std::optional<ScriptChange> find_change(store::Reader& db, const ScriptId& script,
                                        const std::string& client_id, std::int64_t client_seq) {
    return db.one<ScriptChange>(store::select_from<ScriptChange>() +
                                    " WHERE script_id = ? AND client_id = ? AND client_seq = ?",
                                script, client_id, client_seq);
}

std::optional<ScriptOriginal> find_original(store::Reader& db, const ScriptId& script) {
    return db.one<ScriptOriginal>(store::select_from<ScriptOriginal>() + " WHERE script_id = ?",
                                  script);
}

void put_original(store::Tx& tx, const ScriptId& script, const std::string& text) {
    tx.run("DELETE FROM script_original WHERE script_id = ?", script);
    tx.insert(ScriptOriginal{.script_id = script, .text = text, .created_at = tx.now()});
}

Node get_node(store::Reader& db, const Actor& actor, Action action, const NodeId& id) {
    constexpr std::string_view missing = "There is no such scene or section.";
    auto found = db.one<Node>("SELECT " + store::columns_of<Node>("n") +
                                  " FROM node n JOIN project p ON p.id = n.project_id"
                                  " WHERE p.deleted_at IS NULL AND n.deleted_at IS NULL"
                                  " AND n.id = ?",
                              id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::vector<Node> list_all_nodes(store::Reader& db, const ProjectId& project) {
    return db.all<Node>(store::select_from<Node>() + " WHERE project_id = ? ORDER BY rank, id",
                        project);
}

std::vector<Anchor> list_anchors(store::Reader& db, const ScriptId& script) {
    return db.all<Anchor>(
        store::select_from<Anchor>() + " WHERE script_id = ? ORDER BY from_offset, to_offset",
        script);
}

void move_anchor(store::Tx& tx, const Anchor& anchor, std::int64_t version) {
    tx.run("UPDATE anchor SET from_offset = ?, to_offset = ?, version = ? WHERE id = ?",
           anchor.from_offset, anchor.to_offset, version, anchor.id);
}

void move_anchor_of_node(store::Tx& tx, const NodeId& node, std::int64_t place,
                         std::int64_t version) {
    tx.run(
        "UPDATE anchor SET from_offset = ?, to_offset = ?, version = ?"
        " WHERE owner_kind = 'node' AND owner_id = ?",
        place, place, version, node);
}

}  // namespace fabula::script
