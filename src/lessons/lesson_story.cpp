#include "lessons/lesson_story.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/embedded.hpp"
#include "base/search_words.hpp"
#include "base/text.hpp"
#include "embedded/data.hpp"

namespace fabula::lessons {

namespace {

constexpr std::string_view kFolder = "lessons/";
constexpr std::string_view kTypesFile = "character_types.json";

std::vector<LessonStory> read_stories() {
    std::vector<LessonStory> out;
    for (const auto& file : embedded::data()) {
        if (!file.name.starts_with(kFolder)) continue;
        out.push_back(decode<LessonStory>(parse_json(file.bytes)));
    }
    return out;
}

std::vector<CharacterType> read_types() {
    const auto* file = find_embedded(embedded::data(), kTypesFile);
    if (file == nullptr) throw std::logic_error("the character types are missing");
    std::vector<CharacterType> out;
    for (const auto& one : parse_json(file->bytes)) out.push_back(decode<CharacterType>(one));
    return out;
}

template <class T>
const T* find_by_id(const std::vector<T>& all, std::string_view id) {
    const auto found = std::ranges::find_if(all, [&](const T& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string_view language_of(std::string_view tag) {
    const auto main = tag.substr(0, tag.find('-'));
    for (const auto known : kLanguages) {
        if (fold(main) == known) return known;
    }
    return kLanguages.front();
}

const std::vector<LessonStory>& lesson_stories() {
    static const auto read = read_stories();
    return read;
}

const LessonStory* find_lesson_story(std::string_view id) {
    return find_by_id(lesson_stories(), id);
}

const std::vector<CharacterType>& character_types() {
    static const auto read = read_types();
    return read;
}

const CharacterType* find_character_type(std::string_view id) {
    return find_by_id(character_types(), id);
}

std::optional<Ages> parse_ages(std::string_view text) {
    constexpr std::int64_t kOldest = 99;
    text = trim(text);
    const auto dash = text.find('-');
    const auto from = parse_integer(trim(text.substr(0, dash)));
    const auto to =
        dash == std::string_view::npos ? from : parse_integer(trim(text.substr(dash + 1)));
    if (!from || !to || *from < 1 || *to < *from || *to > kOldest) return std::nullopt;
    return Ages{*from, *to};
}

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    SearchWordReader reader(text);
    for (SearchWord word; reader.next(word);) {
        if (!word.text.empty()) out.push_back(word.text);
    }
    return out;
}

// "strangers" and "stranger", "teilen" and "teilt": one word goes on for three letters at most.
bool are_alike(std::string_view a, std::string_view b) {
    constexpr std::size_t kStemMin = 4;
    constexpr std::size_t kEndingMax = 3;
    if (a == b) return true;
    if (a.size() > b.size()) std::swap(a, b);
    return a.size() >= kStemMin && b.size() - a.size() <= kEndingMax && b.starts_with(a);
}

// How many words of the topic the list knows.
std::size_t count_known(const std::vector<std::string>& topic,
                        const std::vector<std::string>& list) {
    std::size_t count = 0;
    for (const auto& word : topic) {
        count += std::ranges::any_of(list, [&](const std::string& known) {
            const auto folded = words_of(known);
            return !folded.empty() && are_alike(folded.front(), word);
        });
    }
    return count;
}

bool is_for(const LessonStory& story, const Ages& ages) {
    return std::ranges::any_of(story.age_groups, [&](const std::string& group) {
        const auto known = parse_ages(group);
        return known && known->overlaps(ages);
    });
}

}  // namespace

std::optional<StoryMatch> match_story(std::string_view topic, const Ages& ages) {
    const auto words = words_of(topic);
    std::optional<StoryMatch> best;
    std::size_t most = 0;
    for (const auto& story : lesson_stories()) {
        if (!is_for(story, ages)) continue;
        for (const auto language : kLanguages) {
            const auto count = count_known(words, story.topic_words.in(language));
            if (count <= most) continue;
            most = count;
            best = StoryMatch{&story, language};
        }
    }
    return best;
}

namespace {

std::string name_in(const LessonStory& story, const std::string& role, std::string_view language) {
    const auto* found = find_by_id(story.roles, role);
    if (found == nullptr) throw std::logic_error("story " + story.id + " has no role " + role);
    return found->name.in(language);
}

std::string fountain_of(const LessonStory& story, const StoryLine& line,
                        std::string_view language) {
    if (line.action) return line.action->in(language) + "\n\n";
    auto out = to_upper(name_in(story, line.role, language));
    if (!line.extension.empty()) out += " (" + line.extension + ")";
    out += "\n";
    if (line.manner) out += "(" + line.manner->in(language) + ")\n";
    return out + line.says.value_or(Words{}).in(language) + "\n\n";
}

}  // namespace

std::string fountain_of(const LessonStory& story, std::string_view language) {
    std::string out = "Title: " + story.title.in(language) + "\n\n";
    for (const auto& scene : story.scenes) {
        out += scene.heading.in(language) + "\n\n= " + scene.title.in(language) + "\n\n";
        for (const auto& line : scene.text) out += fountain_of(story, line, language);
    }
    out.pop_back();
    return out;
}

}  // namespace fabula::lessons
