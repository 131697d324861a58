#include "outline/outline_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "http/page_of.hpp"

namespace fabula::outline {

namespace {

constexpr std::uint64_t kBulkBytesMax = 20'000'000;

Json list_of(const std::vector<NodeRecord>& records) {
    return JsonCodec<std::vector<NodeRecord>>::encode(records);
}

}  // namespace

http::RouteTable OutlineRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    http::RouteTable all{
        route(Get,    "/api/v1/nodes",                     "list_nodes",       Viewer, "The outline of a project in story order.",                     &OutlineRoutes::list,             this),
        route(Post,   "/api/v1/nodes",                     "create_node",      Editor, "Plan a section or scene, or a shot of a scene.",               &OutlineRoutes::create,           this, {.status = 201}),
        route(Post,   "/api/v1/nodes/bulk",                "create_nodes",     Editor, "Plan many at once: all, or none.",                             &OutlineRoutes::create_bulk,      this, {.status = 201, .body_bytes_max = kBulkBytesMax}),
        route(Post,   "/api/v1/nodes/reorder",             "reorder_nodes",    Editor, "Put siblings into another order, with their text.",            &OutlineRoutes::reorder,          this, {.plural = "nodes"}),
        route(Get,    "/api/v1/nodes/batch-load",          "batch_load_nodes", Viewer, "The whole outline by levels, in one answer.",                  &OutlineRoutes::batch_load,       this),
        route(Get,    "/api/v1/nodes/ultra-batch-load",    "batch_load_all",   Viewer, "The whole outline with characters and shots, in one answer.",  &OutlineRoutes::ultra_batch_load, this),
        route(Get,    "/api/v1/nodes/{node_id}",           "get_node",         Viewer, "Read one section, scene or shot as a node.",                   &OutlineRoutes::get,              this),
        route(Patch,  "/api/v1/nodes/{node_id}",           "update_node",      Editor, "Change a node; title, synopsis and place also in the text.",   &OutlineRoutes::update,           this),
        route(Put,    "/api/v1/nodes/{node_id}",           "put_node",         Editor, "Change a node, as PATCH.",                                     &OutlineRoutes::update,           this),
        route(Delete, "/api/v1/nodes/{node_id}",           "delete_node",      Editor, "Put a node into the bin, with everything below it.",           &OutlineRoutes::remove,           this),
        route(Post,   "/api/v1/nodes/{node_id}/restore",   "restore_node",     Editor, "Take a node out of the bin; its text comes back with it.",     &OutlineRoutes::restore,          this),
        route(Get,    "/api/v1/nodes/{node_id}/children",  "list_children",    Viewer, "What stands directly below a node, or everything below it.",   &OutlineRoutes::children,         this, {.plural = "children"}),
        route(Get,    "/api/v1/nodes/{node_id}/path",      "get_node_path",    Viewer, "From the top down to the node.",                               &OutlineRoutes::path,             this, {.plural = "path"}),
        route(Post,   "/api/v1/nodes/{node_id}/move",      "move_node",        Editor, "Move a scene, or a section with all that it holds, with its text.", &OutlineRoutes::move,        this),
        route(Post,   "/api/v1/nodes/{node_id}/write",     "write_node",       Editor, "Give a planned node its heading in the text.",                 &OutlineRoutes::write,            this),
        route(Post,   "/api/v1/initialize-project",        "initialize_project", Editor, "Plan the outline of a project from a template, in one step.", &OutlineRoutes::initialize,      this, {.status = 201}),
        route(Post,   "/api/v1/projects/{project_id}/init", "init_project",    Editor, "The same, by the address of the project.",                     &OutlineRoutes::initialize_project, this, {.status = 201}),
        route(Get,    "/api/v1/projects/{project_id}/lengths", "get_lengths",  Viewer, "How long everything is, planned and written.",                 &OutlineRoutes::lengths,          this),
        route(Get,    "/api/v1/projects/{project_id}/episodes", "list_episodes", Viewer, "The episodes of a series.",                                  &OutlineRoutes::episodes,         this),
        route(Post,   "/api/v1/projects/{project_id}/calculate-words", "calculate_words", Viewer, "Count the words of a book.",                         &OutlineRoutes::count_words,      this),
    };
    // clang-format on
    for (auto& row : structure_table()) all.push_back(std::move(row));
    for (auto& row : beat_table()) all.push_back(std::move(row));
    return all;
}

http::Page<NodeRecord> OutlineRoutes::list(http::Call& call, const ListNodes& in) {
    const auto project = parts_.stories.get(call.actor, in.project_id);
    if (!in.template_id.empty() && in.template_id != project.structure_template) return {};
    NodeQuestion question{.project = project.id, .level = in.level};
    question.top = in.parent_id == "null";
    if (!in.parent_id.empty() && !question.top) question.parent = NodeId{in.parent_id};
    return parts_.outline.list(call.actor, question, call.paging);
}

namespace {

struct Levels {
    std::vector<NodeRecord> acts, sequences, scenes;

    explicit Levels(std::vector<NodeRecord> all) {
        for (auto& record : all) {
            auto& level = record.kind == LevelKind::Scene ? scenes
                          : record.level == 1             ? acts
                                                          : sequences;
            level.push_back(std::move(record));
        }
    }

    [[nodiscard]] Json lists() const {
        return {{"acts", list_of(acts)},
                {"sequences", list_of(sequences)},
                {"scenes", list_of(scenes)}};
    }
    [[nodiscard]] Json stats() const {
        return {{"total_nodes", acts.size() + sequences.size() + scenes.size()},
                {"acts", acts.size()},
                {"sequences", sequences.size()},
                {"scenes", scenes.size()}};
    }
};

}  // namespace

Json OutlineRoutes::batch_load(http::Call& call, const OfProject& in) {
    const Levels levels(parts_.outline.list_all(call.actor, in.project_id));
    auto out = levels.lists();
    out["stats"] = levels.stats();
    return out;
}

Json OutlineRoutes::ultra_batch_load(http::Call& call, const OfProject& in) {
    constexpr std::int64_t kCharactersMax = 10'000;
    const Levels levels(parts_.outline.list_all(call.actor, in.project_id));
    const auto project = parts_.stories.get(call.actor, in.project_id).id;
    const auto characters = parts_.cast.list(call.actor, project, kCharactersMax);
    const auto shots = parts_.shots.list_of_project(call.actor, project);
    auto stats = levels.stats();
    stats["characters"] = characters.size();
    stats["shots"] = shots.size();
    return {{"timeline", levels.lists()},
            {"characters", JsonCodec<std::vector<cast::CharacterAnswer>>::encode(characters)},
            {"shots", JsonCodec<std::vector<shots::Shot>>::encode(shots)},
            {"stats", std::move(stats)}};
}

NodeRecord OutlineRoutes::get(http::Call& call) {
    return parts_.outline.get(call.actor, call.id<NodeId>("node_id"));
}

http::Page<NodeRecord> OutlineRoutes::children(http::Call& call, const ListChildren& in) {
    return http::page_by_position(
        parts_.outline.list_children(call.actor, call.id<NodeId>("node_id"), in.recursive),
        call.paging);
}

http::Page<NodeRecord> OutlineRoutes::path(http::Call& call) {
    return http::page_by_position(parts_.outline.list_path(call.actor, call.id<NodeId>("node_id")),
                                  call.paging);
}

NodeRecord OutlineRoutes::create(http::Call& call, const NewNode& in) {
    if (in.project_id.empty()) invalid("project_id", "is missing");
    return parts_.outline.create(call.actor, in.project_id, {in}).front();
}

Json OutlineRoutes::create_bulk(http::Call& call, const BulkNodes& in) {
    if (in.nodes.empty()) invalid("nodes", "is empty");
    const auto project = in.project_id.value_or(in.nodes.front().project_id);
    if (project.empty()) invalid("project_id", "is missing");
    for (const auto& node : in.nodes) {
        if (node.project_id.empty() || node.project_id == project) continue;
        invalid("nodes", "are not all of one project");
    }
    const auto made = parts_.outline.create(call.actor, project, in.nodes);
    return {{"nodes", list_of(made)}, {"count", made.size()}};
}

NodeRecord OutlineRoutes::update(http::Call& call, const fabula::Patch<NodeChanges>& in) {
    return parts_.outline.update(call.actor, call.id<NodeId>("node_id"), in, call.expected_rev);
}

void OutlineRoutes::remove(http::Call& call) {
    parts_.outline.remove(call.actor, call.id<NodeId>("node_id"), call.expected_rev);
}

NodeRecord OutlineRoutes::restore(http::Call& call) {
    return parts_.outline.restore(call.actor, call.id<NodeId>("node_id"));
}

NodeRecord OutlineRoutes::move(http::Call& call, const MoveNode& in) {
    const auto id = call.id<NodeId>("node_id");
    if (in.position || in.parent_id) {
        return parts_.outline.move(call.actor, id, {in.parent_id, in.position}, call.expected_rev);
    }
    const auto node = parts_.scripts.get_node(call.actor, id);
    if (node.state == NodeState::Attached) {
        call.check_rev(node.rev);
        parts_.edits.move_node(call.actor, node, in.after);
        return get(call);
    }
    return parts_.outline.move_behind(call.actor, id, in.after, call.expected_rev);
}

NodeRecord OutlineRoutes::write(http::Call& call, const WriteNode& in) {
    return parts_.outline.write(call.actor, call.id<NodeId>("node_id"), in.all);
}

http::Page<NodeRecord> OutlineRoutes::reorder(http::Call& call, const ReorderNodes& in) {
    return {.items = parts_.outline.reorder(call.actor, in.node_ids), .next_cursor = {}};
}

Json OutlineRoutes::initialize(http::Call& call, const Initialize& in) {
    const auto made = parts_.outline.initialize(call.actor, in);
    return {{"success", true}, {"count", made.size()}, {"nodes", list_of(made)}};
}

Json OutlineRoutes::initialize_project(http::Call& call, const Initialize& in) {
    return initialize(call, in);
}

Lengths OutlineRoutes::lengths(http::Call& call) {
    return parts_.lengths.measure(call.actor, call.id<ProjectId>("project_id"));
}

http::Page<Episode> OutlineRoutes::episodes(http::Call& call) {
    return http::page_by_position(
        parts_.lengths.list_episodes(call.actor, call.id<ProjectId>("project_id")), call.paging);
}

WordCount OutlineRoutes::count_words(http::Call& call) {
    return parts_.lengths.count_words(call.actor, call.id<ProjectId>("project_id"));
}

http::RouteTable OutlineRoutes::structure_table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/structure-templates",               "list_structures",  Member, "The structures that outlines begin with: built in, then own ones.", &OutlineRoutes::list_structures,  this, {.plural = "structure_templates"}),
        route(Post,   "/api/v1/structure-templates",               "create_structure", Member, "Add a structure template of one's own.",                     &OutlineRoutes::create_structure, this, {.status = 201}),
        route(Get,    "/api/v1/structure-templates/{structure_id}", "get_structure",    Member, "Read one structure template.",                               &OutlineRoutes::get_structure,    this),
        route(Patch,  "/api/v1/structure-templates/{structure_id}", "update_structure", Editor, "Change a structure template of one's own.",                  &OutlineRoutes::update_structure, this),
        route(Delete, "/api/v1/structure-templates/{structure_id}", "delete_structure", Editor, "Delete a structure template; outlines made by it stay.",     &OutlineRoutes::remove_structure, this),
    };
    // clang-format on
}

namespace {

StructureView view_of(const Json& definition, std::string id, bool built_in, std::int64_t rev,
                      const std::string& language) {
    auto text = in_language(definition, language);
    auto name = text.at("name").get<std::string>();
    return {.id = std::move(id),
            .built_in = built_in,
            .name = std::move(name),
            .definition = std::move(text),
            .rev = rev};
}

}  // namespace

http::Page<StructureView> OutlineRoutes::list_structures(http::Call& call, const InLanguage& in) {
    constexpr std::int64_t kOwnMax = 500;
    std::vector<StructureView> all;
    for (const auto& [id, definition] : built_in_structures()) {
        all.push_back(view_of(definition, id, true, 1, in.language));
    }
    for (const auto& own : parts_.structures.list(call.actor, "", kOwnMax)) {
        all.push_back(view_of(own.definition, own.id.text, false, own.rev, in.language));
    }
    return http::page_by_position(std::move(all), call.paging);
}

StructureView OutlineRoutes::get_structure(http::Call& call, const InLanguage& in) {
    const auto id = call.parameter("structure_id");
    if (const auto* definition = find_built_in_structure(id)) {
        return view_of(*definition, id, true, 1, in.language);
    }
    const auto own = parts_.structures.get(call.actor, StructureTemplateId{id});
    return view_of(own.definition, own.id.text, false, own.rev, in.language);
}

StructureTemplate OutlineRoutes::create_structure(http::Call& call,
                                                  const New<StructureTemplate>& in) {
    return parts_.structures.create(call.actor, in.value);
}

StructureTemplate OutlineRoutes::update_structure(http::Call& call,
                                                  const fabula::Patch<StructureTemplate>& in) {
    return parts_.structures.update(call.actor, call.id<StructureTemplateId>("structure_id"), in,
                                    call.expected_rev);
}

void OutlineRoutes::remove_structure(http::Call& call) {
    parts_.structures.remove(call.actor, call.id<StructureTemplateId>("structure_id"));
}

http::RouteTable OutlineRoutes::beat_table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/beats",            "list_beats",          Viewer, "The beats of a project in order.",                  &OutlineRoutes::list_beats,          this),
        route(Post,   "/api/v1/beats",            "create_beat",         Editor, "Add a beat.",                                       &OutlineRoutes::create_beat,         this, {.status = 201}),
        route(Get,    "/api/v1/beats/templates",  "list_beat_templates", Member, "The sets of beats that a project may begin with.",  &OutlineRoutes::list_beat_templates, this, {.plural = "beat_templates"}),
        route(Get,    "/api/v1/beats/{beat_id}",  "get_beat",            Viewer, "Read one beat.",                                    &OutlineRoutes::get_beat,            this),
        route(Patch,  "/api/v1/beats/{beat_id}",  "update_beat",         Editor, "Change a beat.",                                    &OutlineRoutes::update_beat,         this),
        route(Put,    "/api/v1/beats/{beat_id}",  "put_beat",            Editor, "Change a beat, as PATCH.",                          &OutlineRoutes::update_beat,         this),
        route(Delete, "/api/v1/beats/{beat_id}",  "delete_beat",         Editor, "Delete a beat.",                                    &OutlineRoutes::remove_beat,         this),
        route(Post,   "/api/v1/projects/{project_id}/beats",         "use_beat_template", Editor, "Add all beats of a template.",     &OutlineRoutes::use_beat_template,   this, {.status = 201, .plural = "beats"}),
        route(Post,   "/api/v1/projects/{project_id}/beats/reorder", "reorder_beats",     Editor, "Put the beats into another order.", &OutlineRoutes::reorder_beats,      this, {.plural = "beats"}),
    };
    // clang-format on
}

http::Page<Beat> OutlineRoutes::list_beats(http::Call& call, const OfProject& in) {
    return http::page_by_position(parts_.beats.list(call.actor, in.project_id), call.paging);
}

http::Page<BeatTemplate> OutlineRoutes::list_beat_templates(http::Call& call,
                                                            const InLanguage& in) {
    return http::page_by_position(beat_templates(in.language), call.paging);
}

Beat OutlineRoutes::get_beat(http::Call& call) {
    return parts_.beats.get(call.actor, call.id<BeatId>("beat_id"));
}

Beat OutlineRoutes::create_beat(http::Call& call, const New<Beat>& in) {
    return parts_.beats.create(call.actor, in.value);
}

Beat OutlineRoutes::update_beat(http::Call& call, const fabula::Patch<Beat>& in) {
    return parts_.beats.update(call.actor, call.id<BeatId>("beat_id"), in, call.expected_rev);
}

void OutlineRoutes::remove_beat(http::Call& call) {
    parts_.beats.remove(call.actor, call.id<BeatId>("beat_id"));
}

http::Page<Beat> OutlineRoutes::use_beat_template(http::Call& call, const UseBeatTemplate& in) {
    return {
        .items = parts_.beats.create_from(call.actor, call.id<ProjectId>("project_id"), in.name),
        .next_cursor = {}};
}

http::Page<Beat> OutlineRoutes::reorder_beats(http::Call& call, const ReorderBeats& in) {
    return {
        .items = parts_.beats.reorder(call.actor, call.id<ProjectId>("project_id"), in.beat_ids),
        .next_cursor = {}};
}

}  // namespace fabula::outline
