#include "script/lines.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/text_cursor.hpp"
#include "base/text_diff.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::script {

namespace {

using screenplay::Element;
using screenplay::ElementType;

struct ClassName {
    std::string_view name;
    ElementType type;
};

constexpr std::array kClasses = {ClassName{"scene-heading", ElementType::SceneHeading},
                                 ClassName{"action", ElementType::Action},
                                 ClassName{"character", ElementType::Character},
                                 ClassName{"parenthetical", ElementType::Parenthetical},
                                 ClassName{"dialogue", ElementType::Dialogue},
                                 ClassName{"lyric", ElementType::Lyric},
                                 ClassName{"transition", ElementType::Transition},
                                 ClassName{"centered", ElementType::Centered},
                                 ClassName{"section", ElementType::Section}};
constexpr std::string_view kShot = "shot";

bool is_shown(const Element& element) {
    return std::any_of(kClasses.begin(), kClasses.end(),
                       [&](const ClassName& row) { return row.type == element.type; });
}

bool is_speech(ElementType type) {
    return type == ElementType::Parenthetical || type == ElementType::Dialogue ||
           type == ElementType::Lyric;
}

std::string_view class_of(const Element& element) {
    if (element.shot) return kShot;
    const auto found = std::find_if(kClasses.begin(), kClasses.end(),
                                    [&](const ClassName& row) { return row.type == element.type; });
    return found->name;
}

Element to_element(const ScriptLine& line) {
    Element element;
    const auto name = to_lower_ascii(trim(line.line_class));
    for (const auto& row : kClasses) {
        if (row.name == name) element.type = row.type;
    }
    element.shot = name == kShot;
    if (element.type == ElementType::Section) element.level = 1;
    element.text = std::string(trim(unify_line_ends(line.content)));
    return element;
}

// A cue with what is said, or an element of its own.
struct Block {
    std::vector<Element> elements;
    std::string key;               // Alike for blocks that read alike.
    std::size_t from = 0, to = 0;  // Bytes of the text, of blocks that come from it.
};

std::vector<Block> blocks_of(std::vector<Element> elements) {
    std::vector<Block> blocks;
    for (auto& element : elements) {
        const bool goes_on = is_speech(element.type) && !blocks.empty() &&
                             (blocks.back().elements.front().type == ElementType::Character);
        if (!goes_on) blocks.emplace_back();
        auto& block = blocks.back();
        block.key.append(class_of(element)).append("\n").append(element.text).append("\0", 1);
        block.elements.push_back(std::move(element));
    }
    return blocks;
}

std::vector<Block> blocks_of_text(std::string_view text, const screenplay::Document& document) {
    std::vector<Element> shown;
    for (const auto& element : document.elements) {
        if (is_shown(element)) shown.push_back(element);
    }
    auto blocks = blocks_of(std::move(shown));
    TextCursor cursor(text);
    for (auto& block : blocks) {
        block.from = cursor.go_to_units(block.elements.front().range.from);
        block.to = cursor.go_to_units(block.elements.back().range.to);
    }
    return blocks;
}

// Puts pieces together with blank lines between them.
class TextBuilder {
public:
    void add_as_is(std::string_view piece) { text_ += piece; }
    void add_block(std::string_view piece) {
        if (piece.empty()) return;
        if (!text_.empty()) {
            while (!text_.ends_with("\n\n")) text_ += '\n';
        }
        text_ += piece;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string print_block(const Block& block, screenplay::Format format) {
    screenplay::Document document;
    document.format = format;
    document.elements = block.elements;
    for (auto& element : document.elements) element.blank_lines = is_speech(element.type) ? 0 : 1;
    return screenplay::print_fountain(document);
}

std::vector<std::string_view> keys_of(const std::vector<Block>& blocks) {
    std::vector<std::string_view> keys;
    for (const auto& block : blocks) keys.push_back(block.key);
    return keys;
}

}  // namespace

std::vector<ScriptLine> lines_of(const screenplay::Document& document) {
    std::vector<ScriptLine> lines;
    for (const auto& element : document.elements) {
        if (is_shown(element)) lines.push_back({std::string(class_of(element)), element.text});
    }
    return lines;
}

std::string with_lines(std::string_view text, const screenplay::Document& document,
                       const std::vector<ScriptLine>& lines) {
    const auto before = blocks_of_text(text, document);
    std::vector<Element> given;
    for (const auto& line : lines) given.push_back(to_element(line));
    const auto after = blocks_of(std::move(given));
    // What stands behind block i of the text, up to the next; hidden elements are in it.
    const auto gap_behind = [&](std::size_t i) {
        const auto end = i + 1 < before.size() ? before[i + 1].from : text.size();
        return text.substr(before[i].to, end - before[i].to);
    };
    TextBuilder out;
    out.add_as_is(text.substr(0, before.empty() ? text.size() : before.front().from));
    std::size_t kept = 0;
    const auto keep_until = [&](std::size_t end) {
        for (bool first = true; kept < end; ++kept, first = false) {
            const auto source = text.substr(before[kept].from, before[kept].to - before[kept].from);
            if (first) {
                out.add_block(source);
            } else {
                out.add_as_is(source);
            }
            out.add_as_is(gap_behind(kept));
        }
    };
    for (const auto& hunk : diff_items(keys_of(before), keys_of(after))) {
        keep_until(hunk.old_from);
        for (auto i = hunk.new_from; i < hunk.new_to; ++i) {
            out.add_block(print_block(after[i], document.format));
        }
        for (auto i = hunk.old_from; i < hunk.old_to; ++i) {
            if (const auto hidden = gap_behind(i); !trim(hidden).empty()) {
                out.add_block(
                    hidden.substr(std::min(hidden.find_first_not_of('\n'), hidden.size())));
            }
        }
        kept = hunk.old_to;
    }
    keep_until(before.size());
    return out.take();
}

}  // namespace fabula::script
