#include "script/change_service.hpp"

#include <map>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "script/node_rows.hpp"
#include "script/script_store.hpp"
#include "story/story_store.hpp"

namespace fabula::script {

namespace {

constexpr std::int64_t kSnapshotEvery = 256;  // Changes; what opening a script has to apply.
constexpr std::int64_t kMissedMax = 10'000;   // Changes; who missed more reads the text again.

CommittedChange to_answer(const ScriptChange& row) {
    return {row.version, row.client_id, row.client_seq, row.changes};
}

std::vector<CommittedChange> to_answers(const std::vector<ScriptChange>& rows) {
    std::vector<CommittedChange> out;
    for (const auto& row : rows) out.push_back(to_answer(row));
    return out;
}

void move(Anchor& anchor, const RangeMap& map) {
    const auto range = map({static_cast<std::uint32_t>(anchor.from_offset),
                            static_cast<std::uint32_t>(anchor.to_offset)});
    anchor.from_offset = range.from;
    anchor.to_offset = range.to;
    ++anchor.version;
}

// From the version of the anchor to that of the text.
void move_along(Anchor& anchor, const StoredText& stored) {
    for (auto at = anchor.version - stored.snapshot_version; at < std::ssize(stored.tail); ++at) {
        if (at >= 0) move(anchor, stored.tail[static_cast<std::size_t>(at)]);
    }
}

// All anchors behind the change; those of nodes that it put to sleep from the plan.
std::vector<Anchor> moved_anchors(std::vector<Anchor> anchors, const NodePlan& plan,
                                  const RangeMap& map) {
    std::map<std::string, std::int64_t> asleep;
    for (const auto& [node, place] : plan.asleep) asleep[node.text] = place;
    for (auto& anchor : anchors) {
        move(anchor, map);
        const auto found = asleep.find(anchor.owner_id);
        if (found != asleep.end()) anchor.from_offset = anchor.to_offset = found->second;
    }
    return anchors;
}

// Anchors are moved by the log when they are read; those that went with a moved stretch would be
// lost that way.
void store_moved_anchors(store::Tx& tx, const std::vector<Anchor>& anchors, const RangeMap& map,
                         const ChangeSet& change) {
    if (!map.has_moves()) return;
    for (const auto& anchor : anchors) {
        auto plain = anchor;
        auto moved = anchor;
        move(plain, RangeMap(change));
        move(moved, map);
        if (moved.from_offset != plain.from_offset || moved.to_offset != plain.to_offset) {
            move_anchor(tx, moved, moved.version);
        }
    }
}

void store_snapshot(store::Tx& tx, const Script& script, const std::string& text,
                    const std::vector<Anchor>& anchors) {
    Json all = Json::array();
    for (const auto& anchor : anchors) {
        all.push_back({anchor.owner_kind, anchor.owner_id, anchor.from_offset, anchor.to_offset});
        move_anchor(tx, anchor, script.version);
    }
    tx.insert(ScriptSnapshot{.script_id = script.id,
                             .version = script.version,
                             .text = text,
                             .anchors = std::move(all),
                             .created_at = tx.now()});
}

ChangeSet read_request(const ChangeRequest& request) {
    std::string problem;
    auto change = ChangeSet::from_json(request.changes, problem);
    if (!change) invalid("changes", problem);
    return std::move(*change);
}

}  // namespace

// A change on its way into a script.
struct ScriptChangeService::Draft {
    story::Project project;
    Script script;
    std::string text;  // At the script's version.
    std::vector<Node> nodes;
    std::vector<Anchor> anchors;  // At the script's version.
    std::vector<ScriptChange> missed;
    std::optional<ScriptChange> known;  // The same change, taken in before.
    std::int64_t snapshot_version = 0;
    ChangeSet change;
    std::vector<TextMove> moves;
    std::optional<std::vector<std::optional<std::size_t>>> given_nodes;
    Json tag = nullptr;
};

// Text, nodes and anchors as they are at the script's version.
void ScriptChangeService::read_standing(store::Reader& db, Draft& draft) {
    auto stored = read_text(db, draft.script);
    draft.text = std::move(stored.text);
    draft.snapshot_version = stored.snapshot_version;
    draft.nodes = list_all_nodes(db, draft.project.id);
    draft.anchors = list_anchors(db, draft.script.id);
    for (auto& anchor : draft.anchors) move_along(anchor, stored);
}

std::int64_t ScriptChangeService::edit(const Actor& actor, const ScriptId& id,
                                       const std::string& client_id,
                                       const std::function<Edit(const StandingScript&)>& make) {
    accounts_.require(actor, actor.organization, Role::Editor);
    Draft draft;
    const std::lock_guard lock(locks_[std::hash<std::string>()(id.text) % locks_.size()]);
    store_.read([&](store::Reader& db) {
        draft.script = get_script(db, actor.organization, id);
        draft.project = story::get_project(db, actor.organization, draft.script.project_id);
        read_standing(db, draft);
    });
    const auto outline = screenplay::read_outline(
        screenplay::parse_fountain(draft.text, to_engine(draft.script.format)));
    std::vector<Node> attached;
    for (const auto& node : draft.nodes) {
        if (node.state == NodeState::Attached) attached.push_back(node);
    }
    auto edit = make({draft.project, draft.script, draft.text, outline, attached});
    if (edit.change.changes_nothing()) return draft.script.version;
    draft.change = std::move(edit.change);
    draft.moves = std::move(edit.moves);
    draft.given_nodes = std::move(edit.nodes);
    draft.tag = std::move(edit.tag);
    // Made under the lock, so nobody sends it twice.
    commit(draft, {.client_id = client_id + "-" + make_uuid(), .client_seq = 1, .changes = {}},
           actor);
    return draft.script.version;
}

ChangeAnswer ScriptChangeService::submit(const Actor& actor, const ScriptId& id,
                                         const ChangeRequest& request) {
    accounts_.require(actor, actor.organization, Role::Editor);
    Draft draft;
    draft.change = read_request(request);
    const std::lock_guard lock(locks_[std::hash<std::string>()(id.text) % locks_.size()]);
    store_.read([&](store::Reader& db) {
        draft.script = get_script(db, actor.organization, id);
        draft.project = story::get_project(db, actor.organization, draft.script.project_id);
        draft.known = find_change(db, id, request.client_id, request.client_seq);
        draft.missed = list_changes(db, id, request.version, kMissedMax + 1);
        if (!draft.known) read_standing(db, draft);
    });
    auto answer = rebase(draft, request);
    if (!draft.known && !draft.change.changes_nothing()) {
        commit(draft, request, actor);
        answer.version = draft.script.version;
    }
    return answer;
}

ChangeAnswer ScriptChangeService::rebase(Draft& draft, const ChangeRequest& request) {
    if (request.version > draft.script.version) {
        throw AppError(Code::Conflict,
                       PublicText{"The script has no version " + std::to_string(request.version) +
                                  " yet; it is at " + std::to_string(draft.script.version) + "."});
    }
    ChangeAnswer answer{.version = draft.script.version, .missed = {}};
    if (draft.known) {
        answer.version = draft.known->version;
        std::erase_if(draft.missed,
                      [&](const ScriptChange& row) { return row.version >= draft.known->version; });
        answer.missed = to_answers(draft.missed);
        return answer;
    }
    if (std::ssize(draft.missed) > kMissedMax) {
        throw AppError(Code::Conflict,
                       PublicText{"The script has changed more than " + std::to_string(kMissedMax) +
                                  " times since. Read it again."});
    }
    answer.missed = to_answers(draft.missed);
    const auto length = draft.missed.empty() ? static_cast<std::size_t>(draft.script.length)
                                             : to_change_set(draft.missed.front()).length();
    if (draft.change.length() != length) {
        invalid("changes", "is of a text of " + std::to_string(draft.change.length()) +
                               " units; version " + std::to_string(request.version) + " has " +
                               std::to_string(length));
    }
    for (const auto& row : draft.missed) draft.change = draft.change.map(to_change_set(row));
    return answer;
}

void ScriptChangeService::commit(Draft& draft, const ChangeRequest& request, const Actor& actor) {
    auto text = draft.change.apply(draft.text);
    if (!text) invalid("changes", "begins or ends inside a character");
    if (text->size() > limits::kTextBytesMax) {
        invalid("changes", "makes the text longer than " +
                               std::to_string(limits::kTextBytesMax / 1'000'000) + " MB");
    }
    const auto document = screenplay::parse_fountain(*text, to_engine(draft.script.format));
    const auto outline = screenplay::read_outline(document);
    const auto before = screenplay::read_outline(
        screenplay::parse_fountain(draft.text, to_engine(draft.script.format)));
    const auto held = hold_nodes(draft.nodes, draft.anchors, before);
    const RangeMap map(draft.change, draft.moves);
    const auto plan = plan_nodes(draft.script, held, map, outline,
                                 draft.given_nodes ? &*draft.given_nodes : nullptr);

    auto next = draft.script;
    ++next.version;
    next.length = static_cast<std::int64_t>(draft.change.new_length());
    const bool keeps = next.version - draft.snapshot_version >= kSnapshotEvery;
    ScriptChange log{.script_id = next.id,
                     .version = next.version,
                     .client_id = request.client_id,
                     .client_seq = request.client_seq,
                     .author_id = actor.user,
                     .changes = draft.change.to_json(),
                     .tag = draft.tag};
    store_.write([&](store::Tx& tx) {
        auto row = next;
        tx.update(row);  // Stale where another process was faster.
        log.created_at = tx.now();
        tx.insert(log);
        store_moved_anchors(tx, draft.anchors, map, draft.change);
        store_nodes(tx, plan, row);
        if (keeps) store_snapshot(tx, row, *text, moved_anchors(draft.anchors, plan, map));
        tx.after_commit([this, project = draft.project, id = row.id, made = to_answer(log)] {
            if (listener_) listener_(project, id, made);
        });
    });
    draft.script.version = next.version;
}

std::vector<CommittedChange> ScriptChangeService::list(const Actor& actor, const ScriptId& id,
                                                       std::int64_t after, std::int64_t limit) {
    return to_answers(store_.read([&](store::Reader& db) {
        return list_changes(db, get_script(db, actor.organization, id).id, after, limit);
    }));
}

}  // namespace fabula::script
