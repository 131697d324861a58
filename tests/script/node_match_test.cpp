#include "script/node_match.hpp"

#include <doctest/doctest.h>

#include <map>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::script {

namespace {

using Order = std::vector<std::int64_t>;

// A script with its nodes, changed as a person would: what becomes of each heading.
class Text {
public:
    explicit Text(std::string text) : text_(std::move(text)) {
        const auto outline = read();
        for (const auto& node : outline.nodes) {
            held_.push_back({a_node(node.title), node.heading});
        }
    }

    // Puts `by` in the place of the first `what`; answers the nodes that the headings are now, by
    // the titles that they had: "A|new|C".
    std::string replace(const std::string& what, const std::string& by) {
        const auto at = text_.find(what);
        REQUIRE(at != std::string::npos);
        const auto change = ChangeSet::replace(text_.size(), at, at + what.size(), by);
        text_ = change.apply(text_).value();
        const auto outline = read();
        const auto matches = match_nodes(held_, change, outline);
        std::string out;
        std::vector<HeldNode> next;
        std::vector<bool> standing(held_.size(), false);
        for (std::size_t i = 0; i < matches.size(); ++i) {
            const auto title =
                matches[i] ? first_titles_.at(held_[*matches[i]].row.id.text) : "new";
            out += (out.empty() ? "" : "|") + title;
            auto row = matches[i] ? held_[*matches[i]].row : a_node(outline.nodes[i].title);
            row.title = outline.nodes[i].title;
            row.state = NodeState::Attached;
            if (matches[i]) standing[*matches[i]] = true;
            next.push_back({row, outline.nodes[i].heading});
        }
        for (std::size_t i = 0; i < held_.size(); ++i) {
            if (standing[i]) continue;
            auto asleep = held_[i];
            asleep.heading = map_range(change, asleep.heading);
            asleep.heading.from = asleep.heading.to;
            asleep.row.state = NodeState::Dormant;
            next.push_back(asleep);
        }
        held_ = std::move(next);
        return out;
    }

private:
    screenplay::Outline read() const {
        return screenplay::read_outline(screenplay::parse_fountain(text_));
    }
    Node a_node(const std::string& title) {
        Node node;
        node.id = make_id<NodeId>();
        node.title = title;
        first_titles_[node.id.text] = title.substr(5, 1);
        return node;
    }

    std::string text_;
    std::vector<HeldNode> held_;
    std::map<std::string, std::string> first_titles_;
};

const std::string kThree = "INT. A\n\nOne.\n\nINT. B\n\nTwo.\n\nINT. C\n\nThree.\n";

}  // namespace

TEST_CASE("typing before, in or after a heading keeps its node") {
    CHECK(Text(kThree).replace("One.", "One and more.") == "A|B|C");
    CHECK(Text(kThree).replace("INT. B", "INT. BOAT") == "A|B|C");
    CHECK(Text(kThree).replace("INT. B\n", "INT. B - NIGHT\n") == "A|B|C");
    CHECK(Text(kThree).replace("INT. B", ".INT. B") == "A|B|C");
    CHECK(Text(kThree).replace("Two.", "") == "A|B|C");
}

TEST_CASE("a heading retyped in place is the same node") {
    CHECK(Text(kThree).replace("INT. B", "EXT. HARBOUR - DAY") == "A|B|C");
}

TEST_CASE("what is inserted at the very start of a heading is a node of its own") {
    CHECK(Text(kThree).replace("INT. B", "EXT. X\n\nFour.\n\nINT. B") == "A|new|B|C");
    Text text(kThree);
    CHECK(text.replace("One.\n\n", "One.\n\nEXT. X\n\nFour.\n\n") == "A|new|B|C");
}

TEST_CASE("a deleted heading sleeps, and wakes where it was or as it was") {
    Text text(kThree);
    CHECK(text.replace("INT. B\n\n", "") == "A|C");
    CHECK(text.replace("Two.", "INT. B\n\nTwo.") == "A|B|C");

    Text elsewhere(kThree);
    CHECK(elsewhere.replace("INT. B\n\nTwo.\n\n", "") == "A|C");
    CHECK(elsewhere.replace("Three.\n", "Three.\n\nINT. B\n\nTwo.\n") == "A|C|B");

    Text retyped(kThree);
    CHECK(retyped.replace("INT. B", "") == "A|C");
    CHECK(retyped.replace("One.\n\n", "One.\n\nEXT. Q") == "A|B|C");
}

TEST_CASE("a heading that is commented out sleeps") {
    Text text(kThree);
    CHECK(text.replace("INT. B\n\nTwo.", "/* INT. B\n\nTwo. */") == "A|C");
    CHECK(text.replace("/* INT. B\n\nTwo. */", "INT. B\n\nTwo.") == "A|B|C");
}

TEST_CASE("a scene moved in one change is the same scene") {
    CHECK(Text(kThree).replace("INT. A\n\nOne.\n\nINT. B\n\nTwo.\n\n",
                               "INT. B\n\nTwo.\n\nINT. A\n\nOne.\n\n") == "B|A|C");
}

TEST_CASE("a copy of a scene is a new one, and a scene that is split keeps its first part") {
    CHECK(Text(kThree).replace("Three.\n", "Three.\n\nINT. B\n\nTwo.\n") == "A|B|C|new");
    CHECK(Text(kThree).replace("Two.", "Tw\n\nINT. D\n\no.") == "A|B|new|C");
}

TEST_CASE("a script replaced as a whole finds its scenes by their headings") {
    CHECK(Text(kThree).replace(kThree, "INT. C\n\nThree!\n\nINT. X\n\nNew.\n\nINT. A\n\nOne!\n") ==
          "C|new|A");
    CHECK(Text(kThree).replace(kThree, "").empty());
}

TEST_CASE("ranks ascend and keep as many as they can") {
    CHECK(assign_ranks({}) == Order{});
    CHECK(assign_ranks({0, 0}) == Order{1024, 2048});
    CHECK(assign_ranks({1024, 0, 2048}) == Order{1024, 1536, 2048});
    CHECK(assign_ranks({1024, 3072, 2048}) == Order{1024, 1536, 2048});
    CHECK(assign_ranks({1024, 2048, 0}) == Order{1024, 2048, 3072});
    CHECK(assign_ranks({0, 1}) == Order{1024, 2048});
    CHECK(assign_ranks({5, 0, 0, 6}) == Order{1024, 2048, 3072, 4096});
}

}  // namespace fabula::script
