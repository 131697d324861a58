#include "typeset/script_markdown.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/pages/title.hpp"

namespace fabula::typeset {

using screenplay::Document;
using screenplay::Element;
using screenplay::ElementType;
using screenplay::Run;

namespace {

// Characters that may open something anywhere in a line.
constexpr std::string_view kActive = "\\`*_[]<>~#|";

std::string escape_markdown(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool entity =
            text[i] == '&' && i + 1 < text.size() &&
            (text[i + 1] == '#' || is_letter(static_cast<unsigned char>(text[i + 1])));
        if (entity || kActive.find(text[i]) != std::string_view::npos) out += '\\';
        out += text[i];
    }
    return out;
}

// "1. ", "- ", "+ ", "=== " open lists and headings at the start of a line only.
std::string escape_line_start(std::string line) {
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) {
        line.insert(digits, "\\");
    } else if (!line.empty() && std::string_view("-+=").find(line[0]) != std::string_view::npos) {
        line.insert(0, "\\");
    }
    return line;
}

class MarkdownWriter {
public:
    MarkdownWriter(const Document& document, const ScriptExtras& extras)
        : document_(document), extras_(extras) {}

    std::string write() {
        add_title_page();
        auto note = document_.notes.begin();
        for (std::size_t i = 0; i < document_.elements.size(); ++i) {
            add(document_.elements[i]);
            for (; note != document_.notes.end() && note->element <= i; ++note) {
                if (extras_.notes) block("> ", "*Note:* " + escape_markdown(note->text));
            }
        }
        return std::move(out_);
    }

private:
    void add_title_page() {
        const std::string title = screenplay::title_value(document_, "title");
        if (!title.empty()) block("# ", escape_markdown(title));
        for (const auto& entry : document_.title_page) {
            const std::string key(trim(entry.key));
            if (to_lower_ascii(key) == "title") continue;
            std::string value;
            for (const auto& line : entry.values) {
                if (!value.empty()) value += ", ";
                value += escape_markdown(screenplay::read_styled(line).text);
            }
            block("", "**" + escape_markdown(key) + ":** " + value);
        }
    }

    void add(const Element& element) {
        const std::string text = styled(element);
        const bool section_shown = extras_.sections || screenplay::is_prose(document_.format);
        switch (element.type) {
            case ElementType::SceneHeading:
                return block("## ", element.scene_number.empty()
                                        ? text
                                        : escape_markdown(element.scene_number) + " " + text);
            case ElementType::Section:
                if (section_shown) block("# ", text);
                return;
            case ElementType::Character: return block("> ", "**" + text + "**");
            case ElementType::Parenthetical:
            case ElementType::Dialogue: return continue_quote(text);
            case ElementType::Lyric: return continue_quote("*" + text + "*");
            case ElementType::Transition: return block("", "**" + text + "**");
            case ElementType::PageBreak: return add_rule();
            case ElementType::Synopsis:
                if (extras_.sections) block("", "*" + text + "*");
                return;
            case ElementType::Note:
                if (extras_.notes) block("> ", "*Note:* " + text);
                return;
            case ElementType::Boneyard: return;
            case ElementType::Action:
            case ElementType::Centered: return block("", text);
        }
    }

    // Lines of a text keep to themselves: two blanks break a line.
    void add_lines(std::string_view prefix, std::string_view text) {
        bool first = true;
        for (const std::string_view line : split(text, '\n')) {
            if (!first) out_.append("  \n");
            out_ += prefix;
            out_ += escape_line_start(std::string(trim(line)));
            first = false;
        }
        out_ += '\n';
    }

    void block(std::string_view prefix, const std::string& text) {
        if (trim(text).empty()) return;
        if (!out_.empty()) out_ += '\n';
        if (prefix.starts_with('#')) {
            std::string line = text;
            std::ranges::replace(line, '\n', ' ');
            out_.append(prefix).append(trim(line)).append("\n");
        } else {
            add_lines(prefix, text);
        }
        in_quote_ = prefix == "> ";
    }

    void add_rule() {
        out_ += out_.empty() ? "---\n" : "\n---\n";
        in_quote_ = false;
    }

    void continue_quote(const std::string& text) {
        if (!in_quote_) return block("> ", text);
        out_.insert(out_.size() - 1, "  ");
        add_lines("> ", text);
    }

    static std::string styled(const Element& element) {
        if (element.runs.empty()) return escape_markdown(element.text);
        std::string out;
        for (const Run& run : element.runs) {
            const std::string_view text =
                std::string_view(element.text).substr(run.from, run.to - run.from);
            // Marks must touch what they mark.
            const std::string_view core = trim(text);
            const auto lead = static_cast<std::size_t>(core.data() - text.data());
            std::string mark;
            if ((run.style & screenplay::Bold) != 0) mark += "**";
            if ((run.style & screenplay::Italic) != 0) mark += "*";
            if (core.empty() || mark.empty()) {
                out += escape_markdown(text);
                continue;
            }
            out += text.substr(0, lead);
            out += mark + escape_markdown(core) + mark;
            out += text.substr(lead + core.size());
        }
        return out;
    }

    const Document& document_;
    ScriptExtras extras_;
    std::string out_;
    bool in_quote_ = false;
};

}  // namespace

std::string script_markdown(const Document& document, const ScriptExtras& extras) {
    return MarkdownWriter(document, extras).write();
}

}  // namespace fabula::typeset
