// Pages of one project: home, script, storyboard, comic.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "generate/storyboard_service.hpp"
#include "pages/lens.hpp"
#include "shots/shots_routes.hpp"

namespace fabula::pages {

namespace {

constexpr int kListFrameWidth = 160;
constexpr int kBoardFrameWidth = 640;
constexpr std::size_t kInspectorFrames = 6;
constexpr std::int64_t kPlacesShown = 1000;

std::int64_t count_missing_frames(const Lens& lens) {
    return std::count_if(lens.shots.begin(), lens.shots.end(),
                         [](const shots::Shot& shot) { return !shot.image_id; });
}

std::string setting_name(const Sources& from, const Visit& visit, const std::string& setting) {
    if (setting == "int") return text_of(from, visit, "setting.int");
    if (setting == "ext") return text_of(from, visit, "setting.ext");
    return setting.empty() ? std::string{} : text_of(from, visit, "setting.both");
}

Json home_scenes(const Lens& lens) {
    Json out = Json::array();
    for (const auto& scene : lens.scenes) {
        const auto& node = lens.node(scene);
        Json row = {{"id", node.id.text},
                    {"number", scene.number},
                    {"title", scene.title},
                    {"synopsis", node.synopsis},
                    {"time_of_day", node.time_of_day},
                    {"length", scene.length},
                    {"page", scene.page},
                    {"current", scene.current},
                    {"pencil", node.pencil},
                    {"cast", cast_of(lens, scene)}};
        set_if(row, "frame", first_frame_of(lens, scene, kListFrameWidth));
        out.push_back(std::move(row));
    }
    return out;
}

Json home_characters(const Lens& lens) {
    Json out = Json::array();
    const auto presence = presence_of_cast(lens);
    for (std::size_t i = 0; i < lens.cast.size(); ++i) {
        const auto& character = lens.cast[i];
        out.push_back({{"id", character.id.text},
                       {"name", character.name},
                       {"description", character.description},
                       {"pencil", character.pencil},
                       {"line_count", presence[i].speeches},
                       {"scene_count", presence[i].scenes},
                       {"portrait", portrait_of(character, 96)}});
    }
    return out;
}

Json home_places(const Sources& from, const Visit& visit, const Lens& lens) {
    Json out = Json::array();
    for (const auto& place :
         from.worlds.list_locations(visit.actor, lens.view.project.id, "", kPlacesShown)) {
        Json row = {{"id", place.id.text}, {"name", place.name}, {"pencil", place.pencil}};
        std::int64_t count = 0;
        std::string setting;
        for (const auto& scene : lens.scenes) {
            if (lens.place_of(scene) != place.id) continue;
            if (++count == 1) {
                setting = lens.node(scene).setting;
                set_if(row, "picture", first_frame_of(lens, scene, 320));
            }
        }
        row["scene_count"] = count;
        row["setting_name"] = setting_name(from, visit, setting);
        out.push_back(std::move(row));
    }
    return out;
}

std::string author_of(const screenplay::Document& document) {
    for (const auto& entry : document.title_page) {
        const auto key = fold(entry.key);
        if (key == "author" || key == "authors") return join(entry.values, ", ");
    }
    return {};
}

Json attention_of(const Sources& from, const Visit& visit, const Lens& lens) {
    const auto base = "/p/" + lens.view.project.id.text;
    const ScriptFormat format = lens.view.script.format;
    const bool has_places = format == ScriptFormat::Screenplay || format == ScriptFormat::Multicam;
    Json items = Json::array();
    for (const auto& scene : lens.scenes) {
        const auto& node = lens.node(scene);
        const bool unplaced = has_places && node.kind == NodeKind::Scene && node.place.empty();
        if (unplaced) {
            items.push_back(
                {{"text", text_of(from, visit, "attention.no_place") + " " + scene.number},
                 {"url", base + "/script?at=" + node.id.text}});
        }
        if (node.pencil) {
            items.push_back(
                {{"text", text_of(from, visit, "attention.pencil") + " " + scene.number},
                 {"url", base + "/script?at=" + node.id.text}});
        }
        if (items.size() >= 8) break;
    }
    return items;
}

}  // namespace

Json project_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    const auto& project = lens.view.project;
    Json data = lens_data(lens, visit);
    data["project"] = {
        {"id", project.id.text},
        {"title", project.title},
        {"logline", project.logline},
        {"kind_name", text_of(from, visit, "kind." + std::string(name_of(project.kind)))},
        {"demo", project.demo},
        {"author", author_of(lens.view.document)}};
    const bool has_title_page = lens.laid_out.pages.title_page.has_value();
    if (has_title_page || !lens.laid_out.pages.pages.empty()) {
        data["title_page"] = sheet_of(lens, has_title_page ? 0 : 1, false);
    }
    data["page_count"] = std::to_string(lens.laid_out.pages.pages.size());
    data["scene_count"] = std::to_string(lens.scenes.size());
    data["minute_count"] = std::to_string(std::max(1, (lens.measures.seconds + 30) / 60));
    data["character_count"] = std::to_string(lens.cast.size());
    data["shot_count"] = std::to_string(lens.shots.size());
    data["has_shots"] = !lens.shots.empty();
    if (const auto missing = count_missing_frames(lens); missing > 0) {
        data["frames_missing"] = missing;
    }
    set_if(data, "job", open_job(from, visit, project.id, generate::kStoryboardKind));
    data["scenes"] = home_scenes(lens);
    data["characters"] = home_characters(lens);
    data["places"] = home_places(from, visit, lens);
    data["place_count"] = std::to_string(data["places"].size());
    auto attention = attention_of(from, visit, lens);
    if (!attention.empty()) data["attention"] = {{"items", std::move(attention)}};
    return data;
}

namespace {

Json navigator_of(const Lens& lens, const Visit& visit) {
    Json out = Json::array();
    std::size_t next = 0;
    for (std::size_t i = 0; i < lens.view.nodes.size(); ++i) {
        const auto& node = lens.view.nodes[i];
        const auto& read = lens.view.outline.nodes[i];
        const SceneView* scene = nullptr;
        if (next < lens.scenes.size() && lens.scenes[next].index == i) {
            scene = &lens.scenes[next++];
        }
        out.push_back({{"id", node.id.text},
                       {"section", node.kind == NodeKind::Section},
                       {"number", scene != nullptr ? scene->number : ""},
                       {"title", scene != nullptr ? scene->title : node.title},
                       {"synopsis", node.synopsis},
                       {"length", scene != nullptr ? scene->length : ""},
                       {"page", std::max(1, lens.measures.page_of_element[read.element])},
                       {"current", node.id.text == visit.at},
                       {"pencil", node.pencil}});
    }
    return out;
}

Json inspector_of(const Lens& lens) {
    Json out = Json::array();
    for (const auto& scene : lens.scenes) {
        Json frames = Json::array();
        for (const auto& shot : lens.shots) {
            if (shot.scene_id != lens.node(scene).id || !shot.image_id) continue;
            if (frames.size() < kInspectorFrames) frames.push_back(frame_of(shot, 160));
        }
        out.push_back({{"id", lens.node(scene).id.text},
                       {"number", scene.number},
                       {"title", scene.title},
                       {"synopsis", lens.node(scene).synopsis},
                       {"length", scene.length},
                       {"page", scene.page},
                       {"cast", cast_of(lens, scene)},
                       {"frames", std::move(frames)}});
    }
    return out;
}

}  // namespace

Json script_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    data["script"] = {{"id", lens.view.script.id.text}};
    data["paper"] = {{"letter", lens.paper == Paper::Letter}, {"a4", lens.paper == Paper::A4}};
    data["numbers"] = visit.numbers;
    data["page_count"] = std::to_string(lens.laid_out.pages.pages.size());
    Json sheets = Json::array();
    const int first = lens.laid_out.pages.title_page ? 0 : 1;
    for (int i = first; i <= static_cast<int>(lens.laid_out.pages.pages.size()); ++i) {
        sheets.push_back(sheet_of(lens, i, visit.numbers));
    }
    data["sheets"] = std::move(sheets);
    data["navigator"] = navigator_of(lens, visit);
    data["scenes"] = inspector_of(lens);
    return data;
}

Json write_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    data["script"] = {{"id", lens.view.script.id.text},
                      {"format", name_of(lens.view.script.format)},
                      {"paper", lens.paper == Paper::A4 ? "a4" : "letter"},
                      {"language", lens.view.project.language}};
    data.update(print_data(from, visit, lens));
    data["scenes"] = inspector_of(lens);
    return data;
}

namespace {

// One's own words stand as they are.
std::string framing_name(const Sources& from, const Visit& visit, const std::string& framing) {
    const auto& usual = shots::shot_values().framings;
    const bool known = std::ranges::find(usual, framing) != usual.end();
    return known ? text_of(from, visit, "framing." + framing) : framing;
}

Json board_shot(const Sources& from, const Visit& visit, const shots::Shot& shot, bool to_approve) {
    Json lines = Json::array();
    for (const auto& line : shot.dialogue) {
        lines.push_back(
            {{"speaker", line.speaker}, {"extension", line.extension}, {"text", line.text}});
    }
    Json row = {
        {"id", shot.id.text},
        {"shot_number", shot.shot_number},
        {"framing_name", framing_name(from, visit, shot.framing)},
        {"description", shot.description},
        {"rough", shot.state == ArtState::Rough},
        {"pencil", shot.state == ArtState::Pencil},
        {"to_approve", to_approve},
        {"alt", shot.description.empty() ? shot.shot_number : shorten(shot.description, 160)},
        {"dialogue", std::move(lines)}};
    set_if(row, "image", frame_of(shot, kBoardFrameWidth));
    return row;
}

}  // namespace

Json storyboard_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    const auto missing = count_missing_frames(lens);
    data["shot_count"] = std::to_string(lens.shots.size());
    data["drawn_count"] = std::to_string(std::ssize(lens.shots) - missing);
    data["has_shots"] = !lens.shots.empty();
    data["all_drawn"] = !lens.shots.empty() && missing == 0;
    set_if(data, "job", open_job(from, visit, lens.view.project.id, generate::kStoryboardKind));
    const auto pencil = std::count_if(lens.shots.begin(), lens.shots.end(), [](const auto& shot) {
        return shot.state == ArtState::Pencil;
    });
    if (pencil > 0) data["pencil_count"] = pencil;
    const auto to_approve = from.renders.list_to_approve(visit.actor, lens.view.project.id);
    const std::set<ShotId> open(to_approve.begin(), to_approve.end());
    Json scenes = Json::array();
    for (const auto& scene : lens.scenes) {
        Json rows = Json::array();
        for (const auto& shot : lens.shots) {
            if (shot.scene_id == lens.node(scene).id) {
                rows.push_back(board_shot(from, visit, shot, open.contains(shot.id)));
            }
        }
        scenes.push_back({{"id", lens.node(scene).id.text},
                          {"number", scene.number},
                          {"title", scene.title},
                          {"synopsis", lens.node(scene).synopsis},
                          {"length", scene.length},
                          {"current", scene.current},
                          {"shots", std::move(rows)}});
    }
    data["scenes"] = std::move(scenes);
    data["ghosts"] = lens.shots.empty();
    data["may_edit"] = lens.may_write;
    return data;
}

Json comic_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    const bool known = visit.mode == "spread" || visit.mode == "scroll";
    data["mode"] = {
        {"page", !known}, {"spread", visit.mode == "spread"}, {"scroll", visit.mode == "scroll"}};
    data["has_shots"] = !lens.shots.empty();
    if (const auto missing = count_missing_frames(lens); missing > 0) {
        data["frames_missing"] = missing;
    }
    set_if(data, "job", open_job(from, visit, lens.view.project.id, generate::kStoryboardKind));
    Json pages = Json::array();
    const auto book = from.comics.lay_out(visit.actor, lens.view.project.id);
    const auto base = "/api/v1/projects/" + lens.view.project.id.text + "/comic/pages/";
    for (const auto& page : book.pages()) {
        const auto number = std::to_string(page.number);
        pages.push_back(
            {{"number", page.number},
             {"url", base + number + ".svg?v=" + book.tag().substr(0, 12)},
             {"thumbnail", base + number + ".png?width=200&v=" + book.tag().substr(0, 12)},
             {"width", static_cast<int>(page.width)},
             {"height", static_cast<int>(page.height)},
             {"alt", page.alternative}});
    }
    data["page_count"] = std::to_string(pages.size());
    data["may_edit"] = lens.may_write;
    data["pages"] = std::move(pages);
    return data;
}

}  // namespace fabula::pages
