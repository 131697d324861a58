// What all lenses of a project share: the scenes with their numbers, lengths and frames.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pages/page_data.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/statistics.hpp"

namespace fabula::pages {

// A node that is shown as a scene: a scene, or in a manuscript a chapter with text.
struct SceneView {
    std::size_t index = 0;  // Into ScriptView::nodes and Outline::nodes.
    std::string number;
    std::string title;
    std::string length;  // "1 2/8"; empty where the format has no eighths.
    int eighths = 1;
    int page = 1;
    bool current = false;
};

struct Lens {
    script::ScriptView view;
    script::LaidOut laid_out;
    screenplay::Measures measures;
    std::vector<SceneView> scenes;
    std::vector<outline::NodeRecord> outline;  // Planned nodes too, in order.
    std::vector<shots::Shot> shots;
    std::vector<cast::CharacterAnswer> cast;
    std::map<std::string, std::size_t> cast_by_name;  // By folded names and aliases.
    world::PlaceFinder places;
    Paper paper = Paper::Letter;
    bool may_write = false;  // Whoever looks.

    [[nodiscard]] const script::Node& node(const SceneView& scene) const {
        return view.nodes[scene.index];
    }
    [[nodiscard]] const screenplay::OutlineNode& read(const SceneView& scene) const {
        return view.outline.nodes[scene.index];
    }
    // The entry of the place that the heading names.
    [[nodiscard]] std::optional<WorldItemId> place_of(const SceneView& scene) const {
        return places.find(node(scene).location_id, node(scene).place);
    }
    // Whom a cue calls so: an index into `cast`.
    [[nodiscard]] std::optional<std::size_t> find_in_cast(std::string_view name) const;
    [[nodiscard]] screenplay::Statistics statistics() const {
        return screenplay::count_statistics(view.document, laid_out.layout, laid_out.pages);
    }
};

Lens open_lens(const Sources& from, const Visit& visit, const ProjectId& id);

// project, may_write, strip, at_query: what the shell above each lens needs.
Json lens_data(const Lens& lens, const Visit& visit);

// {url, width, height, alt} of a shot's frame, null where it has none.
Json frame_of(const shots::Shot& shot, int width);
// The first frame of a scene; null where none is drawn.
Json first_frame_of(const Lens& lens, const SceneView& scene, int width);
// {url, width, height} of a character's portrait: the starred picture, else as the rules draw them.
Json portrait_of(const cast::CharacterAnswer& character, int size);
// How much each of the cast speaks, and in how many scenes.
struct Presence {
    std::int64_t speeches = 0;
    std::int64_t scenes = 0;
};
// By index into Lens::cast. Whoever cues call by an alias speaks all the same.
std::vector<Presence> presence_of_cast(const Lens& lens);
// [{id, name, portrait}] of those who speak in the scene.
Json cast_of(const Lens& lens, const SceneView& scene);
// {url, width, height, alt} of one page of the script.
Json sheet_of(const Lens& lens, int number, bool numbers);

// The open job of a kind in a project, as templates show it; null where there is none.
Json open_job(const Sources& from, const Visit& visit, const ProjectId& project,
              std::string_view kind);

// A job that ended in a way that somebody should look at, and what it is called.
bool needs_somebody(const jobs::Job& job);
std::string title_of(const Sources& from, const Visit& visit, const jobs::Job& job);

// paper, speakers, may_share: what choosing how a script is printed needs.
Json print_data(const Sources& from, const Visit& visit, const Lens& lens);

// A date as people write it, "20 November 2026"; the browser makes it local.
std::string date_text(Time time);
std::string size_text(std::int64_t bytes);

// Puts `value` under `name` unless it is null or an empty list.
void set_if(Json& object, const char* name, Json value);

}  // namespace fabula::pages
