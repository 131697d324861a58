// A Final Draft file as a document that knows which part of the file became what.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::screenplay {

// A paragraph of the file.
struct FdxOrigin {
    pugi::xml_node node;
    std::uint32_t element = 0;  // What it became; behind the last one: nothing follows.
    std::uint32_t from = 0;     // Its bytes of the element's text.
    std::uint32_t to = 0;
    bool blank = false;  // An empty one, which is a blank line above the element.
};

// A note of the file.
struct FdxNoteOrigin {
    pugi::xml_node node;
    bool own_line = false;    // An element of its own, else an inline note.
    std::uint32_t index = 0;  // In Document::elements or Document::notes.
};

struct FdxReading {
    Document document;  // Without ranges.
    std::vector<FdxOrigin> origins;
    std::vector<FdxNoteOrigin> notes;
    std::vector<std::string> repairs;
};

// `root` is the FinalDraft element.
FdxReading read_fdx_tree(const pugi::xml_node& root);

}  // namespace fabula::screenplay
