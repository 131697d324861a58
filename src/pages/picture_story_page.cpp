// A text in a few pictures: what was understood of it, the pictures as they come, and their
// approval.
#include "pages/lens.hpp"
#include "picture_stories/answers.hpp"

namespace fabula::pages {

namespace {

constexpr int kPictureWidth = 640;

// Who would be asked for pictures or words; nothing where the rules do it.
Json model_for(const Sources& from, const Visit& visit, const std::optional<ProjectId>& project,
               providers::Task task) {
    if (!from.accounts.can(visit.actor, Action::View, visit.actor.organization)) return nullptr;
    for (const auto& choice : from.connections.choices(visit.actor, project)) {
        if (choice.task != task || !choice.works) continue;
        return {{"name", choice.connection_name}, {"model", choice.model}, {"host", choice.host}};
    }
    return nullptr;
}

Json looks(const Sources& from, const Visit& visit) {
    Json out = Json::array();
    for (const auto name : EnumNames<MediaType>::names) {
        out.push_back({{"value", name},
                       {"text", text_of(from, visit, "picture_story.look_" + std::string(name))}});
    }
    return out;
}

Json scene_data(const picture_stories::SceneAnswer& scene) {
    using enum SceneStatus;
    const bool open = scene.status == Waiting || scene.status == Drawing;
    Json out = {{"index", scene.scene_number},
                {"number", scene.scene_number + 1},
                {"title", scene.title},
                {"excerpt", scene.excerpt == scene.description ? "" : scene.excerpt},
                {"description", scene.description},
                {"prompt", scene.image_prompt},
                {"status", name_of(scene.status)},
                {"open", open},
                {"approved", scene.approved},
                {"rough", scene.rough && !scene.approved},
                {"error", scene.error}};
    if (scene.image_url) {
        auto url = *scene.image_url;
        url.replace(url.rfind("/file"), std::string::npos,
                    "/thumbnail?width=" + std::to_string(kPictureWidth));
        out["image"] = {{"url", url}};
    }
    return out;
}

Json session_data(const picture_stories::SessionView& view) {
    const auto answer = picture_stories::to_answer(view);
    Json scenes = Json::array();
    for (const auto& scene : answer.scenes) scenes.push_back(scene_data(scene));
    return {{"id", answer.session_id},
            {"status", name_of(answer.status)},
            {"percentage", answer.progress.percentage},
            {"approved_count", answer.approved_count},
            {"count", answer.num_scenes},
            {"model", answer.image_model},
            {"scenes", std::move(scenes)}};
}

Json form_data(const Sources& from, const Visit& visit, const std::optional<ProjectId>& project) {
    Json data = {{"looks", looks(from, visit)}};
    set_if(data, "image_model", model_for(from, visit, project, providers::Task::Image));
    set_if(data, "text_model", model_for(from, visit, project, providers::Task::Text));
    return data;
}

}  // namespace

Json new_picture_story_page(const Sources& from, const Visit& visit) {
    auto data = form_data(from, visit, std::nullopt);
    data["may_edit"] = from.accounts.can(visit.actor, Action::Edit, visit.actor.organization);
    return data;
}

Json picture_story_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    auto data = lens_data(lens, visit);
    data.update(form_data(from, visit, lens.view.project.id));
    data["may_edit"] = lens.may_write;
    const auto sessions = from.picture_stories.list(visit.actor, lens.view.project.id, "", 1);
    if (!sessions.empty()) data["session"] = session_data(sessions.front());
    return data;
}

}  // namespace fabula::pages
