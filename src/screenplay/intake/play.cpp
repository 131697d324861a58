#include "screenplay/intake/play.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/intake/manuscript.hpp"
#include "screenplay/intake/markdown_inline.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kSpeechesMin = 5;

// The bracket that closes the one at `open`; kNone where none does.
std::size_t closing_bracket(std::string_view text, std::size_t open) {
    std::size_t depth = 0;
    for (auto at = open; at < text.size(); ++at) {
        if (text[at] == '[') ++depth;
        if (text[at] == ']' && --depth == 0) return at;
    }
    return kNone;
}

class PlayReader {
public:
    explicit PlayReader(const std::vector<MarkdownBlock>& blocks) {
        for (const auto& block : blocks) {
            if (block.kind == BlockKind::Heading) deepest_ = std::max(deepest_, block.depth);
        }
    }

    void add(const MarkdownBlock& block) {
        std::string_view name;
        const auto size = find_bold_name(block.text, name);
        if (block.kind == BlockKind::Heading) {
            add_heading(block);
        } else if (block.kind == BlockKind::Break) {
            speaking_ = false;
        } else if (size > 0) {
            speaking_ = true;
            const auto names = read_markdown_inline("**" + std::string(name) + "**").text;
            script_.add_cue({to_upper(names), {}});
            add_words(std::string_view(block.text).substr(size));
        } else if (!trim(block.text).starts_with('[') && block.kind == BlockKind::Verse &&
                   speaking_) {
            add_words(block.text);
        } else {
            add_direction(block);
        }
    }

    void set_title_entry(std::string_view key, std::string_view value) {
        titled_ = titled_ || key == "Title";
        script_.set_title_entry(key, {std::string(value)});
    }

    Document finish() { return script_.finish().document; }

private:
    void add_heading(const MarkdownBlock& block) {
        speaking_ = false;
        const auto text = read_markdown_inline(block.text).text;
        const auto colon = text.find(':');
        if (script_.empty() && colon != kNone) {
            const auto key = find_title_key(std::string_view(text).substr(0, colon));
            if (!key.empty()) {
                return set_title_entry(key, std::string_view(text).substr(colon + 1));
            }
        }
        // The first heading of all, above the others, is the title.
        const auto last_word = text.substr(text.rfind(' ') + 1);
        const bool part = heading_word_depth(text) > 0 || heading_word_depth(last_word) > 0;
        if (script_.empty() && block.depth < deepest_ && !titled_ && !part) {
            return set_title_entry("Title", text);
        }
        if (block.depth == deepest_) {
            add_play_heading(script_, block.depth, text);
        } else {
            script_.add_section(block.depth, text);
        }
    }

    void add_words(std::string_view text) {
        // Line breaks of prose have become blanks already.
        StyledText speech = read_markdown_inline(trim(text));
        add_speech(script_, speech);
    }

    // "[Enter Lane.]" and paragraphs in italics.
    void add_direction(const MarkdownBlock& block) {
        speaking_ = false;
        auto text = block.kind == BlockKind::Verbatim ? plain_text(block.text)
                                                      : read_markdown_inline(block.text);
        const bool whole =
            text.text.starts_with('[') && closing_bracket(text.text, 0) == text.text.size() - 1;
        if (whole) text = pieces_of(text, {{1, text.text.size() - 1}}).front();
        script_.add_action(std::move(text));
    }

    ScriptBuilder script_{Format::Stage};
    std::size_t deepest_ = 0;
    bool speaking_ = false;
    bool titled_ = false;
};

}  // namespace

std::string_view speaker_name(std::string_view speaker) {
    speaker = trim(speaker);
    while (speaker.size() > 1 && (speaker.back() == '.' || speaker.back() == ':' ||
                                  speaker.back() == ',' || speaker.back() == ' ')) {
        speaker.remove_suffix(1);
    }
    return speaker;
}

void add_play_heading(ScriptBuilder& script, std::size_t depth, std::string_view text) {
    if (looks_like_heading(text) || is_forced_heading("." + std::string(text))) {
        script.add_heading({std::string(text), {}});
    } else {
        script.add_section(depth, text);
    }
}

void add_speech(ScriptBuilder& script, const StyledText& speech) {
    const std::string_view text = speech.text;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // Spoken and directed in turn.
    std::size_t from = 0;
    for (auto open = text.find('['); open != kNone; open = text.find('[', from)) {
        const auto close = closing_bracket(text, open);
        if (close == kNone) break;
        places.emplace_back(from, open);
        places.emplace_back(open + 1, close);
        from = close + 1;
    }
    places.emplace_back(from, text.size());
    bool directed = false;
    for (auto& piece : pieces_of(speech, places)) {
        if (directed) {
            script.add_parenthetical(std::move(piece));
        } else {
            script.add_dialogue(std::move(piece));
        }
        directed = !directed;
    }
}

bool is_play(const std::vector<MarkdownBlock>& blocks) {
    std::size_t paragraphs = 0;
    std::size_t speeches = 0;
    for (const auto& block : blocks) {
        if (block.kind != BlockKind::Paragraph) continue;
        ++paragraphs;
        std::string_view name;
        speeches += find_bold_name(block.text, name) > 0;
    }
    return speeches >= kSpeechesMin && speeches * 3 >= paragraphs;
}

Document read_play(const std::vector<MarkdownBlock>& blocks,
                   const std::vector<std::pair<std::string, std::string>>& front_matter) {
    PlayReader reader(blocks);
    for (const auto& [key, value] : front_matter) {
        const auto known = find_title_key(key);
        if (!known.empty()) reader.set_title_entry(known, value);
    }
    for (const auto& block : blocks) reader.add(block);
    return reader.finish();
}

}  // namespace fabula::screenplay
