// The shots of a story as a table to type down, scene by scene.
#include "base/text.hpp"
#include "pages/lens.hpp"
#include "shots/shots_routes.hpp"

namespace fabula::pages {

namespace {

constexpr int kRowFrameWidth = 96;

Json choices(const std::vector<std::string>& values) {
    Json out = Json::array();
    for (const auto& value : values) out.push_back({{"value", value}});
    return out;
}

Json statuses(const Sources& from, const Visit& visit) {
    Json out = Json::array();
    for (const auto name : EnumNames<ShotStatus>::names) {
        out.push_back(
            {{"value", name},
             {"name", from.texts.get(visit.language, "shots.status_" + std::string(name))}});
    }
    return out;
}

Json row_of(const Sources& from, const Visit& visit, const shots::Shot& shot) {
    const auto status = std::string(name_of(shot.status));
    Json row = {{"id", shot.id.text},
                {"rev", shot.rev},
                {"shot_number", shot.shot_number},
                {"description", shot.description},
                {"said", shot.dialogue.empty() ? "" : shorten(shot.dialogue[0].text, 160)},
                {"framing", shot.framing},
                {"camera_angle", shot.camera_angle},
                {"camera_movement", shot.camera_movement},
                {"lens", shot.lens},
                {"sound_notes", shot.sound_notes},
                {"character_names", join(shot.character_names, ", ")},
                {"duration", shots::duration_text(shot.duration_ms)},
                {"status", status},
                {"status_name", from.texts.get(visit.language, "shots.status_" + status)},
                {"taken", shot.status == ShotStatus::Taken},
                {"pencil", shot.state == ArtState::Pencil}};
    set_if(row, "image", frame_of(shot, kRowFrameWidth));
    return row;
}

}  // namespace

Json shots_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    Json scenes = Json::array();
    std::int64_t whole = 0;
    for (const auto& scene : lens.scenes) {
        Json rows = Json::array();
        std::int64_t milliseconds = 0;
        for (const auto& shot : lens.shots) {
            if (shot.scene_id != lens.node(scene).id) continue;
            milliseconds += shot.duration_ms;
            rows.push_back(row_of(from, visit, shot));
        }
        whole += milliseconds;
        const auto count = std::to_string(rows.size());
        scenes.push_back({{"id", lens.node(scene).id.text},
                          {"number", scene.number},
                          {"title", scene.title},
                          {"length", scene.length},
                          {"current", scene.current},
                          {"shot_count", count},
                          {"duration", shots::whole_duration_text(milliseconds)},
                          {"shots", std::move(rows)}});
    }
    data["scenes"] = std::move(scenes);
    data["shot_count"] = std::to_string(lens.shots.size());
    data["duration"] = shots::whole_duration_text(whole);
    const auto& values = shots::shot_values();
    data["framings"] = choices(values.framings);
    data["camera_angles"] = choices(values.camera_angles);
    data["camera_movements"] = choices(values.camera_movements);
    data["lenses"] = choices(values.lenses);
    data["statuses"] = statuses(from, visit);
    Json names = Json::array();
    for (const auto& character : lens.cast) names.push_back({{"value", character.name}});
    data["names"] = std::move(names);
    data["may_edit"] = lens.may_write;
    return data;
}

}  // namespace fabula::pages
