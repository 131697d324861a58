// The outline of one script as a tree in memory: who stands below whom, in which order, and what a
// node becomes that is put elsewhere. Pure: rows in, rows out.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "script/script.hpp"

namespace fabula::outline {

// Where a node is to stand.
struct Target {
    std::optional<NodeId> parent;          // None: at the top.
    std::optional<std::int64_t> position;  // 1…n among its siblings there; none: the last.
};

class Tree {
public:
    // Those in the bin stand in no order, and are kept as they are.
    explicit Tree(std::vector<script::Node> rows);

    // In the order given; rows in the bin included.
    [[nodiscard]] const std::vector<script::Node>& nodes() const { return nodes_; }
    [[nodiscard]] script::Node& node(std::size_t i) { return nodes_[i]; }
    [[nodiscard]] const script::Node& node(std::size_t i) const { return nodes_[i]; }
    [[nodiscard]] std::optional<std::size_t> find(const NodeId& id) const;
    // Throws NotFound where it is not there or in the bin.
    [[nodiscard]] std::size_t get(const NodeId& id) const;

    [[nodiscard]] std::optional<std::size_t> parent_of(std::size_t i) const;
    // Of a node, or at the top: scenes, then sections, each by rank. A scene that stands behind a
    // section would be read as a part of it.
    [[nodiscard]] const std::vector<std::size_t>& children_of(std::optional<std::size_t> i) const;
    [[nodiscard]] std::int64_t position_of(std::size_t i) const;  // 1…n among its siblings.
    // Every node above those below it; of `from` alone, with all that it holds.
    [[nodiscard]] std::vector<std::size_t> in_order() const;
    [[nodiscard]] std::vector<std::size_t> in_order(std::size_t from) const;

    // Puts a node elsewhere, with all that it holds; sections get the level of their new place.
    // Throws Invalid, naming parent_id, level or position, where it cannot stand there.
    void move(std::size_t i, const Target& target);
    // Whether it was put elsewhere: then its row changes, be its rank kept or not, so that whoever
    // has seen it before is told.
    [[nodiscard]] bool was_moved(std::size_t i) const { return moved_[i]; }
    // A new node; its level is that of its place.
    std::size_t add(script::Node node, const Target& target);
    // Gives the siblings that are named the places that these have, in the order named. Throws
    // Invalid where they are not below one parent.
    void reorder(const std::vector<std::size_t>& wanted);
    // Takes a node with all that it holds out of the order.
    void take_out(std::size_t i);

private:
    static constexpr std::size_t kTop = static_cast<std::size_t>(-1);

    [[nodiscard]] std::vector<std::size_t>& siblings_of(std::size_t i);
    void place(std::size_t i, std::size_t parent, std::optional<std::int64_t> position);
    void set_level(std::size_t i, std::size_t parent, const std::vector<std::size_t>& siblings,
                   std::size_t at);
    [[nodiscard]] bool holds(std::size_t i, std::size_t other) const;

    std::vector<script::Node> nodes_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::vector<bool> moved_;
    std::vector<std::size_t> parents_;                // kTop: at the top.
    std::vector<std::vector<std::size_t>> children_;  // One more than nodes: the last is the top.
};

}  // namespace fabula::outline
