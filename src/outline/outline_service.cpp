#include "outline/outline_service.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "http/page_of.hpp"
#include "outline/records.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::outline {

namespace {

constexpr std::string_view kThing = "this card";

std::vector<script::Node> rows_of(const std::vector<script::HeldNode>& held) {
    std::vector<script::Node> rows;
    rows.reserve(held.size());
    for (const auto& node : held) rows.push_back(node.row);
    return rows;
}

Records records_of(store::Reader& db, const Actor& actor, const ProjectId& project) {
    return {db, story::get_project(db, actor, Action::View, project)};
}

std::int64_t position_in_scene(store::Reader& db, const shots::Shot& shot) {
    const auto all = shots::list_shots_of_scene(db, shot.scene_id);
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const shots::Shot& other) { return other.id == shot.id; });
    return at - all.begin() + 1;
}

std::vector<NodeRecord> shots_below(store::Reader& db, const Records& records,
                                    const script::Node& scene) {
    std::vector<NodeRecord> out;
    for (const auto& shot : shots::list_shots_of_scene(db, scene.id)) {
        out.push_back(records.record(shot, scene.script_id, std::ssize(out) + 1));
    }
    return out;
}

// The node of that id, or the scene that holds the shot of that id.
struct Found {
    script::Node node;
    std::optional<shots::Shot> shot;
};

Found find_node(store::Reader& db, const Actor& actor, const NodeId& id) {
    if (auto shot = shots::find_shot(db, actor, ShotId{id.text})) {
        auto scene = script::get_node(db, actor, Action::View, shot->scene_id);
        return {std::move(scene), std::move(shot)};
    }
    return {script::get_node(db, actor, Action::View, id), std::nullopt};
}

}  // namespace

std::vector<NodeRecord> OutlineService::list_all(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto records = records_of(db, actor, project);
        const Tree tree(script::list_all_nodes(db, records.project().id));
        std::vector<NodeRecord> out;
        std::vector<std::int64_t> below(tree.nodes().size() + 1, 0);
        for (const auto i : tree.in_order()) {
            auto& count = below[tree.parent_of(i).value_or(tree.nodes().size())];
            out.push_back(records.record(tree.node(i), ++count));
        }
        return out;
    });
}

http::Page<NodeRecord> OutlineService::list(const Actor& actor, const NodeQuestion& question,
                                            const http::Paging& paging) {
    return store_.read([&](store::Reader& db) {
        const auto records = records_of(db, actor, question.project);
        NodeFilter filter{.top = question.top, .parent = question.parent};
        if (question.level == records.structure().scene_level()) {
            filter.kind = NodeKind::Scene;
        } else if (question.level) {
            filter.kind = NodeKind::Section;
            filter.level = question.level;
        }
        const auto slash = paging.cursor.find('/');
        script::NodePlace place{.rank = parse_integer(paging.cursor.substr(0, slash)).value_or(-1),
                                .id = {}};
        if (slash != paging.cursor.npos) place.id = paging.cursor.substr(slash + 1);
        const auto part =
            http::page_of(list_nodes(db, records.project().id, filter, place, paging.limit + 1),
                          paging, [](const script::Node& last) {
                              return std::to_string(last.rank) + "/" + last.id.text;
                          });
        return http::Page<NodeRecord>{records.records(part.items), part.next_cursor};
    });
}

NodeRecord OutlineService::get(const Actor& actor, const NodeId& id) {
    return store_.read([&](store::Reader& db) {
        const auto [node, shot] = find_node(db, actor, id);
        const auto records = records_of(db, actor, node.project_id);
        return shot ? records.record(*shot, node.script_id, position_in_scene(db, *shot))
                    : records.record(node, find_position(db, node));
    });
}

std::vector<NodeRecord> OutlineService::list_children(const Actor& actor, const NodeId& id,
                                                      bool recursive) {
    return store_.read([&](store::Reader& db) {
        const auto node = script::get_node(db, actor, Action::View, id);
        const auto records = records_of(db, actor, node.project_id);
        const Tree tree(script::list_all_nodes(db, node.project_id));
        const auto top = tree.get(id);
        auto below = recursive ? tree.in_order(top) : tree.children_of(top);
        if (recursive) below.erase(below.begin());
        std::vector<NodeRecord> out;
        const auto add_shots = [&](const script::Node& scene) {
            if (scene.kind != NodeKind::Scene) return;
            for (auto& shot : shots_below(db, records, scene)) out.push_back(std::move(shot));
        };
        std::unordered_map<std::string, std::int64_t> count;
        add_shots(node);
        for (const auto i : below) {
            const auto& child = tree.node(i);
            out.push_back(records.record(child, ++count[child.parent_id.value_or(id).text]));
            if (recursive) add_shots(child);
        }
        return out;
    });
}

std::vector<NodeRecord> OutlineService::list_path(const Actor& actor, const NodeId& id) {
    return store_.read([&](store::Reader& db) {
        const auto [found, shot] = find_node(db, actor, id);
        const auto records = records_of(db, actor, found.project_id);
        std::vector<NodeRecord> path;
        if (shot) {
            path.push_back(records.record(*shot, found.script_id, position_in_scene(db, *shot)));
        }
        auto node = found;
        while (true) {
            path.push_back(records.record(node, find_position(db, node)));
            if (!node.parent_id) break;
            node = script::get_node(db, actor, Action::View, *node.parent_id);
        }
        std::reverse(path.begin(), path.end());
        return path;
    });
}

void OutlineService::apply(const Actor& actor, const ProjectId& project, const OutlineAct& act,
                           const Mutate& mutate) {
    std::optional<ScriptId> text;
    store_.write([&](store::Tx& tx) {
        const auto found = story::get_project(tx, actor, Action::Edit, project);
        const auto script = script::get_script_of(tx, found.id);
        text.reset();
        const Tree before(script::list_all_nodes(tx, found.id));
        auto after = before;
        const auto wish = mutate(after);
        if (needs_text(before, after, wish)) {
            text = script.id;
            return;
        }
        auto changes = changed_rows(before, after);
        for (auto& node : changes.added) insert_node(tx, node, script.version);
        for (auto& node : changes.changed) tx.update(node);
        if (changes.added.empty() && changes.changed.empty()) return;
        touch_nodes(tx, script);
        record_act(tx, actor, act.act, acted_on(act, before, after));
    });
    if (text) apply_to_text(actor, *text, act, mutate);
    listener_(actor, project);
}

void OutlineService::apply_to_text(const Actor& actor, const ScriptId& script,
                                   const OutlineAct& act, const Mutate& mutate) {
    changes_.edit(actor, script, "outline", [&](const script::StandingScript& standing) {
        const Tree before(rows_of(standing.held));
        auto after = before;
        const auto wish = mutate(after);
        // Another has changed the text meanwhile in the way that was wanted.
        if (!needs_text(before, after, wish)) throw_stale(kThing);
        auto edit = arrange(standing, after, wish);
        for (const auto& [id, text] : wish.written) {
            if (const auto i = after.find(NodeId{id})) after.node(*i).state = NodeState::Attached;
        }
        edit.also = [actor, kind = act.act, nodes = acted_on(act, before, after)](store::Tx& tx) {
            record_act(tx, actor, kind, nodes);
        };
        return edit;
    });
}

namespace {

// Where `i` comes directly behind `after`: as its first scene, or as its sibling.
Target place_behind(const Tree& tree, std::size_t i, const std::optional<NodeId>& after) {
    const bool scene = tree.node(i).kind == NodeKind::Scene;
    const auto scenes_of = [&](std::optional<std::size_t> parent) {
        const auto& children = tree.children_of(parent);
        return std::count_if(children.begin(), children.end(), [&](std::size_t child) {
            return child != i && tree.node(child).kind == NodeKind::Scene;
        });
    };
    if (!after) return {.parent = {}, .position = scene ? 1 : scenes_of(std::nullopt) + 1};
    const auto found = tree.find(*after);
    if (!found) invalid("after", "is no node of this project");
    const bool behind_scene = tree.node(*found).kind == NodeKind::Scene;
    if (scene && !behind_scene) return {.parent = *after, .position = 1};
    const auto parent = tree.parent_of(*found);
    Target target{.parent = {}, .position = scenes_of(parent) + 1};
    if (parent) target.parent = tree.node(*parent).id;
    if (scene == behind_scene) {
        const bool moves_up =
            tree.parent_of(i) == parent && tree.position_of(i) < tree.position_of(*found);
        target.position = tree.position_of(*found) + (moves_up ? 0 : 1);
    }
    return target;
}

}  // namespace

NodeRecord OutlineService::move(const Actor& actor, const NodeId& id, const Target& target,
                                std::optional<std::int64_t> expected_rev) {
    const auto node = store_.read(
        [&](store::Reader& db) { return script::get_node(db, actor, Action::Edit, id); });
    apply(actor, node.project_id, {.nodes = {id}}, [&](Tree& tree) {
        const auto i = tree.get(id);
        check_rev(tree.node(i).rev, expected_rev, kThing);
        tree.move(i, target);
        return Wish{};
    });
    return get(actor, id);
}

NodeRecord OutlineService::move_behind(const Actor& actor, const NodeId& id,
                                       const std::optional<NodeId>& after,
                                       std::optional<std::int64_t> expected_rev) {
    const auto node = store_.read(
        [&](store::Reader& db) { return script::get_node(db, actor, Action::Edit, id); });
    apply(actor, node.project_id, {.nodes = {id}}, [&](Tree& tree) {
        const auto i = tree.get(id);
        check_rev(tree.node(i).rev, expected_rev, kThing);
        tree.move(i, place_behind(tree, i, after));
        return Wish{};
    });
    return get(actor, id);
}

namespace {

void take_fields(script::Node& node, const Patch<NodeChanges>& patch) {
    const auto& given = patch.value;
    if (patch.has<&NodeChanges::title>()) node.title = given.title;
    if (patch.has<&NodeChanges::description>()) node.synopsis = given.description;
    if (patch.has<&NodeChanges::synopsis>()) node.synopsis = given.synopsis;
    if (patch.has<&NodeChanges::color>()) node.color = given.color;
    if (patch.has<&NodeChanges::metadata>()) node.metadata = given.metadata;
    if (patch.has<&NodeChanges::planned_eighths>()) node.planned_eighths = given.planned_eighths;
    if (patch.has<&NodeChanges::planned_words>()) node.planned_words = given.planned_words;
}

// Where the patch puts the node; nothing where it says nothing of that.
std::optional<Target> target_of(const Patch<NodeChanges>& patch, const Tree& tree, std::size_t i) {
    const auto& given = patch.value;
    Target target;
    const bool elsewhere = patch.has<&NodeChanges::parent_id>();
    const auto parent = tree.parent_of(i);
    if (elsewhere) {
        target.parent = given.parent_id;
    } else if (parent) {
        target.parent = tree.node(*parent).id;
    }
    if (patch.has<&NodeChanges::order_index>()) target.position = given.order_index + 1;
    if (patch.has<&NodeChanges::node_number>()) target.position = given.node_number;
    if (patch.has<&NodeChanges::position>()) target.position = given.position;
    if (!elsewhere && !target.position) return std::nullopt;
    return target;
}

}  // namespace

NodeRecord OutlineService::update(const Actor& actor, const NodeId& id,
                                  const Patch<NodeChanges>& patch,
                                  std::optional<std::int64_t> expected_rev) {
    if (!patch.value.metadata.is_object()) invalid("metadata", "must be an object");
    constexpr std::size_t kMetadataBytesMax = 64'000;
    if (patch.value.metadata.dump().size() > kMetadataBytesMax) {
        invalid("metadata", "is larger than 64 kB");
    }
    const auto node = store_.read(
        [&](store::Reader& db) { return script::get_node(db, actor, Action::Edit, id); });
    apply(actor, node.project_id, {.nodes = {id}}, [&](Tree& tree) {
        const auto i = tree.get(id);
        check_rev(tree.node(i).rev, expected_rev, kThing);
        take_fields(tree.node(i), patch);
        if (const auto target = target_of(patch, tree, i)) tree.move(i, *target);
        return Wish{};
    });
    return get(actor, id);
}

std::vector<NodeRecord> OutlineService::reorder(const Actor& actor,
                                                const std::vector<NodeId>& ids) {
    if (ids.empty()) invalid("node_ids", "is empty");
    const auto node = store_.read(
        [&](store::Reader& db) { return script::get_node(db, actor, Action::Edit, ids.front()); });
    apply(actor, node.project_id, {.nodes = ids}, [&](Tree& tree) {
        std::vector<std::size_t> wanted;
        for (const auto& id : ids) wanted.push_back(tree.get(id));
        tree.reorder(wanted);
        return Wish{};
    });
    return store_.read([&](store::Reader& db) {
        return records_of(db, actor, node.project_id)
            .records(list_nodes_by_id(db, node.project_id, ids));
    });
}

NodeRecord OutlineService::write(const Actor& actor, const NodeId& id, bool all) {
    const auto node = store_.read(
        [&](store::Reader& db) { return script::get_node(db, actor, Action::Edit, id); });
    apply(actor, node.project_id, {.nodes = {id}}, [&](Tree& tree) {
        Wish wish;
        const auto top = tree.get(id);
        for (const auto i : all ? tree.in_order(top) : std::vector{top}) {
            const auto& planned = tree.node(i);
            if (planned.state != NodeState::Attached) wish.written.emplace(planned.id.text, "");
        }
        return wish;
    });
    return get(actor, id);
}

void OutlineService::remove(const Actor& actor, const NodeId& id,
                            std::optional<std::int64_t> expected_rev) {
    const auto [node, now] = store_.write([&](store::Tx& tx) {
        return std::pair(script::get_node(tx, actor, Action::Edit, id), tx.now());
    });
    const OutlineAct act{.act = history::Act::Delete, .nodes = {id}};
    apply(actor, node.project_id, act, [&, time = now](Tree& tree) {
        Wish wish;
        const auto top = tree.get(id);
        check_rev(tree.node(top).rev, expected_rev, kThing);
        for (const auto i : tree.in_order(top)) {
            if (tree.node(i).state == NodeState::Attached) wish.cut.push_back(tree.node(i).id);
            tree.node(i).deleted_at = time;
        }
        tree.take_out(top);
        return wish;
    });
}

namespace {

// Those that went into the bin together with `top`, below it.
std::vector<std::size_t> binned_with(const std::vector<script::Node>& rows, std::size_t top) {
    std::set<std::string> ids{rows[top].id.text};
    std::vector<std::size_t> found{top};
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& row = rows[i];
            if (!row.parent_id || !ids.contains(row.parent_id->text)) continue;
            if (row.deleted_at != rows[top].deleted_at || ids.contains(row.id.text)) continue;
            ids.insert(row.id.text);
            found.push_back(i);
            grew = true;
        }
    }
    return found;
}

// Takes the text that was kept out of the row.
std::optional<std::string> take_kept_text(script::Node& node) {
    const auto name = std::string(script::kCutText);
    const auto found = node.metadata.find(name);
    if (found == node.metadata.end() || !found->is_string()) return std::nullopt;
    auto text = found->get<std::string>();
    node.metadata.erase(name);
    return text;
}

}  // namespace

NodeRecord OutlineService::restore(const Actor& actor, const NodeId& id) {
    const auto node = store_.read(
        [&](store::Reader& db) { return get_binned_node(db, actor, Action::Edit, id); });
    if (!node.deleted_at) return get(actor, id);
    const OutlineAct act{.act = history::Act::Restore, .nodes = {id}};
    apply(actor, node.project_id, act, [&](Tree& tree) {
        Wish wish;
        auto rows = tree.nodes();
        const auto top = std::find_if(rows.begin(), rows.end(),
                                      [&](const script::Node& row) { return row.id == id; });
        if (top == rows.end() || !top->deleted_at) throw_stale(kThing);
        for (const auto i : binned_with(rows, static_cast<std::size_t>(top - rows.begin()))) {
            rows[i].deleted_at.reset();
            if (auto text = take_kept_text(rows[i])) {
                wish.written.emplace(rows[i].id.text, std::move(*text));
            }
        }
        tree = Tree(std::move(rows));
        // To the level of its place, which may have changed.
        const auto i = tree.get(id);
        const auto parent = tree.parent_of(i);
        tree.move(i, {.parent = parent ? std::optional(tree.node(*parent).id) : std::nullopt,
                      .position = tree.position_of(i)});
        return wish;
    });
    return get(actor, id);
}

std::int64_t OutlineService::purge_expired(Time now) {
    return store_.write([&](store::Tx& tx) { return purge_nodes(tx, now - story::kBinKept); });
}

}  // namespace fabula::outline
