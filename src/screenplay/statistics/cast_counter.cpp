#include "screenplay/statistics/cast_counter.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

// Longer cues are sentences; nobody is looked for under them in the action.
constexpr std::size_t kNameWordsMax = 6;

bool is_spoken_below_cue(ElementType type) {
    return type == ElementType::Dialogue || type == ElementType::Lyric ||
           type == ElementType::Parenthetical;
}

// A word of the action that may be part of a name, folded; empty where it begins in lower case.
std::string name_word(std::string_view text, std::size_t from, std::size_t to) {
    std::size_t at = from;
    if (is_lower(next_code_point(text, at))) return {};
    std::string folded = fold(text.substr(from, to - from));
    for (const std::string_view ending : {"'s", "’s"}) {
        if (folded.ends_with(ending)) folded.resize(folded.size() - ending.size());
    }
    return folded;
}

bool is_word_character(char32_t c) {
    return is_letter(c) || is_digit(c) || c == '\'' || c == 0x2019 || c == '-' ||
           (c >= 0x300 && c < 0x370);
}

// Calls visit(from, to, follows) for each word; `follows` where only one blank parts it from the
// word before.
template <class Visit>
void for_each_word(std::string_view text, Visit&& visit) {
    std::size_t end_before = std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        std::size_t next = at;
        while (next < text.size() && is_word_character(next_code_point(text, next))) at = next;
        if (at == from) {
            at = next;
            continue;
        }
        std::size_t to = at;
        while (to > from && (text[to - 1] == '\'' || text[to - 1] == '-')) --to;
        const bool follows = end_before != std::string_view::npos && from == end_before + 1 &&
                             text[end_before] == ' ';
        if (to > from) visit(from, to, follows);
        end_before = at;
    }
}

}  // namespace

CastCounter::CastCounter(const Document& document, const std::vector<int>& page_of_element)
    : document_(document),
      page_of_element_(page_of_element),
      speaker_of_element_(document.elements.size(), kNobody) {
    std::uint32_t speaker = kNobody;
    for (std::size_t i = 0; i < document.elements.size(); ++i) {
        const Element& element = document.elements[i];
        if (element.type == ElementType::Character) {
            speaker = character_of(element.text);
        } else if (!is_spoken_below_cue(element.type) && element.type != ElementType::Note) {
            speaker = kNobody;
        }
        speaker_of_element_[i] = speaker;
    }
    seen_.resize(characters_.size());
    scene_casts_.emplace_back();
}

std::uint32_t CastCounter::character_of(std::string_view cue) {
    const std::string_view name = speaker_of(cue);
    if (trim(name).empty()) return kNobody;
    const auto [known, fresh] = by_cue_.try_emplace(std::string(name), kNobody);
    if (!fresh) return known->second;
    const auto [same, is_new] =
        by_name_.try_emplace(fold(name), static_cast<std::uint32_t>(characters_.size()));
    if (is_new) {
        characters_.push_back({.name = std::string(name)});
        longest_name_ =
            std::max(longest_name_, std::min(kNameWordsMax, split(same->first, ' ').size()));
    }
    return known->second = same->second;
}

void CastCounter::add(std::uint32_t element, std::uint32_t scene) {
    if (current().scene != scene) {
        scene_casts_.push_back({.scene = scene});
        last_speaker_ = kNobody;
    }
    const ElementType type = document_.elements[element].type;
    const std::uint32_t speaker = speaker_of_element_[element];
    if (type == ElementType::Action) return find_names(element);
    if (speaker == kNobody) return;
    if (type == ElementType::Character) {
        speak(element, speaker);
    } else if (type == ElementType::Dialogue || type == ElementType::Lyric) {
        characters_[speaker].words += count_words(document_.elements[element].text);
    }
}

void CastCounter::add_line(std::uint32_t element) {
    const std::uint32_t speaker = speaker_of_element_[element];
    if (speaker != kNobody) ++characters_[speaker].lines;
}

void CastCounter::speak(std::uint32_t element, std::uint32_t character) {
    CharacterCounts& counts = characters_[character];
    ++counts.speeches;
    see(element, character);
    const auto here = static_cast<std::uint32_t>(scene_casts_.size() - 1);
    if (seen_[character].spoke_in != here) {
        seen_[character].spoke_in = here;
        current().speakers.push_back(character);
        if (current().scene != kNoScene) ++counts.speaking_scenes;
    }
    if (last_speaker_ != kNobody && last_speaker_ != character) {
        ++exchanges_[std::minmax(last_speaker_, character)];
    }
    last_speaker_ = character;
}

void CastCounter::see(std::uint32_t element, std::uint32_t character) {
    CharacterCounts& counts = characters_[character];
    const auto here = static_cast<std::uint32_t>(scene_casts_.size() - 1);
    const Appearance now{.scene = current().scene, .page = page_of_element_[element]};
    const bool first = seen_[character].seen_in == kNobody;
    if (first) counts.first = now;
    counts.last = now;
    if (seen_[character].seen_in == here) return;
    seen_[character].seen_in = here;
    current().present.push_back(character);
    if (current().scene != kNoScene) ++counts.scenes;
}

// Names that stand in the action in capitals or as names are written, the longest that fits.
void CastCounter::find_names(std::uint32_t element) {
    if (longest_name_ == 0) return;
    const std::string_view text = document_.elements[element].text;
    std::vector<std::string> recent;  // The last words in a row, oldest first.
    for_each_word(text, [&](std::size_t from, std::size_t to, bool follows) {
        if (!follows) recent.clear();
        auto word = name_word(text, from, to);
        if (word.empty()) return recent.clear();
        if (recent.size() == longest_name_) recent.erase(recent.begin());
        recent.push_back(std::move(word));
        for (std::size_t first = 0; first < recent.size(); ++first) {
            std::string name = recent[first];
            for (std::size_t i = first + 1; i < recent.size(); ++i) name += ' ' + recent[i];
            const auto found = by_name_.find(name);
            if (found == by_name_.end()) continue;
            see(element, found->second);
            break;
        }
    });
}

void CastCounter::finish(std::vector<SceneCounts>& scenes,
                         std::vector<CharacterCounts>& characters) {
    for (SceneCast& cast : scene_casts_) {
        if (cast.scene == kNoScene) continue;
        scenes[cast.scene].speakers = std::move(cast.speakers);
        scenes[cast.scene].present = std::move(cast.present);
    }
    for (const auto& [pair, count] : exchanges_) {
        characters_[pair.first].partners.push_back({pair.second, count});
        characters_[pair.second].partners.push_back({pair.first, count});
    }
    for (CharacterCounts& counts : characters_) {
        std::ranges::stable_sort(counts.partners, std::ranges::greater{}, &Partner::exchanges);
    }
    characters = std::move(characters_);
}

}  // namespace fabula::screenplay
