// A stored script: one Fountain text, the log of its changes, and the outline read off it.
#pragma once

#include <string>

#include "story/story.hpp"

namespace fabula {

using ScriptId = Id<struct ScriptTag>;
using NodeId = Id<struct NodeTag>;
using AnchorId = Id<struct AnchorTag>;
using FormatId = Id<struct FormatTag>;
using WorldItemId = Id<struct WorldItemTag>;  // src/world, which lies above this room.

// The engine's formats, in its order.
enum class ScriptFormat { Screenplay, Manuscript, Multicam, Stage, Audio, Comic };

template <>
struct EnumNames<ScriptFormat> {
    static constexpr std::array<std::string_view, 6> names{"screenplay", "manuscript", "multicam",
                                                           "stage",      "audio",      "comic"};
};

// Attached: exactly one heading in the text. Dormant: its heading is gone. Planned: never had one.
enum class NodeState { Attached, Dormant, Planned };

template <>
struct EnumNames<NodeState> {
    static constexpr std::array<std::string_view, 3> names{"attached", "dormant", "planned"};
};

enum class NodeKind { Section, Scene };

template <>
struct EnumNames<NodeKind> {
    static constexpr std::array<std::string_view, 2> names{"section", "scene"};
};

namespace script {

struct Script {
    ScriptId id;
    ProjectId project_id;
    ScriptFormat format = ScriptFormat::Screenplay;
    std::optional<FormatId> format_id;  // One of the organization's own, of that kind.
    std::int64_t version = 0;           // Of the text; counts changes.
    std::int64_t length = 0;            // Of the text, in UTF-16 units.
    Json source_form;  // What restores the imported bytes: mark, line ends, encoding.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "script";
    static constexpr auto fields = FieldList{
        Field<&Script::id>{"id"},
        Field<&Script::project_id>{"project_id",
                                   {.references = "project",
                                    .on_delete = OnDelete::Cascade,
                                    .unique = true,
                                    .indexed = true}},
        Field<&Script::format>{"format"},
        Field<&Script::format_id>{
            "format_id",
            {.references = "script_format", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Script::version>{"version"},
        Field<&Script::length>{"length", {.help = "UTF-16 units"}},
        Field<&Script::source_form>{"source_form"},
        Field<&Script::rev>{"rev"},
        Field<&Script::created_at>{"created_at"},
        Field<&Script::updated_at>{"updated_at"}};
};

// One row of the change log: CodeMirror ChangeSet JSON that leads from version - 1 to version.
struct ScriptChange {
    ScriptId script_id;
    std::int64_t version = 0;
    std::string client_id;
    std::int64_t client_seq = 0;
    std::optional<UserId> author_id;
    Json changes;
    Json tag;  // {"imported": file name}, {"moved": …}; null where plain.
    Time created_at{};

    static constexpr std::string_view table = "script_change";
    static constexpr auto fields = FieldList{
        Field<&ScriptChange::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ScriptChange::version>{"version"},
        Field<&ScriptChange::client_id>{"client_id"},
        Field<&ScriptChange::client_seq>{"client_seq"},
        Field<&ScriptChange::author_id>{
            "author_id",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&ScriptChange::changes>{"changes"},
        Field<&ScriptChange::tag>{"tag"},
        Field<&ScriptChange::created_at>{"created_at"}};
};

struct ScriptSnapshot {
    ScriptId script_id;
    std::int64_t version = 0;
    std::string text;
    Json anchors;  // [[owner kind, owner id, from, to], …] as they stood at this version.
    Time created_at{};

    static constexpr std::string_view table = "script_snapshot";
    static constexpr auto fields = FieldList{
        Field<&ScriptSnapshot::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ScriptSnapshot::version>{"version"},
        Field<&ScriptSnapshot::text>{"text", {.length_max = 20'000'000}},
        Field<&ScriptSnapshot::anchors>{"anchors"},
        Field<&ScriptSnapshot::created_at>{"created_at"}};
};

// The Final Draft file that a script came from: what its text cannot say comes back from it.
struct ScriptOriginal {
    ScriptId script_id;
    std::string text;  // UTF-8.
    Time created_at{};

    static constexpr std::string_view table = "script_original";
    static constexpr auto fields = FieldList{
        Field<&ScriptOriginal::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ScriptOriginal::text>{"text", {.length_max = 40'000'000}},
        Field<&ScriptOriginal::created_at>{"created_at"}};
};

// A section or scene of the outline. Its identity outlives its heading.
// Between the ranks of neighbours when they are numbered, so that others come between them.
inline constexpr std::int64_t kRankStep = 1024;

struct Node {
    NodeId id;
    ProjectId project_id;
    ScriptId script_id;
    std::optional<NodeId> parent_id;
    NodeKind kind = NodeKind::Scene;
    std::int64_t level = 0;  // Sections 1…6 by their marks; scenes 0.
    NodeState state = NodeState::Attached;
    std::int64_t rank = 0;  // Order of the script's nodes, those above before those below them.
    std::string title;      // The heading as read.
    std::string scene_number;
    std::string setting;      // "int", "ext", "int/ext" or empty.
    std::string place;        // As the heading names it.
    std::string time_of_day;  // As the heading names it.
    std::string synopsis;
    std::optional<WorldItemId> location_id;
    bool pencil = false;
    std::string color;
    Json metadata = Json::object();  // Fields of the structure template.
    std::optional<std::int64_t> planned_eighths;
    std::optional<std::int64_t> planned_words;
    std::optional<Time> deleted_at;  // In the bin since then; never of an attached one.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "node";
    static constexpr auto fields = FieldList{
        Field<&Node::id>{"id"},
        Field<&Node::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Node::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Node::parent_id>{
            "parent_id", {.references = "node", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Node::kind>{"kind"},
        Field<&Node::level>{"level", {.min = 0, .max = 6}},
        Field<&Node::state>{"state"},
        Field<&Node::rank>{"rank"},
        Field<&Node::title>{"title", {.length_max = 2000}},
        Field<&Node::scene_number>{"scene_number", {.length_max = 40}},
        Field<&Node::setting>{"setting", {.length_max = 40}},
        Field<&Node::place>{"place", {.length_max = 2000}},
        Field<&Node::time_of_day>{"time_of_day", {.length_max = 200}},
        Field<&Node::synopsis>{"synopsis", {.length_max = 20'000}},
        Field<&Node::location_id>{
            "location_id",
            {.references = "world_item", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Node::pencil>{"pencil"},
        Field<&Node::color>{"color", {.length_max = 40}},
        Field<&Node::metadata>{"metadata"},
        Field<&Node::planned_eighths>{"planned_eighths",
                                      {.min = 0, .max = 1'000'000, .help = "eighths of a page"}},
        Field<&Node::planned_words>{"planned_words", {.min = 0, .max = 100'000'000}},
        Field<&Node::deleted_at>{"deleted_at"},
        Field<&Node::rev>{"rev"},
        Field<&Node::created_at>{"created_at"},
        Field<&Node::updated_at>{"updated_at"}};
};

// A stretch of script text that something holds on to. A shot's is what it shows; a node's is of
// use while it is dormant, and says where its heading was. Offsets are UTF-16 units of the text at
// `version`; the changes since move them. Each snapshot brings all of them up to its version.
struct Anchor {
    AnchorId id;
    ScriptId script_id;
    std::string owner_kind;  // "node" or "shot".
    std::string owner_id;
    std::int64_t from_offset = 0;
    std::int64_t to_offset = 0;
    std::int64_t version = 1;  // Of the text.

    static constexpr std::string_view table = "anchor";
    static constexpr auto fields = FieldList{
        Field<&Anchor::id>{"id"},
        Field<&Anchor::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Anchor::owner_kind>{"owner_kind"},
        Field<&Anchor::owner_id>{"owner_id", {.indexed = true}},
        Field<&Anchor::from_offset>{"from_offset"},
        Field<&Anchor::to_offset>{"to_offset"},
        Field<&Anchor::version>{"version"}};
};

}  // namespace script
}  // namespace fabula
