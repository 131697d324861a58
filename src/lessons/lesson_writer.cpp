#include "lessons/lesson_writer.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "generate/frames.hpp"
#include "lessons/lesson_answers.hpp"
#include "providers/json_answer.hpp"
#include "script/script_store.hpp"

namespace fabula::lessons {

namespace {

constexpr std::string_view kAllKey = "scenes";
constexpr std::string_view kSceneKey = "scene:";
constexpr std::int64_t kTokensMax = 8000;

[[noreturn]] void no_story(std::string_view what) {
    throw AppError(Code::Upstream,
                   PublicText{"What the model wrote cannot be read as " + std::string(what) +
                              ". Ask again, or choose a lesson story."});
}

}  // namespace

LessonWriter::LessonWriter(const Parts& parts) : parts_(parts) {
    parts_.jobs.register_kind(std::string(kWriterKind), [this](jobs::JobRun& run) { work(run); });
}

bool LessonWriter::is_chosen(const OrganizationId& organization,
                             const std::optional<ProjectId>& project) const {
    return parts_.models.find_text({.organization = organization, .project = project}) != nullptr;
}

jobs::Job LessonWriter::write_all(store::Tx& tx, const Actor& actor, const Lesson& lesson) {
    return parts_.jobs.submit(
        tx, actor,
        {.kind = std::string(kWriterKind),
         .title = shorten(lesson.topic, 100),
         .project_id = lesson.project_id,
         .input = {{"lesson_id", lesson.id.text}},
         .items = {{.key = std::string(kAllKey), .title = "1-6", .input = Json::object()}}});
}

jobs::Job LessonWriter::rewrite(store::Tx& tx, const Actor& actor, const Lesson& lesson,
                                const std::vector<NodeId>& scenes) {
    std::vector<jobs::NewJobItem> items;
    for (const auto& scene : scenes) {
        items.push_back({.key = std::string(kSceneKey) + scene.text,
                         .title = script::get_node(tx, actor, Action::Edit, scene).synopsis,
                         .input = Json::object()});
    }
    return parts_.jobs.submit(tx, actor,
                              {.kind = std::string(kWriterKind),
                               .title = shorten(lesson.topic, 100),
                               .project_id = lesson.project_id,
                               .input = {{"lesson_id", lesson.id.text}},
                               .items = std::move(items)});
}

void LessonWriter::work(jobs::JobRun& run) {
    run.each_item([&](const jobs::JobItem& item) {
        return item.item_key == kAllKey ? write_scenes(run, item) : rewrite_scene(run, item);
    });
}

Json LessonWriter::ask(jobs::JobRun& run, const jobs::JobItem& item, const Lesson& lesson,
                       std::string_view prompt, const Json& data, const Json& schema) {
    const auto actor = generate::actor_of(run.job());
    const spending::Piece piece{
        .run = run,
        .item = item,
        .whom = {.organization = run.job().organization_id, .project = run.job().project_id}};
    const auto words = parts_.renders.get_prompt(actor, lesson.project_id, prompt).text;
    const providers::TextRequest request{
        .system = render::fill_prompt(words, {{"language", render::language_name(lesson.language)},
                                              {"ages", lesson.age_group}}),
        .messages = {{.text = data.dump(2, ' ', false, Json::error_handler_t::replace)}},
        .max_output_tokens = kTokensMax};
    const auto model = parts_.paid.text_model(piece);
    return providers::answer_json(*model, request, {.name = std::string(prompt), .schema = schema},
                                  run.stop_of(item))
        .value;
}

namespace {

// The rows beside a script that a model wrote: its scenes in pencil, with what they teach.
void store_scenes(store::Tx& tx, const Lesson& lesson, const WrittenLesson& written) {
    std::size_t next = 0;
    for (auto& node : script::list_all_nodes(tx, lesson.project_id)) {
        if (node.kind != NodeKind::Scene || node.state != NodeState::Attached) continue;
        if (next == written.scenes.size()) break;
        const auto& scene = written.scenes[next++];
        node.pencil = true;
        tx.update(node);
        auto row = find_lesson_scene(tx, node.id);
        if (!row) row = tx.insert(LessonScene{.lesson_id = lesson.id, .node_id = node.id});
        row->learning_point = plain_line(scene.learning_point);
        row->visual_elements.clear();
        for (const auto& one : scene.visual_elements) {
            row->visual_elements.push_back(shorten(plain_line(one), 100));
        }
        tx.update(*row);
    }
    for (auto& one : cast::list_cast(tx, lesson.project_id)) {
        const auto found =
            std::ranges::find_if(written.characters, [&](const WrittenPerson& person) {
                return fold(plain_line(person.name)) == fold(one.name);
            });
        if (found == written.characters.end() || !one.description.empty()) continue;
        one.description = plain_line(found->description);
        tx.update(one);
    }
}

void put_step(store::Tx& tx, const LessonId& id, const Actor& actor, LessonStep step) {
    auto lesson = get_lesson(tx, actor, Action::Edit, id);
    if (lesson.step == step) return;
    lesson.step = step;
    tx.update(lesson);
}

}  // namespace

jobs::ItemResult LessonWriter::write_scenes(jobs::JobRun& run, const jobs::JobItem& item) {
    const auto actor = generate::actor_of(run.job());
    const LessonId id{run.job().input.value("lesson_id", std::string())};
    const auto lesson = parts_.store.read(
        [&](store::Reader& db) { return get_lesson(db, actor, Action::Edit, id); });
    const auto written = decode<WrittenLesson>(
        ask(run, item, lesson, kScenesPrompt, {{"topic", lesson.topic}}, lesson_schema()));
    const auto text = fountain_of(written);
    if (!text) no_story("six scenes");
    const auto script = parts_.scripts.view(actor, lesson.project_id).script;
    const auto keep_own = [&](const script::StandingScript& standing) {
        // Words that a person wrote meanwhile are never replaced.
        return trim(standing.text).empty() ? *text : standing.text;
    };
    parts_.edits.replace_text(actor, script.id, "model", {{"lesson", id.text}}, keep_own);
    fabula::Patch<story::Project> title;
    title.set<&story::Project::title>(shorten(plain_line(written.title), 200));
    parts_.stories.update(actor, lesson.project_id, title, std::nullopt);
    parts_.cast_scripts.add_found(actor, lesson.project_id, {});
    return {.value = {{"scenes", written.scenes.size()}},
            .store_with = [written, lesson, actor](store::Tx& tx) {
                store_scenes(tx, lesson, written);
                put_step(tx, lesson.id, actor, LessonStep::SceneReview);
            }};
}

namespace {

Json words_of(const SceneAnswer& scene) {
    return {{"title", scene.title},
            {"heading", scene.heading},
            {"actions", scene.description},
            {"speeches", scene.dialogue},
            {"learning_point", scene.learning_point},
            {"visual_elements", scene.visual_elements}};
}

// The script with another body below one heading. Throws Conflict where the scene is gone.
std::string with_body(const script::StandingScript& standing, const NodeId& node,
                      const std::string& body) {
    for (std::size_t i = 0; i < standing.nodes.size(); ++i) {
        if (standing.nodes[i].id != node) continue;
        const auto& place = standing.outline.nodes[i];
        const auto from = byte_offset_of(standing.text, place.heading.to);
        const auto to = byte_offset_of(standing.text, place.body.to);
        if (!from || !to) break;
        const auto& text = standing.text;
        const std::string_view head(text.data(), *from);
        return std::string(head) + (head.ends_with('\n') ? "\n" : "\n\n") + body + text.substr(*to);
    }
    throw AppError(Code::Conflict, PublicText{"The scene is no longer in the script."});
}

}  // namespace

jobs::ItemResult LessonWriter::rewrite_scene(jobs::JobRun& run, const jobs::JobItem& item) {
    const auto actor = generate::actor_of(run.job());
    const NodeId node{item.item_key.substr(kSceneKey.size())};
    const LessonId id{run.job().input.value("lesson_id", std::string())};
    Lesson lesson;
    const auto rows = parts_.store.read([&](store::Reader& db) {
        lesson = get_lesson(db, actor, Action::Edit, id);
        return list_lesson_scenes(db, lesson.id);
    });
    const auto view = parts_.scripts.view(actor, lesson.project_id);
    Json data = {{"topic", lesson.topic}, {"other_scenes", Json::array()}};
    for (const auto& scene : scenes_of(view, rows)) {
        if (scene.node_id == node) {
            data["scene"] = words_of(scene);
            data["feedback"] = scene.feedback;
        } else {
            data["other_scenes"].push_back(
                {{"title", scene.title}, {"learning_point", scene.learning_point}});
        }
    }
    if (!data.contains("scene")) {
        throw AppError(Code::Conflict, PublicText{"The scene is no longer in the script."});
    }
    const auto written =
        decode<WrittenScene>(ask(run, item, lesson, kScenePrompt, data, scene_schema()));
    const auto body = body_of(written);
    if (!body) no_story("a scene");
    parts_.edits.replace_text(
        actor, view.script.id, "model", {{"lesson", id.text}},
        [&](const script::StandingScript& standing) { return with_body(standing, node, *body); });
    return {.value = {{"node_id", node.text}},
            .store_with = [written, node, lesson, actor](store::Tx& tx) {
                auto scene = script::get_node(tx, actor, Action::Edit, node);
                scene.pencil = true;
                tx.update(scene);
                auto row = find_lesson_scene(tx, node);
                if (!row) row = tx.insert(LessonScene{.lesson_id = lesson.id, .node_id = node});
                row->learning_point = plain_line(written.learning_point);
                row->visual_elements.clear();
                for (const auto& one : written.visual_elements) {
                    row->visual_elements.push_back(shorten(plain_line(one), 100));
                }
                tx.update(*row);
            }};
}

}  // namespace fabula::lessons
