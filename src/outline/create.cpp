// New nodes: some, or a whole outline from a template.
#include <algorithm>

#include "base/error.hpp"
#include "outline/outline_service.hpp"
#include "outline/records.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::outline {

namespace {

constexpr std::size_t kNodesMax = 20'000;  // In one step.
constexpr std::size_t kMetadataBytesMax = 64'000;

// "nodes.3.level" where several are made, else "level".
std::string field_of(std::size_t index, std::size_t count, const char* name) {
    return (count > 1 ? "nodes." + std::to_string(index + 1) + "." : "") + name;
}

script::Node to_row(const NewNode& in, const script::Script& script) {
    script::Node node;
    node.id = make_id<NodeId>();
    node.project_id = script.project_id;
    node.script_id = script.id;
    node.state = NodeState::Planned;
    node.title = in.title;
    node.synopsis = in.synopsis.empty() ? in.description : in.synopsis;
    node.color = in.color;
    node.metadata = in.metadata;
    node.planned_eighths = in.planned_eighths;
    node.planned_words = in.planned_words;
    return node;
}

// Makes nodes one after the other in the tree of their script.
class Creator {
public:
    Creator(store::Reader& db, const Records& records, const script::Script& script,
            std::size_t count)
        : db_(db), records_(records), script_(script), count_(count) {}

    // The id of the new node or shot.
    NodeId add(Tree& tree, const NewNode& in, std::size_t index) {
        if (!in.metadata.is_object() || in.metadata.dump().size() > kMetadataBytesMax) {
            invalid(field_of(index, count_, "metadata"), "must be an object of at most 64 kB");
        }
        const auto parent = in.parent_id ? tree.find(*in.parent_id) : std::nullopt;
        if (in.parent_id && !parent) {
            invalid(field_of(index, count_, "parent_id"), "is no section or scene of this project");
        }
        const auto above = parent ? records_.level_of(tree.node(*parent)) : 0;
        const auto level = level_of(in, above);
        if (level <= above && in.kind != LevelKind::Scene) {
            invalid(field_of(index, count_, "level"),
                    "must be below its parent, which is at " + std::to_string(above));
        }
        const auto kind = in.kind.value_or(kind_at(level));
        const bool below_scene = parent && tree.node(*parent).kind == NodeKind::Scene;
        if (below_scene || kind == LevelKind::Shot) return add_shot(tree, in, parent, index);
        if (level > records_.shot_level()) {
            invalid(field_of(index, count_, "level"), "is deeper than shots");
        }
        const bool scene = kind == LevelKind::Scene;
        if (!scene && level > 1 && !parent) {
            invalid(field_of(index, count_, "parent_id"), "is missing: only level 1 has none");
        }
        auto node = to_row(in, script_);
        node.kind = scene ? NodeKind::Scene : NodeKind::Section;
        node.level = scene ? 0 : level;
        Target target{.parent = in.parent_id, .position = std::nullopt};
        if (in.node_number) target.position = place_of(tree, node, parent, *in.node_number);
        const auto id = node.id;
        tree.add(std::move(node), target);
        return id;
    }

    [[nodiscard]] std::vector<shots::Shot>& shots() { return shots_; }

private:
    [[nodiscard]] std::int64_t level_of(const NewNode& in, std::int64_t above) const {
        if (in.level) return *in.level;
        if (in.kind == LevelKind::Scene) return records_.structure().scene_level();
        return in.kind == LevelKind::Shot ? records_.shot_level() : above + 1;
    }

    [[nodiscard]] LevelKind kind_at(std::int64_t level) const {
        if (level == records_.shot_level()) return LevelKind::Shot;
        return level == records_.structure().scene_level() ? LevelKind::Scene : LevelKind::Section;
    }

    NodeId add_shot(const Tree& tree, const NewNode& in, std::optional<std::size_t> scene,
                    std::size_t index) {
        if (!scene || tree.node(*scene).kind != NodeKind::Scene) {
            invalid(field_of(index, count_, "parent_id"), "must be the scene that the shot is of");
        }
        auto shot = planned_shot(script_.project_id, tree.node(*scene).id,
                                 next_position(tree.node(*scene).id), in.title,
                                 in.synopsis.empty() ? in.description : in.synopsis);
        shots_.push_back(std::move(shot));
        return NodeId{shots_.back().id.text};
    }

    std::int64_t next_position(const NodeId& scene) {
        const auto [known, fresh] = positions_.try_emplace(scene.text, 0);
        if (fresh) known->second = std::ssize(shots::list_shots_of_scene(db_, scene));
        return ++known->second;
    }

    // A number that is too high is the last one.
    static std::int64_t place_of(const Tree& tree, const script::Node& node,
                                 std::optional<std::size_t> parent, std::int64_t number) {
        const auto& siblings = tree.children_of(parent);
        const auto scenes = std::partition_point(siblings.begin(), siblings.end(),
                                                 [&](std::size_t i) {
                                                     return tree.node(i).kind == NodeKind::Scene;
                                                 }) -
                            siblings.begin();
        const bool scene = node.kind == NodeKind::Scene;
        const std::int64_t first = scene ? 1 : scenes + 1;
        const std::int64_t last = scene ? scenes + 1 : std::ssize(siblings) + 1;
        return std::clamp(number, first, last);
    }

    store::Reader& db_;
    const Records& records_;
    const script::Script& script_;
    const std::size_t count_;
    std::unordered_map<std::string, std::int64_t> positions_;  // The last shot of each scene.
    std::vector<shots::Shot> shots_;
};

struct Created {
    const std::vector<script::Node>& nodes;
    const std::vector<shots::Shot>& shots;
};

void record_created(store::Tx& tx, const Actor& actor, const story::Project& project,
                    const Created& made) {
    const auto count = std::ssize(made.nodes) + std::ssize(made.shots);
    const auto by =
        history::part_of_many(tx, actor, history::Act::Create, history::entity_of(project),
                              {.of = "node", .created = count});
    for (const auto& node : made.nodes) {
        history::record(tx, by, history::Act::Create, history::entity_of(node));
    }
    for (const auto& shot : made.shots) {
        history::record(tx, by, history::Act::Create, history::entity_of(shot));
    }
}

}  // namespace

std::vector<NodeRecord> OutlineService::create(const Actor& actor, const ProjectId& project,
                                               const std::vector<NewNode>& nodes) {
    if (nodes.empty()) invalid("nodes", "is empty");
    if (nodes.size() > kNodesMax) {
        invalid("nodes", "has more than " + std::to_string(kNodesMax) + " entries");
    }
    auto made = store_.write([&](store::Tx& tx) {
        const Records records(tx, story::get_project(tx, actor, Action::Edit, project));
        const auto script = script::get_script_of(tx, records.project().id);
        const Tree before(script::list_all_nodes(tx, records.project().id));
        auto after = before;
        Creator creator(tx, records, script, nodes.size());
        std::vector<NodeId> ids;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            ids.push_back(creator.add(after, nodes[i], i));
        }
        auto changes = changed_rows(before, after);
        for (auto& node : changes.added) insert_node(tx, node, script.version);
        for (auto& node : changes.changed) tx.update(node);
        std::unordered_map<std::string, NodeRecord> by_id;
        for (auto& shot : creator.shots()) {
            shot.shot_number = shots::next_number(tx, shot);
            tx.insert(shot);
            by_id.emplace(shot.id.text, records.record(shot, script.id, shot.position));
        }
        if (!changes.added.empty()) touch_nodes(tx, script);
        record_created(tx, actor, records.project(), {changes.added, creator.shots()});
        for (auto& record : records.records(changes.added)) by_id.emplace(record.id.text, record);
        std::vector<NodeRecord> out;
        for (const auto& id : ids) out.push_back(by_id.at(id.text));
        return out;
    });
    listener_(actor, made.front().project_id);
    return made;
}

namespace {

// The outline that a template makes, before anything is stored.
struct Plan {
    std::vector<script::Node> nodes;  // In order.
    std::vector<shots::Shot> shots;
};

class Planner {
public:
    Planner(const Structure& structure, const script::Script& script)
        : structure_(structure), script_(script) {}

    Plan plan() {
        add_level(0, nullptr, "");
        return std::move(plan_);
    }

private:
    // The entry for the number-th node below `path`: one for that parent before one for all.
    [[nodiscard]] const Predefined* find(std::size_t level, std::int64_t number,
                                         const std::string& path) const {
        if (level >= structure_.predefined.size()) return nullptr;
        const Predefined* for_all = nullptr;
        for (const auto& entry : structure_.predefined[level]) {
            if (entry.number != number) continue;
            if (!entry.parent.empty() && entry.parent == path) return &entry;
            if (entry.parent.empty() && for_all == nullptr) for_all = &entry;
        }
        return for_all;
    }

    void add_level(std::size_t level, const NodeId* parent, const std::string& path) {
        if (level >= structure_.levels.size()) return;
        const auto& made = structure_.levels[level];
        for (std::int64_t number = 1; number <= made.count; ++number) {
            if (plan_.nodes.size() + plan_.shots.size() >= kNodesMax) {
                invalid("structure", "makes more than " + std::to_string(kNodesMax) + " nodes");
            }
            const auto* name = find(level, number, path);
            if (made.kind == LevelKind::Shot) {
                auto shot = planned_shot(script_.project_id, *parent, number,
                                         name != nullptr ? name->title : "",
                                         name != nullptr ? name->description : "");
                shot.shot_number = shots::shot_number_of(std::to_string(scene_count_),
                                                         static_cast<std::size_t>(number - 1));
                plan_.shots.push_back(std::move(shot));
                continue;
            }
            const auto id = add_node(level, parent, number, name);
            add_level(level + 1, &id, (path.empty() ? "" : path + ".") + std::to_string(number));
        }
    }

    NodeId add_node(std::size_t level, const NodeId* parent, std::int64_t number,
                    const Predefined* name) {
        const auto& made = structure_.levels[level];
        script::Node node;
        node.id = make_id<NodeId>();
        node.project_id = script_.project_id;
        node.script_id = script_.id;
        if (parent != nullptr) node.parent_id = *parent;
        node.kind = made.kind == LevelKind::Section ? NodeKind::Section : NodeKind::Scene;
        node.level = made.kind == LevelKind::Section ? static_cast<std::int64_t>(level) + 1 : 0;
        node.state = NodeState::Planned;
        node.rank = (std::ssize(plan_.nodes) + 1) * script::kRankStep;
        node.title = name != nullptr ? name->title : made.name + " " + std::to_string(number);
        if (name != nullptr) node.synopsis = name->description;
        scene_count_ += made.kind == LevelKind::Scene;
        plan_.nodes.push_back(node);
        return node.id;
    }

    const Structure& structure_;
    const script::Script& script_;
    std::int64_t scene_count_ = 0;
    Plan plan_;
};

Structure structure_for_project(store::Reader& db, story::Project& project, const Initialize& in) {
    if (!in.template_id.empty()) {
        if (!find_structure(db, project.organization_id, in.template_id)) {
            invalid("template_id", "is no structure template");
        }
        project.structure_template = in.template_id;
    } else if (project.structure_template.empty()) {
        project.structure_template = structure_for(project.kind);
    }
    auto structure = structure_of(db, project);
    if (!in.structure.is_null()) read_counts(in.structure, "structure", structure.levels);
    auto given = read_predefined(in.predefined_nodes, "predefined_nodes", project.language);
    for (std::size_t level = 0; level < given.size(); ++level) {
        if (given[level].empty()) continue;
        if (structure.predefined.size() < given.size()) structure.predefined.resize(given.size());
        structure.predefined[level] = std::move(given[level]);
    }
    return structure;
}

}  // namespace

std::vector<NodeRecord> OutlineService::initialize(const Actor& actor, const Initialize& in) {
    auto project = store_.read([&](store::Reader& db) {
        return story::get_project(db, actor, Action::Edit, in.project_id);
    });
    auto [structure, script] = store_.read([&](store::Reader& db) {
        return std::pair(structure_for_project(db, project, in),
                         script::get_script_of(db, project.id));
    });
    auto plan = Planner(structure, script).plan();
    auto made = store_.write([&](store::Tx& tx) {
        auto row = story::get_project(tx, actor, Action::Edit, project.id);
        const auto text = script::get_script_of(tx, row.id);
        if (has_nodes(tx, row.id)) {
            throw AppError(Code::Conflict, PublicText{"This project has an outline already."});
        }
        if (row.structure_template != project.structure_template) {
            row.structure_template = project.structure_template;
            tx.update(row);
        }
        for (auto& node : plan.nodes) insert_node(tx, node, text.version);
        for (auto& shot : plan.shots) tx.insert(shot);
        touch_nodes(tx, text);
        history::record(tx, actor, history::Act::Create, history::entity_of(row),
                        {{"of", "node"},
                         {"create_count", plan.nodes.size() + plan.shots.size()},
                         {"template", row.structure_template}});
        const Records records(tx, row);
        auto out = records.records(plan.nodes);
        for (const auto& shot : plan.shots) {
            out.push_back(records.record(shot, text.id, shot.position));
        }
        return out;
    });
    listener_(actor, project.id);
    return made;
}

}  // namespace fabula::outline
