#include "screenplay/intake/scene_moves.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "screenplay/intake/words.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::size_t kWordsRead = 40;       // Of the first sentence of a paragraph.
constexpr std::size_t kParagraphsApart = 3;  // Between two offers, or a heading and an offer.
constexpr std::size_t kOffersMost = 400;

using Words = std::vector<Word>;

std::string phrase(std::string_view text, const Words& words, std::size_t from, std::size_t to) {
    std::string out =
        shorten(text.substr(words[from].from, words[to - 1].to - words[from].from), 60);
    std::replace(out.begin(), out.end(), '\n', ' ');
    const auto twice = [](char a, char b) { return a == ' ' && b == ' '; };
    out.erase(std::unique(out.begin(), out.end(), twice), out.end());
    std::size_t at = 0;
    next_code_point(out, at);
    return to_upper(out.substr(0, at)) + out.substr(at);
}

bool is_word(const Words& words, std::size_t at, std::string_view folded) {
    return at < words.size() && words[at].folded == folded;
}

// "The next morning", "Three days later", "Am nächsten Tag", "Meanwhile": words that it takes from
// the start of a sentence; 0 where it does not open with a time.
std::size_t time_opening(const Words& words) {
    constexpr std::string_view alone =
        " meanwhile inzwischen unterdessen währenddessen tags nachts mittlerweile ";
    if (words.size() < 4) return 0;
    if (alone.find(" " + words[0].folded + " ") != std::string_view::npos) return 1;
    for (std::size_t i = 1; i < std::min<std::size_t>(words.size(), 6); ++i) {
        if (words[i - 1].stop) return 0;
        if (!is_time_word(words[i].folded)) continue;
        if (!words[i].stop && (is_word(words, i + 1, "later") || is_word(words, i + 1, "später") ||
                               is_word(words, i + 1, "afterwards"))) {
            return i + 2;
        }
        // "The next morning", "that evening", "early one day", "am selben Abend".
        constexpr std::string_view openings =
            " the next that following one early late same by at in am im gegen eines den nächsten ";
        const bool opens = openings.find(" " + words[0].folded + " ") != std::string_view::npos;
        constexpr std::string_view turns =
            " next that following one dawn daybreak midnight noon nightfall sunrise sunset early "
            "late same nächsten folgenden selben nacht abends eines am ";
        for (std::size_t k = 0; opens && k <= i; ++k) {
            if (turns.find(" " + words[k].folded + " ") != std::string_view::npos) return i + 1;
        }
        return 0;
    }
    return 0;
}

// "timidly", "safely": says how, not where.
bool is_manner(const Word& word) {
    return !word.capital && word.text.size() > 4 && word.text.ends_with("ly");
}

// The end of the noun phrase that opens at `from` with a determiner: "the great Emerald City".
std::size_t noun_phrase(const Words& words, std::size_t from) {
    auto at = from;
    if (at < words.size() && is_determiner(words[at].folded)) ++at;
    const auto first = at;
    while (at < words.size() && at < first + 4 && !is_function_word(words[at].folded) &&
           !is_manner(words[at])) {
        ++at;
        if (words[at - 1].stop) break;
    }
    return at == first ? from : at;
}

bool names_place(const Words& words, std::size_t from, std::size_t to) {
    for (auto at = from; at < to; ++at) {
        if (is_place_word(words[at].folded)) return true;
    }
    return false;
}

struct Place {
    std::size_t from = 0;
    std::size_t to = 0;
};

// "came to the forest", "reached Rome", "gingen in den Wald".
std::optional<Place> find_place(const Words& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const bool arrival = is_arrival_verb(words[i].folded);
        if (!arrival && !is_motion_verb(words[i].folded)) continue;
        auto at = i + 1;
        if (!arrival) {
            const auto limit = std::min(words.size(), i + 5);
            while (at < limit && !is_place_preposition(words[at].folded)) ++at;
            if (at == limit) continue;
            while (at < words.size() && is_place_preposition(words[at].folded)) ++at;
        }
        if (at >= words.size()) return std::nullopt;
        const auto end = noun_phrase(words, at);
        if (end == at) continue;
        const bool name = words[at].capital && !is_determiner(words[at].folded) &&
                          (arrival || is_word(words, i, "arrived"));
        if (name || names_place(words, at, end)) return Place{at, end};
    }
    return std::nullopt;
}

// Words of the first sentence, unless the paragraph opens with speech.
Words first_sentence(std::string_view text) {
    auto words = read_words(text, 0, kWordsRead);
    if (words.empty()) return words;
    const auto lead = trim(text.substr(0, words.front().from));
    if (!lead.empty()) return {};  // Quotes, dashes, brackets.
    const auto end =
        std::find_if(words.begin(), words.end(), [](const Word& word) { return word.end; });
    if (end != words.end()) words.erase(end + 1, words.end());
    return words;
}

// A name for the part that begins with this paragraph; empty where nothing moves.
std::string move_in(std::string_view text) {
    const auto words = first_sentence(text);
    if (words.size() < 3) return {};
    const auto time = time_opening(words);
    const auto place = find_place(words);
    if (place) return phrase(text, words, place->from, place->to);
    return time > 0 ? phrase(text, words, 0, std::min(time, words.size())) : std::string();
}

std::string first_words(std::string_view text) {
    const auto words = read_words(text, 0, 6);
    if (words.empty()) return {};
    std::size_t count = 1;
    while (count < words.size() && !words[count - 1].end) ++count;
    return phrase(text, words, 0, count) + "…";
}

class MoveFinder {
public:
    MoveFinder(const Document& document, std::string_view text) : doc_(document), text_(text) {}

    std::vector<ImportDoubt> find() {
        for (std::size_t i = 0; i < doc_.elements.size() && out_.size() < kOffersMost; ++i) {
            const auto& element = doc_.elements[i];
            if (element.type == ElementType::Section) {
                level_ = element.level;
                paragraphs_ = 0;
            } else if (element.type == ElementType::Centered) {
                offer_at_break(i);
            } else if (element.type == ElementType::Action) {
                offer_at_paragraph(element);
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string section(std::string_view title) const {
        const auto depth = std::min<std::size_t>(level_ + 1U, 6);
        return std::string(depth, '#') + " " + std::string(title);
    }

    void offer_at_break(std::size_t index) {
        paragraphs_ = 0;
        const auto& element = doc_.elements[index];
        if (index + 1 == doc_.elements.size()) return;
        const auto& next = doc_.elements[index + 1];
        if (next.type != ElementType::Action) return;
        auto title = move_in(next.text);
        if (title.empty()) title = first_words(next.text);
        if (title.empty()) return;
        out_.push_back({element.range, "break_without_heading",
                        "A scene begins behind this break; it can have a heading instead.",
                        section(title)});
    }

    void offer_at_paragraph(const Element& element) {
        if (++paragraphs_ <= kParagraphsApart) return;
        const auto title = move_in(element.text);
        if (title.empty()) return;
        paragraphs_ = 1;
        const auto range = opening(element.range);
        out_.push_back({range, "change_of_place_or_time",
                        "The story seems to move here; a heading can begin a scene.",
                        section(title) + "\n\n" + std::string(slice(range))});
    }

    // The first words of the element as they stand in the text, which is read forward only.
    [[nodiscard]] Range opening(Range range) {
        const auto rest = slice(range);
        const auto words = read_words(rest, 0, 6);
        const auto end = words.empty() ? rest.size() : words.back().to;
        const auto units = count_utf16_units(rest.substr(0, end));
        return {range.from, range.from + static_cast<std::uint32_t>(units)};
    }

    std::string_view slice(Range range) {
        const auto from = byte_offset_of(text_.substr(byte_), range.from - units_).value_or(0);
        byte_ += from;
        units_ = range.from;
        const auto length = byte_offset_of(text_.substr(byte_), range.to - range.from).value_or(0);
        return text_.substr(byte_, length);
    }

    const Document& doc_;
    std::string_view text_;
    std::vector<ImportDoubt> out_;
    std::uint8_t level_ = 0;
    std::size_t paragraphs_ = 0;  // Since the last heading, break or offer.
    std::size_t byte_ = 0;        // The place in the text that was looked up last,
    std::uint32_t units_ = 0;     // and the same in UTF-16 units.
};

}  // namespace

std::vector<ImportDoubt> find_scene_moves(const Document& document, std::string_view text) {
    return MoveFinder(document, text).find();
}

}  // namespace fabula::screenplay
