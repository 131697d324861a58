#include "breakdown/themes.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "breakdown/analysis.hpp"
#include "screenplay/intake/words.hpp"

namespace fabula::breakdown {

namespace {

constexpr std::size_t kLettersMin = 4;
constexpr std::size_t kOnceLettersMin = 6;  // Of a word that stands only once.

}  // namespace

Themes::Themes(const screenplay::Document& document, TextLanguage language,
               const std::vector<std::string>& people)
    : language_(language) {
    for (const auto& name : people) {
        for (const auto& word : screenplay::read_words(name, 0, name.size())) {
            people_.insert(word.folded);
        }
    }
    std::int64_t paragraph = 0;
    for (const auto& element : document.elements) {
        if (is_told(element.type)) add(element.text, paragraph++);
    }
}

// "lamps" is "lamp"; of German, whose plurals take many forms, only the commonest ending.
std::string Themes::key_of(const std::string& folded) const {
    const auto ends = [&](std::string_view ending) {
        return folded.size() > ending.size() + kLettersMin - 1 && folded.ends_with(ending);
    };
    if (language_ == TextLanguage::German) {
        return ends("n") ? folded.substr(0, folded.size() - 1) : folded;
    }
    for (const std::string_view ending : {"'s", "’s"}) {
        if (ends(ending)) return folded.substr(0, folded.size() - ending.size());
    }
    return ends("s") && !folded.ends_with("ss") ? folded.substr(0, folded.size() - 1) : folded;
}

bool Themes::may_be_theme(const std::string& folded) const {
    if (count_code_points(folded) < kLettersMin || people_.contains(folded)) return false;
    if (!is_letter([&] {
            std::size_t at = 0;
            return next_code_point(folded, at);
        }())) {
        return false;
    }
    return !is_stop_word(language_, folded) && !screenplay::is_speech_verb(folded) &&
           !screenplay::is_function_word(folded) && !screenplay::is_name_title(folded) &&
           !people_.contains(key_of(folded));
}

void Themes::add(std::string_view text, std::int64_t paragraph) {
    for (const auto& word : screenplay::read_words(text, 0, text.size())) {
        if (!may_be_theme(word.folded)) continue;
        auto& entry = entries_[key_of(word.folded)];
        ++entry.forms[language_ == TextLanguage::German ? std::string(word.text)
                                                        : to_lower(word.text)];
        ++entry.count;
        if (entry.last != paragraph) ++entry.paragraphs;
        entry.last = paragraph;
    }
}

double Themes::weigh(const std::string& key, const Entry& entry) {
    const auto letters = static_cast<double>(count_code_points(key));
    return static_cast<double>(entry.count) * (1.0 + std::log2(double(entry.paragraphs) + 1.0)) *
           std::sqrt(letters);
}

std::vector<std::string> Themes::names(std::size_t limit) const {
    struct Weighed {
        double weight;
        const Entry* entry;
    };
    std::vector<Weighed> said_again;
    std::vector<Weighed> said_once;
    for (const auto& [key, entry] : entries_) {
        auto& list = entry.count > 1 ? said_again : said_once;
        if (entry.count > 1 || count_code_points(key) >= kOnceLettersMin) {
            list.push_back({weigh(key, entry), &entry});
        }
    }
    auto& chosen = said_again.empty() ? said_once : said_again;
    std::ranges::stable_sort(chosen, std::ranges::greater(), &Weighed::weight);
    std::vector<std::string> out;
    for (const auto& one : chosen) {
        if (out.size() == limit) break;
        const auto form = std::ranges::max_element(
            one.entry->forms, {}, [](const auto& written) { return written.second; });
        out.push_back(form->first);
    }
    return out;
}

double Themes::weight_of(std::string_view passage) const {
    double sum = 0;
    for (const auto& word : screenplay::read_words(passage, 0, passage.size())) {
        const auto found = entries_.find(key_of(word.folded));
        if (found != entries_.end() && found->second.count > 1) {
            sum += weigh(found->first, found->second);
        }
    }
    return sum;
}

}  // namespace fabula::breakdown
