#include "screenplay/layout_json.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "screenplay/format_texts.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::array<std::string_view, kSlotCount> kSlotNames = {"scene_heading",
                                                                 "shot",
                                                                 "action",
                                                                 "character",
                                                                 "parenthetical",
                                                                 "dialogue",
                                                                 "lyric",
                                                                 "transition",
                                                                 "centered",
                                                                 "section",
                                                                 "left_character",
                                                                 "left_parenthetical",
                                                                 "left_dialogue",
                                                                 "right_character",
                                                                 "right_parenthetical",
                                                                 "right_dialogue"};

constexpr int kInchesMax = 17;

// One object of the file: takes the values it knows and then refuses what is left.
class Table {
public:
    Table(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
        if (!json_.is_object()) invalid(path_, "must be an object");
    }

    void read(const char* name, double& value, int min, int max) {
        const Json* found = take(name);
        if (!found) return;
        if (!found->is_number()) fail(name, "must be a number");
        const double given = found->get<double>();
        if (!(given >= min && given <= max)) {
            fail(name, "must lie between " + std::to_string(min) + " and " + std::to_string(max));
        }
        value = given;
    }
    void read(const char* name, std::uint8_t& value, int max) {
        double given = value;
        read(name, given, 0, max);
        if (given != std::floor(given)) fail(name, "must be a whole number");
        value = static_cast<std::uint8_t>(given);
    }
    void read(const char* name, bool& value) {
        const Json* found = take(name);
        if (!found) return;
        if (!found->is_boolean()) fail(name, "must be true or false");
        value = found->get<bool>();
    }
    void read(const char* name, std::string& value) {
        const Json* found = take(name);
        if (!found) return;
        if (!found->is_string()) fail(name, "must be text");
        value = found->get<std::string>();
    }
    template <class E, std::size_t N>
    void read(const char* name, E& value, const std::array<std::string_view, N>& names) {
        std::string given{names[static_cast<std::size_t>(value)]};
        read(name, given);
        const auto found = std::ranges::find(names, given);
        if (found == names.end()) fail(name, "is not one of the known values");
        value = static_cast<E>(found - names.begin());
    }
    // An object inside this one; nullptr where it is left out.
    const Json* take(const char* name) {
        taken_.emplace_back(name);
        const auto found = json_.find(name);
        return found == json_.end() ? nullptr : &*found;
    }
    void finish() const {
        for (const auto& [name, value] : json_.items()) {
            if (std::ranges::find(taken_, name) == taken_.end()) fail(name, "is not known");
        }
    }
    [[nodiscard]] std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
    }

private:
    [[noreturn]] void fail(std::string_view name, std::string text) const {
        invalid(path_of(name), std::move(text));
    }

    const Json& json_;
    std::string path_;
    std::vector<std::string> taken_;
};

void read_page(const Json& json, const std::string& path, PageGeometry& page) {
    Table table(json, path);
    table.read("top", page.top, 0, 5);
    table.read("bottom", page.bottom, 0, 5);
    table.read("header", page.header, 0, 5);
    table.read("header_right", page.header_right, 0, kInchesMax);
    table.read("scene_number_left", page.scene_number_left, 0, kInchesMax);
    table.read("scene_number_right", page.scene_number_right, 0, kInchesMax);
    table.read("cell_points", page.cell_points, 1, 72);
    table.read("leading_points", page.leading_points, 4, 72);
    table.finish();
}

void read_breaks(const Json& json, const std::string& path, BreakRules& breaks) {
    Table table(json, path);
    table.read("at_sentences", breaks.at_sentences);
    table.read("join_lines", breaks.join_lines);
    table.read("keep_blank_lines", breaks.keep_blank_lines);
    table.read("lines_before", breaks.lines_before, 9);
    table.read("lines_after", breaks.lines_after, 9);
    table.read("heading_lines", breaks.heading_lines, 9);
    table.read("speech_lines", breaks.speech_lines, 9);
    table.finish();
}

std::uint8_t read_style(const Json& json, const std::string& path) {
    constexpr std::array<std::pair<std::string_view, Style>, 3> names = {
        {{"bold", Bold}, {"italic", Italic}, {"underline", Underline}}};
    unsigned style = Plain;
    if (!json.is_array()) invalid(path, "must be a list of bold, italic, underline");
    for (const auto& item : json) {
        const auto found = std::ranges::find_if(
            names, [&](const auto& name) { return item.is_string() && item == name.first; });
        if (found == names.end()) invalid(path, "must be a list of bold, italic, underline");
        style |= found->second;
    }
    return static_cast<std::uint8_t>(style);
}

void read_element(const Json& json, const std::string& path, ElementLayout& element) {
    constexpr std::array<std::string_view, 3> aligns = {"left", "center", "right"};
    Table table(json, path);
    table.read("left", element.left, 0, kInchesMax);
    table.read("right", element.right, 0, kInchesMax);
    table.read("first_indent", element.first_indent, -5, 5);
    table.read("align", element.align, aligns);
    table.read("space_before", element.space_before, 20);
    table.read("line_spacing", element.line_spacing, 4);
    table.read("drop", element.drop, 40);
    table.read("upper_case", element.upper_case);
    table.read("printed", element.printed);
    table.read("starts_page", element.starts_page);
    table.read("keep_with_next", element.keep_with_next);
    table.read("keep_with_previous", element.keep_with_previous);
    table.read("splits", element.splits);
    if (const Json* style = table.take("style")) {
        element.style = read_style(*style, table.path_of("style"));
    }
    table.finish();
    if (element.right <= element.left) invalid(path + ".right", "must lie right of left");
    if (element.line_spacing == 0) invalid(path + ".line_spacing", "must be at least 1");
}

}  // namespace

std::string_view name_of(Slot slot) noexcept {
    return kSlotNames[static_cast<std::size_t>(slot)];
}

Layout layout_from_json(const Json& json, Paper paper) {
    Layout layout;
    std::string title;  // For people who choose among the files.
    Table table(json, "");
    table.read("title", title);
    table.read("format", layout.format, kFormatNames);
    table.read("header", layout.header);
    table.read("more", layout.more);
    table.read("continued", layout.continued);
    table.read("more_left", layout.more_left, 0, kInchesMax);
    if (const Json* page = table.take("page")) read_page(*page, "page", layout.page);
    if (const Json* breaks = table.take("breaks")) read_breaks(*breaks, "breaks", layout.breaks);
    if (const Json* elements = table.take("elements")) {
        Table list(*elements, "elements");
        for (std::size_t i = 0; i < kSlotCount; ++i) {
            const std::string name{kSlotNames[i]};
            const Json* element = list.take(name.c_str());
            if (element) read_element(*element, list.path_of(name), layout.elements[i]);
        }
        list.finish();
    }
    table.finish();
    set_paper(layout, paper);
    return layout;
}

Layout layout_for(Format format, Paper paper) {
    static const auto layouts = [] {
        std::array<Layout, kFormatNames.size()> read;
        for (std::size_t i = 0; i < read.size(); ++i) {
            const Json json = parse_json(text_of(static_cast<Format>(i)));
            read[i] = layout_from_json(json, Paper::Letter);
        }
        return read;
    }();
    Layout layout = layouts[static_cast<std::size_t>(format)];
    set_paper(layout, paper);
    return layout;
}

}  // namespace fabula::screenplay
