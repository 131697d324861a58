#include "screenplay/fdx/text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/intake/script_builder.hpp"

namespace fabula::screenplay {

namespace {

// Some programs write a line break as an empty run between two that no blank keeps apart.
bool is_line_break(const pugi::xml_node& node, const StyledText& before) {
    if (node.first_child() || node.first_attribute() || before.text.empty()) return false;
    const std::string_view next = node.next_sibling("Text").child_value();
    return !next.empty() && next.front() != ' ' && before.text.back() != ' ';
}

// With the line separators of word processors as line breaks.
std::string clean(std::string text) {
    const bool plain =
        std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\xE2'; });
    if (plain) return text;
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        const auto c = next_code_point(text, at);
        if (c == 0x2028 || c == 0x2029 || c == '\r') {
            out.push_back('\n');
        } else {
            out.append(text, from, at - from);
        }
    }
    return out;
}

}  // namespace

std::uint8_t fdx_style(std::string_view names) {
    std::uint8_t style = Plain;
    for (const auto name : split(names, '+')) {
        if (name == "Bold") style |= Bold;
        if (name == "Italic") style |= Italic;
        if (name == "Underline") style |= Underline;
    }
    return style;
}

std::string fdx_run_text(const pugi::xml_node& run) {
    std::string text;
    for (const auto& part : run.children()) {
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) {
            text.append(part.value());
        }
    }
    return text;
}

std::string fdx_raw_text(const pugi::xml_node& paragraph) {
    std::string text;
    for (const auto& run : paragraph.children("Text")) text.append(fdx_run_text(run));
    return text;
}

StyledText fdx_text(const pugi::xml_node& paragraph, Capitals capitals) {
    StyledText out;
    for (const auto& node : paragraph.children("Text")) {
        if (is_line_break(node, out)) append_run(out, "\n", out.runs.back().style);
        const std::string_view names = node.attribute("Style").as_string();
        const auto text = clean(fdx_run_text(node));
        const bool upper = capitals == Capitals::Written && names.find("AllCaps") != names.npos;
        append_run(out, upper ? to_upper(text) : text, fdx_style(names));
    }
    const bool plain = std::all_of(out.runs.begin(), out.runs.end(),
                                   [](const Run& run) { return run.style == Plain; });
    if (plain) out.runs.clear();
    return out;
}

std::string fdx_plain_text(const pugi::xml_node& node, std::string_view separator) {
    std::string out;
    for (const auto& paragraph : node.children("Paragraph")) {
        const auto text = fdx_text(paragraph).text;
        if (!out.empty()) out.append(separator);
        out.append(trim(text));
    }
    return out;
}

void trim_styled(StyledText& styled) {
    const auto kept = trim(styled.text);
    const auto skipped = static_cast<std::uint32_t>(
        kept.empty() ? styled.text.size()
                     : static_cast<std::size_t>(kept.data() - styled.text.data()));
    const auto size = static_cast<std::uint32_t>(kept.size());
    for (auto& run : styled.runs) {
        run.from = std::clamp(run.from, skipped, skipped + size) - skipped;
        run.to = std::clamp(run.to, skipped, skipped + size) - skipped;
    }
    std::erase_if(styled.runs, [](const Run& run) { return run.from == run.to; });
    styled.text = std::string(kept);
}

bool reads_as_parenthetical(std::string_view text) {
    text = trim(text);
    return opens_parenthetical(text) && closes_parenthetical(text) &&
           text.find('\n') == std::string_view::npos;
}

void parenthesize(StyledText& styled) {
    if (opens_parenthetical(styled.text) && closes_parenthetical(styled.text)) return;
    styled.text = "(" + styled.text + ")";
    for (auto& run : styled.runs) {
        ++run.from;
        ++run.to;
    }
    if (styled.runs.empty()) return;
    styled.runs.front().from = 0;
    styled.runs.back().to = static_cast<std::uint32_t>(styled.text.size());
}

void capitalize(StyledText& styled) {
    if (styled.runs.empty()) {
        styled.text = to_upper(styled.text);
        return;
    }
    StyledText out;
    for (const auto& run : styled.runs) {
        append_run(out, to_upper(std::string_view(styled.text).substr(run.from, run.to - run.from)),
                   run.style);
    }
    styled = std::move(out);
}

}  // namespace fabula::screenplay
