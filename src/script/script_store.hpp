// Rows of scripts: text, change log, outline, anchors.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "base/changes.hpp"
#include "script/script.hpp"
#include "store/store.hpp"

namespace fabula::script {

// Throws NotFound where it is in the bin or not the actor's at all, Forbidden where they may not
// do that in its project.
Script get_script(store::Reader& db, const Actor& actor, Action action, const ScriptId& id);
Script get_script_of(store::Reader& db, const ProjectId& project);
std::optional<Script> find_script_of(store::Reader& db, const ProjectId& project);

// The text at the script's version, and how it came from the newest snapshot.
struct StoredText {
    std::string text;
    std::int64_t snapshot_version = 0;
    std::vector<ChangeSet> tail;  // Leads from the snapshot's version to the script's.
};
StoredText read_text(store::Reader& db, const Script& script);

// Those of `changes`, each of the text behind the one before, as one. `length`: of the text that
// the first is of, for none.
// Throws Internal where one does not fit the one before.
ChangeSet compose_all(const std::vector<ChangeSet>& changes, std::size_t length);

// A stored change. Throws Internal where it cannot be read.
ChangeSet to_change_set(const ScriptChange& row);
// Behind `after`, in order.
std::vector<ScriptChange> list_changes(store::Reader& db, const ScriptId& script,
                                       std::int64_t after, std::int64_t limit);
std::optional<ScriptChange> find_change(store::Reader& db, const ScriptId& script,
                                        const std::string& client_id, std::int64_t client_seq);

// The file that the script came from, where it holds more than the text.
std::optional<ScriptOriginal> find_original(store::Reader& db, const ScriptId& script);
void put_original(store::Tx& tx, const ScriptId& script, const std::string& text);

Node get_node(store::Reader& db, const Actor& actor, Action action, const NodeId& id);
// A place in the outline. Several nodes may have one rank where some are dormant.
struct NodePlace {
    std::int64_t rank = -1;
    std::string id;
};
// Also those in the bin.
std::vector<Node> list_all_nodes(store::Reader& db, const ProjectId& project);
// Their offsets as they are stored, each of its own version.
std::vector<Anchor> list_anchors(store::Reader& db, const ScriptId& script);
// To the offsets that the anchor has in the text of that version.
void move_anchor(store::Tx& tx, const Anchor& anchor, std::int64_t version);
void move_anchor_of_node(store::Tx& tx, const NodeId& node, std::int64_t place,
                         std::int64_t version);

}  // namespace fabula::script
