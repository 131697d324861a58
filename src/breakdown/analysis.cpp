#include "breakdown/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "breakdown/themes.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/intake/words.hpp"
#include "screenplay/speech.hpp"

namespace fabula::breakdown {

using screenplay::Document;
using screenplay::Element;
using screenplay::ElementType;

namespace {

constexpr double kNameConfidence = 0.5;  // From here on a name of prose is a figure.
constexpr std::size_t kLongWordLetters = 7;
constexpr double kComplexWordLetters = 6;

bool is_counted(const Element& element) {
    switch (element.type) {
        case ElementType::SceneHeading:
        case ElementType::Character:
        case ElementType::Parenthetical:
        case ElementType::Transition: return true;
        default: return is_told(element.type) && !screenplay::is_break_line(element.text);
    }
}

// What sentences and words measure.
struct Tally {
    std::int64_t words = 0;
    std::int64_t told_words = 0;
    std::int64_t letters = 0;  // Of told words.
    std::int64_t long_words = 0;
    std::int64_t sentences = 0;
    std::int64_t paragraphs = 0;

    void add(const Element& element) {
        words += screenplay::count_words(element.text);
        if (!is_told(element.type)) return;
        const auto found = screenplay::read_words(element.text, 0, element.text.size());
        if (found.empty()) return;
        ++paragraphs;
        for (const auto& word : found) {
            const auto length = count_code_points(word.text);
            ++told_words;
            letters += static_cast<std::int64_t>(length);
            long_words += length >= kLongWordLetters ? 1 : 0;
            sentences += word.end ? 1 : 0;
        }
        sentences += found.back().end ? 0 : 1;
    }

    [[nodiscard]] double mean_letters() const {
        return told_words == 0 ? 0 : static_cast<double>(letters) / static_cast<double>(told_words);
    }
    // The readability figure LIX: words in a sentence and the percentage of long ones; 20 is a
    // picture book, 65 a law.
    [[nodiscard]] double lix() const {
        if (told_words == 0 || sentences == 0) return 0;
        const auto count = static_cast<double>(told_words);
        return count / static_cast<double>(sentences) +
               100.0 * static_cast<double>(long_words) / count;
    }
};

std::int64_t to_score(double lix) {
    return std::clamp<std::int64_t>(std::llround((lix - 15.0) / 5.0), 1, 10);
}

// As the second documented service recommends them.
std::int64_t scenes_for(std::int64_t words) {
    if (words < 50) return 2;
    if (words < 150) return 3;
    if (words < 300) return 4;
    if (words < 500) return 6;
    return std::min<std::int64_t>(8, words / 80);
}

std::vector<std::string> most_often(const std::map<std::string, std::int64_t>& counts,
                                    std::size_t limit) {
    std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> out;
    for (const auto& [name, count] : sorted) {
        if (out.size() < limit) out.push_back(name);
    }
    return out;
}

std::vector<std::string> speakers_of(const Document& document, std::size_t limit) {
    std::map<std::string, std::string> written;  // By folded name.
    std::map<std::string, std::int64_t> counts;
    for (const auto& element : document.elements) {
        if (element.type != ElementType::Character) continue;
        const auto name = trim(screenplay::speaker_of(element.text));
        if (name.empty() || screenplay::names_effect(name, document.format)) continue;
        const auto [known, fresh] = written.try_emplace(fold(name), screenplay::name_case(name));
        ++counts[known->second];
    }
    return most_often(counts, limit);
}

}  // namespace

bool is_told(ElementType type) noexcept {
    return type == ElementType::Action || type == ElementType::Dialogue ||
           type == ElementType::Lyric || type == ElementType::Centered;
}

TextLanguage language_of(const Document& document) {
    std::int64_t german = 0;
    std::int64_t english = 0;
    for (const auto& element : document.elements) {
        if (!is_told(element.type)) continue;
        for (const auto& word : screenplay::read_words(element.text, 0, element.text.size())) {
            german += is_stop_word(TextLanguage::German, word.folded) ? 1 : 0;
            english += is_stop_word(TextLanguage::English, word.folded) ? 1 : 0;
        }
    }
    return german > english ? TextLanguage::German : TextLanguage::English;
}

std::vector<std::string> people_of(const Document& document, std::size_t limit) {
    if (!screenplay::is_prose(document.format)) return speakers_of(document, limit);
    std::vector<std::string> out;
    for (const auto& found : screenplay::find_names(document)) {
        if (found.confidence >= kNameConfidence && out.size() < limit) out.push_back(found.name);
    }
    return out;
}

namespace {

// "in", "near": a capital behind them without an article is a place.
bool leads_to_place(std::string_view word) {
    return word == "in" || word == "near" || word == "from" || word == "nach" || word == "aus";
}

class PlaceCounter {
public:
    PlaceCounter(const std::vector<std::string>& people, TextLanguage language)
        : language_(language) {
        for (const auto& name : people) {
            for (const auto& word : screenplay::read_words(name, 0, name.size())) {
                people_.insert(word.folded);
            }
        }
    }

    void add(std::string_view text) {
        const auto words = screenplay::read_words(text, 0, text.size());
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto& word = words[i];
            if (people_.contains(word.folded) || is_stop_word(language_, word.folded)) continue;
            if (screenplay::is_place_word(word.folded) && is_noun(word)) {
                count(word, word.folded);
            } else if (i > 0 && word.capital && leads_to_place(words[i - 1].folded) &&
                       !screenplay::is_time_word(word.folded) &&
                       !screenplay::is_common_capital(word.folded)) {
                ++named_[std::string(word.text)];
            }
        }
    }

    std::vector<std::string> take(std::size_t limit) {
        for (const auto& [name, times] : named_) {
            // Any German noun may stand behind these words: "in Eile", "aus Holz".
            if (times > 1 || language_ == TextLanguage::English) counts_[name] += times;
        }
        return most_often(counts_, limit);
    }

private:
    [[nodiscard]] bool is_noun(const screenplay::Word& word) const {
        return language_ == TextLanguage::English || word.capital;
    }
    void count(const screenplay::Word& word, const std::string& folded) {
        const auto written = language_ == TextLanguage::German ? std::string(word.text) : folded;
        ++counts_[forms_.try_emplace(folded, written).first->second];
    }

    TextLanguage language_;
    std::set<std::string> people_;
    std::map<std::string, std::string> forms_;
    std::map<std::string, std::int64_t> counts_;
    std::map<std::string, std::int64_t> named_;
};

}  // namespace

std::vector<std::string> places_of(const Document& document, const std::vector<std::string>& people,
                                   TextLanguage language, std::size_t limit) {
    std::map<std::string, std::int64_t> headings;
    std::map<std::string, std::string> written;
    for (const auto& element : document.elements) {
        if (element.type != ElementType::SceneHeading) continue;
        const auto place = screenplay::heading_parts(element.text).place;
        if (place.empty()) continue;
        ++headings[written.try_emplace(fold(place), place).first->second];
    }
    if (!headings.empty()) return most_often(headings, limit);
    PlaceCounter counter(people, language);
    for (const auto& element : document.elements) {
        if (is_told(element.type)) counter.add(element.text);
    }
    return counter.take(limit);
}

Analysis analyse(const Document& document) {
    Tally tally;
    for (const auto& element : document.elements) {
        if (is_counted(element)) tally.add(element);
    }
    const auto language = language_of(document);
    Analysis out;
    out.language = code_of(language);
    out.total_words = out.word_count = tally.words;
    out.total_sentences = tally.sentences;
    out.total_paragraphs = tally.paragraphs;
    out.estimated_scenes =
        std::clamp<std::int64_t>((tally.words + 75) / 150, 1, Analysis::kScenesMax);
    out.key_characters = people_of(document, Analysis::kCharactersMax);
    out.primary_locations =
        places_of(document, out.key_characters, language, Analysis::kLocationsMax);
    out.main_themes = Themes(document, language, out.key_characters).names(Analysis::kThemesMax);
    out.complexity_score = to_score(tally.lix());
    out.recommended_scenes = scenes_for(tally.words);
    out.estimated_duration_minutes = std::max(0.5, static_cast<double>(tally.words) / 200.0);
    out.complexity = tally.mean_letters() > kComplexWordLetters ? "Complex" : "Simple";
    return out;
}

}  // namespace fabula::breakdown
