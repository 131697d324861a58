// What data/lessons and data/character_types.json hold: complete in both languages, and drawable.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/text.hpp"
#include "drawing/frame_json.hpp"
#include "embedded/data.hpp"
#include "lessons/lesson_story.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"

namespace fabula::lessons {

namespace {

// Whether all that the file says has been read: a misspelt member would be missing.
bool holds(const Json& read, const Json& file) {
    if (file.is_object()) {
        for (const auto& [name, value] : file.items()) {
            if (!read.is_object() || !read.contains(name) || !holds(read.at(name), value)) {
                MESSAGE("unknown: ", name);
                return false;
            }
        }
        return true;
    }
    if (!file.is_array()) return read == file;
    if (!read.is_array() || read.size() != file.size()) return false;
    for (std::size_t i = 0; i < file.size(); ++i) {
        if (!holds(read[i], file[i])) return false;
    }
    return true;
}

std::size_t word_count(const std::string& text) {
    return screenplay::count_words(text);
}

screenplay::Outline outline_of(const LessonStory& story, std::string_view language) {
    return screenplay::read_outline(screenplay::parse_fountain(fountain_of(story, language)));
}

}  // namespace

TEST_CASE("there are twelve lesson stories, and every word of their files is understood") {
    std::size_t files = 0;
    for (const auto& file : embedded::data()) {
        if (!file.name.starts_with("lessons/")) continue;
        CAPTURE(file.name);
        ++files;
        const auto json = parse_json(file.bytes);
        const auto story = decode<LessonStory>(json);
        CHECK(holds(encode(story), json));
        CHECK("lessons/" + story.id + ".json" == std::string(file.name));
    }
    CHECK(files == 12);
    CHECK(lesson_stories().size() == 12);
    CHECK(find_lesson_story("the-car-at-the-gate") != nullptr);
    CHECK(find_lesson_story("no-such-story") == nullptr);
}

TEST_CASE("a lesson story has six scenes in each language, and short lines") {
    for (const auto& story : lesson_stories()) {
        CAPTURE(story.id);
        REQUIRE(story.scenes.size() == 6);
        REQUIRE(!story.age_groups.empty());
        for (const auto& group : story.age_groups) CHECK(parse_ages(group).has_value());
        for (const auto& scene : story.scenes) {
            CAPTURE(scene.title.en);
            CHECK(scene.visual_elements.en.size() == scene.visual_elements.de.size());
            CHECK(!scene.visual_elements.en.empty());
            bool seen = false;
            for (const auto& line : scene.text) {
                CHECK(line.action.has_value() != line.says.has_value());
                CHECK(line.says.has_value() == !line.role.empty());
                seen = seen || line.action.has_value();
                for (const auto language : kLanguages) {
                    if (line.says) CHECK(word_count(line.says->in(language)) <= 20);
                    if (line.action) CHECK(word_count(line.action->in(language)) <= 34);
                }
            }
            CHECK(seen);
        }
    }
}

TEST_CASE("every role of a lesson story speaks, and is of a known type or described") {
    for (const auto& story : lesson_stories()) {
        CAPTURE(story.id);
        std::set<std::string> known;
        std::set<std::string> speaks;
        std::size_t played = 0;
        for (const auto& role : story.roles) {
            CAPTURE(role.id);
            CHECK(known.insert(role.id).second);
            const bool typed = find_character_type(role.character_type) != nullptr;
            CHECK(typed != role.description.has_value());
            played += typed;
        }
        CHECK(played >= 2);
        for (const auto& scene : story.scenes) {
            for (const auto& line : scene.text) {
                if (!line.role.empty()) speaks.insert(line.role);
            }
        }
        CHECK(speaks == known);
    }
}

TEST_CASE("a lesson story is the same script in both languages, scene by scene") {
    for (const auto& story : lesson_stories()) {
        CAPTURE(story.id);
        const auto english = outline_of(story, "en");
        const auto german = outline_of(story, "de");
        REQUIRE(english.nodes.size() == 6);
        REQUIRE(german.nodes.size() == 6);
        for (std::size_t i = 0; i < 6; ++i) {
            CAPTURE(english.nodes[i].title);
            CHECK(english.nodes[i].kind == screenplay::NodeKind::Scene);
            CHECK(english.nodes[i].parts.setting == german.nodes[i].parts.setting);
            CHECK(english.nodes[i].parts.setting != screenplay::Setting::Unknown);
            CHECK(english.nodes[i].speakers.size() == german.nodes[i].speakers.size());
            CHECK(english.nodes[i].synopsis == story.scenes[i].title.en);
            CHECK(german.nodes[i].synopsis == story.scenes[i].title.de);
        }
    }
}

TEST_CASE("every topic word finds its story in either language") {
    for (const auto& story : lesson_stories()) {
        const auto ages = parse_ages(story.age_groups.front());
        REQUIRE(ages.has_value());
        for (const auto language : kLanguages) {
            for (const auto& word : story.topic_words.in(language)) {
                CAPTURE(story.id);
                CAPTURE(word);
                const auto found = match_story("about " + word, *ages);
                REQUIRE(found.has_value());
                const auto& words = found->story->topic_words.in(found->language);
                CHECK(!words.empty());
            }
        }
    }
}

TEST_CASE("a topic is told by the story that knows most of its words and fits the age") {
    const auto told = [](std::string_view topic, Ages ages) {
        const auto found = match_story(topic, ages);
        return found ? found->story->id + " " + std::string(found->language) : std::string("none");
    };
    CHECK(told("Teaching children about stranger danger", {5, 12}) == "the-car-at-the-gate en");
    CHECK(told("Warum man seine Zähne putzt", {5, 12}) == "the-sugar-pirates de");
    CHECK(told("Fire safety: what to do when there is smoke", {6, 10}) ==
          "smoke-under-the-door en");
    CHECK(told("Streit unter Freunden", {9, 12}) == "the-wall-in-the-tree-house de");
    CHECK(told("Fire safety at home", {3, 3}) == "the-car-at-the-gate en");
    CHECK(told("The history of the steam engine", {5, 12}) == "none");
    CHECK(told("", {5, 12}) == "none");
}

TEST_CASE("ages are a range of years or one year") {
    CHECK(parse_ages("5-12")->to == 12);
    CHECK(parse_ages(" 7 ")->from == 7);
    CHECK(parse_ages("3 - 5")->from == 3);
    for (const auto* wrong : {"", "12-5", "0-3", "5-", "-5", "five", "5-120", "5-12-14"}) {
        CAPTURE(wrong);
        CHECK(!parse_ages(wrong).has_value());
    }
}

TEST_CASE("the eight character types are known by their documented names and all look different") {
    std::string ids;
    std::vector<drawing::CastMember> everybody;
    std::map<std::string, std::string> names;  // Of people, with their type.
    for (const auto& type : character_types()) {
        ids += (ids.empty() ? "" : " ") + type.id;
        CHECK(!type.visual_tags.empty());
        CHECK(parse_ages(type.age_group).has_value());
        REQUIRE(type.people.size() == 4);
        for (const auto& person : type.people) {
            everybody.push_back({person.name.en, drawing::combine(person.look, type.look)});
            for (const auto language : kLanguages) {
                const auto [known, fresh] = names.emplace(person.name.in(language), type.id);
                CHECK((fresh || known->second == type.id));
            }
        }
    }
    CHECK(ids ==
          "boy_young girl_young boy_teen girl_teen parent_mom parent_dad friend_boy friend_girl");
    const auto looks = drawing::assign_looks(everybody);
    for (std::size_t a = 0; a < looks.size(); ++a) {
        for (std::size_t b = a + 1; b < looks.size(); ++b)
            CHECK(encode(looks[a]) != encode(looks[b]));
    }
    // Nobody of a story is called as somebody who could be put beside them.
    for (const auto& story : lesson_stories()) {
        for (const auto& role : story.roles) {
            for (const auto language : kLanguages) {
                const auto known = names.find(role.name.in(language));
                CAPTURE(role.name.en);
                CHECK((known == names.end() || known->second == role.character_type));
            }
        }
    }
}

}  // namespace fabula::lessons
