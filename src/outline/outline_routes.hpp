// How one asks for the outline: nodes, structure templates, beats, lengths.
#pragma once

#include "cast/cast_service.hpp"
#include "http/route.hpp"
#include "outline/beats_service.hpp"
#include "outline/lengths.hpp"
#include "outline/outline_service.hpp"
#include "outline/structure_service.hpp"
#include "script/edit_service.hpp"
#include "shots/shots_service.hpp"
#include "story/story_service.hpp"

namespace fabula::outline {

struct ListNodes {
    ProjectId project_id;
    std::optional<std::int64_t> level;
    std::string parent_id;
    std::string template_id;

    static constexpr auto fields = FieldList{
        Field<&ListNodes::project_id>{"project_id", {.required = true}},
        Field<&ListNodes::level>{"level", {.min = 1, .max = 7, .help = "1 is the highest"}},
        Field<&ListNodes::parent_id>{"parent_id", {.help = "\"null\": those without a parent"}},
        Field<&ListNodes::template_id>{"template_id", {.help = "none where it is another's"}}};
};

struct OfProject {
    ProjectId project_id;

    static constexpr auto fields =
        FieldList{Field<&OfProject::project_id>{"project_id", {.required = true}}};
};

struct ListChildren {
    bool recursive = false;

    static constexpr auto fields = FieldList{
        Field<&ListChildren::recursive>{"recursive", {.help = "with everything below them"}}};
};

struct BulkNodes {
    std::optional<ProjectId> project_id;
    std::vector<NewNode> nodes;

    static constexpr auto fields =
        FieldList{Field<&BulkNodes::project_id>{"project_id", {.help = "or in each of the nodes"}},
                   Field<&BulkNodes::nodes>{"nodes", {.required = true, .length_max = 20'000}}};
};

struct ReorderNodes {
    std::vector<NodeId> node_ids;

    static constexpr auto fields = FieldList{Field<&ReorderNodes::node_ids>{
        "node_ids", {.required = true, .length_max = 20'000, .help = "siblings, in their order"}}};
};

struct MoveNode {
    std::optional<NodeId> after;
    std::optional<NodeId> parent_id;
    std::optional<std::int64_t> position;

    static constexpr auto fields = FieldList{
        Field<&MoveNode::after>{
            "after",
            {.help = "directly behind the heading of that node and its own text; null: the front"}},
        Field<&MoveNode::parent_id>{
            "parent_id", {.help = "with position, instead: below that node; null: at the top"}},
        Field<&MoveNode::position>{"position", {.min = 1, .help = "1…n among its siblings"}}};
};

struct WriteNode {
    bool all = false;

    static constexpr auto fields = FieldList{
        Field<&WriteNode::all>{"all", {.help = "with everything that is planned below it"}}};
};

struct ReorderBeats {
    std::vector<BeatId> beat_ids;

    static constexpr auto fields = FieldList{Field<&ReorderBeats::beat_ids>{
        "beat_ids", {.required = true, .length_max = 1000, .help = "all of them, in order"}}};
};

struct UseBeatTemplate {
    std::string name;

    static constexpr auto fields =
        FieldList{Field<&UseBeatTemplate::name>{"template", {.required = true}}};
};

struct InLanguage {
    std::string language = "en";

    static constexpr auto fields =
        FieldList{Field<&InLanguage::language>{"language", {.length_max = 35}}};
};

// A structure template in one language, built in or an organization's own.
struct StructureView {
    std::string id;
    bool built_in = false;
    std::string name;
    Json definition;
    std::int64_t rev = 1;

    static constexpr auto fields = FieldList{
        Field<&StructureView::id>{"id"}, Field<&StructureView::built_in>{"built_in"},
        Field<&StructureView::name>{"name"}, Field<&StructureView::definition>{"definition"},
        Field<&StructureView::rev>{"rev"}};
};

class OutlineRoutes {
public:
    struct Parts {
        OutlineService& outline;
        StructureService& structures;
        BeatsService& beats;
        LengthService& lengths;
        script::ScriptEditService& edits;
        script::ScriptService& scripts;
        story::StoryService& stories;
        cast::CastService& cast;
        shots::ShotsService& shots;
    };

    explicit OutlineRoutes(Parts parts) : parts_(parts) {}

    http::RouteTable table();

private:
    http::Page<NodeRecord> list(http::Call& call, const ListNodes& in);
    // {"acts", "sequences", "scenes", "stats"}: sections of the first level, of deeper ones,
    // scenes.
    Json batch_load(http::Call& call, const OfProject& in);
    // The same below "timeline", with the characters and the shots.
    Json ultra_batch_load(http::Call& call, const OfProject& in);
    NodeRecord get(http::Call& call);
    http::Page<NodeRecord> children(http::Call& call, const ListChildren& in);
    http::Page<NodeRecord> path(http::Call& call);
    NodeRecord create(http::Call& call, const NewNode& in);
    Json create_bulk(http::Call& call, const BulkNodes& in);
    NodeRecord update(http::Call& call, const Patch<NodeChanges>& in);
    void remove(http::Call& call);
    NodeRecord restore(http::Call& call);
    NodeRecord move(http::Call& call, const MoveNode& in);
    NodeRecord write(http::Call& call, const WriteNode& in);
    http::Page<NodeRecord> reorder(http::Call& call, const ReorderNodes& in);
    Json initialize(http::Call& call, const Initialize& in);
    Json initialize_project(http::Call& call, const Initialize& in);

    http::RouteTable structure_table();
    http::Page<StructureView> list_structures(http::Call& call, const InLanguage& in);
    StructureView get_structure(http::Call& call, const InLanguage& in);
    StructureTemplate create_structure(http::Call& call, const New<StructureTemplate>& in);
    StructureTemplate update_structure(http::Call& call, const Patch<StructureTemplate>& in);
    void remove_structure(http::Call& call);

    http::RouteTable beat_table();
    http::Page<Beat> list_beats(http::Call& call, const OfProject& in);
    http::Page<BeatTemplate> list_beat_templates(http::Call& call, const InLanguage& in);
    Beat get_beat(http::Call& call);
    Beat create_beat(http::Call& call, const New<Beat>& in);
    Beat update_beat(http::Call& call, const Patch<Beat>& in);
    void remove_beat(http::Call& call);
    http::Page<Beat> use_beat_template(http::Call& call, const UseBeatTemplate& in);
    http::Page<Beat> reorder_beats(http::Call& call, const ReorderBeats& in);

    Lengths lengths(http::Call& call);
    http::Page<Episode> episodes(http::Call& call);
    WordCount count_words(http::Call& call);

    Parts parts_;
};

}  // namespace fabula::outline
