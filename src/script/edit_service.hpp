// Changes of a script as a whole: a text in place of the other, a scene moved, a version restored.
// Each becomes one change of the log, so that nodes, shots and comments stay with their scenes.
#pragma once

#include "script/change_service.hpp"
#include "script/lines.hpp"
#include "script/text_merge.hpp"

namespace fabula::script {

class ScriptEditService {
public:
    explicit ScriptEditService(ScriptChangeService& changes) : changes_(changes) {}

    // The text that `make` makes of the standing one comes in its place, scene for scene. Answers
    // the version that has it.
    std::int64_t replace_text(const Actor& actor, const ScriptId& id, const std::string& client_id,
                              const Json& tag,
                              const std::function<std::string(const StandingScript&)>& make);
    // Takes a text that comes back into the standing one, as chosen in a comparison with `version`.
    // Throws Conflict where the script is at another one.
    std::int64_t take_text(const Actor& actor, const ScriptId& id, const std::string& client_id,
                           const Json& tag, const std::string& text, std::int64_t version,
                           const SceneChoice& choice);
    // The same as replace_text with lines as lines_of() gives them.
    std::int64_t put_lines(const Actor& actor, const ScriptId& id,
                           const std::vector<ScriptLine>& lines);

    // Moves the text of a node, of a section with all that it holds, directly behind the text of
    // the node `after`; without one to the front. Throws Conflict for a node without a heading in
    // the text, Invalid for a place inside the node itself.
    std::int64_t move_node(const Actor& actor, const Node& node,
                           const std::optional<NodeId>& after);

private:
    ScriptChangeService& changes_;
};

// Both texts matched scene by scene, as one change.
Edit edit_to(const StandingScript& standing, const std::string& text);
// The same for stretches that are known already: `matches` as match_texts() gives them.
Edit edit_to(const StandingScript& standing, const std::string& text,
             std::vector<std::optional<std::size_t>> matches);

}  // namespace fabula::script
