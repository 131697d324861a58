// The outline of a project as it is asked for: acts, sequences, scenes and the shots below them,
// written and planned, in one order.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shots/shots.hpp"

namespace fabula {

// A level of an outline: a section of the text, a scene, or a shot of a scene.
enum class LevelKind { Section, Scene, Shot };

template <>
struct EnumNames<LevelKind> {
    static constexpr std::array<std::string_view, 3> names{"section", "scene", "shot"};
};

namespace outline {

struct NodeRecord {
    NodeId id;  // Of a shot: its own.
    ProjectId project_id;
    ScriptId script_id;
    std::string template_id;  // Of the project; may be empty.
    std::optional<NodeId> parent_id;
    LevelKind kind = LevelKind::Scene;
    std::int64_t level = 1;
    std::string level_name;
    NodeState state = NodeState::Planned;
    std::int64_t position = 1;
    std::int64_t node_number = 1;
    std::int64_t order_index = 0;
    std::string title;
    std::string description;
    std::string synopsis;
    std::string color;
    Json metadata = Json::object();
    std::string scene_number;
    std::string setting;
    std::string place;
    std::string time_of_day;
    std::optional<WorldItemId> location_id;
    bool pencil = false;
    std::optional<std::int64_t> planned_eighths;
    std::optional<std::int64_t> planned_words;
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields = FieldList{
        Field<&NodeRecord::id>{"id"},
        Field<&NodeRecord::project_id>{"project_id"},
        Field<&NodeRecord::script_id>{"script_id"},
        Field<&NodeRecord::template_id>{"template_id"},
        Field<&NodeRecord::parent_id>{"parent_id"},
        Field<&NodeRecord::kind>{"kind"},
        Field<&NodeRecord::level>{"level", {.help = "1 is the highest"}},
        Field<&NodeRecord::level_name>{"level_name"},
        Field<&NodeRecord::state>{"state"},
        Field<&NodeRecord::position>{"position", {.help = "1…n among its siblings"}},
        Field<&NodeRecord::node_number>{"node_number", {.help = "as position"}},
        Field<&NodeRecord::order_index>{"order_index", {.help = "position, from 0"}},
        Field<&NodeRecord::title>{"title"},
        Field<&NodeRecord::description>{"description", {.help = "as synopsis"}},
        Field<&NodeRecord::synopsis>{"synopsis"},
        Field<&NodeRecord::color>{"color"},
        Field<&NodeRecord::metadata>{"metadata"},
        Field<&NodeRecord::scene_number>{"scene_number", {.help = "as the heading writes it"}},
        Field<&NodeRecord::setting>{"setting"},
        Field<&NodeRecord::place>{"place"},
        Field<&NodeRecord::time_of_day>{"time_of_day"},
        Field<&NodeRecord::location_id>{"location_id"},
        Field<&NodeRecord::pencil>{"pencil"},
        Field<&NodeRecord::planned_eighths>{"planned_eighths", {.help = "of a page"}},
        Field<&NodeRecord::planned_words>{"planned_words"},
        Field<&NodeRecord::deleted_at>{"deleted_at"},
        Field<&NodeRecord::rev>{"rev"},
        Field<&NodeRecord::created_at>{"created_at"},
        Field<&NodeRecord::updated_at>{"updated_at"}};
};

// What a new node is; it is planned until it stands in the text.
struct NewNode {
    ProjectId project_id;
    std::string template_id;
    std::optional<NodeId> parent_id;
    std::optional<LevelKind> kind;
    std::optional<std::int64_t> level;
    std::optional<std::int64_t> node_number;
    std::string title;
    std::string description;
    std::string synopsis;
    std::string color;
    Json metadata = Json::object();
    std::optional<std::int64_t> planned_eighths;
    std::optional<std::int64_t> planned_words;

    static constexpr auto fields = FieldList{
        Field<&NewNode::project_id>{"project_id", {.length_max = 200}},
        Field<&NewNode::template_id>{"template_id",
                                     {.length_max = 100, .help = "that of the project"}},
        Field<&NewNode::parent_id>{"parent_id", {.length_max = 100}},
        Field<&NewNode::kind>{"kind", {.help = "absent: what the template has at the level"}},
        Field<&NewNode::level>{"level",
                               {.min = 1, .max = 7, .help = "absent: the one below its parent"}},
        Field<&NewNode::node_number>{
            "node_number",
            {.min = 0, .help = "the position it gets among its siblings; absent: the last"}},
        Field<&NewNode::title>{"title", {.required = true, .length_min = 1, .length_max = 2000}},
        Field<&NewNode::description>{"description", {.length_max = 20'000, .help = "as synopsis"}},
        Field<&NewNode::synopsis>{"synopsis", {.length_max = 20'000}},
        Field<&NewNode::color>{"color", {.length_max = 40}},
        Field<&NewNode::metadata>{"metadata"},
        Field<&NewNode::planned_eighths>{"planned_eighths", {.min = 0, .max = 1'000'000}},
        Field<&NewNode::planned_words>{"planned_words", {.min = 0, .max = 100'000'000}}};
};

// What may be changed of a node. Of a written one title and synopsis are changed in the text.
struct NodeChanges {
    std::string title;
    std::string description;
    std::string synopsis;
    std::string color;
    Json metadata = Json::object();
    std::optional<std::int64_t> planned_eighths;
    std::optional<std::int64_t> planned_words;
    std::optional<NodeId> parent_id;
    std::int64_t position = 0;
    std::int64_t node_number = 0;
    std::int64_t order_index = 0;

    static constexpr auto fields = FieldList{
        Field<&NodeChanges::title>{
            "title", {.visibility = Visibility::Patch, .length_min = 1, .length_max = 2000}},
        Field<&NodeChanges::description>{
            "description",
            {.visibility = Visibility::Patch, .length_max = 20'000, .help = "as synopsis"}},
        Field<&NodeChanges::synopsis>{"synopsis",
                                      {.visibility = Visibility::Patch, .length_max = 20'000}},
        Field<&NodeChanges::color>{"color", {.visibility = Visibility::Patch, .length_max = 40}},
        Field<&NodeChanges::metadata>{"metadata", {.visibility = Visibility::Patch}},
        Field<&NodeChanges::planned_eighths>{
            "planned_eighths", {.visibility = Visibility::Patch, .min = 0, .max = 1'000'000}},
        Field<&NodeChanges::planned_words>{
            "planned_words", {.visibility = Visibility::Patch, .min = 0, .max = 100'000'000}},
        Field<&NodeChanges::parent_id>{"parent_id",
                                       {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&NodeChanges::position>{
            "position", {.visibility = Visibility::Patch, .min = 1, .help = "among its siblings"}},
        Field<&NodeChanges::node_number>{
            "node_number", {.visibility = Visibility::Patch, .min = 1, .help = "as position"}},
        Field<&NodeChanges::order_index>{
            "order_index",
            {.visibility = Visibility::Patch, .min = 0, .help = "position, from 0"}}};
};

}  // namespace outline
}  // namespace fabula
