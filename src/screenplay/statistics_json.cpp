#include "screenplay/statistics_json.hpp"

#include <cmath>

#include "screenplay/pages_measure.hpp"

namespace fabula::screenplay {

namespace {

Json kind_json(const KindCounts& kind) {
    return {
        {"scenes", kind.scenes}, {"eighths", kind.eighths}, {"length", eighths_text(kind.eighths)}};
}

Json totals_json(const Statistics& all) {
    return {{"words", all.words},
            {"dialogue_words", all.dialogue_words},
            {"action_words", all.action_words},
            {"dialogue_share", std::round(all.dialogue_share() * 1000) / 1000},
            {"pages", all.pages},
            {"eighths", all.eighths},
            {"length", eighths_text(all.eighths)},
            {"seconds", all.seconds},
            {"settings",
             {{"interior", kind_json(all.interior)},
              {"exterior", kind_json(all.exterior)},
              {"interior_exterior", kind_json(all.interior_exterior)},
              {"unknown", kind_json(all.unknown_setting)}}},
            {"day_parts",
             {{"day", kind_json(all.day)},
              {"night", kind_json(all.night)},
              {"between", kind_json(all.between)},
              {"unknown", kind_json(all.unknown_day_part)}}}};
}

Json names_json(const Statistics& all, const std::vector<std::uint32_t>& characters) {
    Json names = Json::array();
    for (const auto index : characters) names.push_back(all.characters[index].name);
    return names;
}

Json scene_json(const Statistics& all, const SceneCounts& scene) {
    return {{"number", scene.number},
            {"title", scene.title},
            {"setting", name_of(scene.parts.setting)},
            {"place", scene.parts.place},
            {"time", scene.parts.time},
            {"day_part", name_of(scene.day_part)},
            {"synopsis", scene.synopsis},
            {"page", scene.page},
            {"eighths", scene.eighths},
            {"length", eighths_text(scene.eighths)},
            {"seconds", scene.seconds},
            {"words", scene.words},
            {"dialogue_words", scene.dialogue_words},
            {"speakers", names_json(all, scene.speakers)},
            {"present", names_json(all, scene.present)}};
}

Json appearance_json(const Appearance& appearance) {
    Json scene;
    if (appearance.scene != kNoScene) scene = appearance.scene + 1;
    return {{"scene", std::move(scene)}, {"page", appearance.page}};
}

Json character_json(const Statistics& all, const CharacterCounts& character) {
    Json partners = Json::array();
    for (const Partner& partner : character.partners) {
        partners.push_back(
            {{"name", all.characters[partner.character].name}, {"exchanges", partner.exchanges}});
    }
    return {{"name", character.name},
            {"speeches", character.speeches},
            {"lines", character.lines},
            {"words", character.words},
            {"scenes", character.scenes},
            {"speaking_scenes", character.speaking_scenes},
            {"first", appearance_json(character.first)},
            {"last", appearance_json(character.last)},
            {"partners", std::move(partners)}};
}

Json place_json(const PlaceCounts& place) {
    Json scenes = Json::array();
    for (const auto scene : place.scenes) scenes.push_back(scene + 1);
    return {{"name", place.name},         {"scenes", std::move(scenes)},
            {"eighths", place.eighths},   {"length", eighths_text(place.eighths)},
            {"interior", place.interior}, {"exterior", place.exterior},
            {"day", place.day},           {"night", place.night}};
}

}  // namespace

Json statistics_json(const Statistics& statistics) {
    Json out = totals_json(statistics);
    out["scenes"] = Json::array();
    for (const auto& scene : statistics.scenes) {
        out["scenes"].push_back(scene_json(statistics, scene));
    }
    out["characters"] = Json::array();
    for (const auto& character : statistics.characters) {
        out["characters"].push_back(character_json(statistics, character));
    }
    out["places"] = Json::array();
    for (const auto& place : statistics.places) out["places"].push_back(place_json(place));
    out["page_counts"] = Json::array();
    for (const auto& page : statistics.page_counts) {
        out["page_counts"].push_back({{"page", page.number},
                                      {"label", page.label},
                                      {"dialogue_rows", page.dialogue_rows},
                                      {"action_rows", page.action_rows}});
    }
    return out;
}

std::string_view name_of(Setting setting) noexcept {
    switch (setting) {
        case Setting::Interior: return "interior";
        case Setting::Exterior: return "exterior";
        case Setting::Both: return "interior_exterior";
        case Setting::Unknown: break;
    }
    return "unknown";
}

std::string_view name_of(DayPart part) noexcept {
    switch (part) {
        case DayPart::Day: return "day";
        case DayPart::Night: return "night";
        case DayPart::Between: return "between";
        case DayPart::Unknown: break;
    }
    return "unknown";
}

}  // namespace fabula::screenplay
