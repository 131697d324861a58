// Where threads stand in a script's text. Their anchors rest in the table with the version that
// they are of; the changes since move them when somebody asks, so that a keystroke pays nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comments/comments.hpp"
#include "store/store.hpp"

namespace fabula::comments {

// A stretch of a script's text.
struct TextRange {
    std::int64_t from = 0;  // UTF-16 units.
    std::int64_t to = 0;
    std::int64_t version = 0;
};

// The words of the range. Throws Invalid where the text has no such range.
std::string quote_of(const std::string& text, const TextRange& range);

// The range in the text of `version`, which is not before its own. Throws Conflict where the
// changes between are not kept one by one any more.
TextRange brought_up(store::Reader& db, const ScriptId& script, TextRange range,
                     std::int64_t version);

struct Healing {
    script::Anchor anchor;
    std::int64_t read_version = 0;  // That the stored anchor was of.
};

// Fills in where the threads stand in the text of today. A thread whose words were deleted and came
// back, as by undo, has its range again; its anchor is then answered, to be stored.
std::vector<Healing> place_threads(store::Reader& db, std::vector<ThreadView>& threads);

}  // namespace fabula::comments
