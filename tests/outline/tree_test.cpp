// The tree of an outline: places, levels and what may not stand where.
#include "outline/tree.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace fabula::outline {

namespace {

script::Node a_node(const std::string& id, std::int64_t level, const std::string& parent = "") {
    script::Node node;
    node.id.text = id;
    node.kind = level > 0 ? NodeKind::Section : NodeKind::Scene;
    node.level = level;
    if (!parent.empty()) node.parent_id = NodeId{parent};
    return node;
}

// Act A holds the scenes 1 and 2 and the sequence B, which holds the scene 3; act C is empty.
Tree a_tree() {
    std::vector<script::Node> rows{a_node("A", 1),      a_node("1", 0, "A"), a_node("2", 0, "A"),
                                   a_node("B", 2, "A"), a_node("3", 0, "B"), a_node("C", 1)};
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].rank = static_cast<std::int64_t>(i) + 1;
    return Tree(std::move(rows));
}

std::string order(const Tree& tree) {
    std::string out;
    for (const auto i : tree.in_order()) out += tree.node(i).id.text;
    return out;
}

std::string moved(const std::string& id, const Target& target) {
    auto tree = a_tree();
    tree.move(tree.get(NodeId{id}), target);
    return order(tree);
}

std::string field_of_refusal(const std::string& id, const Target& target) {
    try {
        moved(id, target);
    } catch (const AppError& error) {
        return error.details().field;
    }
    return "";
}

}  // namespace

TEST_CASE("a node stands above what it holds, and siblings in the order of their ranks") {
    const auto tree = a_tree();
    CHECK(order(tree) == "A12B3C");
    CHECK(tree.position_of(tree.get(NodeId{"B"})) == 3);
    CHECK(tree.position_of(tree.get(NodeId{"C"})) == 2);
}

TEST_CASE("a node is moved with all that it holds") {
    CHECK(moved("2", {.parent = NodeId{"A"}, .position = 1}) == "A21B3C");
    CHECK(moved("2", {.parent = NodeId{"C"}, .position = {}}) == "A1B3C2");
    CHECK(moved("C", {.parent = {}, .position = 1}) == "CA12B3");
    CHECK(moved("B", {.parent = NodeId{"C"}, .position = 1}) == "A12CB3");
}

TEST_CASE("a section gets the level of its new place, and what it holds goes along") {
    auto tree = a_tree();
    tree.move(tree.get(NodeId{"B"}), {.parent = {}, .position = 3});
    CHECK(order(tree) == "A12CB3");
    CHECK(tree.node(tree.get(NodeId{"B"})).level == 1);
    tree.move(tree.get(NodeId{"A"}), {.parent = NodeId{"B"}, .position = {}});
    CHECK(order(tree) == "CB3A12");
    CHECK(tree.node(tree.get(NodeId{"A"})).level == 2);
}

TEST_CASE("what cannot stand there is refused by name") {
    CHECK(field_of_refusal("A", {.parent = NodeId{"A"}, .position = {}}) == "parent_id");
    CHECK(field_of_refusal("A", {.parent = NodeId{"B"}, .position = {}}) == "parent_id");
    CHECK(field_of_refusal("3", {.parent = NodeId{"1"}, .position = {}}) == "parent_id");
    CHECK(field_of_refusal("3", {.parent = NodeId{"X"}, .position = {}}) == "parent_id");
    CHECK(field_of_refusal("3", {.parent = NodeId{"A"}, .position = 4}) == "position");
    CHECK(field_of_refusal("3", {.parent = NodeId{"A"}, .position = 9}) == "position");
    CHECK(field_of_refusal("B", {.parent = NodeId{"A"}, .position = 1}) == "position");
}

TEST_CASE("sections have at most six levels") {
    std::vector<script::Node> rows;
    for (int level = 1; level <= 6; ++level) {
        rows.push_back(a_node(std::to_string(level), level,
                              level > 1 ? std::to_string(level - 1) : std::string()));
        rows.back().rank = level;
    }
    rows.push_back(a_node("other", 1));
    rows.back().rank = 7;
    Tree tree(std::move(rows));
    CHECK_THROWS_AS(tree.move(tree.get(NodeId{"other"}), {.parent = NodeId{"6"}, .position = {}}),
                    AppError);
}

TEST_CASE("siblings take the places of those that are named") {
    auto tree = a_tree();
    tree.reorder({tree.get(NodeId{"2"}), tree.get(NodeId{"1"})});
    CHECK(order(tree) == "A21B3C");
    CHECK_THROWS_AS(tree.reorder({tree.get(NodeId{"2"}), tree.get(NodeId{"3"})}), AppError);
    CHECK_THROWS_AS(tree.reorder({tree.get(NodeId{"2"}), tree.get(NodeId{"2"})}), AppError);
    CHECK_THROWS_AS(tree.reorder({tree.get(NodeId{"B"}), tree.get(NodeId{"1"})}), AppError);
}

}  // namespace fabula::outline
