// The story in time: frames or lines, with their sounds.
#include "base/text.hpp"
#include "pages/running_order.hpp"

namespace fabula::pages {

namespace {

constexpr int kStageWidth = 1280;

Json part_data(const TimedPart& part) {
    Json lines = Json::array();
    if (part.shot != nullptr) {
        for (const auto& line : part.shot->dialogue) {
            lines.push_back({{"speaker", line.speaker}, {"text", line.text}});
        }
        if (lines.empty() && !trim(part.shot->dialog).empty()) {
            lines.push_back({{"speaker", ""}, {"text", part.shot->dialog}});
        }
    } else if (!part.speaker.empty()) {
        lines.push_back({{"speaker", part.speaker}, {"text", part.text}});
    }
    const bool is_speech = part.shot == nullptr && !part.speaker.empty();
    Json data = {{"shot_id", part.shot == nullptr ? "" : part.shot->id.text},
                 {"number", part.shot == nullptr ? "" : part.shot->shot_number},
                 {"text", is_speech ? "" : part.text},
                 {"start_ms", part.start_ms},
                 {"length_ms", part.length_ms},
                 {"start", clock_text(part.start_ms)},
                 {"estimated", part.estimated},
                 {"lines", std::move(lines)}};
    if (part.shot != nullptr) set_if(data, "image", frame_of(*part.shot, kStageWidth));
    return data;
}

}  // namespace

Json play_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    Json scenes = Json::array();
    std::int64_t whole = 0;
    bool estimated = false;
    for (const auto& timed : running_order_of(lens)) {
        Json parts = Json::array();
        for (const auto& part : timed.parts) {
            parts.push_back(part_data(part));
            estimated = estimated || (part.estimated && part.shot != nullptr);
        }
        whole = timed.start_ms + timed.length_ms;
        scenes.push_back({{"id", lens.node(*timed.scene).id.text},
                          {"number", timed.scene->number},
                          {"title", timed.scene->title},
                          {"current", timed.scene->current},
                          {"start_ms", timed.start_ms},
                          {"length_ms", timed.length_ms},
                          {"start", clock_text(timed.start_ms)},
                          {"length", clock_text(timed.length_ms)},
                          {"parts", std::move(parts)}});
    }
    Json people = Json::array();
    for (const auto& character : lens.cast) {
        people.push_back({{"id", character.id.text}, {"name", character.name}});
    }
    data["has_parts"] = whole > 0;
    data["has_estimates"] = estimated;
    data["length_ms"] = whole;
    data["length"] = clock_text(whole);
    data["scenes"] = std::move(scenes);
    data["people"] = std::move(people);
    data["may_edit"] = lens.may_write;
    return data;
}

}  // namespace fabula::pages
