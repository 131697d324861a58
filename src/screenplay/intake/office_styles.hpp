// Looks of paragraphs and words in office documents, each style based on another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "screenplay/intake/laid_script.hpp"
#include "screenplay/intake/title_lines.hpp"

namespace fabula::screenplay {

// What is not said is the look's that lies under it.
struct OfficeLook {
    std::string name;             // For people.
    std::optional<double> left;   // Points.
    std::optional<double> first;  // Points from `left`, negative where it hangs out.
    std::optional<Side> side;
    std::optional<std::size_t> heading;  // Depth in the outline, from 1.
    std::optional<bool> bold, italic, underline, capitals, new_page;

    void put_on_top(const OfficeLook& over);
    [[nodiscard]] std::uint8_t style() const noexcept;
    // The words as they show.
    [[nodiscard]] std::string shown(std::string words) const;
    // Without text.
    [[nodiscard]] LaidParagraph paragraph() const;
};

class OfficeStyles {
public:
    void add(std::string id, std::string based_on, OfficeLook look);
    // The look of a style on top of those it is based on; a ring of them ends somewhere.
    [[nodiscard]] OfficeLook look_of(const std::string& id) const;

private:
    struct Style {
        std::string based_on;
        OfficeLook look;
    };
    std::map<std::string, Style> styles_;
};

// Sentences about what was left out: "2 footnotes were left out."
void say_left_out(std::vector<std::string>& repairs, std::size_t count, std::string_view one,
                  std::string_view many);

struct OfficeMeta {
    std::string title;
    std::string author;
};
// As Dublin Core names them.
OfficeMeta read_office_meta(const pugi::xml_node& xml);

}  // namespace fabula::screenplay
