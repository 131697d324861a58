#include "search/search_store.hpp"

#include "script/script_store.hpp"

namespace fabula::search {

namespace {

using store::IndexedSource;

// The state of a row, and of those that belong to it.
std::string marks_sql(const std::string& kind) {
    if (kind == "thread") {
        return "SELECT 'thread' AS kind, t.id AS key, t.rev || ':' || t.updated_at || ':'"
               " || count(c.id) || ':' || coalesce(max(c.updated_at), '') AS mark"
               " FROM comment_thread t LEFT JOIN comment c ON c.thread_id = t.id";
    }
    const std::string count = kind == "script" ? "version" : "rev";
    return "SELECT '" + kind + "' AS kind, t.id AS key, t." + count +
           " || ':' || t.updated_at AS mark FROM \"" + kind + "\" t";
}

std::string group_of(const std::string& kind) {
    return kind == "thread" ? " GROUP BY t.id, t.rev, t.updated_at" : "";
}

std::optional<IndexedSource> find_source(store::Reader& db, const std::string& kind,
                                         const std::string& key) {
    return db.one<IndexedSource>(marks_sql(kind) + " WHERE t.id = ?" + group_of(kind), key);
}

struct OwnerRow {
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;

    static constexpr auto fields = FieldList{Field<&OwnerRow::organization_id>{"organization_id"},
                                             Field<&OwnerRow::project_id>{"project_id"}};
};

Owner owner_of(store::Reader& db, const ProjectId& project) {
    const auto found = db.one<OwnerRow>(
        "SELECT organization_id, id AS project_id FROM project WHERE id = ?", project);
    return found ? Owner{found->organization_id, found->project_id} : Owner{};
}

Owner owner_of(store::Reader& db, const WorldId& world) {
    const auto found =
        db.one<OwnerRow>("SELECT organization_id, project_id FROM world WHERE id = ?", world);
    return found ? Owner{found->organization_id, found->project_id} : Owner{};
}

template <class Row>
std::optional<Row> find_row(store::Reader& db, const std::string& id) {
    static const std::string sql = "SELECT " + store::columns_of<Row>("t") + " FROM \"" +
                                   std::string(Row::table) + "\" t WHERE t.id = ?";
    return db.one<Row>(sql, id);
}

template <class Row>
std::vector<store::Passage> read_of_project(store::Reader& db, const std::string& key) {
    const auto row = find_row<Row>(db, key);
    return row ? passages_of(*row, owner_of(db, row->project_id)) : std::vector<store::Passage>();
}

template <class Row>
std::vector<store::Passage> read_own(store::Reader& db, const std::string& key) {
    const auto row = find_row<Row>(db, key);
    return row ? passages_of(*row) : std::vector<store::Passage>();
}

std::vector<store::Passage> read_item(store::Reader& db, const std::string& key) {
    const auto row = find_row<world::WorldItem>(db, key);
    return row ? passages_of(*row, owner_of(db, row->world_id)) : std::vector<store::Passage>();
}

std::vector<store::Passage> read_thread(store::Reader& db, const std::string& key) {
    const auto thread = find_row<comments::Thread>(db, key);
    if (!thread) return {};
    return passages_of(
        *thread,
        db.all<comments::Comment>(
            store::select_from<comments::Comment>() + " WHERE thread_id = ? ORDER BY id", key),
        owner_of(db, thread->project_id));
}

}  // namespace

const std::vector<SourceKind>& source_kinds() {
    static const std::vector<SourceKind> kinds{
        {"project", {{"project"}}},
        {"script", {{"script"}}},
        {"character", {{"character"}}},
        {"world", {{"world"}}},
        {"world_item", {{"world_item"}}},
        {"shot", {{"shot"}}},
        {"node", {{"node"}}},
        {"thread", {{"comment_thread"}, {"comment", "thread_id"}}},
    };
    return kinds;
}

std::vector<IndexedSource> list_sources(store::Reader& db, const std::string& kind) {
    return db.all<IndexedSource>(marks_sql(kind) + group_of(kind) + " ORDER BY t.id");
}

store::ReadSource read_record(store::Reader& db, const std::string& kind, const std::string& key) {
    const auto source = find_source(db, kind, key);
    if (!source) return {.source = {.kind = kind, .key = key, .mark = {}}, .passages = {}};
    store::ReadSource out{.source = *source, .passages = {}};
    if (kind == "project") out.passages = read_own<story::Project>(db, key);
    if (kind == "character") out.passages = read_own<cast::Character>(db, key);
    if (kind == "world") out.passages = read_own<world::World>(db, key);
    if (kind == "world_item") out.passages = read_item(db, key);
    if (kind == "shot") out.passages = read_of_project<shots::Shot>(db, key);
    if (kind == "node") out.passages = read_of_project<script::Node>(db, key);
    if (kind == "thread") out.passages = read_thread(db, key);
    return out;
}

std::optional<MarkedScript> read_script(store::Reader& db, const ScriptId& id) {
    const auto source = find_source(db, "script", id.text);
    auto row = find_row<script::Script>(db, id.text);
    if (!source || !row) return std::nullopt;
    MarkedScript out{.stored = {.script = {},
                                .text = script::read_text(db, *row).text,
                                .nodes = {},
                                .owner = owner_of(db, row->project_id)},
                     .mark = source->mark};
    for (const auto& node : script::list_all_nodes(db, row->project_id)) {
        if (node.state == NodeState::Attached) out.stored.nodes.push_back(node.id);
    }
    out.stored.script = std::move(*row);
    return out;
}

namespace {

std::string standing_of(const std::string& context, const std::string& place_id,
                        const std::string& place, const std::string& from) {
    return "SELECT p.organization_id, p.id AS project_id, p.title AS project_title, " + context +
           " AS context, " + place_id + " AS place_id, " + place + " AS place FROM " + from +
           " AND p.deleted_at IS NULL";
}

// Of what may belong to no project, but to the organization.
std::string shared_standing_of(const std::string& context, const std::string& place_id,
                               const std::string& from) {
    return "SELECT w.organization_id, w.project_id, coalesce(p.title, '') AS project_title, " +
           context + " AS context, " + place_id + " AS place_id, '' AS place FROM " + from +
           " AND p.deleted_at IS NULL";
}

std::string standing_sql(SearchKind kind) {
    const std::string none = "''";
    const std::string node =
        "node t JOIN project p ON p.id = t.project_id"
        " WHERE t.id = ? AND t.deleted_at IS NULL";
    const std::string with_project = " LEFT JOIN project p ON p.id = w.project_id WHERE ";
    switch (kind) {
        case SearchKind::Scene: return standing_of(none, none, "t.state", node);
        case SearchKind::Node: return standing_of(none, none, "t.state", node);
        case SearchKind::Project: return standing_of(none, none, none, "project p WHERE p.id = ?");
        case SearchKind::Shot:
            return standing_of("n.title", "n.id", none,
                               "shot t JOIN node n ON n.id = t.scene_id JOIN project p"
                               " ON p.id = t.project_id WHERE t.id = ? AND t.deleted_at IS NULL"
                               " AND n.deleted_at IS NULL");
        case SearchKind::Comment:
            return standing_of("t.quote", "t.object_id", "t.object_kind",
                               "comment c JOIN comment_thread t ON t.id = c.thread_id JOIN project"
                               " p ON p.id = t.project_id WHERE c.id = ? AND c.deleted_at IS NULL");
        case SearchKind::Character:
            return shared_standing_of(
                none, "coalesce(w.world_id, '')",
                "\"character\" w" + with_project + "w.id = ? AND w.deleted_at IS NULL");
        case SearchKind::World:
            return shared_standing_of(
                none, none, "world w" + with_project + "w.id = ? AND w.deleted_at IS NULL");
        case SearchKind::WorldItem:
            return shared_standing_of("w.name", "w.id",
                                      "world_item t JOIN world w ON w.id = t.world_id" +
                                          with_project +
                                          "t.id = ? AND t.deleted_at IS NULL"
                                          " AND w.deleted_at IS NULL");
    }
    return {};
}

}  // namespace

std::optional<Standing> find_standing(store::Reader& db, SearchKind kind, const std::string& id) {
    return db.one<Standing>(standing_sql(kind), id);
}

std::optional<Standing> find_standing_of_script(store::Reader& db, const std::string& script) {
    return db.one<Standing>(
        standing_of("''", "''", "''",
                    "script t JOIN project p ON p.id = t.project_id WHERE t.id = ?"),
        script);
}

std::vector<ProjectId> list_guest_projects(store::Reader& db, const Actor& actor) {
    return db.column<ProjectId>(
        "SELECT p.id FROM project_member m JOIN project p ON p.id = m.project_id"
        " WHERE m.user_id = ? AND p.organization_id = ? AND p.deleted_at IS NULL"
        " ORDER BY p.id DESC LIMIT 200",
        actor.user, actor.organization);
}

std::vector<ProjectId> list_binned_projects(store::Reader& db, const OrganizationId& organization) {
    return db.column<ProjectId>(
        "SELECT id FROM project WHERE organization_id = ? AND deleted_at IS NOT NULL"
        " ORDER BY deleted_at DESC LIMIT 200",
        organization);
}

}  // namespace fabula::search
