// A changed file beside the script that it comes back to.
#include "base/text.hpp"
#include "pages/compared.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::size_t kScenesShown = 200;

using script::ComparedScene;
using script::SceneChange;

std::string count_text(const Sources& from, const Visit& visit, std::int64_t count,
                       const std::string& key) {
    return std::to_string(count) + " " +
           from.texts.get(visit.language, key + (count == 1 ? "_one" : "_many"));
}

// What hangs on a scene: "6 shots, 4 with a picture"; empty for none.
std::string held_by(const Sources& from, const Visit& visit, const std::vector<shots::Shot>& shots,
                    const NodeId& scene) {
    std::int64_t count = 0, drawn = 0;
    for (const auto& shot : shots) {
        if (shot.scene_id != scene) continue;
        ++count;
        drawn += shot.image_id.has_value();
    }
    if (count == 0) return {};
    auto text = count_text(from, visit, count, "bring_back.shots");
    if (drawn > 0) text += ", " + count_text(from, visit, drawn, "bring_back.drawn");
    return text;
}

struct Beside {
    const script::ScriptView& view;
    const std::vector<shots::Shot>& shots;
};

Json scene_row(const Sources& from, const Visit& visit, const Beside& beside,
               const ComparedScene& scene) {
    Json row = compared_head(from, visit, scene);
    const bool come = scene.change == SceneChange::Come;
    const bool gone = scene.change == SceneChange::Gone;
    row["before"] = scene.before ? std::to_string(*scene.before) : "";
    row["after"] = scene.after ? std::to_string(*scene.after) : "";
    row["come"] = come;
    row["gone"] = gone;
    row["was"] = !come && scene.title_before != scene.title_after ? scene.title_before : "";
    row["held"] = "";
    if (scene.before && *scene.before > 0) {
        const auto& node = beside.view.nodes[static_cast<std::size_t>(*scene.before - 1)];
        row["held"] = held_by(from, visit, beside.shots, node.id);
    }
    if (!scene.parts.empty()) {
        row["side"] = {{"old", parts_of(scene, true, false)},
                       {"now", parts_of(scene, false, true)}};
    }
    return row;
}

// Why the file cannot be taken into this script; empty where it can.
std::string hindrance(const Sources& from, const Visit& visit, const imports::Import& import,
                      const script::ScriptView& view) {
    if (import.state == ImportState::Confirmed) {
        return from.texts.get(visit.language, "bring_back.taken_already");
    }
    if (import.format == view.script.format) return {};
    const auto name = [&](ScriptFormat format) {
        return from.texts.get(visit.language, "format." + std::string(name_of(format)));
    };
    return from.texts.get(visit.language, "bring_back.other_format") + " " + name(import.format) +
           " / " + name(view.script.format);
}

}  // namespace

Json bring_back_page(const Sources& from, const Visit& visit, const ProjectId& project,
                     const ImportId& id) {
    const auto import = from.imports.get(visit.actor, id);
    const auto view = from.scripts.view(visit.actor, project);
    Json data = {{"project", {{"id", view.project.id.text}, {"title", view.project.title}}},
                 {"at_query", ""},
                 {"import",
                  {{"id", import.id.text},
                   {"file_name", import.file_name},
                   {"doubt_count", import.doubts.size()}}},
                 {"script", {{"id", view.script.id.text}, {"version", view.script.version}}},
                 {"same_count", 0},
                 {"nothing", false},
                 {"scenes", Json::array()}};
    if (const auto reason = hindrance(from, visit, import, view); !reason.empty()) {
        data["hindrance"] = reason;
        return data;
    }
    const auto compared = from.imports.compare(visit.actor, id, project);
    const auto shots = from.shots.list_of_project(visit.actor, project);
    // Somebody may write while the page is made; then nothing says which node a place is.
    const bool in_step = compared.from == view.script.version;
    data["script"]["version"] = compared.from;
    data["same_count"] = compared.same_count;
    data["nothing"] = compared.scenes.empty();
    for (const auto& scene : compared.scenes) {
        if (data["scenes"].size() == kScenesShown) break;
        data["scenes"].push_back(
            scene_row(from, visit, {view, in_step ? shots : std::vector<shots::Shot>{}}, scene));
    }
    if (compared.scenes.size() > kScenesShown) {
        data["more_count"] = compared.scenes.size() - kScenesShown;
    }
    return data;
}

}  // namespace fabula::pages
