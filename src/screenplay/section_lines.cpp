#include "screenplay/section_lines.hpp"

namespace fabula::screenplay {

void print_sections(Layout& layout) {
    auto& section = layout.of(Slot::Section);
    if (section.printed) return;
    section = layout.of(Slot::Action);
    section.style = Bold;
    section.keep_with_next = true;
    section.splits = false;
}

}  // namespace fabula::screenplay
