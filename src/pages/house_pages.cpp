// Pages of the house: import preview, exports.
#include <algorithm>
#include <array>
#include <set>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

// The text around a doubt, so that it can be judged where it stands.
constexpr std::size_t kContextCharacters = 60;

std::string context(std::string_view text, std::int64_t from, std::int64_t to) {
    const auto begin =
        byte_offset_of(text, static_cast<std::size_t>(std::max<std::int64_t>(from, 0)));
    const auto end = byte_offset_of(text, static_cast<std::size_t>(std::max<std::int64_t>(to, 0)));
    if (!begin || !end || *end < *begin) return {};
    return std::string(text.substr(*begin, *end - *begin));
}

// A blank line that a suggestion adds is all there is to it, so it has to be seen.
std::string with_visible_line_ends(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "¶";
        out += c;
    }
    while (out.ends_with('\n')) out.pop_back();
    return out;
}

// What is doubtful, in the language of the page; doubts whose words depend on the text stay as the
// engine says them.
std::string message_of(const Sources& from, const Visit& visit, const imports::Doubt& doubt) {
    constexpr std::array<std::string_view, 11> known{
        "heading_without_blank_line",  "transition_without_blank_line",
        "upper_case_line_read_as_cue", "misspelt_heading",
        "emphasis_left_open",          "note_not_closed",
        "comment_not_closed",          "cue_without_dialogue",
        "dual_without_partner",        "break_without_heading",
        "change_of_place_or_time"};
    if (std::ranges::find(known, doubt.code) == known.end()) return doubt.message;
    return from.texts.get(visit.language, "doubt." + doubt.code);
}

Json doubts_of(const Sources& from, const Visit& visit, const imports::Import& import) {
    Json items = Json::array();
    const auto length = static_cast<std::int64_t>(count_utf16_units(import.text));
    for (const auto& doubt : import.doubts) {
        const auto before =
            std::max<std::int64_t>(0, doubt.from - static_cast<std::int64_t>(kContextCharacters));
        const auto after =
            std::min(length, doubt.to + static_cast<std::int64_t>(kContextCharacters));
        items.push_back({{"id", doubt.id},
                         {"message", message_of(from, visit, doubt)},
                         {"before", context(import.text, before, doubt.from)},
                         {"excerpt", context(import.text, doubt.from, doubt.to)},
                         {"after", context(import.text, doubt.to, after)},
                         {"suggestion", with_visible_line_ends(doubt.suggestion)},
                         {"has_suggestion", !doubt.suggestion.empty()}});
    }
    return items;
}

Json scenes_of(const Json& understood) {
    Json scenes = Json::array();
    for (const auto& scene : understood.at("scenes")) {
        const auto eighths = scene.value("eighths", 0);
        const auto number = scene.value("number", "");
        scenes.push_back({{"number", number.empty() ? std::to_string(scenes.size() + 1) : number},
                          {"title", scene.value("title", "")},
                          {"length", eighths > 0 ? screenplay::eighths_text(eighths) : ""},
                          {"pencil", false}});
    }
    return scenes;
}

Json characters_of(const Json& understood) {
    Json out = Json::array();
    for (const auto& found : understood.at("characters")) {
        out.push_back({{"name", found.at("name")},
                       {"lines", found.value("speeches", 0)},
                       {"pencil", found.value("doubtful", false)}});
    }
    return out;
}

std::string count_text(const Json& list) {
    return std::to_string(list.size());
}

}  // namespace

Json import_page(const Sources& from, const Visit& visit, const ImportId& id) {
    const auto import = from.imports.get(visit.actor, id);
    const auto& understood = import.understood;
    const bool manuscript = import.format == ScriptFormat::Manuscript;
    Json data = {{"import",
                  {{"id", import.id.text},
                   {"file_name", import.file_name},
                   {"title", import.title},
                   {"format_name", from.texts.get(visit.language,
                                                  "format." + std::string(name_of(import.format)))},
                   {"encoding", import.encoding},
                   {"encoding_is_utf8", import.encoding == "UTF-8"},
                   {"confirmed", import.state == ImportState::Confirmed},
                   {"project_id", import.project_id ? import.project_id->text : ""}}},
                 {"page_count", std::to_string(understood.value("page_count", 0))},
                 {"word_count", std::to_string(understood.value("word_count", 0))},
                 {"doubt_count", import.doubts.size()},
                 {"scenes", scenes_of(understood)},
                 {"characters", characters_of(understood)},
                 {"places", understood.at("places")},
                 {"is_manuscript", manuscript}};
    data["scene_count"] = count_text(data["scenes"]);
    data["character_count"] = count_text(data["characters"]);
    data["place_count"] = count_text(data["places"]);
    if (!import.repairs.empty()) data["repairs"] = {{"items", import.repairs}};
    if (!import.doubts.empty()) data["doubts"] = {{"items", doubts_of(from, visit, import)}};
    if (import.state == ImportState::Preview && understood.value("page_count", 0) > 0) {
        data["first_page"] = {{"url", "/api/v1/imports/" + import.id.text + "/pages/1.svg"},
                              {"width", 612},
                              {"height", 792},
                              {"alt", from.texts.get(visit.language, "import.first_page")}};
    }
    return data;
}

namespace {

struct FormatCard {
    ExportFormat format;
    bool takes_paper;
};

constexpr std::array<FormatCard, 13> kFormats{{{ExportFormat::Pdf, true},
                                               {ExportFormat::Fountain, false},
                                               {ExportFormat::FinalDraft, false},
                                               {ExportFormat::Storyboard, true},
                                               {ExportFormat::ShotList, true},
                                               {ExportFormat::CastSheets, true},
                                               {ExportFormat::LocationSheets, true},
                                               {ExportFormat::Comic, false},
                                               {ExportFormat::Cbz, false},
                                               {ExportFormat::ComicPrint, false},
                                               {ExportFormat::Webtoon, false},
                                               {ExportFormat::ComicPages, false},
                                               {ExportFormat::Document, false}}};

std::string file_kind(ExportFormat format) {
    switch (format) {
        case ExportFormat::Fountain: return "Fountain";
        case ExportFormat::FinalDraft: return "FDX";
        case ExportFormat::Cbz: return "CBZ";
        case ExportFormat::Document: return "JSON";
        case ExportFormat::Webtoon:
        case ExportFormat::ComicPages: return "ZIP";
        case ExportFormat::ComicPrint:
        case ExportFormat::Pdf:
        case ExportFormat::Storyboard:
        case ExportFormat::Comic:
        case ExportFormat::ShotList:
        case ExportFormat::CastSheets:
        case ExportFormat::LocationSheets: break;
    }
    return "PDF";
}

// What a file of that format is counted in, and how many there are.
std::string holds_text(const Sources& from, const Visit& visit, const Lens& lens,
                       ExportFormat format) {
    std::size_t count = lens.laid_out.pages.pages.size();
    const char* what = "exports.pages";
    if (takeout::needs_frames(format) || format == ExportFormat::ShotList) {
        count = lens.shots.size();
        what = "exports.shots";
    } else if (format == ExportFormat::CastSheets) {
        count = lens.cast.size();
        what = "exports.people";
    } else if (format == ExportFormat::LocationSheets) {
        std::set<std::string> places;
        for (const auto& scene : lens.scenes) {
            if (const auto place = lens.place_of(scene)) places.insert(place->text);
        }
        count = places.size();
        what = "exports.places";
    }
    if (count == 0 && what != std::string_view("exports.pages")) return {};
    return std::to_string(count) + " " + from.texts.get(visit.language, what);
}

Json format_cards(const Sources& from, const Visit& visit, const Lens& lens) {
    Json cards = Json::array();
    for (const auto& card : kFormats) {
        const std::string key = "export." + std::string(name_of(card.format));
        cards.push_back({{"format", name_of(card.format)},
                         {"name", from.texts.get(visit.language, key)},
                         {"file_kind", file_kind(card.format)},
                         {"text", from.texts.get(visit.language, key + ".text")},
                         {"holds", holds_text(from, visit, lens, card.format)},
                         {"chosen", card.format == ExportFormat::Pdf},
                         {"takes_paper", card.takes_paper},
                         {"draws_frames", takeout::needs_frames(card.format)}});
    }
    if (!lens.laid_out.pages.pages.empty()) cards[0]["preview"] = sheet_of(lens, 1, false);
    return cards;
}

Json export_row(const Sources& from, const Visit& visit, const takeout::Export& row) {
    const auto name = std::string(name_of(row.format));
    Json out = {
        {"id", row.id.text},
        {"name", from.texts.get(visit.language, "export." + name)},
        {"file_name", row.file_name},
        {"file_kind", file_kind(row.format)},
        {"format", name},
        {"paper_name", from.texts.get(visit.language, "paper." + std::string(name_of(row.paper)))},
        {"size", ""},
        {"created_at", to_iso(row.created_at)},
        {"created_on", date_text(row.created_at)}};
    if (row.pencil_left_out > 0) out["pencil_left_out"] = row.pencil_left_out;
    for (const auto& loss : row.losses) out["losses"].push_back({{"text", loss}});
    if (row.asset_id) {
        out["size"] = size_text(from.assets.get(visit.actor, *row.asset_id).size_bytes);
        out["url"] = "/api/v1/exports/" + row.id.text + "/file";
    } else if (row.job_id) {
        const auto job = from.jobs.get(visit.actor, *row.job_id);
        if (!jobs::has_ended(job.state)) {
            out["job"] = {{"id", job.id.text},
                          {"done_count", job.done_count},
                          {"item_count", job.item_count}};
        } else {
            out["failed"] = job.error.empty()
                                ? from.texts.get(visit.language,
                                                 "jobs.state." + std::string(name_of(job.state)))
                                : job.error;
        }
    }
    return out;
}

}  // namespace

Json exports_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    data["formats"] = format_cards(from, visit, lens);
    data["script"] = {{"id", lens.view.script.id.text}};
    data.update(print_data(from, visit, lens));
    const auto pencil = from.stories.stats(visit.actor, id).pencil;
    if (pencil > 0) {
        data["pencil_count"] = pencil;
        data["pencil_text"] =
            std::to_string(pencil) + " " + from.texts.get(visit.language, "exports.left_out");
    }
    Json rows = Json::array();
    for (const auto& row :
         from.takeout.list(visit.actor, lens.view.project.id, "", limits::kPageLimit)) {
        rows.push_back(export_row(from, visit, row));
    }
    data["has_exports"] = !rows.empty();
    data["exports"] = std::move(rows);
    return data;
}

}  // namespace fabula::pages
