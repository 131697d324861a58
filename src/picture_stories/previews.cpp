#include "picture_stories/previews.hpp"

#include "picture_stories/answers.hpp"

namespace fabula::picture_stories {

namespace {

double seconds_between(const std::optional<Time>& from, Time to) {
    if (!from || to < *from) return 0;
    return std::chrono::duration<double>(to - *from).count();
}

Preview to_preview(const SessionView& view, const SceneView& scene, const SceneAnswer& answer) {
    Preview out;
    out.scene_number = answer.scene_number + 1;
    out.scene_title = answer.title;
    out.prompt = answer.image_prompt;
    out.preview_url = scene.status == SceneStatus::Failed ? "" : answer.image_url.value_or("");
    if (scene.picture) {
        out.generation_time = seconds_between(view.row.started_at, scene.picture->created_at);
    }
    out.provider_used = answer.provider;
    out.model_used = answer.model;
    out.approved = answer.approved;
    out.status = answer.status;
    out.error = answer.error;
    return out;
}

}  // namespace

GenerationStatus to_generation_status(const SessionView& view) {
    const auto answer = to_answer(view);
    GenerationStatus out;
    out.session_id = answer.session_id;
    out.project_id = answer.project_id;
    out.status = view.status;
    out.total_scenes = answer.num_scenes;
    out.completed_scenes = view.count(SceneStatus::Ready);
    for (std::size_t i = 0; i < view.scenes.size(); ++i) {
        const auto& scene = answer.scenes[i];
        out.previews.push_back(to_preview(view, view.scenes[i], scene));
        out.scene_prompts.push_back({.scene_number = scene.scene_number + 1,
                                     .scene_title = scene.title,
                                     .script_excerpt = scene.excerpt,
                                     .image_prompt = scene.image_prompt});
        if (!scene.error.empty()) {
            out.errors.push_back("Scene " + std::to_string(scene.scene_number + 1) + ": " +
                                 scene.error);
        }
    }
    out.progress_percentage = static_cast<double>(answer.progress.percentage);
    out.has_errors = !out.errors.empty();
    out.queue_place = answer.queue_place;
    return out;
}

}  // namespace fabula::picture_stories
