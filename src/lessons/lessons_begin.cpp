// How a lesson begins: from a lesson story, a script, a project, or with a model.
#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "lessons/lessons_service.hpp"
#include "script/script_store.hpp"
#include "story/story_store.hpp"

namespace fabula::lessons {


namespace {

Ages checked_ages(const std::string& text) {
    const auto ages = parse_ages(text);
    if (!ages) invalid("age_group", "must be years of age, as \"5-12\" or \"7\"");
    return *ages;
}

void check_topic(const std::string& topic) {
    const auto length = count_code_points(trim(topic));
    if (length < kTopicMin || length > kTopicMax) {
        invalid("topic", "must have 10 to 500 characters");
    }
}

[[noreturn]] void no_story(const std::string& topic, std::string_view language) {
    std::string text = "No lesson story fits this topic and age.";
    if (const auto other = match_story(topic, {1, 99})) {
        text += " \"" + other->story->title.in(language) + "\" fits the topic, and is for ages " +
                join(other->story->age_groups, ", ") + ".";
    }
    text += " Choose one of the stories by story_id, or give a script.";
    Details details{.field = "topic"};
    for (const auto& story : lesson_stories()) {
        details.fields.push_back({"story_id", story.id + ": " + story.title.in(language)});
    }
    throw AppError(Code::Invalid, PublicText{std::move(text)}, std::move(details));
}

}  // namespace

LessonScenes LessonsService::begin(const Actor& actor, const NewLesson& in) {
    const auto ages = checked_ages(in.age_group);
    const int sources = !in.script.empty() + in.project_id.has_value() + !in.story_id.empty();
    if (sources > 1) invalid("script", "Give one of script, project_id and story_id.");
    if (in.project_id) return begin_project(actor, in);
    parts_.accounts.require(actor, Action::Edit, actor.organization);
    if (!in.script.empty()) return begin_script(actor, in);
    const auto house = parts_.accounts.get_house(actor).language;
    if (!in.story_id.empty()) {
        const auto* story = find_lesson_story(in.story_id);
        if (story == nullptr) invalid("story_id", "is no lesson story; see GET /comics/stories");
        return begin_story(actor, in, *story, in.language.value_or(house));
    }
    check_topic(in.topic);
    if (writer_.is_chosen(actor.organization, std::nullopt)) return begin_with_model(actor, in);
    const auto match = match_story(in.topic, ages);
    if (!match) no_story(in.topic, in.language.value_or(house));
    return begin_story(actor, in, *match->story,
                       in.language.value_or(std::string(match->language)));
}

namespace {

// The rows that a story has beside its script: what its scenes teach, and its roles.
void store_story(store::Tx& tx, const Lesson& lesson, const LessonStory& story) {
    std::size_t next = 0;
    for (const auto& node : script::list_all_nodes(tx, lesson.project_id)) {
        if (node.kind != NodeKind::Scene || next == story.scenes.size()) continue;
        const auto& scene = story.scenes[next++];
        tx.insert(LessonScene{.lesson_id = lesson.id,
                              .node_id = node.id,
                              .learning_point = scene.learning_point.in(lesson.language),
                              .visual_elements = scene.visual_elements.in(lesson.language)});
    }
    auto people = cast::list_cast(tx, lesson.project_id);
    for (const auto& role : story.roles) {
        const auto found = std::ranges::find_if(people, [&](const cast::Character& one) {
            return fold(one.name) == fold(role.name.in(lesson.language));
        });
        if (found == people.end()) continue;
        if (role.description) {
            found->description = role.description->in(lesson.language);
            tx.update(*found);
        }
        if (role.character_type.empty()) continue;
        tx.insert(LessonRole{.lesson_id = lesson.id, .character_id = found->id, .role = role.id});
    }
}

}  // namespace

LessonScenes LessonsService::begin_story(const Actor& actor, const NewLesson& in,
                                         const LessonStory& story, std::string_view language) {
    const std::string told(language_of(language));
    imports::NewScript script;
    script.title = story.title.in(told);
    script.kind = ProjectKind::Comic;
    script.format = ScriptFormat::Screenplay;
    script.language = told;
    script.text = fountain_of(story, told);
    const Lesson lesson{
        .story_id = story.id,
        .topic = trim(in.topic).empty() ? script.title : std::string(trim(in.topic)),
        .age_group = in.age_group,
        .language = told};
    return scenes(actor, create(actor, script, lesson, [&](store::Tx& tx, const Lesson& row) {
                      store_story(tx, row, story);
                  }));
}

LessonId LessonsService::create(const Actor& actor, const imports::NewScript& script, Lesson lesson,
                                const WithLesson& with) {
    lesson.id = make_id<LessonId>();
    parts_.imports.create_script(actor, script, [&](store::Tx& tx, const story::Project& project) {
        auto row = lesson;
        row.organization_id = project.organization_id;
        row.project_id = project.id;
        if (!actor.user.empty()) row.created_by = actor.user;
        tx.insert(row);
        if (with) with(tx, row);
    });
    return lesson.id;
}

LessonScenes LessonsService::begin_with_model(const Actor& actor, const NewLesson& in) {
    const std::string topic(trim(in.topic));
    imports::NewScript script;
    script.title = shorten(topic, 200);
    script.kind = ProjectKind::Comic;
    script.format = ScriptFormat::Screenplay;
    script.language = in.language;
    const Lesson lesson{.topic = topic,
                        .age_group = in.age_group,
                        .language = in.language.value_or(parts_.accounts.get_house(actor).language),
                        .step = LessonStep::GeneratingScenes};
    return scenes(actor, create(actor, script, lesson, [&](store::Tx& tx, const Lesson& row) {
                      auto with_work = row;
                      with_work.work_id = writer_.write_all(tx, actor, row).id;
                      tx.update(with_work);
                  }));
}

namespace {

// Prose without chapters is one scene.
std::string with_a_scene(const imports::Import& read, const std::string& title) {
    const auto prepared = script::ScriptService::prepare(read.format, read.text, read.source_form);
    if (!prepared.outline.nodes.empty()) return read.text;
    if (read.format != ScriptFormat::Manuscript) {
        invalid("script", "has no scene: scene headings begin with INT. or EXT.");
    }
    return "# " + title + "\n\n" + read.text;
}

}  // namespace

LessonScenes LessonsService::begin_script(const Actor& actor, const NewLesson& in) {
    const auto text = script::to_stored_text(in.script, "script");
    if (trim(text).empty()) invalid("script", "is empty");
    const auto read = parts_.imports.preview(actor, "story.txt", text);
    imports::NewScript script;
    script.title = trim(in.topic).empty() ? read.title : shorten(trim(in.topic), 200);
    if (trim(script.title).empty() || script.title == "story") script.title = "Comic";
    script.kind = ProjectKind::Comic;
    script.format = read.format;
    script.language = in.language;
    const Lesson lesson{
        .topic = std::string(trim(in.topic)),
        .age_group = in.age_group,
        .language = in.language.value_or(parts_.accounts.get_house(actor).language)};
    script.text = with_a_scene(read, script.title);
    const auto id = create(actor, script, lesson, {});
    parts_.imports.discard(actor, read.id);
    return scenes(actor, id);
}

LessonScenes LessonsService::begin_project(const Actor& actor, const NewLesson& in) {
    if (scenes_of(parts_.scripts.view(actor, *in.project_id), {}).empty()) {
        invalid("project_id", "has a script without scenes");
    }
    const auto id = parts_.store.write([&](store::Tx& tx) {
        const auto project = story::get_project(tx, actor, Action::Edit, *in.project_id);
        if (const auto known = find_lesson_of(tx, project.id)) return known->id;
        Lesson lesson{.organization_id = project.organization_id,
                      .project_id = project.id,
                      .topic = std::string(trim(in.topic)),
                      .age_group = in.age_group,
                      .language = in.language.value_or(project.language)};
        if (!actor.user.empty()) lesson.created_by = actor.user;
        tx.insert(lesson);
        return lesson.id;
    });
    return scenes(actor, id);
}

}  // namespace fabula::lessons
