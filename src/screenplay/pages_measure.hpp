// How long a script and its scenes are, read off its pages.
#pragma once

#include <string>
#include <vector>

#include "screenplay/pages.hpp"

namespace fabula::screenplay {

struct SceneLength {
    std::uint32_t heading = 0;  // Index of the element.
    int page = 0;               // Where it begins.
    int rows = 0;               // From the heading to the next one.
    int eighths = 0;            // Of a page, at least 1.
    int seconds = 0;            // A page is a minute, unless the format counts words.
    bool operator==(const SceneLength&) const = default;
};

struct Measures {
    std::vector<SceneLength> scenes;
    std::vector<int> page_of_element;  // The page where it begins; 0 where it is not printed.
    int seconds = 0;
};

Measures measure(const Document& document, const Layout& layout, const Pages& pages);

// "5/8", "1", "1 2/8": as production counts, never reduced.
std::string eighths_text(int eighths);

}  // namespace fabula::screenplay
