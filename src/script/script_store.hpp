// Rows of scripts: text, change log, outline, anchors.
#pragma once

#include <optional>
#include <vector>

#include "script/script.hpp"
#include "store/store.hpp"

namespace fabula::script {

// Throws NotFound unless the script's project is the organization's and not in the bin.
Script get_script(store::Reader& db, const OrganizationId& organization, const ScriptId& id);
Script get_script_of(store::Reader& db, const ProjectId& project);
std::optional<Script> find_script_of(store::Reader& db, const ProjectId& project);

// The text at the script's version.
std::string get_text(store::Reader& db, const Script& script);

Node get_node(store::Reader& db, const OrganizationId& organization, const NodeId& id);
// In rank order; `after` is the last rank of the part before.
std::vector<Node> list_nodes(store::Reader& db, const ProjectId& project, std::int64_t after,
                             std::int64_t limit);
std::vector<Node> list_all_nodes(store::Reader& db, const ProjectId& project);
std::vector<Anchor> list_anchors(store::Reader& db, const ScriptId& script);

}  // namespace fabula::script
