#include "cast/name_uses.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "base/text.hpp"
#include "base/text_cursor.hpp"
#include "screenplay/speech.hpp"

namespace fabula::cast {

using screenplay::ElementType;

namespace {

struct Token {
    std::size_t from = 0;  // Bytes.
    std::size_t to = 0;
    std::string folded;
    bool capital = false;
};

bool is_word(char32_t c) {
    return is_letter(c) || is_digit(c);
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto from = at;
        const auto first = next_code_point(text, at);
        if (!is_word(first)) continue;
        auto to = at;
        while (at < text.size() && is_word(next_code_point(text, at))) to = at;
        at = to;
        tokens.push_back({.from = from,
                          .to = to,
                          .folded = fold(text.substr(from, to - from)),
                          .capital = !is_lower(first)});
    }
    return tokens;
}

// Names as words, found by their first one; a longer name hides those that it begins with.
class NameFinder {
public:
    NameFinder(std::string_view name, const std::vector<std::string>& others) {
        add(name, true);
        for (const auto& other : others) {
            if (fold(other) != fold(name)) add(other, false);
        }
    }

    struct Found {
        std::size_t count = 0;  // Words; 0: no name begins here.
        bool wanted = false;
    };
    // The longest name that begins with the word `at`.
    [[nodiscard]] Found find(std::string_view text, const std::vector<Token>& tokens,
                             std::size_t at) const {
        Found found;
        const auto names = by_first_.find(tokens[at].folded);
        if (names == by_first_.end()) return found;
        for (const auto index : names->second) {
            const auto& words = names_[index].words;
            if (words.size() > found.count && stands_at(text, tokens, at, words)) {
                found = {.count = words.size(), .wanted = names_[index].wanted};
            }
        }
        return found;
    }

private:
    struct Name {
        std::vector<std::string> words;
        bool wanted;
    };

    void add(std::string_view name, bool wanted) {
        Name entry{.words = {}, .wanted = wanted};
        for (auto& token : tokens_of(name)) entry.words.push_back(std::move(token.folded));
        if (entry.words.empty()) return;
        by_first_[entry.words[0]].push_back(names_.size());
        names_.push_back(std::move(entry));
    }

    static bool stands_at(std::string_view text, const std::vector<Token>& tokens, std::size_t at,
                          const std::vector<std::string>& words) {
        if (at + words.size() > tokens.size()) return false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto& token = tokens[at + i];
            if (token.folded != words[i]) return false;
            if (i == 0) continue;
            // "Jean Luc", "Jean-Luc", "J. R."; not "to Jean, Luc".
            const auto gap = text.substr(tokens[at + i - 1].to, token.from - tokens[at + i - 1].to);
            if (gap != " " && gap != "-" && gap != "." && gap != ". ") return false;
        }
        return true;
    }

    std::vector<Name> names_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_first_;
};

bool has_lower(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (is_lower(next_code_point(text, at))) return true;
    }
    return false;
}

std::string written_like(std::string_view before, std::string_view new_name) {
    return has_lower(before) ? screenplay::name_case(new_name) : to_upper(new_name);
}

struct Span {
    std::size_t from = 0;  // Bytes of the element's source.
    std::size_t to = 0;
};

std::vector<Span> uses_in_cue(std::string_view source, std::string_view name) {
    auto cue = source;
    if (const auto mark = cue.find_first_not_of(" \t\n@"); mark != std::string_view::npos) {
        cue.remove_prefix(mark);
    }
    const auto speaker = screenplay::speaker_of(cue.substr(0, cue.find('\n')));
    if (fold(speaker) != fold(name)) return {};
    const auto from = static_cast<std::size_t>(speaker.data() - source.data());
    return {{from, from + speaker.size()}};
}

std::vector<Span> uses_in_line(std::string_view source, const NameFinder& finder) {
    std::vector<Span> uses;
    const auto tokens = tokens_of(source);
    for (std::size_t i = 0; i < tokens.size();) {
        const auto found = finder.find(source, tokens, i);
        const auto last = i + std::max<std::size_t>(found.count, 1) - 1;
        if (found.wanted && tokens[i].capital) uses.push_back({tokens[i].from, tokens[last].to});
        i = last + 1;
    }
    return uses;
}

}  // namespace

std::vector<NameUse> find_name_uses(const screenplay::Document& document, std::string_view text,
                                    std::string_view name, std::string_view new_name,
                                    const std::vector<std::string>& others) {
    std::vector<NameUse> out;
    const NameFinder finder(name, others);
    TextCursor cursor(text);
    for (std::size_t i = 0; i < document.elements.size(); ++i) {
        const auto& element = document.elements[i];
        if (element.type == ElementType::Boneyard || element.type == ElementType::PageBreak) {
            continue;
        }
        const auto from = cursor.go_to_units(element.range.from);
        auto end = cursor;
        const auto source = text.substr(from, end.go_to_units(element.range.to) - from);
        const auto spans = element.type == ElementType::Character ? uses_in_cue(source, name)
                                                                  : uses_in_line(source, finder);
        for (const auto& span : spans) {
            const auto before = source.substr(span.from, span.to - span.from);
            const auto begin = source.rfind('\n', span.from) + 1;  // 0 where there is none.
            const auto line = trim(source.substr(begin, source.find('\n', span.to) - begin));
            NameUse use{.type = element.type,
                        .element = i,
                        .before = std::string(before),
                        .after = written_like(before, new_name),
                        .line = std::string(line),
                        .line_from = static_cast<std::size_t>(before.data() - line.data())};
            use.range.from = static_cast<std::uint32_t>(cursor.go_to_bytes(from + span.from));
            use.range.to = static_cast<std::uint32_t>(cursor.go_to_bytes(from + span.to));
            out.push_back(std::move(use));
        }
    }
    return out;
}

ChangeSet rename_change(const std::vector<NameUse>& uses, std::size_t length) {
    Json pieces = Json::array();
    std::size_t at = 0;
    for (const auto& use : uses) {
        if (use.range.from > at) pieces.push_back(use.range.from - at);
        pieces.push_back({use.range.to - use.range.from, use.after});
        at = use.range.to;
    }
    if (length > at) pieces.push_back(length - at);
    std::string problem;
    auto change = ChangeSet::from_json(pieces, problem);
    if (!change) throw std::logic_error("uses of a name are no change: " + problem);
    return std::move(*change);
}

}  // namespace fabula::cast
