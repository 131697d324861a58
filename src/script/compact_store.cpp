// Old changes put together. What a person did within an hour stays one step of the history; the
// single keystrokes go, and with them most of the space.
#include <algorithm>
#include <set>

#include "script/history_store.hpp"
#include "script/script_store.hpp"

namespace fabula::script {

namespace {

struct SnapshotPlace {
    std::int64_t version = 0;
    Time created_at{};

    static constexpr auto fields = FieldList{Field<&SnapshotPlace::version>{"version"},
                                             Field<&SnapshotPlace::created_at>{"created_at"}};
};

constexpr std::size_t kMonthLength = 7;  // "2026-11"
constexpr std::size_t kHourLength = 13;  // "2026-11-21T08"

// The first of each month stay; the texts between are made of them.
std::vector<std::int64_t> snapshots_to_drop(const std::vector<SnapshotPlace>& snapshots,
                                            std::int64_t until) {
    std::vector<std::int64_t> drop;
    std::string month;
    for (const auto& snapshot : snapshots) {
        if (snapshot.version >= until) break;
        const auto own = to_iso(snapshot.created_at).substr(0, kMonthLength);
        if (own == month) drop.push_back(snapshot.version);
        month = own;
    }
    return drop;
}

void add_person(std::vector<StretchPerson>& people, const ScriptChange& row) {
    const auto known = std::find_if(people.begin(), people.end(), [&](const StretchPerson& one) {
        return one.author_id == row.author_id;
    });
    if (known == people.end()) {
        people.push_back({.author_id = row.author_id,
                          .from_version = row.version - 1,
                          .version = row.version,
                          .change_count = 1,
                          .started_at = row.created_at,
                          .ended_at = row.created_at});
        return;
    }
    known->version = row.version;
    ++known->change_count;
    known->ended_at = row.created_at;
}

// Rows that follow each other and become one stretch.
class Run {
public:
    [[nodiscard]] bool takes(const ScriptChange& row) const {
        return rows_.empty() || (rows_.back().tag.is_null() && row.tag.is_null() &&
                                 to_iso(rows_.back().created_at).substr(0, kHourLength) ==
                                     to_iso(row.created_at).substr(0, kHourLength));
    }
    void add(ScriptChange row) { rows_.push_back(std::move(row)); }

    void finish(const ScriptId& script, std::vector<Stretch>& out) {
        if (rows_.empty()) return;
        Stretch stretch{.script_id = script,
                        .from_version = rows_.front().version - 1,
                        .version = rows_.back().version,
                        .changes = {},
                        .people = {},
                        .tag = rows_.front().tag};
        std::vector<ChangeSet> changes;
        for (const auto& row : rows_) {
            changes.push_back(script::to_change_set(row));
            add_person(stretch.people, row);
        }
        stretch.changes = compose_all(changes, 0).to_json();
        out.push_back(std::move(stretch));
        rows_.clear();
    }

private:
    std::vector<ScriptChange> rows_;
};

}  // namespace

CompactionPlan plan_compaction(store::Reader& db, const ScriptId& script, Time time,
                               std::int64_t limit) {
    CompactionPlan plan;
    const auto snapshots = db.all<SnapshotPlace>(
        "SELECT version, created_at FROM script_snapshot WHERE script_id = ? ORDER BY version",
        script);
    if (snapshots.empty()) return plan;
    // Anchors are brought up to the newest snapshot; what is behind it leads to the text of today.
    const auto rows = db.all<ScriptChange>(
        store::select_from<ScriptChange>() +
            " WHERE script_id = ? AND version <= ? AND created_at < ? ORDER BY version LIMIT ?",
        script, snapshots.back().version, time, limit);
    if (rows.empty()) return plan;
    plan.row_count = std::ssize(rows);
    const auto until = rows.back().version;
    std::set<std::int64_t> ends;  // Versions that somebody may ask for, or that a text begins at.
    for (const auto version :
         db.column<std::int64_t>("SELECT version FROM script_draft WHERE script_id = ?", script)) {
        ends.insert(version);
    }
    plan.dropped_snapshots = snapshots_to_drop(snapshots, until);
    const auto& drop = plan.dropped_snapshots;
    for (const auto& snapshot : snapshots) {
        if (std::find(drop.begin(), drop.end(), snapshot.version) == drop.end()) {
            ends.insert(snapshot.version);
        }
    }
    Run run;
    for (const auto& row : rows) {
        if (!run.takes(row)) run.finish(script, plan.stretches);
        run.add(row);
        if (ends.contains(row.version)) run.finish(script, plan.stretches);
    }
    run.finish(script, plan.stretches);
    return plan;
}

void store_compaction(store::Tx& tx, const ScriptId& script, const CompactionPlan& plan) {
    for (auto stretch : plan.stretches) {
        const auto named = tx.count(
            "SELECT count(*) FROM script_draft WHERE script_id = ? AND version > ? AND version < ?",
            script, stretch.from_version, stretch.version);
        if (named > 0) return;
        tx.insert(stretch);
        tx.run("DELETE FROM script_change WHERE script_id = ? AND version > ? AND version <= ?",
               script, stretch.from_version, stretch.version);
    }
    for (const auto version : plan.dropped_snapshots) {
        tx.run("DELETE FROM script_snapshot WHERE script_id = ? AND version = ?", script, version);
    }
}

std::vector<std::string> list_compactable(store::Reader& db, Time time) {
    return db.column<std::string>(
        "SELECT DISTINCT c.script_id FROM script_change c WHERE c.created_at < ?"
        " AND c.version <= (SELECT max(s.version) FROM script_snapshot s"
        " WHERE s.script_id = c.script_id) ORDER BY c.script_id",
        time);
}

}  // namespace fabula::script
