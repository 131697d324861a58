#include "takeout/production_sheets.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "cast/in_script.hpp"
#include "screenplay/pages_measure.hpp"
#include "takeout/sheet_words.hpp"

namespace fabula::takeout {

namespace {

constexpr std::string_view kBox = "[  ]";
constexpr std::string_view kTicked = "[x]";

std::string joined(std::initializer_list<std::string> parts, std::string_view separator) {
    std::vector<std::string> filled;
    for (const auto& part : parts) {
        if (!part.empty()) filled.push_back(part);
    }
    return join(filled, separator);
}

std::vector<std::string> row_of(const shots::Shot& shot) {
    return {std::string(shot.status == ShotStatus::Taken ? kTicked : kBox),
            shot.shot_number,
            framing_text(shot),
            joined({shot.camera_angle, shot.camera_movement}, ", "),
            shot.lens,
            joined({shot.description, shot.notes}, "\n"),
            join(shot.character_names, ", "),
            shot.sound_notes,
            shots::seconds_text((shot.duration_ms + 50) / 100 * 100)};
}

struct SceneHead {
    std::string number, title, place;
};

std::map<NodeId, SceneHead> heads_of(const script::ScriptView& view) {
    std::map<NodeId, SceneHead> heads;
    const cast::SceneFinder scenes(view);
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        const auto& node = view.nodes[i];
        heads.emplace(node.id, SceneHead{scenes.number(i), node.title, node.place});
    }
    return heads;
}

// In story order, or the scenes of each place together, in the order of its first.
std::vector<shots::Shot> ordered(std::vector<shots::Shot> shots,
                                 const std::map<NodeId, SceneHead>& heads, ShotOrder order) {
    if (order == ShotOrder::ByScene) return shots;
    std::map<std::string, std::size_t> rank;
    const auto place_of = [&](const shots::Shot& shot) {
        const auto head = heads.find(shot.scene_id);
        return head == heads.end() ? std::string() : fold(head->second.place);
    };
    for (const auto& shot : shots) rank.emplace(place_of(shot), rank.size());
    std::ranges::stable_sort(shots, {}, [&](const auto& shot) { return rank[place_of(shot)]; });
    return shots;
}

std::string head_text(const SceneHead& head, std::size_t count, std::int64_t milliseconds,
                      const SheetWords& words) {
    auto text = joined({head.number, head.title}, "   ");
    text += "   –   " + std::to_string(count) + " " + std::string(words.shots);
    if (milliseconds > 0) text += ", " + shots::whole_duration_text(milliseconds);
    return text;
}

std::string role_name(const std::optional<CharacterRole>& role, const SheetWords& words) {
    if (!role) return {};
    switch (*role) {
        case CharacterRole::Protagonist: return std::string(words.protagonist);
        case CharacterRole::Antagonist: return std::string(words.antagonist);
        case CharacterRole::Supporting: return std::string(words.supporting);
        case CharacterRole::Minor: break;
    }
    return std::string(words.minor);
}

// What the script says of somebody: all names that it calls them by.
struct InScript {
    std::uint32_t speeches = 0, words = 0;
    std::vector<std::string> scenes;
};

std::vector<InScript> in_script(const std::vector<cast::CharacterAnswer>& cast,
                                const screenplay::Statistics& numbers) {
    std::vector<InScript> out(cast.size());
    const auto by_name = cast::index_by_name(cast);
    std::vector<InScript*> of(numbers.characters.size(), nullptr);
    for (std::size_t i = 0; i < numbers.characters.size(); ++i) {
        const auto& counts = numbers.characters[i];
        const auto known = by_name.find(fold(counts.name));
        if (known == by_name.end()) continue;
        of[i] = &out[known->second];
        of[i]->speeches += counts.speeches;
        of[i]->words += counts.words;
    }
    for (std::size_t scene = 0; scene < numbers.scenes.size(); ++scene) {
        std::set<InScript*> present;  // Whoever is called by two names is there once.
        for (const auto index : numbers.scenes[scene].present) present.insert(of[index]);
        for (auto* one : present) {
            if (one != nullptr) one->scenes.push_back(numbers.number_of(scene));
        }
    }
    return out;
}

std::string counted(std::uint32_t count, std::string_view what) {
    return count == 0 ? std::string() : std::to_string(count) + " " + std::string(what);
}

}  // namespace

typeset::Table shot_list(const script::ScriptView& view, const std::vector<shots::Shot>& shots,
                         ShotOrder order) {
    const auto& words = sheet_words(view.project.language);
    const auto column = [](std::string_view title, double width, bool number = false) {
        return typeset::Column{std::string(title), width, number};
    };
    typeset::Table table{
        .title = view.project.title + " – " + std::string(words.shot_list),
        .columns = {column("", 0.35), column(words.shot, 0.8), column(words.size, 0.9),
                    column(joined({std::string(words.angle), std::string(words.move)}, ", "), 1.8),
                    column(words.lens, 0.9), column(words.description, 4.5),
                    column(words.in_frame, 1.8), column(words.sound, 1.6),
                    column(words.seconds, 0.7, true)},
        .rows = {}};
    const auto heads = heads_of(view);
    const auto all = ordered(shots, heads, order);
    for (auto from = all.begin(); from != all.end();) {
        const auto to = std::find_if(from, all.end(), [&](const shots::Shot& shot) {
            return shot.scene_id != from->scene_id;
        });
        std::int64_t milliseconds = 0;
        for (auto shot = from; shot != to; ++shot) milliseconds += shot->duration_ms;
        const auto head = heads.find(from->scene_id);
        table.heads.push_back(
            {table.rows.size(),
             head_text(head == heads.end() ? SceneHead{} : head->second,
                       static_cast<std::size_t>(to - from), milliseconds, words)});
        for (; from != to; ++from) table.rows.push_back(row_of(*from));
    }
    return table;
}

typeset::FactSheets cast_sheets(const script::ScriptView& view,
                                const std::vector<cast::CharacterAnswer>& cast,
                                const screenplay::Statistics& numbers,
                                const PictureOf& picture_of) {
    const auto& words = sheet_words(view.project.language);
    typeset::FactSheets out{.title = view.project.title + " – " + std::string(words.cast),
                            .sheets = {}};
    const auto told = in_script(cast, numbers);
    for (std::size_t i = 0; i < cast.size(); ++i) {
        const auto& one = cast[i];
        const auto& found = told[i];
        typeset::FactSheet sheet;
        sheet.title = one.name;
        sheet.subtitle =
            joined({role_name(one.role, words), one.age, counted(found.speeches, words.speeches),
                    counted(found.words, words.words)},
                   " · ");
        sheet.facts = {{std::string(words.description), one.description},
                       {std::string(words.wants), one.wants},
                       {std::string(words.hides), one.hides},
                       {std::string(words.voice), one.voice},
                       {std::string(words.looks), join(one.visual_tags, ", ")},
                       {std::string(words.traits), join(one.traits, ", ")},
                       {std::string(words.personality), one.personality},
                       {std::string(words.backstory), one.backstory},
                       {std::string(words.aliases), join(one.aliases, ", ")},
                       {std::string(words.scenes), join(found.scenes, ", ")}};
        if (auto picture = picture_of(i)) {
            sheet.alternative = sheet.title;
            put_picture(sheet, std::move(*picture));
        }
        out.sheets.push_back(std::move(sheet));
    }
    return out;
}

typeset::FactSheets location_sheets(const script::ScriptView& view,
                                    const std::vector<world::WorldItem>& places,
                                    const world::PlaceFinder& finder,
                                    const screenplay::Statistics& numbers,
                                    const PictureOf& picture_of) {
    const auto& words = sheet_words(view.project.language);
    typeset::FactSheets out{.title = view.project.title + " – " + std::string(words.locations),
                            .sheets = {}};
    // What headings call them.
    std::map<std::string, WorldItemId> by_heading;
    for (const auto& node : view.nodes) {
        if (const auto place = finder.find(node.location_id, node.place)) {
            by_heading.emplace(fold(node.place), *place);
        }
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& place = places[i];
        typeset::FactSheet sheet;
        sheet.title = place.name;
        std::string scenes;
        int eighths = 0;
        std::uint32_t interior = 0, exterior = 0, day = 0, night = 0;
        for (const auto& counts : numbers.places) {
            const auto named = by_heading.find(fold(counts.name));
            if (named == by_heading.end() || named->second != place.id) continue;
            eighths += counts.eighths;
            interior += counts.interior;
            exterior += counts.exterior;
            day += counts.day;
            night += counts.night;
            for (const auto scene : counts.scenes) {
                if (!scenes.empty()) scenes += '\n';
                scenes += numbers.number_of(scene) + "   " + numbers.scenes[scene].title;
            }
        }
        sheet.subtitle = joined(
            {counted(interior, words.interior), counted(exterior, words.exterior),
             counted(day, words.day), counted(night, words.night),
             eighths == 0 ? std::string()
                          : screenplay::eighths_text(eighths) + " " + std::string(words.pages)},
            " · ");
        sheet.facts = {{std::string(words.description), place.description},
                       {std::string(words.notes), place.text},
                       {std::string(words.aliases), join(place.aliases, ", ")},
                       {std::string(words.scenes), scenes}};
        if (auto picture = picture_of(i)) {
            sheet.alternative = sheet.title;
            put_picture(sheet, std::move(*picture));
        }
        out.sheets.push_back(std::move(sheet));
    }
    return out;
}

}  // namespace fabula::takeout
