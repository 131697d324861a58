// The page of a project's numbers.
#include <algorithm>
#include <cstdio>

#include "pages/lens.hpp"
#include "screenplay/statistics.hpp"
#include "screenplay/statistics_json.hpp"

namespace fabula::pages {

namespace {

using screenplay::KindCounts;
using screenplay::SceneCounts;
using screenplay::Statistics;

// Charts are drawn in these units and scaled to the page.
constexpr double kChartWidth = 1000;
constexpr double kChartHeight = 140;
constexpr double kBarWidth = 100;
constexpr std::size_t kPartnersShown = 3;

std::string number_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string percent_text(double share) {
    return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %";
}

// A bar of `share` (0 to 1) of the chart's height, standing on its lower edge.
Json bar(double left, double width, double share, const std::string& title) {
    const double height = std::max(share * kChartHeight, 1.0);
    return {{"x", number_text(left)},
            {"y", number_text(kChartHeight - height)},
            {"width", number_text(std::max(width, 0.5))},
            {"height", number_text(height)},
            {"title", title}};
}

// Every scene as one bar as high as it is long.
Json pacing_of(const Sources& from, const Visit& visit, const Statistics& all) {
    int longest = 1;
    for (const auto& scene : all.scenes) longest = std::max(longest, scene.eighths);
    const double step =
        kChartWidth / static_cast<double>(std::max<std::size_t>(1, all.scenes.size()));
    Json bars = Json::array();
    for (std::uint32_t i = 0; i < all.scenes.size(); ++i) {
        const SceneCounts& scene = all.scenes[i];
        auto row = bar(
            i * step, step * 0.8, static_cast<double>(scene.eighths) / longest,
            all.number_of(i) + "  " + scene.title + ", " + screenplay::eighths_text(scene.eighths));
        row["outside"] = scene.parts.setting == screenplay::Setting::Exterior;
        bars.push_back(std::move(row));
    }
    return {{"bars", std::move(bars)},
            {"alt", text_of(from, visit, "statistics.pacing_alt") + " " +
                        screenplay::eighths_text(longest)}};
}

// Every page as speech below and action above.
Json mix_of(const Statistics& all) {
    int fullest = 1;
    for (const auto& page : all.page_counts) {
        fullest = std::max(fullest, page.dialogue_rows + page.action_rows);
    }
    const double step =
        kChartWidth / static_cast<double>(std::max<std::size_t>(1, all.page_counts.size()));
    Json bars = Json::array();
    Json rows = Json::array();
    for (std::size_t i = 0; i < all.page_counts.size(); ++i) {
        const auto& page = all.page_counts[i];
        const double left = static_cast<double>(i) * step;
        auto row =
            bar(left, step * 0.8, static_cast<double>(page.dialogue_rows) / fullest, page.label);
        const double both = static_cast<double>(page.dialogue_rows + page.action_rows) / fullest;
        row["whole"] = bar(left, step * 0.8, both, page.label);
        bars.push_back(std::move(row));
        rows.push_back({{"page", page.label},
                        {"dialogue", std::to_string(page.dialogue_rows)},
                        {"action", std::to_string(page.action_rows)}});
    }
    return {{"bars", std::move(bars)}, {"rows", std::move(rows)}};
}

Json kinds_of(const Sources& from, const Visit& visit, const Statistics& all,
              const std::vector<std::pair<std::string, KindCounts>>& kinds) {
    Json rows = Json::array();
    for (const auto& [key, kind] : kinds) {
        if (kind.scenes == 0) continue;
        const double share = all.eighths > 0 ? static_cast<double>(kind.eighths) / all.eighths : 0;
        rows.push_back({{"name", text_of(from, visit, "statistics." + key)},
                        {"scene_count", std::to_string(kind.scenes)},
                        {"length", screenplay::eighths_text(kind.eighths)},
                        {"share", percent_text(share)},
                        {"width", number_text(share * kBarWidth)}});
    }
    return rows;
}

Json characters_of(const Statistics& all) {
    std::vector<const screenplay::CharacterCounts*> sorted;
    std::uint32_t most = 1;
    for (const auto& character : all.characters) {
        sorted.push_back(&character);
        most = std::max(most, character.words);
    }
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &screenplay::CharacterCounts::words);
    const auto place = [&](const screenplay::Appearance& at) {
        return at.scene == screenplay::kNoScene ? std::string("–") : all.number_of(at.scene);
    };
    Json rows = Json::array();
    for (const auto* character : sorted) {
        std::string partners;
        for (std::size_t i = 0; i < std::min(kPartnersShown, character->partners.size()); ++i) {
            partners += (i > 0 ? ", " : "") + all.characters[character->partners[i].character].name;
        }
        rows.push_back({{"name", character->name},
                        {"scenes", std::to_string(character->scenes)},
                        {"speeches", std::to_string(character->speeches)},
                        {"lines", std::to_string(character->lines)},
                        {"words", std::to_string(character->words)},
                        {"width", number_text(kBarWidth * character->words / most)},
                        {"first", place(character->first)},
                        {"last", place(character->last)},
                        {"partners", partners}});
    }
    return rows;
}

Json places_of(const Statistics& all) {
    int most = 1;
    for (const auto& place : all.places) most = std::max(most, place.eighths);
    Json rows = Json::array();
    for (const auto& place : all.places) {
        rows.push_back({{"name", place.name},
                        {"scenes", std::to_string(place.scenes.size())},
                        {"length", screenplay::eighths_text(place.eighths)},
                        {"day", std::to_string(place.day)},
                        {"night", std::to_string(place.night)},
                        {"width", number_text(kBarWidth * place.eighths / most)}});
    }
    return rows;
}

}  // namespace

Json statistics_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    const auto all = lens.statistics();
    Json data = lens_data(lens, visit);
    data["page_count"] = std::to_string(all.pages);
    data["minute_count"] = std::to_string(std::max(1, (all.seconds + 30) / 60));
    data["word_count"] = std::to_string(all.words);
    data["scene_count"] = std::to_string(all.scenes.size());
    data["character_count"] = std::to_string(all.characters.size());
    data["dialogue_share"] = percent_text(all.dialogue_share());
    data["chart"] = {{"width", static_cast<int>(kChartWidth)},
                     {"height", static_cast<int>(kChartHeight)}};
    if (!all.scenes.empty()) data["pacing"] = pacing_of(from, visit, all);
    if (!all.page_counts.empty()) data["mix"] = mix_of(all);
    data["settings"] = kinds_of(from, visit, all,
                                {{"interior", all.interior},
                                 {"exterior", all.exterior},
                                 {"interior_exterior", all.interior_exterior},
                                 {"unknown_setting", all.unknown_setting}});
    data["day_parts"] = kinds_of(from, visit, all,
                                 {{"day", all.day},
                                  {"night", all.night},
                                  {"between", all.between},
                                  {"unknown_day_part", all.unknown_day_part}});
    data["characters"] = characters_of(all);
    data["has_characters"] = !all.characters.empty();
    data["places"] = places_of(all);
    data["has_places"] = !all.places.empty();
    return data;
}

}  // namespace fabula::pages
