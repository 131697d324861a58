#include "screenplay/fdx/title.hpp"

#include <string>
#include <vector>

#include "base/text.hpp"
#include "screenplay/fdx/kinds.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/intake/script_builder.hpp"
#include "screenplay/intake/title_lines.hpp"

namespace fabula::screenplay {

namespace {

std::string marked(StyledText styled) {
    join_lines(styled);
    return write_styled(styled.text, styled.runs).text;
}

Side side_of(const pugi::xml_node& paragraph) {
    const std::string_view alignment = paragraph.attribute("Alignment").as_string();
    if (alignment == "Center") return Side::Center;
    return alignment == "Right" ? Side::Right : Side::Left;
}

}  // namespace

std::string fdx_title_line(const pugi::xml_node& paragraph) {
    return marked(fdx_text(paragraph, Capitals::AsTyped));
}

std::vector<TitleEntry> read_fdx_title(const pugi::xml_node& title_page) {
    TitleLines first;
    std::vector<std::string> further;  // Lines of the pages behind it.
    bool begun = false;
    bool ended = false;
    for (const auto& paragraph : title_page.child("Content").children("Paragraph")) {
        auto styled = fdx_text(paragraph, Capitals::AsTyped);
        ended = ended || (begun && says_yes(paragraph.attribute("StartsNewPage")));
        const bool empty = trim(styled.text).empty();
        if (!ended) {
            begun = begun || !empty;
            trim_styled(styled);
            first.add(std::move(styled), side_of(paragraph));
        } else if (!empty) {
            further.push_back(marked(std::move(styled)));
        }
    }
    auto entries = first.entries();
    if (!further.empty()) entries.push_back({std::string(kFrontMatter), std::move(further)});
    return entries;
}

}  // namespace fabula::screenplay
