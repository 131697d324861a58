#include "picture_stories/story_zip.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "typeset/zip.hpp"

namespace fabula::picture_stories {

namespace {

Json describe(const SceneView& scene) {
    const auto& made_by = scene.picture->provenance;
    Json out = {{"scene_number", scene.row.scene_number + 1},
                {"title", scene.row.title},
                {"excerpt", scene.row.excerpt},
                {"description", scene.description},
                {"image_prompt", scene.row.image_prompt},
                {"file", image_path(scene)}};
    for (const auto* fact : {"provider", "model", "seed", "cost"}) {
        if (made_by.is_object() && made_by.contains(fact)) out[fact] = made_by.at(fact);
    }
    return out;
}

}  // namespace

std::string image_path(const SceneView& scene) {
    auto number = std::to_string(scene.row.scene_number + 1);
    number.insert(0, 3 - std::min<std::size_t>(number.size(), 3), '0');
    const auto extension = scene.picture ? scene.picture->extension : std::string("png");
    return "images/scene_" + number + "." + extension;
}

std::string zip_of(const SessionView& view, const std::string& title,
                   const files::AssetService& assets) {
    Json scenes = Json::array();
    for (const auto& scene : view.scenes) {
        if (scene.approved) scenes.push_back(describe(scene));
    }
    if (scenes.empty()) {
        throw AppError(
            Code::Conflict,
            PublicText{"No picture is approved yet. Approve those that are to go along."});
    }
    const Json story = {{"title", title},
                        {"session_id", view.row.ext_id.value_or(view.row.id.text)},
                        {"project_id", view.row.project_id.text},
                        {"media_type", name_of(view.row.media_type)},
                        {"total_scenes", view.scenes.size()},
                        {"approved_at", to_iso(view.row.approved_at.value_or(view.row.created_at))},
                        {"scenes", std::move(scenes)}};
    std::string out;
    typeset::ZipWriter zip([&](std::string_view bytes) { out += bytes; },
                           view.row.approved_at.value_or(view.row.created_at));
    zip.add("story.json", story.dump(2) + "\n");
    for (const auto& scene : view.scenes) {
        if (!scene.approved) continue;
        zip.add(image_path(scene), assets.read(*scene.picture), typeset::ZipMethod::Stored);
    }
    zip.finish();
    return out;
}

}  // namespace fabula::picture_stories
