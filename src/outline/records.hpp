// Rows of nodes and shots as the records of an outline.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "outline/outline_store.hpp"
#include "outline/structure_store.hpp"
#include "world/world_store.hpp"

namespace fabula::outline {

// What the records of one project have in common.
class Records {
public:
    Records(store::Reader& db, story::Project project);

    [[nodiscard]] const story::Project& project() const { return project_; }
    [[nodiscard]] const Structure& structure() const { return structure_; }
    // 1 is the highest: sections by their marks, scenes and shots as the template has them.
    [[nodiscard]] std::int64_t level_of(const script::Node& node) const;
    [[nodiscard]] std::int64_t shot_level() const { return structure_.scene_level() + 1; }

    [[nodiscard]] NodeRecord record(const script::Node& node, std::int64_t position) const;
    [[nodiscard]] NodeRecord record(const shots::Shot& shot, const ScriptId& script,
                                    std::int64_t position) const;
    [[nodiscard]] std::vector<NodeRecord> records(const std::vector<script::Node>& nodes) const;

private:
    store::Reader& db_;
    story::Project project_;
    Structure structure_;
    world::PlaceFinder places_;
};

// A planned shot of a scene; `position` is its place there.
shots::Shot planned_shot(const ProjectId& project, const NodeId& scene, std::int64_t position,
                         const std::string& title, const std::string& description);

}  // namespace fabula::outline
