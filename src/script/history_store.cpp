#include "script/history_store.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "script/script_store.hpp"

namespace fabula::script {

namespace {

// All that one person wrote in one hour, in the change log.
struct LogGroup {
    std::optional<UserId> author_id;
    std::optional<std::string> author_name;
    std::int64_t first_version = 0;
    std::int64_t last_version = 0;
    std::int64_t change_count = 0;
    Time started_at{};
    Time ended_at{};
    Json tag;

    static constexpr auto fields = FieldList{Field<&LogGroup::author_id>{"author_id"},
                                             Field<&LogGroup::author_name>{"author_name"},
                                             Field<&LogGroup::first_version>{"first_version"},
                                             Field<&LogGroup::last_version>{"last_version"},
                                             Field<&LogGroup::change_count>{"change_count"},
                                             Field<&LogGroup::started_at>{"started_at"},
                                             Field<&LogGroup::ended_at>{"ended_at"},
                                             Field<&LogGroup::tag>{"tag"}};
};

struct UserName {
    UserId id;
    std::string name;

    static constexpr auto fields =
        FieldList{Field<&UserName::id>{"id"}, Field<&UserName::name>{"name"}};
};

std::vector<Session> sessions_of_log(store::Reader& db, const ScriptId& script, std::int64_t before,
                                     std::int64_t limit) {
    // Tagged changes are told one by one: their tags differ.
    const auto groups = db.all<LogGroup>(
        "SELECT c.author_id, u.name AS author_name, min(c.version) AS first_version,"
        " max(c.version) AS last_version, count(*) AS change_count,"
        " min(c.created_at) AS started_at, max(c.created_at) AS ended_at, min(c.tag) AS tag"
        " FROM script_change c LEFT JOIN app_user u ON u.id = c.author_id"
        " WHERE c.script_id = ?"
        " GROUP BY c.author_id, u.name, substr(c.created_at, 1, 13),"
        " CASE WHEN c.tag = 'null' THEN 0 ELSE c.version END"
        " HAVING max(c.version) < ? ORDER BY max(c.version) DESC LIMIT ?",
        script, before, limit);
    std::vector<Session> sessions;
    for (const auto& group : groups) {
        sessions.push_back({.author_id = group.author_id,
                            .author_name = group.author_name.value_or(""),
                            .from_version = group.first_version - 1,
                            .version = group.last_version,
                            .change_count = group.change_count,
                            .started_at = group.started_at,
                            .ended_at = group.ended_at,
                            .tag = group.tag});
    }
    return sessions;
}

std::string name_of(store::Reader& db, const std::optional<UserId>& id) {
    if (!id) return {};
    const auto found = db.one<UserName>("SELECT id, name FROM app_user WHERE id = ?", *id);
    return found ? found->name : std::string();
}

std::vector<Stretch> list_stretches(store::Reader& db, const ScriptId& script, std::int64_t after,
                                    std::int64_t until) {
    return db.all<Stretch>(store::select_from<Stretch>() +
                               " WHERE script_id = ? AND version > ? AND version <= ?"
                               " ORDER BY version",
                           script, after, until);
}

ChangeSet to_change_set(const Stretch& row) {
    std::string problem;
    auto change = ChangeSet::from_json(row.changes, problem);
    if (!change) {
        throw AppError(Code::Internal, PublicText{"The history of the script cannot be read."},
                       {.log = "script " + row.script_id.text + ", stretch to version " +
                               std::to_string(row.version) + ": " + problem});
    }
    return std::move(*change);
}

AppError no_such_version(std::int64_t version) {
    return AppError(Code::NotFound,
                    PublicText{"There is no version " + std::to_string(version) +
                               " of the script, or it is kept only as part of its hour."});
}

}  // namespace

Draft get_draft(store::Reader& db, const Actor& actor, Action action, const DraftId& id) {
    auto found = db.one<Draft>(store::select_from<Draft>() + " WHERE id = ?", id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such draft."});
    get_script(db, actor, action, found->script_id);
    return std::move(*found);
}

std::vector<Draft> list_drafts(store::Reader& db, const ScriptId& script, const std::string& before,
                               std::int64_t limit) {
    return db.all<Draft>(store::select_from<Draft>() +
                             " WHERE script_id = ? AND (? = '' OR id < ?) ORDER BY id DESC LIMIT ?",
                         script, before, before, limit);
}

void delete_draft(store::Tx& tx, const DraftId& id) {
    tx.run("DELETE FROM script_draft WHERE id = ?", id);
}

std::vector<Session> list_sessions(store::Reader& db, const ScriptId& script, std::int64_t before,
                                   std::int64_t limit) {
    auto sessions = sessions_of_log(db, script, before, limit);
    if (std::ssize(sessions) >= limit) return sessions;
    const auto stretches =
        db.all<Stretch>(store::select_from<Stretch>() +
                            " WHERE script_id = ? AND version < ? ORDER BY version DESC LIMIT ?",
                        script, before, limit);
    for (const auto& stretch : stretches) {
        auto people = stretch.people;
        std::sort(people.begin(), people.end(),
                  [](const auto& a, const auto& b) { return a.version > b.version; });
        for (const auto& person : people) {
            sessions.push_back({.author_id = person.author_id,
                                .author_name = name_of(db, person.author_id),
                                .from_version = stretch.from_version,
                                .version = stretch.version,
                                .change_count = person.change_count,
                                .started_at = person.started_at,
                                .ended_at = person.ended_at,
                                .tag = stretch.tag});
        }
        if (std::ssize(sessions) >= limit) break;
    }
    return sessions;
}

TextOfVersion read_text_of(store::Reader& db, const ScriptId& script, std::int64_t version,
                           std::int64_t until) {
    auto snapshot = db.one<ScriptSnapshot>(store::select_from<ScriptSnapshot>() +
                                               " WHERE script_id = ? AND version <= ?"
                                               " ORDER BY version DESC LIMIT 1",
                                           script, version);
    if (!snapshot) throw no_such_version(version);
    TextOfVersion out{.text = std::move(snapshot->text), .later = {}};
    auto at = snapshot->version;
    std::vector<ChangeSet> until_version;
    const auto go_on = [&](ChangeSet change, std::int64_t to) {
        if (at < version && to > version) throw no_such_version(version);
        (at < version ? until_version : out.later).push_back(std::move(change));
        at = to;
    };
    for (const auto& stretch : list_stretches(db, script, at, until)) {
        if (stretch.from_version == at) go_on(to_change_set(stretch), stretch.version);
    }
    for (const auto& row : list_changes(db, script, at, until - at)) {
        if (row.version == at + 1) go_on(to_change_set(row), row.version);
    }
    if (at < until || at < version) throw no_such_version(std::max(version, until));
    auto text = compose_all(until_version, count_utf16_units(out.text)).apply(out.text);
    if (!text) throw no_such_version(version);
    out.text = std::move(*text);
    return out;
}

}  // namespace fabula::script
