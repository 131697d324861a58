#include "lessons/lessons_service.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "history/record.hpp"
#include "jobs/jobs_store.hpp"
#include "lessons/lesson_panels.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::lessons {

namespace {


[[noreturn]] void conflict(std::string text) {
    throw AppError(Code::Conflict, PublicText{std::move(text)});
}

// Where a lesson stands once the job of its step is done. Of scenes that were written for the first
// time the job's own end says so, in the transaction that stores them.
LessonStep step_behind(LessonStep step) {
    if (step == LessonStep::GeneratingImages) return LessonStep::Completed;
    if (step == LessonStep::RefiningScenes) return LessonStep::CharacterSelection;
    return LessonStep::Error;
}

// The step that a lesson is really at: what a job does ends by itself.
LessonStep step_now(const Lesson& lesson, const std::optional<jobs::Job>& work) {
    if (status_of(lesson.step) != LessonStatus::Processing) return lesson.step;
    if (!work) return step_behind(lesson.step);
    if (!jobs::has_ended(work->state)) return lesson.step;
    return work->state == JobState::Done ? step_behind(lesson.step) : LessonStep::Error;
}

std::string message_of(LessonStep step, const std::optional<jobs::Job>& work) {
    switch (step) {
        case LessonStep::SceneReview:
            return "Read the scenes. Say what should be different, or go on.";
        case LessonStep::CharacterSelection: return "Choose who plays: one to four characters.";
        case LessonStep::ComicGeneration: return "Have the panels drawn.";
        case LessonStep::GeneratingScenes:
        case LessonStep::RefiningScenes:
            if (work && work->state == JobState::Paused) return work->pause_reason;
            return "The scenes are being written.";
        case LessonStep::GeneratingImages:
            if (work && work->state == JobState::Paused) return work->pause_reason;
            return "The panels are being drawn: " + std::to_string(work ? work->done_count : 0) +
                   " of " + std::to_string(work ? work->item_count : 0) + ".";
        case LessonStep::Completed: return "The comic is complete.";
        case LessonStep::Error:
            if (work && work->state == JobState::PartlyDone) {
                return std::to_string(work->failed_count) + " of " +
                       std::to_string(work->item_count) + " pieces did not come. Ask again.";
            }
            return work && !work->error.empty() ? work->error : "The work was stopped. Ask again.";
        case LessonStep::Initialization: break;
    }
    return {};
}

LessonState state_of(const Lesson& lesson, const std::optional<jobs::Job>& work) {
    const auto step = step_now(lesson, work);
    return {.id = lesson.id,
            .comic_id = lesson.project_id,
            .status = status_of(step),
            .step = step,
            .progress = progress_of(step),
            .message = message_of(step, work),
            .work_id = lesson.work_id,
            .rev = lesson.rev};
}

}  // namespace

// A lesson with all that its project has of it.
struct LessonsService::Read {
    Lesson lesson;
    LessonState state;
    story::Project project;
    script::ScriptView view;
    std::vector<SceneAnswer> scenes;
    std::vector<shots::Shot> shots;
    std::vector<cast::CharacterAnswer> cast;
    std::vector<LessonRole> roles;

    [[nodiscard]] LessonScenes with_scenes() const { return {state, scenes}; }
    [[nodiscard]] std::vector<PanelAnswer> panels() const { return panels_of(shots, scenes); }
    [[nodiscard]] LessonAnswer answer() const {
        return {state,
                {.topic = lesson.topic,
                 .age_group = lesson.age_group,
                 .language = lesson.language,
                 .story_id = lesson.story_id,
                 .scenes = scenes,
                 .characters = people_of(cast, roles),
                 .current_step = state.step,
                 .comic_id = lesson.project_id,
                 .comic_panels = panels()}};
    }
    [[nodiscard]] bool is_written() const {
        return state.step != LessonStep::GeneratingScenes &&
               state.step != LessonStep::RefiningScenes && !scenes.empty();
    }
};

LessonsService::LessonsService(const Parts& parts)
    : parts_(parts),
      casting_({.store = parts.store,
                .cast = parts.cast,
                .scripts = parts.cast_scripts,
                .frames = parts.frames,
                .pictures = parts.pictures,
                .rules = parts.rules}),
      writer_({.store = parts.store,
               .jobs = parts.jobs,
               .stories = parts.stories,
               .scripts = parts.scripts,
               .edits = parts.edits,
               .cast_scripts = parts.cast_scripts,
               .renders = parts.renders,
               .paid = parts.paid,
               .models = parts.models}) {}

LessonsService::Read LessonsService::read(const Actor& actor, Action action, const LessonId& id) {
    Read out;
    std::vector<LessonScene> rows;
    parts_.store.read([&](store::Reader& db) {
        out.lesson = get_lesson(db, actor, action, id);
        const auto work =
            out.lesson.work_id ? jobs::find_job(db, *out.lesson.work_id) : std::nullopt;
        out.state = state_of(out.lesson, work);
        rows = list_lesson_scenes(db, out.lesson.id);
        out.roles = list_lesson_roles(db, out.lesson.id);
        out.shots = shots::list_shots_of_project(db, out.lesson.project_id);
        out.cast = cast::with_pictures(
            db, cast::list_cast(db, out.lesson.project_id));
    });
    out.view = parts_.scripts.view(actor, out.lesson.project_id);
    out.project = out.view.project;
    out.scenes = scenes_of(out.view, rows);
    return out;
}

Lesson LessonsService::put_step(const Actor& actor, const LessonId& id, LessonStep step,
                                const std::optional<JobId>& work) {
    return parts_.store.write([&](store::Tx& tx) {
        auto lesson = get_lesson(tx, actor, Action::Edit, id);
        if (lesson.step == step && lesson.work_id == work) return lesson;
        lesson.step = step;
        lesson.work_id = work;
        tx.update(lesson);
        return lesson;
    });
}

LessonScenes LessonsService::scenes(const Actor& actor, const LessonId& id) {
    return read(actor, Action::View, id).with_scenes();
}

namespace {

// Each with the words that somebody gave, trimmed; what is empty asks for nothing.
std::vector<SceneFeedback> checked_feedback(const std::vector<SceneFeedback>& given,
                                            std::size_t scene_count) {
    std::vector<SceneFeedback> out;
    std::set<std::int64_t> seen;
    for (const auto& one : given) {
        if (one.scene_id < 1 || one.scene_id > static_cast<std::int64_t>(scene_count)) {
            invalid("feedback_list", "There is no scene " + std::to_string(one.scene_id) + ".");
        }
        if (!seen.insert(one.scene_id).second) {
            invalid("feedback_list",
                    "Scene " + std::to_string(one.scene_id) + " is there more than once.");
        }
        const std::string words(trim(one.feedback));
        if (!words.empty()) out.push_back({one.scene_id, words});
    }
    return out;
}

}  // namespace

void LessonsService::keep_as_comment(const Actor& actor, const Lesson& lesson,
                                     const SceneFeedback& words, const NodeId& node) {
    // The same words sent again are one comment.
    parts_.comments.create(
        actor, {.object_kind = ThreadObject::Node,
                .object_id = node.text,
                .body = words.feedback,
                .client_key = lesson.id.text + "/" + std::to_string(words.scene_id) + "/" +
                              fingerprint(words.feedback)});
}

void LessonsService::approve_scenes(const Actor& actor, const Lesson& lesson) {
    parts_.store.write([&](store::Tx& tx) {
        story::get_project(tx, actor, Action::Edit, lesson.project_id);
        const auto rows = list_lesson_scenes(tx, lesson.id);
        for (auto& node : script::list_all_nodes(tx, lesson.project_id)) {
            const auto row = std::ranges::find(rows, node.id, &LessonScene::node_id);
            if (!node.pencil || row == rows.end()) continue;
            node.pencil = false;
            tx.update(node);
        }
    });
}

LessonState LessonsService::refine(const Actor& actor, const LessonId& id,
                                   const std::vector<SceneFeedback>& feedback) {
    const auto now = read(actor, Action::Edit, id);
    if (!now.is_written()) conflict("There are no scenes to speak of yet.");
    const auto given = checked_feedback(feedback, now.scenes.size());
    const bool by_model =
        !given.empty() && writer_.is_chosen(now.project.organization_id, now.project.id);
    std::vector<NodeId> nodes;
    for (const auto& words : given) {
        nodes.push_back(now.scenes[static_cast<std::size_t>(words.scene_id - 1)].node_id);
        if (!by_model) keep_as_comment(actor, now.lesson, words, nodes.back());
    }
    if (given.empty()) approve_scenes(actor, now.lesson);
    parts_.store.write([&](store::Tx& tx) {
        auto lesson = get_lesson(tx, actor, Action::Edit, id);
        for (std::size_t i = 0; i < given.size(); ++i) {
            auto row = find_lesson_scene(tx, nodes[i]);
            if (!row) row = tx.insert(LessonScene{.lesson_id = lesson.id, .node_id = nodes[i]});
            row->feedback = given[i].feedback;
            tx.update(*row);
        }
        lesson.work_id.reset();
        lesson.step = by_model ? LessonStep::RefiningScenes : LessonStep::CharacterSelection;
        if (by_model) lesson.work_id = writer_.rewrite(tx, actor, lesson, nodes).id;
        tx.update(lesson);
    });
    auto state = read(actor, Action::View, id).state;
    if (!given.empty() && !by_model) {
        state.message =
            "Your words are kept as comments on the scenes, for a person: no text model"
            " is chosen that could write them anew. " +
            state.message;
    }
    return state;
}

namespace {

std::vector<ChosenPerson> checked_choice(const std::vector<CharacterChoice>& given) {
    std::vector<ChosenPerson> out;
    for (const auto& choice : given) {
        const auto* type = find_character_type(choice.character_type);
        if (type == nullptr) {
            invalid("characters", "\"" + shorten(choice.character_type, 60) +
                                      "\" is no type of character; see GET /comics/characters");
        }
        if (choice.count > 1 && !(choice.name.empty() && choice.role.empty())) {
            invalid("characters", "A name or a role is for one character alone.");
        }
        for (std::int64_t i = 0; i < choice.count; ++i) {
            out.push_back({type, std::string(trim(choice.name)), std::string(trim(choice.role))});
        }
    }
    if (out.empty() || std::ssize(out) > kCastMax) {
        invalid("characters", "Choose one to four characters.");
    }
    return out;
}

}  // namespace

LessonAnswer LessonsService::select(const Actor& actor, const LessonId& id,
                                    const std::vector<CharacterChoice>& characters) {
    const auto chosen = checked_choice(characters);
    const auto now = read(actor, Action::Edit, id);
    if (!now.is_written()) conflict("There are no scenes yet whose cast could be chosen.");
    if (now.state.step == LessonStep::GeneratingImages) {
        conflict("The panels are being drawn. Wait for them, or cancel the work first.");
    }
    approve_scenes(actor, now.lesson);
    casting_.select(actor, now.lesson, chosen);
    put_step(actor, now.lesson.id, LessonStep::ComicGeneration, std::nullopt);
    return status(actor, id);
}

LessonPanels LessonsService::generate(const Actor& actor, const LessonId& id, LessonArt art) {
    const auto now = read(actor, Action::Edit, id);
    if (now.state.step == LessonStep::GeneratingImages) return {now.state, now.panels()};
    const bool cast_chosen = now.lesson.step == LessonStep::ComicGeneration ||
                             now.lesson.step == LessonStep::GeneratingImages ||
                             now.lesson.step == LessonStep::Completed;
    if (!now.is_written() || !cast_chosen) conflict("Choose the characters first.");
    const auto planned = generate::plan_shots(now.view);
    if (planned.empty()) conflict("The scenes hold nothing that could be drawn.");
    const bool complete = parts_.store.write([&](store::Tx& tx) {
        story::get_project(tx, actor, Action::Edit, now.lesson.project_id);
        bring_up_to_date(tx, now.view.script, planned);
        return shots::list_shots_without_image(tx, now.lesson.project_id).empty();
    });
    if (complete && art == LessonArt::Rules) {
        put_step(actor, now.lesson.id, LessonStep::Completed, std::nullopt);
    } else {
        const auto work = art == LessonArt::Rules
                              ? parts_.storyboards.start(actor, now.lesson.project_id)
                              : parts_.renders.start(actor, now.lesson.project_id, {});
        put_step(actor, now.lesson.id, LessonStep::GeneratingImages, work.id);
    }
    const auto then = read(actor, Action::View, id);
    return {then.state, then.panels()};
}

LessonAnswer LessonsService::status(const Actor& actor, const LessonId& id) {
    return read(actor, Action::View, id).answer();
}

ComicRecord LessonsService::result(const Actor& actor, const LessonId& id) {
    const auto now = read(actor, Action::View, id);
    if (now.state.step != LessonStep::Completed) {
        throw AppError(Code::NotFound, PublicText{"The comic is not complete yet."});
    }
    return {.id = now.lesson.project_id,
            .job_id = now.lesson.id,
            .topic = now.lesson.topic,
            .title = now.project.title,
            .status = now.state.status,
            .scenes = now.scenes,
            .panels = now.panels(),
            .characters = people_of(now.cast, now.roles),
            .created_at = now.lesson.created_at,
            .updated_at = now.lesson.updated_at};
}

std::optional<LessonAnswer> LessonsService::find_of(const Actor& actor, const ProjectId& project) {
    const auto found = parts_.store.read([&](store::Reader& db) {
        return find_lesson_of(db, story::get_project(db, actor, Action::View, project).id);
    });
    if (!found) return std::nullopt;
    return status(actor, found->id);
}

std::string LessonsService::type_portrait_svg(const CharacterType& type) const {
    const auto look = drawing::combine(type.people.front().look, type.look);
    return parts_.rules.portrait_svg(type.name.en,
                                     {{.name = type.name.en, .description = {}, .look = look}});
}

LessonsService::Storage LessonsService::storage(const Actor& actor) {
    parts_.accounts.require(actor, Action::View, actor.organization);
    return parts_.store.read([&](store::Reader& db) {
        return Storage{.records = count_records(db, actor.organization),
                       .folders = files::sum_sizes(db, actor.organization)};
    });
}

}  // namespace fabula::lessons
