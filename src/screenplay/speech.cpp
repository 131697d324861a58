#include "screenplay/speech.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/text.hpp"
#include "screenplay/grammar/lines.hpp"
#include "screenplay/intake/quotes.hpp"
#include "screenplay/intake/words.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::size_t kWordsBeside = 9;  // Of a speech, in which its speaker is looked for.
constexpr std::size_t kBytesBefore = 120;

using Words = std::vector<Word>;

// Who a phrase names: "the Caterpillar", "Mr. Holmes", "she".
struct Subject {
    std::string name;
    std::string pronoun;
    std::size_t end = 0;  // Word behind it.
    double confidence = 0;
};

std::string_view lead(std::string_view text, std::size_t from, const Word& first) {
    return trim(text.substr(from, first.from - from));
}

bool only_joins(std::string_view between) {
    return between.empty() || between == "," || between == "–" || between == "—" ||
           between == "--" || between == "-" || between == ",--" || between == ",—";
}

std::string slice(std::string_view text, const Words& words, std::size_t from, std::size_t to) {
    std::string out;
    for (auto i = from; i < to; ++i) {
        if (!out.empty()) out.push_back(' ');
        out.append(words[i].text);
        const bool dotted = words[i].to < text.size() && text[words[i].to] == '.';
        if (is_name_title(words[i].folded) && dotted && i + 1 < to) out.push_back('.');
    }
    return out;
}

// Capitalized words from `at` on; "of the", "of", "von", "de" may join them.
std::size_t end_of_name(const Words& words, std::size_t at) {
    auto end = at;
    while (end < words.size() && end < at + 6) {
        if (end > at && words[end - 1].stop && !is_name_title(words[end - 1].folded)) break;
        if (words[end].capital && !is_function_word(words[end].folded)) {
            ++end;
            continue;
        }
        auto next = end;
        const auto& joint = words[end].folded;
        if (end == at || (joint != "of" && joint != "von" && joint != "de")) break;
        ++next;
        if (next < words.size() && words[next].folded == "the") ++next;
        if (next >= words.size() || !words[next].capital) break;
        end = next;
    }
    return end;
}

std::optional<Subject> read_subject(std::string_view text, const Words& words, std::size_t at) {
    if (at >= words.size()) return std::nullopt;
    if (is_pronoun(words[at].folded)) return Subject{{}, words[at].folded, at + 1, 0};
    const bool article = is_determiner(words[at].folded);
    auto from = at + (article ? 1U : 0U);
    if (from >= words.size() || (article && words[at].stop)) return std::nullopt;
    auto end = end_of_name(words, from);
    if (end > from) return Subject{slice(text, words, from, end), {}, end, 0.95};
    // "the old man", "the poor little Lizard", "poor Alice".
    while (end < words.size() && end < from + 3 && !is_function_word(words[end].folded) &&
           !is_speech_verb(words[end].folded) && !words[end].folded.ends_with("ly")) {
        ++end;
        if (words[end - 1].stop) break;
        const auto name = end_of_name(words, end);
        if (name > end) return Subject{slice(text, words, end, name), {}, name, 0.9};
    }
    if (end == from || !article) return std::nullopt;
    return Subject{slice(text, words, from, end), {}, end, 0.75};
}

bool is_saying(const Word& word) {
    return is_speech_verb(word.folded) || is_thought_verb(word.folded);
}

// "," said Alice / Alice said / the King replied.
std::optional<Subject> speaker_behind(std::string_view text, std::size_t from, std::size_t to,
                                      bool& thought) {
    const auto words = read_words(text.substr(0, to), from, kWordsBeside);
    if (words.empty() || !only_joins(lead(text, from, words[0]))) return std::nullopt;
    if (is_saying(words[0])) {
        auto subject = read_subject(text, words, 1);
        if (subject) thought = is_thought_verb(words[0].folded);
        return subject;
    }
    auto subject = read_subject(text, words, 0);
    if (!subject || subject->end >= words.size()) return std::nullopt;
    // A lower-case phrase takes the verb in: "the little man said".
    for (auto at = subject->end; at < std::min(words.size(), subject->end + 2); ++at) {
        if (!is_saying(words[at])) continue;
        thought = is_thought_verb(words[at].folded);
        return subject;
    }
    return std::nullopt;
}

// Alice said, "… / the Duchess began: "…
std::optional<Subject> speaker_before(std::string_view text, std::size_t from, std::size_t to,
                                      bool& thought) {
    const auto start = to > from + kBytesBefore ? to - kBytesBefore : from;
    auto words = read_words(text.substr(0, to), start, 60);
    if (words.empty()) return std::nullopt;
    const auto close = trim(text.substr(words.back().to, to - words.back().to));
    if (close != "," && close != ":" && close != ":--" && close != ":—" && close != "—" &&
        close != ",--" && close != "--") {
        return std::nullopt;
    }
    const auto first = words.size() > kWordsBeside ? words.size() - kWordsBeside : 0;
    for (auto at = words.size(); at-- > first;) {
        if (at + 1 < words.size() && words[at].end) return std::nullopt;
        if (!is_saying(words[at])) continue;
        thought = is_thought_verb(words[at].folded);
        auto behind = read_subject(text, words, at + 1);
        if (behind && behind->confidence > 0.9) return behind;
        for (auto back = at > 5 ? at - 5 : 0; back < at; ++back) {
            auto subject = read_subject(text, words, back);
            if (!subject || subject->end > at || subject->end + 2 < at) continue;
            subject->confidence *= 0.9;
            return subject;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

bool ends_as_speech(std::string_view inner) {
    inner = trim(inner);
    for (const std::string_view end : {",", ".", "!", "?", "…", "—", "–", "-", ";", ":"}) {
        if (inner.ends_with(end)) return true;
    }
    return false;
}

// Titles and labels end in no punctuation and stand within a sentence.
bool is_said(std::string_view text, const Quoted& quoted, bool attributed) {
    const auto inner = text.substr(quoted.inner_from, quoted.inner_to - quoted.inner_from);
    if (read_words(inner, 0, 1).empty()) return false;
    if (attributed || ends_as_speech(inner)) return true;
    const auto before = trim(text.substr(0, quoted.from));
    const auto behind = trim(text.substr(quoted.to));
    return before.ends_with(':') || (before.empty() && behind.empty());
}

void share_speaker(std::vector<Speech>& speeches) {
    const auto named = std::find_if(speeches.begin(), speeches.end(),
                                    [](const Speech& s) { return !s.speaker.empty(); });
    const auto meant = std::find_if(speeches.begin(), speeches.end(),
                                    [](const Speech& s) { return !s.pronoun.empty(); });
    for (auto& speech : speeches) {
        if (!speech.speaker.empty()) continue;
        if (named != speeches.end()) {
            speech.speaker = named->speaker;
            speech.confidence = named->confidence * 0.85;
            speech.pronoun.clear();
        } else if (meant != speeches.end() && speech.pronoun.empty()) {
            speech.pronoun = meant->pronoun;
        }
    }
}

}  // namespace

std::vector<Speech> find_speech(std::string_view paragraph) {
    const auto quotes = find_quoted(paragraph);
    std::vector<Speech> out;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const auto& quoted = quotes[i];
        const auto next = i + 1 < quotes.size() ? quotes[i + 1].from : paragraph.size();
        const auto last = i > 0 ? quotes[i - 1].to : 0;
        Speech speech;
        auto subject = speaker_behind(paragraph, quoted.to, next, speech.thought);
        if (!subject) subject = speaker_before(paragraph, last, quoted.from, speech.thought);
        if (!is_said(paragraph, quoted, subject.has_value())) continue;
        speech.from = static_cast<std::uint32_t>(quoted.from);
        speech.to = static_cast<std::uint32_t>(quoted.to);
        speech.text =
            trim(paragraph.substr(quoted.inner_from, quoted.inner_to - quoted.inner_from));
        if (subject) {
            speech.speaker = std::move(subject->name);
            speech.pronoun = std::move(subject->pronoun);
            speech.confidence = speech.speaker.empty() ? 0 : subject->confidence;
        }
        out.push_back(std::move(speech));
    }
    share_speaker(out);
    return out;
}

namespace {

// Follows a conversation: who was named last, and whose turn it is.
class Conversation {
public:
    explicit Conversation(const std::vector<FoundName>& names) {
        for (const auto& found : names) {
            known_[fold(found.name)] = found.name;
            for (const auto& alias : found.aliases) known_[fold(alias)] = found.name;
            // "Holmes" for "Sherlock Holmes".
            const auto blank = found.name.rfind(' ');
            if (blank == std::string::npos) continue;
            known_.try_emplace(fold(std::string_view(found.name).substr(blank + 1)), found.name);
        }
    }

    void begin_part() {
        last_.clear();
        before_.clear();
        named_.clear();
    }

    void resolve(std::string_view paragraph, std::vector<Speech>& speeches) {
        if (speeches.empty()) {
            if (++silent_ > 2) before_.clear();
            note_names(paragraph, 0, paragraph.size());
            return;
        }
        for (auto& speech : speeches) {
            const auto known = known_.find(fold(speech.speaker));
            if (known != known_.end()) speech.speaker = known->second;
        }
        note_names(paragraph, 0, speeches.front().from);
        auto& first = speeches.front();
        if (first.speaker.empty()) guess(first);
        for (auto& speech : speeches) {
            if (!speech.speaker.empty()) continue;
            speech.speaker = first.speaker;
            speech.confidence = first.confidence * 0.9;
        }
        for (std::size_t i = 0; i < speeches.size(); ++i) {
            const auto end = i + 1 < speeches.size() ? speeches[i + 1].from : paragraph.size();
            note_names(paragraph, speeches[i].to, end);
        }
        if (!first.speaker.empty()) take_turn(first.speaker);
    }

private:
    // Who is named in the narration.
    void note_names(std::string_view paragraph, std::size_t from, std::size_t to) {
        for (const auto& word : read_words(paragraph.substr(0, to), from, to)) {
            if (!word.capital) continue;
            const auto found = known_.find(word.folded);
            if (found != known_.end()) named_ = found->second;
        }
    }

    // The first person tells the story and has no name in it.
    void guess(Speech& speech) {
        const auto& pronoun = speech.pronoun;
        if (pronoun == "i" || pronoun == "ich" || pronoun == "we" || pronoun == "wir") return;
        if (!pronoun.empty()) {
            speech.speaker = named_.empty() ? last_ : named_;
            speech.confidence = named_.empty() ? 0.4 : 0.5;
        } else if (silent_ == 0) {
            speech.speaker = before_;
            speech.confidence = 0.4;
        }
        if (speech.speaker.empty()) speech.confidence = 0;
    }

    void take_turn(const std::string& speaker) {
        silent_ = 0;
        named_ = speaker;
        if (speaker == last_) return;
        before_ = std::move(last_);
        last_ = speaker;
    }

    std::unordered_map<std::string, std::string> known_;  // Folded forms of each name.
    std::string last_;                                    // Who spoke last,
    std::string before_;                                  // who spoke before that,
    std::string named_;                                   // and who was named last.
    std::size_t silent_ = 0;
};

}  // namespace

std::vector<PlacedSpeech> find_speech(const Document& document) {
    std::vector<PlacedSpeech> out;
    Conversation conversation(find_names(document));
    for (std::size_t i = 0; i < document.elements.size(); ++i) {
        const auto& element = document.elements[i];
        if (element.type != ElementType::Action) {
            conversation.begin_part();
            continue;
        }
        auto speeches = find_speech(element.text);
        conversation.resolve(element.text, speeches);
        for (auto& speech : speeches) {
            out.push_back({static_cast<std::uint32_t>(i), std::move(speech)});
        }
    }
    return out;
}

}  // namespace fabula::screenplay
