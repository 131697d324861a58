// What one can do with lessons: from a topic or a script to scenes, a cast and the panels of a
// comic.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts_service.hpp"
#include "comments/comments_service.hpp"
#include "files/asset_store.hpp"
#include "generate/storyboard_service.hpp"
#include "imports/imports_service.hpp"
#include "lessons/lesson_answers.hpp"
#include "lessons/lesson_cast.hpp"
#include "lessons/lesson_writer.hpp"
#include "lessons/lessons_store.hpp"
#include "render/render_service.hpp"

namespace fabula {

// Who draws the panels.
enum class LessonArt { Rules, Model };

template <>
struct EnumNames<LessonArt> {
    static constexpr std::array<std::string_view, 2> names{"rules", "model"};
};

namespace lessons {

// What somebody wants a lesson of: a topic, a script, or a project that is there.
struct NewLesson {
    std::string topic;
    std::string script;
    std::optional<ProjectId> project_id;
    std::string story_id;
    std::string age_group{kAgeGroup};
    std::optional<std::string> language;

    static constexpr auto fields = FieldList{
        Field<&NewLesson::topic>{
            "topic",
            {.length_max = kTopicMax,
             .help = "10 to 500 characters; not needed with script, project_id or story_id"}},
        Field<&NewLesson::script>{
            "script", {.length_max = kScriptMax, .help = "Fountain or prose, in place of a topic"}},
        Field<&NewLesson::project_id>{"project_id", {.help = "a project whose script it is"}},
        Field<&NewLesson::story_id>{"story_id",
                                    {.length_max = 100, .help = "one of GET /comics/stories"}},
        Field<&NewLesson::age_group>{"age_group",
                                     {.length_max = 20, .help = "years: \"5-12\", \"7\""}},
        Field<&NewLesson::language>{
            "language", {.length_min = 2, .length_max = 35, .help = "of a lesson story: en, de"}}};
};

struct SceneFeedback {
    std::int64_t scene_id = 0;
    std::string feedback;

    static constexpr auto fields =
        FieldList{Field<&SceneFeedback::scene_id>{"scene_id", {.required = true, .min = 1}},
                  Field<&SceneFeedback::feedback>{"feedback",
                                                  {.required = true, .length_max = kFeedbackMax}}};
};

// A type of character, so many of them.
struct CharacterChoice {
    std::string character_type;
    std::int64_t count = 1;
    std::string name;
    std::string role;

    static constexpr auto fields = FieldList{
        Field<&CharacterChoice::character_type>{"character_type", {.required = true}},
        Field<&CharacterChoice::count>{"count", {.min = 1, .max = kCastMax}},
        Field<&CharacterChoice::name>{"name", {.length_max = 100, .help = "absent: by the story"}},
        Field<&CharacterChoice::role>{
            "role", {.length_max = 200, .help = "a role of the story, or a name in the script"}}};
};

class LessonsService {
public:
    struct Parts {
        store::Store& store;
        accounts::AccountsService& accounts;
        imports::ImportService& imports;
        script::ScriptService& scripts;
        script::ScriptEditService& edits;
        story::StoryService& stories;
        jobs::JobService& jobs;
        comments::CommentsService& comments;
        cast::CastService& cast;
        cast::CastScriptService& cast_scripts;
        generate::FrameService& frames;
        pictures::PictureService& pictures;
        const providers::BuiltinProvider& rules;
        generate::StoryboardService& storyboards;
        render::RenderService& renders;
        const spending::PaidWork& paid;
        const providers::ModelChoice& models;
    };
    // Registers its kind of job; the job service must not have started.
    explicit LessonsService(const Parts& parts);

    // Begins a lesson. A topic is told by the text model that is chosen, in a job; where none is,
    // by the lesson story that fits it and the age. Where none does, throws Invalid, field "topic",
    // with all stories among the fields. A project that has a lesson already answers that one.
    LessonScenes begin(const Actor& actor, const NewLesson& in);

    // Each by the id of the lesson or of its project. NotFound as usual.
    LessonScenes scenes(const Actor& actor, const LessonId& id);
    // Keeps what somebody says of scenes and goes on to the cast. Those scenes, and no others, are
    // written anew by the text model that is chosen, in a job; where none is, the words become
    // comments on them. Without any words the scenes are approved. Conflict while there are no
    // scenes yet.
    LessonState refine(const Actor& actor, const LessonId& id,
                       const std::vector<SceneFeedback>& feedback);
    // See LessonCast::select; approves the scenes. Conflict before they are there.
    LessonAnswer select(const Actor& actor, const LessonId& id,
                        const std::vector<CharacterChoice>& characters);
    // Plans the panels of scenes that have none or say something else now, and has those drawn that
    // lack a picture. Answers the work that is under way where there is one. Conflict before the
    // cast is chosen.
    LessonPanels generate(const Actor& actor, const LessonId& id, LessonArt art);
    LessonAnswer status(const Actor& actor, const LessonId& id);
    // NotFound before it is complete.
    ComicRecord result(const Actor& actor, const LessonId& id);
    // The lesson that a project is, where it is one.
    std::optional<LessonAnswer> find_of(const Actor& actor, const ProjectId& project);

    [[nodiscard]] std::string type_portrait_svg(const CharacterType& type) const;


    // What the documented JSON files and pictures would be, of the actor's organization.
    struct Storage {
        RecordCounts records;
        std::vector<files::FolderSize> folders;
    };
    Storage storage(const Actor& actor);

private:
    LessonScenes begin_story(const Actor& actor, const NewLesson& in, const LessonStory& story,
                             std::string_view language);
    LessonScenes begin_script(const Actor& actor, const NewLesson& in);
    LessonScenes begin_project(const Actor& actor, const NewLesson& in);
    LessonScenes begin_with_model(const Actor& actor, const NewLesson& in);
    void keep_as_comment(const Actor& actor, const Lesson& lesson, const SceneFeedback& words,
                         const NodeId& node);
    void approve_scenes(const Actor& actor, const Lesson& lesson);
    // `with` is called in the lesson's transaction.
    using WithLesson = std::function<void(store::Tx&, const Lesson&)>;
    LessonId create(const Actor& actor, const imports::NewScript& script, Lesson lesson,
                    const WithLesson& with);
    // With its project's script, shots and cast as they stand.
    struct Read;
    Read read(const Actor& actor, Action action, const LessonId& id);
    Lesson put_step(const Actor& actor, const LessonId& id, LessonStep step,
                    const std::optional<JobId>& work);

    Parts parts_;
    LessonCast casting_;
    LessonWriter writer_;
};

}  // namespace lessons
}  // namespace fabula
