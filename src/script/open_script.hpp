// A script in memory while it is written: its text, its outline with the nodes, and its latest
// changes, so that a keystroke reads nothing again.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "screenplay/live_script.hpp"
#include "script/change.hpp"
#include "script/node_rows.hpp"
#include "script/script_store.hpp"

namespace fabula::script {

// A change of the text as it stands.
struct Proposed {
    ChangeSet change;
    std::vector<TextMove> moves{};  // What stands in these goes with them.
    NodeWish outline{};
    Json tag = nullptr;
    // Stored together with the change, or neither is. Where it throws Stale the edit is made again.
    std::function<void(store::Tx&)> also{};
};

// A change ready to be stored: it leads to the version in `log`.
struct Step {
    ScriptChange log;
    NodePlan plan;
    std::vector<TextMove> moves{};           // Those that came true.
    std::vector<Anchor> carried{};           // Those that went with a moved stretch.
    std::function<void(store::Tx&)> also{};  // Proposed::also.
};

// Confined to one thread at a time.
class OpenScript {
public:
    // Of what is stored. Throws Internal where its log cannot be read.
    OpenScript(store::Reader& db, Script script);

    // At the version behind the steps that were taken.
    [[nodiscard]] const Script& script() const { return script_; }
    [[nodiscard]] const std::string& text() const { return live_.text(); }
    // The same for the same text, here and in the editor: fingerprint() of base/text.
    [[nodiscard]] const std::string& text_fingerprint();

    // The changes behind `version` are in memory.
    [[nodiscard]] bool remembers(std::int64_t version) const { return version >= memory_from(); }
    // The change that the request asks for, if it is one of those in memory.
    [[nodiscard]] std::optional<CommittedChange> find(const ChangeRequest& request) const;
    // Behind `version`, which must be in memory or is led to by `older`.
    [[nodiscard]] std::vector<CommittedChange> missed_since(
        std::int64_t version, const std::vector<ScriptChange>& older) const;

    // What the request asks for, rebased over what it missed. `older`: the changes between the
    // request's version and those in memory. Throws Invalid where it is of no such text.
    [[nodiscard]] Proposed rebase(const ChangeRequest& request, ChangeSet change,
                                  const std::vector<ScriptChange>& older) const;
    // Takes the change in; none where it changes nothing. Throws Invalid and leaves the script as
    // it is where the change fits no text.
    std::optional<Step> take(Proposed proposed, const ChangeRequest& request, const UserId& author);

    // The script row was stored, which stepped its revision.
    void stored(const Script& row) { script_ = row; }

    // Brings an anchor that is behind `version` up to it.
    void bring_up(Anchor& anchor, std::int64_t version) const;
    // What stands with the text: the outline and its nodes in the same order.
    [[nodiscard]] const screenplay::Outline& outline() const { return outline_; }
    [[nodiscard]] std::vector<Node> attached_nodes() const;
    // All of them, in rank order.
    [[nodiscard]] const std::vector<HeldNode>& held_nodes() const { return held_; }
    [[nodiscard]] std::int64_t snapshot_version() const { return snapshot_version_; }
    void snapshot_stored();

private:
    struct Known {
        CommittedChange row;
        ChangeSet change;
    };  // Its moves are not needed: what they carry is stored with them.

    [[nodiscard]] std::int64_t memory_from() const;
    void check_length(const ChangeRequest& request, const ChangeSet& change,
                      const std::vector<ScriptChange>& older) const;
    void check_moves(Proposed& proposed, const std::string& before) const;
    void change_text(const ChangeSet& change);
    NodePlan follow_outline(const Proposed& proposed);
    void remember(Known known);

    Script script_;
    screenplay::LiveScript live_;
    std::vector<HeldNode> held_;  // Of the text as it is, in rank order.
    screenplay::Outline outline_;
    std::deque<Known> memory_;
    std::int64_t snapshot_version_ = 0;
    std::string fingerprint_;  // Empty: not computed of this text.
};

}  // namespace fabula::script
