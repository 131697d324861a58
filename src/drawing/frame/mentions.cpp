#include "drawing/frame/mentions.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::drawing {
namespace {

// Words in names that call nobody by themselves.
constexpr std::string_view kTitles =
    "mr mrs ms miss dr prof professor doctor sir lady lord king queen prince princess captain "
    "officer "
    "sergeant inspector detective general colonel major father mother brother sister uncle aunt "
    "grandpa "
    "grandma old young little big fat tall first second third the a an man woman boy girl guard "
    "voice driver "
    "waiter nurse teacher herr frau fräulein and of von van de la le der die das no number white "
    "black red "
    "house front back night day one two three her his";

}  // namespace

NameList::NameList(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        auto& parts = full_.emplace_back();
        for (auto& word : words_of(name)) parts.push_back(std::move(word.text));
    }
    for (std::size_t who = 0; who < full_.size(); ++who) {
        if (full_[who].size() < 2) continue;
        for (const auto& word : full_[who]) {
            if (word.size() < 3 || has_word(words_of(word), kTitles)) continue;
            const bool taken = std::any_of(full_.begin(), full_.end(), [&](const auto& other) {
                return &other != &full_[who] &&
                       std::find(other.begin(), other.end(), word) != other.end();
            });
            if (!taken) short_.push_back({word, who});
        }
    }
}

NameList::Mention NameList::at(const std::vector<Word>& words, std::size_t at) const {
    Mention best;
    for (std::size_t who = 0; who < full_.size(); ++who) {
        const auto& name = full_[who];
        if (name.size() <= best.words || at + name.size() > words.size()) continue;
        bool all = true;
        for (std::size_t i = 0; all && i < name.size(); ++i) all = words[at + i].text == name[i];
        if (all) best = {who, name.size()};
    }
    if (best.words > 0) return best;
    for (const auto& form : short_) {
        if (form.word == words[at].text) return {form.who, 1};
    }
    return {};
}

std::size_t NameList::find(std::string_view name) const {
    std::vector<std::string> wanted;
    for (auto& word : words_of(name)) wanted.push_back(std::move(word.text));
    const auto it = std::find(full_.begin(), full_.end(), wanted);
    return it == full_.end() ? kNobody : static_cast<std::size_t>(it - full_.begin());
}

}  // namespace fabula::drawing
