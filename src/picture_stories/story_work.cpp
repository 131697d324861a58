#include "picture_stories/story_work.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "generate/frames.hpp"
#include "picture_stories/candidates.hpp"
#include "picture_stories/picture_stories_store.hpp"
#include "picture_stories/scene_prompts.hpp"
#include "providers/json_answer.hpp"
#include "render/built_in_prompts.hpp"
#include "render/planned.hpp"
#include "render/render_store.hpp"
#include "script/script_store.hpp"
#include "shots/shot_lines.hpp"
#include "shots/shots_store.hpp"

namespace fabula::picture_stories {

namespace {

constexpr std::string_view kWordsPrompt = "scene_words";
constexpr std::size_t kPartMax = 6'000;  // Code points of a stretch that are sent.
constexpr std::int64_t kThreadsMax = 8;

providers::ModelChoice::For image_of(const jobs::Job& job) {
    return {.organization = job.organization_id,
            .project = job.project_id,
            .connection = job.input.value("connection", std::string()),
            .model = job.input.value("model", std::string())};
}

std::string replaced(std::string text, std::string_view what, const std::string& with) {
    const auto at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

// "Marta: red coat; Jonas."
std::string people_in(store::Reader& db, const ProjectId& project) {
    constexpr std::size_t told_max = 100;  // More would only cost.
    auto people = cast::list_cast(db, project);
    people.resize(std::min(people.size(), told_max));
    std::string out;
    for (const auto& one : people) {
        if (!out.empty()) out += "; ";
        out += one.name;
        if (!one.description.empty()) out += ": " + shorten(one.description, 300);
    }
    return out.empty() ? "nothing." : out + ".";
}

// The words that the shots hold on to, by shot.
std::map<std::string, std::string> stretches_in(store::Reader& db, const Actor& actor,
                                                const Session& session,
                                                const std::vector<Scene>& scenes) {
    std::vector<shots::Shot> rows;
    for (const auto& scene : scenes) {
        if (auto shot = shots::find_shot(db, actor, scene.shot_id)) rows.push_back(*shot);
    }
    const auto shots = shots::with_answers(db, rows);
    const auto text = script::read_text(db, script::get_script_of(db, session.project_id)).text;
    std::map<std::string, std::string> out;
    for (const auto& shot : shots) {
        if (!shot.from || !shot.to) continue;
        const auto from = byte_offset_of(text, static_cast<std::size_t>(*shot.from));
        const auto to = byte_offset_of(text, static_cast<std::size_t>(*shot.to));
        if (from && to && *from < *to) out[shot.id.text] = text.substr(*from, *to - *from);
    }
    return out;
}

providers::TextRequest question_for(store::Reader& db, const Actor& actor, const Session& session,
                                    const std::vector<Scene>& scenes) {
    const auto own = render::find_prompt(db, session.project_id, kWordsPrompt);
    auto system = own ? own->text : render::built_in_prompt(kWordsPrompt);
    system = replaced(std::move(system), "{style}", std::string(style_of(session.media_type)));
    system = replaced(std::move(system), "{people}", people_in(db, session.project_id));
    const auto stretches = stretches_in(db, actor, session, scenes);
    std::string parts;
    for (const auto& scene : scenes) {
        const auto found = stretches.find(scene.shot_id.text);
        parts += "--- Part " + std::to_string(scene.scene_number + 1) + "\n" +
                 shorten(found == stretches.end() ? scene.excerpt : found->second, kPartMax) + "\n";
    }
    return {.system = std::move(system), .messages = {{.text = std::move(parts)}}};
}

Json schema_for(std::size_t count) {
    const Json prompt = {
        {"type", "object"},
        {"properties",
         {{"scene_number", {{"type", "integer"}}}, {"image_prompt", {{"type", "string"}}}}},
        {"required", {"scene_number", "image_prompt"}}};
    return {{"type", "object"},
            {"properties",
             {{"prompts",
               {{"type", "array"}, {"items", prompt}, {"minItems", count}, {"maxItems", count}}}}},
            {"required", {"prompts"}}};
}

// The prompts by scene. Throws Upstream where one is missing or empty.
std::map<std::int64_t, std::string> prompts_in(const Json& answer,
                                               const std::vector<Scene>& scenes) {
    std::map<std::int64_t, std::string> out;
    for (const auto& one : answer.at("prompts")) {
        const auto words = std::string(trim(one.at("image_prompt").get<std::string>()));
        if (!words.empty()) {
            out[one.at("scene_number").get<std::int64_t>() - 1] = shorten(words, kPromptMax);
        }
    }
    for (const auto& scene : scenes) {
        if (out.contains(scene.scene_number)) continue;
        throw AppError(Code::Upstream, PublicText{"The model gave no words for scene " +
                                                  std::to_string(scene.scene_number + 1) + "."});
    }
    return out;
}

}  // namespace

Session session_of(store::Reader& db, const jobs::Job& job) {
    return get_session(db, generate::actor_of(job), Action::View,
                       job.input.value("session_id", std::string()));
}

jobs::ItemResult word_scenes(const StoryWork& with, jobs::JobRun& run, const jobs::JobItem& item) {
    const auto actor = generate::actor_of(run.job());
    Session session;
    std::vector<Scene> scenes;
    const auto request = with.store.read([&](store::Reader& db) {
        session = session_of(db, run.job());
        scenes = list_scenes(db, session.id);
        return question_for(db, actor, session, scenes);
    });
    const spending::Piece piece{.run = run,
                                .item = item,
                                .whom = {.organization = session.organization_id,
                                         .project = session.project_id,
                                         .connection = session.text_connection,
                                         .model = session.text_model}};
    const auto model = with.paid.text_model(piece);
    const auto answer = providers::answer_json(
        *model, request, {.name = "prompts", .schema = schema_for(scenes.size())},
        run.stop_of(item));
    auto prompts = prompts_in(answer.value, scenes);
    return {.value = {{"scenes", scenes.size()}},
            .store_with = [prompts = std::move(prompts), id = session.id](store::Tx& tx) {
                for (auto& scene : list_scenes(tx, id)) {
                    if (scene.prompt_by == PromptBy::Hand) continue;
                    scene.image_prompt = prompts.at(scene.scene_number);
                    scene.prompt_by = PromptBy::Model;
                    tx.update(scene);
                }
            }};
}

jobs::ItemResult paint_scene(const StoryWork& with, jobs::JobRun& run, const jobs::JobItem& item) {
    const auto& job = run.job();
    const auto model = with.models.find_image(image_of(job));
    const auto references = model ? model->capabilities().references_max : 0;
    const auto asked = with.store.read([&](store::Reader& db) {
        const auto session = session_of(db, job);
        const auto scenes = list_scenes(db, session.id);
        const auto scene = std::ranges::find_if(
            scenes, [&](const Scene& one) { return is_of_shot(item, one.shot_id); });
        if (scene == scenes.end()) {
            throw AppError(Code::NotFound, PublicText{"The scene is no longer there."});
        }
        return render::plan_pictures(db, generate::actor_of(job), session.project_id,
                                     {.shot_ids = {scene->shot_id}, .prompt = scene->image_prompt},
                                     references)
            .front();
    });
    return with.renders.make_picture(run, item, asked);
}

int width_of(const StoryWork& with, const jobs::Job& job) {
    const auto model = with.models.find_image(image_of(job));
    const auto wide = model ? model->endpoint().concurrency : 1;
    return static_cast<int>(std::clamp<std::int64_t>(wide, 1, kThreadsMax));
}

}  // namespace fabula::picture_stories
