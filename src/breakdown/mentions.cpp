#include "breakdown/mentions.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::breakdown {

namespace {

// Words that open or fill a name and call nobody by themselves.
constexpr std::string_view kTitles =
    " mr mr. mrs mrs. ms ms. miss dr dr. prof. professor sir lady lord king queen prince princess "
    "captain officer sergeant inspector detective general colonel major father mother brother "
    "sister uncle aunt grandpa grandma old young little big fat tall first second third the a an "
    "man woman boy girl guard voice driver waiter nurse doctor teacher herr frau fräulein "
    "and of von van de la le der die das no. number ";

bool is_title(std::string_view word) {
    return kTitles.find(" " + std::string(word) + " ") != std::string_view::npos;
}

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Where `word` stands in folded text with no letter on either side.
std::size_t find_whole(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool opens = at == 0 || !is_word_byte(text[at - 1]);
        const bool closes = end == text.size() || !is_word_byte(text[end]);
        if (opens && closes) return at;
    }
    return std::string_view::npos;
}

}  // namespace

Mentions::Mentions(const screenplay::Document& document) {
    for (const auto& element : document.elements) {
        if (element.type == screenplay::ElementType::Character) {
            const auto speaker = screenplay::speaker_of(element.text);
            if (!screenplay::names_effect(speaker, document.format)) add(speaker);
        }
    }
    add_short_forms();
}

Mentions::Mentions(const std::vector<std::string>& names) {
    for (const auto& name : names) add(name);
    add_short_forms();
}

void Mentions::add(std::string_view name) {
    const auto folded = fold(name);
    if (folded.empty() || std::find(folded_.begin(), folded_.end(), folded) != folded_.end()) {
        return;
    }
    forms_.push_back({folded, names_.size()});
    names_.emplace_back(name);
    folded_.push_back(folded);
}

void Mentions::add_short_forms() {
    for (std::size_t i = 0; i < folded_.size(); ++i) {
        const auto words = split(folded_[i], ' ');
        if (words.size() < 2) continue;
        for (const auto word : words) {
            const bool taken = std::any_of(forms_.begin(), forms_.end(),
                                           [&](const Form& form) { return form.text == word; });
            if (word.size() > 2 && !is_title(word) && !taken) {
                forms_.push_back({std::string(word), i});
            }
        }
    }
}

std::vector<std::size_t> Mentions::in(std::string_view text) const {
    const auto folded = fold(text);
    std::vector<std::pair<std::size_t, std::size_t>> found;  // Place and index.
    for (const auto& form : forms_) {
        const auto at = find_whole(folded, form.text);
        if (at == std::string_view::npos) continue;
        const auto known = std::find_if(found.begin(), found.end(), [&](const auto& entry) {
            return entry.second == form.index;
        });
        if (known == found.end())
            found.emplace_back(at, form.index);
        else
            known->first = std::min(known->first, at);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> indexes;
    for (const auto& entry : found) indexes.push_back(entry.second);
    return indexes;
}

std::size_t Mentions::find(std::string_view speaker) const {
    const auto it = std::find(folded_.begin(), folded_.end(), fold(speaker));
    return static_cast<std::size_t>(it - folded_.begin());
}

Pronoun opening_pronoun(std::string_view text) {
    text = trim(text);
    const auto first = fold(text.substr(0, text.find_first_of(" ,.!?'\n")));
    const auto is_one_of = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), first) != words.end();
    };
    if (is_one_of({"he", "she", "his", "her", "er", "sie", "sein", "seine", "ihr", "ihre"})) {
        return Pronoun::One;
    }
    if (is_one_of({"they", "their", "both", "beide"})) return Pronoun::Several;
    return Pronoun::None;
}

}  // namespace fabula::breakdown
