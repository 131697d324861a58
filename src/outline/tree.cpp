#include "outline/tree.hpp"

#include <algorithm>
#include <tuple>

#include "base/error.hpp"

namespace fabula::outline {

namespace {

constexpr std::int64_t kLevelMax = 6;  // Section marks of Fountain.

bool is_section(const script::Node& node) {
    return node.kind == NodeKind::Section;
}

}  // namespace

Tree::Tree(std::vector<script::Node> rows) : nodes_(std::move(rows)) {
    children_.resize(nodes_.size() + 1);
    moved_.resize(nodes_.size(), false);
    for (std::size_t i = 0; i < nodes_.size(); ++i) by_id_.emplace(nodes_[i].id.text, i);
    for (const auto& node : nodes_) {
        const auto found = node.parent_id ? by_id_.find(node.parent_id->text) : by_id_.end();
        // What stood below a node in the bin and is not there itself comes to the top.
        const bool at_top = found == by_id_.end() || nodes_[found->second].deleted_at;
        parents_.push_back(at_top ? kTop : found->second);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].deleted_at) siblings_of(i).push_back(i);
    }
    for (auto& children : children_) {
        std::sort(children.begin(), children.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](std::size_t i) {
                return std::tuple(is_section(nodes_[i]), nodes_[i].rank,
                                  std::string_view(nodes_[i].id.text));
            };
            return key(a) < key(b);
        });
    }
}

std::optional<std::size_t> Tree::find(const NodeId& id) const {
    const auto found = by_id_.find(id.text);
    if (found == by_id_.end() || nodes_[found->second].deleted_at) return std::nullopt;
    return found->second;
}

std::size_t Tree::get(const NodeId& id) const {
    const auto found = find(id);
    if (!found) throw AppError(Code::NotFound, PublicText{"There is no such scene or section."});
    return *found;
}

std::optional<std::size_t> Tree::parent_of(std::size_t i) const {
    return parents_[i] == kTop ? std::nullopt : std::optional(parents_[i]);
}

const std::vector<std::size_t>& Tree::children_of(std::optional<std::size_t> i) const {
    return i ? children_[*i] : children_.back();
}

std::vector<std::size_t>& Tree::siblings_of(std::size_t i) {
    return parents_[i] == kTop ? children_.back() : children_[parents_[i]];
}

std::int64_t Tree::position_of(std::size_t i) const {
    const auto& siblings = children_of(parent_of(i));
    return std::find(siblings.begin(), siblings.end(), i) - siblings.begin() + 1;
}

std::vector<std::size_t> Tree::in_order() const {
    std::vector<std::size_t> order;
    order.reserve(nodes_.size());
    for (const auto top : children_.back()) {
        const auto part = in_order(top);
        order.insert(order.end(), part.begin(), part.end());
    }
    return order;
}

std::vector<std::size_t> Tree::in_order(std::size_t from) const {
    std::vector<std::size_t> order;
    std::vector<std::size_t> open{from};
    while (!open.empty()) {
        const auto i = open.back();
        open.pop_back();
        order.push_back(i);
        open.insert(open.end(), children_[i].rbegin(), children_[i].rend());
    }
    return order;
}

bool Tree::holds(std::size_t i, std::size_t other) const {
    while (other != kTop && other != i) other = parents_[other];
    return other == i;
}

void Tree::set_level(std::size_t i, std::size_t parent, const std::vector<std::size_t>& siblings,
                     std::size_t at) {
    if (!is_section(nodes_[i])) return;
    // As deep as its neighbour, so that none of the two is read as a part of the other.
    auto level = parent == kTop ? 1 : nodes_[parent].level + 1;
    if (at > 0 && is_section(nodes_[siblings[at - 1]])) {
        level = nodes_[siblings[at - 1]].level;
    } else if (at < siblings.size()) {
        level = nodes_[siblings[at]].level;
    }
    const auto deeper = level - nodes_[i].level;
    if (deeper == 0) return;
    for (const auto held : in_order(i)) {
        if (!is_section(nodes_[held])) continue;
        nodes_[held].level += deeper;
        if (nodes_[held].level > kLevelMax) {
            invalid("parent_id",
                    "is too deep: sections have at most " + std::to_string(kLevelMax) + " levels");
        }
    }
}

void Tree::place(std::size_t i, std::size_t parent, std::optional<std::int64_t> position) {
    auto& siblings = parent == kTop ? children_.back() : children_[parent];
    const auto scenes =
        std::partition_point(siblings.begin(), siblings.end(),
                             [&](std::size_t s) { return !is_section(nodes_[s]); }) -
        siblings.begin();
    const auto first = is_section(nodes_[i]) ? scenes : 0;
    const auto last = is_section(nodes_[i]) ? std::ssize(siblings) : scenes;
    const auto at = position ? *position - 1 : last;
    if (at < 0 || at > std::ssize(siblings)) {
        invalid("position", "must be 1 to " + std::to_string(siblings.size() + 1));
    }
    if (at < first || at > last) {
        invalid("position",
                "stands on the wrong side: below one heading its own scenes come "
                "first, then its sections");
    }
    set_level(i, parent, siblings, static_cast<std::size_t>(at));
    siblings.insert(siblings.begin() + at, i);
    parents_[i] = parent;
    nodes_[i].parent_id = parent == kTop ? std::nullopt : std::optional(nodes_[parent].id);
}

namespace {

void check_parent(const script::Node& parent) {
    if (!is_section(parent)) invalid("parent_id", "is a scene: only shots stand below a scene");
}

}  // namespace

void Tree::move(std::size_t i, const Target& target) {
    std::size_t parent = kTop;
    if (target.parent) {
        const auto found = find(*target.parent);
        if (!found) invalid("parent_id", "is no section of this script");
        parent = *found;
        check_parent(nodes_[parent]);
        if (holds(i, parent)) invalid("parent_id", "is, or lies inside of, what is to be moved");
    }
    const auto before = std::pair(parents_[i], position_of(i));
    take_out(i);
    place(i, parent, target.position);
    if (std::pair(parents_[i], position_of(i)) != before) moved_[i] = true;
}

std::size_t Tree::add(script::Node node, const Target& target) {
    std::size_t parent = kTop;
    if (target.parent) {
        const auto found = find(*target.parent);
        if (!found) invalid("parent_id", "is no section of this script");
        parent = *found;
        check_parent(nodes_[parent]);
    }
    const auto i = nodes_.size();
    by_id_.emplace(node.id.text, i);
    nodes_.push_back(std::move(node));
    moved_.push_back(false);
    parents_.push_back(parent);
    children_.insert(children_.end() - 1, std::vector<std::size_t>());
    place(i, parent, target.position);
    return i;
}

void Tree::take_out(std::size_t i) {
    std::erase(siblings_of(i), i);
}

void Tree::reorder(const std::vector<std::size_t>& wanted) {
    if (wanted.empty()) return;
    auto& siblings = siblings_of(wanted.front());
    std::unordered_map<std::size_t, std::size_t> place_of;
    for (std::size_t at = 0; at < siblings.size(); ++at) place_of.emplace(siblings[at], at);
    std::vector<std::size_t> places;
    for (const auto i : wanted) {
        const auto found = place_of.find(i);
        if (found == place_of.end()) invalid("node_ids", "are not all below one parent");
        places.push_back(found->second);
    }
    std::sort(places.begin(), places.end());
    if (std::adjacent_find(places.begin(), places.end()) != places.end()) {
        invalid("node_ids", "names one node twice");
    }
    for (std::size_t k = 0; k < wanted.size(); ++k) siblings[places[k]] = wanted[k];
    const auto is_out_of_place = [&](std::size_t a, std::size_t b) {
        return is_section(nodes_[a]) && !is_section(nodes_[b]);
    };
    if (std::adjacent_find(siblings.begin(), siblings.end(), is_out_of_place) != siblings.end()) {
        invalid("node_ids", "puts a scene behind a section, where it would be a part of it");
    }
}

}  // namespace fabula::outline
