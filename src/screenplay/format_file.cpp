#include "screenplay/format_file.hpp"

#include <algorithm>
#include <cmath>

#include "base/json_value.hpp"
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
                                                                 "new_act",
                                                                 "end_of_act",
                                                                 "cold_opening",
                                                                 "left_character",
                                                                 "left_parenthetical",
                                                                 "left_dialogue",
                                                                 "right_character",
                                                                 "right_parenthetical",
                                                                 "right_dialogue"};

// Every format can be printed on both papers, so measures must lie on the narrower one.
constexpr double kPaperWidth = 8.27;
constexpr double kPaperHeight = 11.0;
constexpr std::size_t kListMax = 200;
constexpr std::size_t kTextMax = 200;

// One object of the file: takes the values it knows and then refuses what is left. After the first
// problem nothing is read.
class Table {
public:
    Table(const Json* json, std::string path, std::optional<FormatProblem>& problem)
        : json_(json), path_(std::move(path)), problem_(problem) {
        if (json_ != nullptr && !json_->is_object()) fail_here("must be an object");
    }

    void read(const char* name, double& value, double min, double max) {
        const Json* found = take(name);
        if (found == nullptr) return;
        if (!found->is_number()) return fail(name, "must be a number");
        const double given = found->get<double>();
        if (given >= min && given <= max) {
            value = given;
        } else {
            fail(name, "must lie between " + text_of(min) + " and " + text_of(max));
        }
    }
    template <class Whole>
    void read_whole(const char* name, Whole& value, int max) {
        double given = value;
        read(name, given, 0, max);
        if (given != std::floor(given)) return fail(name, "must be a whole number");
        value = static_cast<Whole>(given);
    }
    void read(const char* name, bool& value) {
        const Json* found = take(name);
        if (found == nullptr) return;
        if (!found->is_boolean()) return fail(name, "must be true or false");
        value = found->get<bool>();
    }
    void read(const char* name, std::string& value) {
        const Json* found = take(name);
        if (found == nullptr) return;
        if (!found->is_string()) return fail(name, "must be text");
        value = found->get<std::string>();
        if (value.size() > kTextMax) fail(name, "is too long");
    }
    void read(const char* name, std::vector<std::string>& value) {
        const Json* found = take(name);
        if (found == nullptr) return;
        const auto is_text = [](const Json& item) {
            return item.is_string() && item.get_ref<const std::string&>().size() <= kTextMax;
        };
        if (!found->is_array() || found->size() > kListMax ||
            !std::all_of(found->begin(), found->end(), is_text)) {
            return fail(name, "must be a list of texts");
        }
        value.clear();
        for (const Json& item : *found) value.push_back(item.get<std::string>());
    }
    template <class E, std::size_t N>
    void read(const char* name, E& value, const std::array<std::string_view, N>& names) {
        const Json* found = take(name);
        if (found == nullptr) return;
        const auto at = found->is_string() ? std::find(names.begin(), names.end(),
                                                       found->get_ref<const std::string&>())
                                           : names.end();
        if (at == names.end()) return fail(name, "is not one of the known values");
        value = static_cast<E>(at - names.begin());
    }
    void read(const char* name, std::optional<Slot>& value) {
        Slot slot{};
        const Json* found = take(name);
        if (found == nullptr) return;
        read(name, slot, kSlotNames);
        value = slot;
    }

    // An object inside this one; a table of nothing where it is left out.
    Table table(const std::string& name) { return {take(name), path_of(name), problem_}; }
    // Null where it is left out, or nothing is read any more.
    const Json* take(const std::string& name) {
        if (json_ == nullptr || problem_) return nullptr;
        taken_.push_back(name);
        const auto found = json_->find(name);
        return found == json_->end() ? nullptr : &*found;
    }
    void finish() {
        if (json_ == nullptr || problem_) return;
        for (const auto& [name, value] : json_->items()) {
            if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) {
                return fail(name, "is not known");
            }
        }
    }
    void fail(std::string_view name, std::string text) {
        if (!problem_) problem_ = FormatProblem{path_of(name), std::move(text)};
    }

private:
    void fail_here(std::string text) {
        if (!problem_) problem_ = FormatProblem{path_, std::move(text)};
    }
    [[nodiscard]] std::string path_of(std::string_view name) const {
        return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
    }
    // "5", "8.27"
    static std::string text_of(double value) {
        const bool whole = value == std::floor(value);
        return (whole ? Json(static_cast<int>(value)) : Json(value)).dump();
    }

    const Json* json_;
    std::string path_;
    std::optional<FormatProblem>& problem_;
    std::vector<std::string> taken_;
};

void read_page(Table table, PageGeometry& page) {
    table.read("top", page.top, 0, 4);
    table.read("bottom", page.bottom, 0, 4);
    table.read("header", page.header, 0, 4);
    table.read("footer", page.footer, 0, 4);
    table.read("header_right", page.header_right, 0, kPaperWidth);
    table.read("scene_number_left", page.scene_number_left, 0, kPaperWidth);
    table.read("scene_number_right", page.scene_number_right, 0, kPaperWidth);
    table.read("cue_number_left", page.cue_number_left, 0, kPaperWidth);
    table.read("cell_points", page.cell_points, 1, 72);
    table.read("leading_points", page.leading_points, 4, 72);
    if ((kPaperHeight - page.top - page.bottom) * 72 < 5 * page.leading_points) {
        table.fail("leading_points", "leaves less than five lines");
    }
    table.finish();
}

void read_breaks(Table table, BreakRules& breaks) {
    table.read("at_sentences", breaks.at_sentences);
    table.read("join_lines", breaks.join_lines);
    table.read("keep_blank_lines", breaks.keep_blank_lines);
    table.read_whole("lines_before", breaks.lines_before, 9);
    table.read_whole("lines_after", breaks.lines_after, 9);
    table.read_whole("heading_lines", breaks.heading_lines, 9);
    table.read_whole("speech_lines", breaks.speech_lines, 9);
    table.finish();
}

void read_style(Table& table, std::uint8_t& style) {
    constexpr std::array<std::pair<std::string_view, Style>, 3> names = {
        {{"bold", Bold}, {"italic", Italic}, {"underline", Underline}}};
    const Json* json = table.take("style");
    if (json == nullptr) return;
    constexpr auto wanted = "must be a list of bold, italic, underline";
    if (!json->is_array()) return table.fail("style", wanted);
    unsigned read = Plain;
    for (const Json& item : *json) {
        const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) {
            return item.is_string() && item.get_ref<const std::string&>() == name.first;
        });
        if (found == names.end()) return table.fail("style", wanted);
        read |= found->second;
    }
    style = static_cast<std::uint8_t>(read);
}

void read_element(Table table, ElementLayout& element, ElementKeys& keys) {
    constexpr std::array<std::string_view, 3> aligns = {"left", "center", "right"};
    table.read("name", keys.name);
    table.read("enter", keys.enter);
    table.read("tab", keys.tab);
    table.read("left", element.left, 0, kPaperWidth);
    table.read("right", element.right, 0, kPaperWidth);
    table.read("first_indent", element.first_indent, -5, 5);
    table.read("align", element.align, aligns);
    table.read_whole("space_before", element.space_before, 20);
    table.read_whole("line_spacing", element.line_spacing, 4);
    table.read_whole("drop", element.drop, 40);
    read_style(table, element.style);
    table.read("upper_case", element.upper_case);
    table.read("printed", element.printed);
    table.read("run_in", element.run_in);
    table.read("numbered", element.numbered);
    table.read("starts_page", element.starts_page);
    table.read_whole("page_levels", element.page_levels, 6);
    table.read("keep_with_next", element.keep_with_next);
    table.read("keep_with_previous", element.keep_with_previous);
    table.read("splits", element.splits);
    table.finish();
    if (element.right <= element.left) table.fail("right", "must lie right of left");
    const double first = element.left + element.first_indent;
    if (first < 0 || first >= element.right) table.fail("first_indent", "leaves the column");
    if (element.line_spacing == 0) table.fail("line_spacing", "must be at least 1");
}

void read_continued(Table table, ContinuedTexts& texts) {
    table.read("more", texts.more);
    table.read("cue", texts.cue);
    table.read("scene_bottom", texts.scene_bottom);
    table.read("scene_top", texts.scene_top);
    table.read("more_left", texts.more_left, 0, kPaperWidth);
    table.finish();
}

void read_lists(Table table, SmartLists& lists) {
    table.read("heading_prefixes", lists.heading_prefixes);
    table.read("times_of_day", lists.times_of_day);
    table.read("extensions", lists.extensions);
    table.read("transitions", lists.transitions);
    table.finish();
}

void read_cycle(Table& table, std::vector<Slot>& cycle) {
    std::vector<std::string> names;
    table.read("cycle", names);
    cycle.clear();
    for (const std::string& name : names) {
        const auto found = std::find(kSlotNames.begin(), kSlotNames.end(), name);
        if (found == kSlotNames.end()) return table.fail("cycle", "names an unknown element");
        cycle.push_back(static_cast<Slot>(found - kSlotNames.begin()));
    }
}

}  // namespace

std::string_view name_of(Slot slot) noexcept {
    return kSlotNames[static_cast<std::size_t>(slot)];
}

std::optional<FormatProblem> read_format(const Json& json, FormatFile& out) {
    constexpr std::array<std::string_view, 3> directions = {"auto", "ltr", "rtl"};
    constexpr std::array<std::string_view, 3> numberings = {"none", "page", "script"};
    std::optional<FormatProblem> problem;
    Table table(&json, "", problem);
    table.read("title", out.title);
    table.read("format", out.layout.format, kFormatNames);
    table.read("direction", out.direction, directions);
    table.read("header", out.layout.header);
    table.read("footer", out.layout.footer);
    table.read("cue_numbers", out.layout.cue_numbers, numberings);
    table.read_whole("words_per_minute", out.layout.words_per_minute, 1000);
    read_page(table.table("page"), out.layout.page);
    read_breaks(table.table("breaks"), out.layout.breaks);
    read_continued(table.table("continued"), out.layout.continued);
    Table list = table.table("elements");
    for (std::size_t i = 0; i < kSlotCount; ++i) {
        read_element(list.table(std::string(kSlotNames[i])), out.layout.elements[i],
                     out.elements[i]);
    }
    list.finish();
    read_cycle(table, out.cycle);
    read_lists(table.table("lists"), out.lists);
    table.finish();
    return problem;
}

const FormatFile& format_file(Format format) {
    static const auto files = [] {
        std::array<FormatFile, kFormatNames.size()> read;
        for (std::size_t i = 0; i < read.size(); ++i) {
            read_format(read_json(text_of(static_cast<Format>(i))), read[i]);
        }
        return read;
    }();
    return files[static_cast<std::size_t>(format)];
}

Layout layout_for(Format format, Paper paper) {
    Layout layout = format_file(format).layout;
    set_paper(layout, paper);
    return layout;
}

}  // namespace fabula::screenplay
