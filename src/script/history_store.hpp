// Rows of the past of scripts.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "base/changes.hpp"
#include "script/history.hpp"
#include "store/store.hpp"

namespace fabula::script {

// Throws NotFound and Forbidden as get_script does for its script.
Draft get_draft(store::Reader& db, const Actor& actor, Action action, const DraftId& id);
// Newest version first, behind the row `before`.
std::vector<Draft> list_drafts(store::Reader& db, const ScriptId& script, const std::string& before,
                               std::int64_t limit);
void delete_draft(store::Tx& tx, const DraftId& id);

// Newest first: those whose last version is below `before`.
std::vector<Session> list_sessions(store::Reader& db, const ScriptId& script, std::int64_t before,
                                   std::int64_t limit);

struct TextOfVersion {
    std::string text;
    // In order: the changes that lead from `version` to `until`.
    std::vector<ChangeSet> later;
};
// The text at `version`, and the changes from there to `until`, which is at least that. Throws
// NotFound where the version lies inside a stretch, or is not there.
TextOfVersion read_text_of(store::Reader& db, const ScriptId& script, std::int64_t version,
                           std::int64_t until);

// What becomes of old rows of the change log.
struct CompactionPlan {
    std::vector<Stretch> stretches;
    std::vector<std::int64_t> dropped_snapshots;  // All but the first of each month.
    std::int64_t row_count = 0;                   // Of the log, that go.
};
// Changes from before `time` as stretches, up to the newest snapshot; at most `limit` rows.
CompactionPlan plan_compaction(store::Reader& db, const ScriptId& script, Time time,
                               std::int64_t limit);
// Leaves out a stretch where a draft has been named inside of it meanwhile, and all behind it.
void store_compaction(store::Tx& tx, const ScriptId& script, const CompactionPlan& plan);
// Scripts that plan_compaction() finds something to do for.
std::vector<std::string> list_compactable(store::Reader& db, Time time);

}  // namespace fabula::script
