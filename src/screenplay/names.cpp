#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "screenplay/intake/words.hpp"
#include "screenplay/speech.hpp"

namespace fabula::screenplay {

namespace {

using Words = std::vector<Word>;

// How often a name stands, and how.
struct Tally {
    std::string name;  // As first written.
    std::uint32_t count = 0;
    std::uint32_t inside = 0;   // Within a sentence, where capitals mean a name.
    std::uint32_t placed = 0;   // Behind "in", "at", "from" without an article.
    std::uint32_t article = 0;  // Behind an article or another determiner.
    std::uint32_t speeches = 0;
    std::uint32_t first_element = 0;
    std::size_t words = 1;
};

bool is_shouted(std::string_view word) {
    std::size_t at = 0;
    next_code_point(word, at);
    if (at >= word.size()) return true;
    return !is_lower(next_code_point(word, at));
}

bool may_name(const Word& word) {
    return word.capital && !is_shouted(word.text) && !is_pronoun(word.folded) &&
           !is_function_word(word.folded);
}

// "March" alone is a month, the "March Hare" is somebody.
bool is_common(const Words& words, std::size_t at, std::size_t end) {
    return end == at + 1 && is_common_capital(words[at].folded);
}

// "Alice's" names Alice.
std::string_view without_genitive(std::string_view word) {
    for (const std::string_view ending : {"'s", "’s"}) {
        if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
    }
    return word;
}

bool is_origin(std::string_view word) {
    return word == "in" || word == "at" || word == "from" || word == "to" || word == "near" ||
           word == "aus" || word == "nach" || word == "bei" || word == "of";
}

class NameCounter {
public:
    void add(std::string_view text, std::uint32_t element) {
        const auto words = read_words(text, 0, text.size());
        for (std::size_t at = 0; at < words.size();) {
            german_ += is_german(words[at].folded);
            english_ += words[at].folded == "the" || words[at].folded == "and";
            if (!words[at].capital) ++lower_[words[at].folded];
            if (!may_name(words[at])) {
                ++at;
                continue;
            }
            const auto end = end_of_name(words, at);
            if (!is_common(words, at, end)) count(text, words, at, end, element);
            at = end;
        }
    }

    void add_speaker(const std::string& name) { ++speakers_[fold(name)]; }

    std::vector<FoundName> names() {
        for (auto& [key, tally] : tallies_) {
            const auto speaker = speakers_.find(key);
            if (speaker != speakers_.end()) tally.speeches = speaker->second;
        }
        std::vector<FoundName> out;
        for (const auto& [key, tally] : tallies_) {
            if (!is_person(key, tally)) continue;
            out.push_back({tally.name,
                           {},
                           tally.count,
                           tally.speeches,
                           tally.first_element,
                           confidence(tally)});
        }
        merge_titled_forms(out);
        merge_short_forms(out);
        std::stable_sort(out.begin(), out.end(), [](const FoundName& a, const FoundName& b) {
            return a.count != b.count ? a.count > b.count : a.first_element < b.first_element;
        });
        return out;
    }

private:
    static bool is_german(std::string_view word) {
        return word == "und" || word == "der" || word == "nicht" || word == "ist";
    }

    static std::size_t end_of_name(const Words& words, std::size_t at) {
        auto end = at + 1;
        while (end < words.size() && end < at + 4 && may_name(words[end]) &&
               (!words[end - 1].stop || is_name_title(words[end - 1].folded))) {
            ++end;
        }
        return end;
    }

    void count(std::string_view text, const Words& words, std::size_t at, std::size_t end,
               std::uint32_t element) {
        // At the start of a sentence any word has a capital.
        const bool opens = at == 0 || words[at - 1].end || is_after_quote(text, words[at]);
        if (opens && end == at + 1 && is_determiner(words[at].folded)) return;
        std::string name;
        for (auto i = at; i < end; ++i) {
            if (!name.empty()) name.push_back(' ');
            name.append(i + 1 == end ? without_genitive(words[i].text) : words[i].text);
            const bool dot = words[i].to < text.size() && text[words[i].to] == '.';
            if (dot && i + 1 < end) name.push_back('.');
        }
        auto [place, fresh] = tallies_.try_emplace(fold(name));
        auto& tally = place->second;
        if (fresh) {
            tally.name = name;
            tally.first_element = element;
            tally.words = end - at;
        }
        ++tally.count;
        tally.inside += !opens;
        if (at == 0) return;
        const auto& before = words[at - 1].folded;
        tally.placed += is_origin(before) && !words[at - 1].stop;
        tally.article += is_determiner(before);
    }

    static bool is_after_quote(std::string_view text, const Word& word) {
        const auto before = trim(text.substr(0, word.from));
        if (before.empty()) return true;
        for (const std::string_view mark : {"\"", "'", "“", "„", "»", "«", "‘", "‚", "—", "–"}) {
            if (text.substr(0, word.from).ends_with(mark)) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_person(const std::string& key, const Tally& tally) const {
        if (is_name_title(key)) return tally.speeches > 0 && tally.inside >= 3;
        if (tally.speeches == 0) {
            if (tally.inside < 3 || tally.placed * 2 > tally.count) return false;
            const auto last = key.rfind(' ');
            if (is_place_word(std::string_view(key).substr(last + 1))) return false;
            const auto lower = lower_.find(key);
            if (lower != lower_.end() && lower->second * 3 > tally.inside) return false;
        }
        // In German every noun has a capital: only what speaks, or stands without an article.
        const bool german = german_ > english_;
        if (german && tally.speeches == 0) {
            return tally.inside >= 4 && tally.article * 5 < tally.count;
        }
        return tally.inside + tally.speeches >= 2;
    }

    static double confidence(const Tally& tally) {
        if (tally.speeches >= 3) return 0.95;
        if (tally.speeches > 0) return 0.85;
        return tally.inside >= 10 ? 0.7 : 0.5;
    }

    // "Mr. Holmes" is "Holmes"; "Mrs. Holmes" is not.
    static void merge_titled_forms(std::vector<FoundName>& names) {
        std::map<std::string, std::size_t> by_name;
        for (std::size_t i = 0; i < names.size(); ++i) by_name[fold(names[i].name)] = i;
        std::vector<bool> merged(names.size(), false);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto title = names[i].name.substr(0, names[i].name.find(' '));
            if (title.size() == names[i].name.size() || !is_shared_title(title)) continue;
            const auto bare =
                by_name.find(fold(std::string_view(names[i].name).substr(title.size())));
            if (bare == by_name.end()) continue;
            merge(names[i], names[bare->second]);
            merged[i] = true;
        }
        drop(names, merged);
    }

    static bool is_shared_title(std::string_view title) {
        for (const std::string_view shared : {"mr.", "mr", "m.", "dr.", "dr", "sir", "herr",
                                              "captain", "professor", "doctor", "doktor", "abbe"}) {
            if (fold(title) == shared) return true;
        }
        return false;
    }

    static bool is_wife(std::string_view name) {
        const auto title = fold(name.substr(0, name.find_first_of(" .")));
        return title == "mrs" || title == "frau" || title == "madame" || title == "mme";
    }

    static void drop(std::vector<FoundName>& names, const std::vector<bool>& merged) {
        std::vector<FoundName> kept;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!merged[i]) kept.push_back(std::move(names[i]));
        }
        names = std::move(kept);
    }

    // "Turtle" is the "Mock Turtle" where no other name has that word.
    static void merge_short_forms(std::vector<FoundName>& names) {
        std::map<std::string, std::vector<std::size_t>> by_word;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto words = read_words(names[i].name, 0, 8);
            if (words.size() < 2 || is_wife(names[i].name)) continue;
            for (const auto& word : words) by_word[word.folded].push_back(i);
        }
        std::vector<bool> merged(names.size(), false);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto found = by_word.find(fold(names[i].name));
            if (found == by_word.end() || found->second.size() != 1) continue;
            if (found->second.front() == i) continue;
            merge(names[i], names[found->second.front()]);
            merged[i] = true;
        }
        drop(names, merged);
    }

    // The form that the text uses more is the name.
    static void merge(FoundName& part, FoundName& whole) {
        const bool part_leads = part.count > 2 * whole.count;
        whole.aliases.push_back(part_leads ? whole.name : part.name);
        if (part_leads) whole.name = part.name;
        whole.count += part.count;
        whole.speeches += part.speeches;
        whole.first_element = std::min(whole.first_element, part.first_element);
        whole.confidence = std::max(whole.confidence, part.confidence);
    }

    std::map<std::string, Tally> tallies_;  // By folded name, so that the order is the same.
    std::unordered_map<std::string, std::uint32_t> lower_;
    std::unordered_map<std::string, std::uint32_t> speakers_;
    std::size_t german_ = 0;
    std::size_t english_ = 0;
};

}  // namespace

std::vector<FoundName> find_names(const Document& document) {
    NameCounter counter;
    for (std::size_t i = 0; i < document.elements.size(); ++i) {
        const auto& element = document.elements[i];
        if (element.type != ElementType::Action) continue;
        counter.add(element.text, static_cast<std::uint32_t>(i));
        for (const auto& speech : find_speech(element.text)) {
            if (!speech.speaker.empty()) counter.add_speaker(speech.speaker);
        }
    }
    return counter.names();
}

namespace {

bool has_lower(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_lower(next_code_point(text, at))) return true;
    }
    return false;
}

}  // namespace

std::string name_case(std::string_view cue) {
    if (has_lower(cue)) return std::string(cue);
    std::string out;
    bool inside = false;
    for (std::size_t at = 0; at < cue.size();) {
        const auto from = at;
        const auto c = next_code_point(cue, at);
        const auto piece = cue.substr(from, at - from);
        // One capital per word, so "D'ARTAGNAN" becomes "D'artagnan": where a name has an inner
        // capital no rule can know.
        out += inside ? to_lower(piece) : std::string(piece);
        inside = is_letter(c) || (inside && (c == '\'' || c == 0x2019));
    }
    return out;
}

}  // namespace fabula::screenplay
