// How a script is written: every writer, an editor, a job, curl, sends changes against a version,
// and the server rebases them over what it has taken in meanwhile.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "accounts/accounts_service.hpp"
#include "script/node_match.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

struct ChangeRequest {
    std::string client_id;        // One per editor that is open.
    std::int64_t client_seq = 0;  // Counts that client's changes: one sent twice is stored once.
    std::int64_t version = 0;     // Of the text that the change is made of.
    Json changes;                 // CodeMirror's ChangeSet.

    static constexpr auto fields =
        std::tuple{Field<&ChangeRequest::client_id>{
                       "client_id", {.required = true, .length_min = 1, .length_max = 100}},
                   Field<&ChangeRequest::client_seq>{"client_seq", {.required = true, .min = 1}},
                   Field<&ChangeRequest::version>{"version", {.required = true, .min = 0}},
                   Field<&ChangeRequest::changes>{
                       "changes", {.required = true, .help = "a ChangeSet of CodeMirror"}}};
};

// A change as it was taken in: it leads from version - 1 to version.
struct CommittedChange {
    std::int64_t version = 0;
    std::string client_id;
    std::int64_t client_seq = 0;
    Json changes;

    static constexpr auto fields = std::tuple{Field<&CommittedChange::version>{"version"},
                                              Field<&CommittedChange::client_id>{"client_id"},
                                              Field<&CommittedChange::client_seq>{"client_seq"},
                                              Field<&CommittedChange::changes>{"changes"}};
};

// The script as it stands while a change of it is made; the next one waits.
struct StandingScript {
    const story::Project& project;
    const Script& script;
    const std::string& text;
    // Of that text; entry i of `nodes` belongs to outline.nodes[i].
    const screenplay::Outline& outline;
    const std::vector<Node>& nodes;
};

// A change that the server itself makes of the text as it stands.
struct Edit {
    ChangeSet change;
    std::vector<TextMove> moves{};  // What stands in these goes with them.
    // Which of the standing nodes the headings of the new text are; absent: as the change tells.
    std::optional<std::vector<std::optional<std::size_t>>> nodes{};
    Json tag = nullptr;  // {"moved": …}, {"restored": version}, {"imported": file name}
};

struct ChangeAnswer {
    std::int64_t version = 0;             // Of the text with the change in it.
    std::vector<CommittedChange> missed;  // Between the version it was made of and its own.

    static constexpr auto fields = std::tuple{Field<&ChangeAnswer::version>{"version"},
                                              Field<&ChangeAnswer::missed>{"missed"}};
};

class ScriptChangeService {
public:
    // Told of each change after its COMMIT, on the writer's thread: be brief, throw nothing.
    using Listener =
        std::function<void(const story::Project&, const ScriptId&, const CommittedChange&)>;

    ScriptChangeService(store::Store& store, accounts::AccountsService& accounts, Listener listener)
        : store_(store), accounts_(accounts), listener_(std::move(listener)) {}

    // Throws Invalid for what is no change of that version's text, Conflict for a version that
    // does not exist yet. A change that was taken in before is answered, not made again.
    ChangeAnswer submit(const Actor& actor, const ScriptId& id, const ChangeRequest& request);

    // What `make` makes of the script becomes one change, at its next version; the version as it
    // is where the edit changes nothing. `client_id` tells what kind of change it is.
    std::int64_t edit(const Actor& actor, const ScriptId& id, const std::string& client_id,
                      const std::function<Edit(const StandingScript&)>& make);

    // Those behind the version `after`, oldest first.
    std::vector<CommittedChange> list(const Actor& actor, const ScriptId& id, std::int64_t after,
                                      std::int64_t limit);

private:
    struct Draft;
    static void read_standing(store::Reader& db, Draft& draft);
    ChangeAnswer rebase(Draft& draft, const ChangeRequest& request);
    void commit(Draft& draft, const ChangeRequest& request, const Actor& actor);

    store::Store& store_;
    accounts::AccountsService& accounts_;
    Listener listener_;
    // A script is changed by one at a time, others beside it.
    std::array<std::mutex, 16> locks_;
};

}  // namespace fabula::script
