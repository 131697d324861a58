// Rows of the outline: nodes with their places, and what is planned.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "outline/outline.hpp"
#include "script/script_store.hpp"
#include "store/store.hpp"

namespace fabula::outline {

// Of every node that is not in the bin, by id: 1…n among its siblings.
std::unordered_map<std::string, std::int64_t> list_positions(store::Reader& db,
                                                             const ProjectId& project);
// Of one, without reading the others.
std::int64_t find_position(store::Reader& db, const script::Node& node);

// Which nodes a list shows; empty fields ask for nothing.
struct NodeFilter {
    std::optional<NodeKind> kind;
    std::optional<std::int64_t> level;  // Of sections.
    bool top = false;                   // Those without a parent.
    std::optional<NodeId> parent;
};
std::vector<script::Node> list_nodes(store::Reader& db, const ProjectId& project,
                                     const NodeFilter& filter, const script::NodePlace& after,
                                     std::int64_t limit);
bool has_nodes(store::Reader& db, const ProjectId& project);
// Those that `ids` name, in that order; without the missing, the foreign and those in the bin.
std::vector<script::Node> list_nodes_by_id(store::Reader& db, const ProjectId& project,
                                           std::span<const NodeId> ids);

// Also one in the bin. Throws as script::get_node does.
script::Node get_binned_node(store::Reader& db, const Actor& actor, Action action,
                             const NodeId& id);

// With the anchor that every node has.
void insert_node(store::Tx& tx, script::Node& node, std::int64_t text_version);
// Steps the script's revision, so that whoever has it open reads its nodes again.
void touch_nodes(store::Tx& tx, script::Script script);
// Nodes in the bin since before that time, with their shots; answers how many.
std::int64_t purge_nodes(store::Tx& tx, Time before);

}  // namespace fabula::outline
