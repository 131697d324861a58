// What one can do with the outline of a project. Planned nodes are rows alone; what stands in the
// text is changed by changing the text, as one change of its log with the rows that go with it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "http/route.hpp"
#include "outline/arrange.hpp"
#include "outline/outline_act.hpp"
#include "outline/outline_store.hpp"
#include "outline/structure_store.hpp"
#include "script/change_service.hpp"
#include "script/script_service.hpp"

namespace fabula::outline {

// Which nodes a list shows; empty fields ask for nothing.
struct NodeQuestion {
    ProjectId project;
    std::optional<std::int64_t> level;  // 1 is the highest.
    bool top = false;                   // Those without a parent.
    std::optional<NodeId> parent;
};

// The outline of a project from a template. What is not given comes from the template.
struct Initialize {
    ProjectId project_id;
    std::string template_id;
    Json structure;
    Json predefined_nodes;

    static constexpr auto fields = FieldList{
        Field<&Initialize::project_id>{"project_id", {.required = true, .length_max = 200}},
        Field<&Initialize::template_id>{
            "template_id",
            {.length_max = 100, .help = "absent: that of the project, or of its kind"}},
        Field<&Initialize::structure>{
            "structure", {.help = "{level_1_count, level_2_per_parent, level_3_per_parent, …}"}},
        Field<&Initialize::predefined_nodes>{
            "predefined_nodes",
            {.help =
                 "{level_1: [{number, title, description?, parent?}], …}; a parent as \"2.1\""}}};
};

class OutlineService {
public:
    // Told of the project once a change of its outline is on disk: be brief, throw nothing.
    using Listener = std::function<void(const Actor&, const ProjectId&)>;

    OutlineService(store::Store& store, script::ScriptChangeService& changes, Listener listener)
        : store_(store), changes_(changes), listener_(std::move(listener)) {}

    // The whole outline in order, each node above those below it; shots not among them.
    std::vector<NodeRecord> list_all(const Actor& actor, const ProjectId& project);
    http::Page<NodeRecord> list(const Actor& actor, const NodeQuestion& question,
                                const http::Paging& paging);
    // Also a shot, which is a node of the level below its scene.
    NodeRecord get(const Actor& actor, const NodeId& id);
    // With everything below them: each above those below it.
    std::vector<NodeRecord> list_children(const Actor& actor, const NodeId& id, bool recursive);
    // From the top to the node itself.
    std::vector<NodeRecord> list_path(const Actor& actor, const NodeId& id);

    // All or none. Throws Invalid, naming nodes.<number>.<field> where there are several.
    std::vector<NodeRecord> create(const Actor& actor, const ProjectId& project,
                                   const std::vector<NewNode>& nodes);
    // In one transaction. Conflict where the project has an outline.
    std::vector<NodeRecord> initialize(const Actor& actor, const Initialize& in);
    NodeRecord update(const Actor& actor, const NodeId& id, const Patch<NodeChanges>& patch,
                      std::optional<std::int64_t> expected_rev);
    NodeRecord move(const Actor& actor, const NodeId& id, const Target& target,
                    std::optional<std::int64_t> expected_rev);
    // Directly behind another, as its sibling where the outline allows it; without one to the
    // front.
    NodeRecord move_behind(const Actor& actor, const NodeId& id, const std::optional<NodeId>& after,
                           std::optional<std::int64_t> expected_rev);
    // Siblings in that order, in the places that they have.
    std::vector<NodeRecord> reorder(const Actor& actor, const std::vector<NodeId>& ids);
    // Gives a planned node its heading in the text; with `all` also everything below it.
    NodeRecord write(const Actor& actor, const NodeId& id, bool all);
    // Into the bin with everything below it; its text goes along and comes back with it.
    void remove(const Actor& actor, const NodeId& id, std::optional<std::int64_t> expected_rev);
    NodeRecord restore(const Actor& actor, const NodeId& id);
    std::int64_t purge_expired(Time now);

private:
    using Mutate = std::function<Wish(Tree&)>;
    // Both in one transaction: of rows alone, or a change of the text with its rows.
    void apply(const Actor& actor, const ProjectId& project, const OutlineAct& act,
               const Mutate& mutate);
    void apply_to_text(const Actor& actor, const ScriptId& script, const OutlineAct& act,
                       const Mutate& mutate);

    store::Store& store_;
    script::ScriptChangeService& changes_;
    Listener listener_;
};

}  // namespace fabula::outline
