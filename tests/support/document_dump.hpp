// A document as readable lines, for golden files and for comparing documents.
#pragma once

#include <string>
#include <string_view>

#include "screenplay/document.hpp"

namespace fabula::screenplay::test {

enum class Ranges { Shown, Left };

inline std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else {
            out.push_back(c);
        }
    }
    return out;
}

inline std::string style_name(std::uint8_t style) {
    std::string name;
    if ((style & Bold) != 0) name.push_back('b');
    if ((style & Italic) != 0) name.push_back('i');
    if ((style & Underline) != 0) name.push_back('u');
    return name;
}

inline std::string styled(const Element& element) {
    if (element.runs.empty()) return one_line(element.text);
    std::string out;
    for (const auto& run : element.runs) {
        const auto text =
            one_line(std::string_view(element.text).substr(run.from, run.to - run.from));
        if (run.style == Plain) {
            out.append(text);
        } else {
            out.append("<").append(style_name(run.style)).append(">").append(text).append("</>");
        }
    }
    return out;
}

inline std::string span(Range range) {
    return "[" + std::to_string(range.from) + "," + std::to_string(range.to) + ")";
}

inline std::string describe(const Element& element) {
    std::string out(name_of(element.type));
    if (element.level > 0) out.append(" ").append(std::to_string(element.level));
    if (element.forced) out.append(" forced");
    if (element.shot) out.append(" shot");
    if (element.dual == Dual::Left) out.append(" left");
    if (element.dual == Dual::Right) out.append(" right");
    if (!element.scene_number.empty()) out.append(" #").append(element.scene_number).append("#");
    if (element.blank_lines != 1) {
        out.append(" gap ").append(std::to_string(element.blank_lines));
    }
    return out;
}

// One line per title entry, element, note and (with ranges) diagnostic; line breaks as "\n",
// styles as <b>…</>; a gap of one blank line is not named.
inline std::string dump(const Document& document, Ranges ranges = Ranges::Shown) {
    const auto where = [&](Range range) {
        return ranges == Ranges::Shown ? " " + span(range) : std::string();
    };
    std::string out;
    for (const auto& entry : document.title_page) {
        out.append("title page | ").append(entry.key);
        for (const auto& value : entry.values) out.append(" | ").append(one_line(value));
        out.push_back('\n');
    }
    for (const auto& element : document.elements) {
        out.append(describe(element)).append(where(element.range));
        out.append(" | ").append(styled(element)).push_back('\n');
    }
    for (const auto& note : document.notes) {
        out.append("note in ").append(std::to_string(note.element)).append(" at ");
        out.append(std::to_string(note.at)).append(where(note.range));
        out.append(" | ").append(one_line(note.text)).push_back('\n');
    }
    if (ranges == Ranges::Left) return out;
    for (const auto& diagnostic : document.diagnostics) {
        out.append(diagnostic.severity == Severity::Doubt ? "doubt " : "hint ");
        out.append(diagnostic.code).append(where(diagnostic.range)).append(" | ");
        out.append(one_line(diagnostic.suggestion)).push_back('\n');
    }
    return out;
}

}  // namespace fabula::screenplay::test
