// The outline as somebody wants it, made into one change of the text with the rows that go with
// it. Text and nodes cannot disagree behind it: where the new text would be read otherwise, there
// is no change.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "outline/tree.hpp"
#include "script/change_service.hpp"

namespace fabula::outline {

// What is wanted besides the order of a tree.
struct Wish {
    // Nodes without a heading that get one, and the text that they get, as script::kCutText keeps
    // it; empty: heading and synopsis.
    std::map<std::string, std::string> written{};
    // Nodes whose text is taken out; it is kept with them.
    std::vector<NodeId> cut{};
};

// False where the text stays as it is: only rows change.
bool needs_text(const Tree& before, const Tree& after, const Wish& wish);

// Throws Conflict where the text cannot say it.
script::Edit arrange(const script::StandingScript& standing, const Tree& after, const Wish& wish);

struct RowChanges {
    std::vector<script::Node> added;  // In order: those above before those below them.
    std::vector<script::Node> changed;
};
// What leads to `after`, which was made of `before`, where the text stays.
RowChanges changed_rows(const Tree& before, const Tree& after);

// The lines of a heading with its synopsis, as they are written into a text.
std::string heading_lines(const script::Node& node, ScriptFormat format);

}  // namespace fabula::outline
