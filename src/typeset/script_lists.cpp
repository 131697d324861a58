#include "typeset/script_lists.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "screenplay/pages_measure.hpp"

namespace fabula::typeset {

using screenplay::Document;
using screenplay::Element;
using screenplay::ElementType;
using screenplay::SceneCounts;
using screenplay::Statistics;

namespace {

std::string names_of(const Statistics& all, const std::vector<std::uint32_t>& characters) {
    std::string names;
    for (const auto index : characters) {
        if (!names.empty()) names += ", ";
        names += all.characters[index].name;
    }
    return names;
}

std::string page_text(int page) {
    return page > 0 ? std::to_string(page) : std::string();
}

std::string appearance_text(const Statistics& all, const screenplay::Appearance& appearance) {
    std::string text = appearance.scene == screenplay::kNoScene ? std::string("–")
                                                                : all.number_of(appearance.scene);
    if (appearance.page > 0) text += " (p. " + std::to_string(appearance.page) + ")";
    return text;
}

bool is_said(ElementType type) {
    return type == ElementType::Dialogue || type == ElementType::Lyric ||
           type == ElementType::Parenthetical;
}

}  // namespace

Table scene_list(const Statistics& statistics) {
    Table table{.title = "Scenes",
                .columns = {{"Scene", 1},
                            {"Int/Ext", 1.1},
                            {"Place", 4},
                            {"Time", 1.6},
                            {"Page", 0.8, true},
                            {"Length", 1, true},
                            {"Characters", 4},
                            {"Synopsis", 3.5}},
                .rows = {}};
    for (std::uint32_t i = 0; i < statistics.scenes.size(); ++i) {
        const SceneCounts& scene = statistics.scenes[i];
        table.rows.push_back({statistics.number_of(i), to_upper(short_name_of(scene.parts.setting)),
                              scene.parts.place.empty() ? scene.title : scene.parts.place,
                              scene.parts.time, page_text(scene.page),
                              screenplay::eighths_text(scene.eighths),
                              names_of(statistics, scene.present), scene.synopsis});
    }
    return table;
}

Table cast_list(const Statistics& statistics) {
    Table table{.title = "Cast",
                .columns = {{"Character", 3},
                            {"Scenes", 1, true},
                            {"Speeches", 1.1, true},
                            {"Lines", 1, true},
                            {"Words", 1, true},
                            {"First scene", 1.6},
                            {"Last scene", 1.6},
                            {"Talks with", 4}},
                .rows = {}};
    for (const auto& character : statistics.characters) {
        std::vector<std::uint32_t> partners;
        for (const auto& partner : character.partners) partners.push_back(partner.character);
        table.rows.push_back(
            {character.name, std::to_string(character.scenes), std::to_string(character.speeches),
             std::to_string(character.lines), std::to_string(character.words),
             appearance_text(statistics, character.first),
             appearance_text(statistics, character.last), names_of(statistics, partners)});
    }
    return table;
}

Table location_list(const Statistics& statistics) {
    Table table{.title = "Locations",
                .columns = {{"Place", 4},
                            {"Scenes", 1, true},
                            {"Length", 1, true},
                            {"Int", 0.7, true},
                            {"Ext", 0.7, true},
                            {"Day", 0.7, true},
                            {"Night", 0.8, true},
                            {"Scene numbers", 4}},
                .rows = {}};
    for (const auto& place : statistics.places) {
        std::string numbers;
        for (const auto scene : place.scenes) {
            if (!numbers.empty()) numbers += ", ";
            numbers += statistics.number_of(scene);
        }
        table.rows.push_back({place.name, std::to_string(place.scenes.size()),
                              screenplay::eighths_text(place.eighths),
                              std::to_string(place.interior), std::to_string(place.exterior),
                              std::to_string(place.day), std::to_string(place.night), numbers});
    }
    return table;
}

Table dialogue_list(const Document& document, const Statistics& statistics,
                    const std::vector<int>& page_of_element, std::string_view character) {
    Table table{
        .title = character.empty() ? "Dialogue" : "Dialogue of " + std::string(trim(character)),
        .columns = {{"Scene", 1}, {"Page", 0.8, true}, {"Character", 2}, {"Speech", 8}},
        .rows = {}};
    const std::string wanted = fold(character);
    std::uint32_t next = 0;
    bool open = false;
    for (std::uint32_t i = 0; i < document.elements.size(); ++i) {
        const Element& element = document.elements[i];
        if (next < statistics.scenes.size() && statistics.scenes[next].heading == i) ++next;
        if (element.type == ElementType::Character) {
            const auto name = screenplay::speaker_of(element.text);
            open = wanted.empty() || fold(name) == wanted;
            if (!open) continue;
            table.rows.push_back({next == 0 ? std::string() : statistics.number_of(next - 1),
                                  page_text(page_of_element[i]),
                                  element.text,
                                  {}});
        } else if (open && is_said(element.type)) {
            std::string& speech = table.rows.back().back();
            if (!speech.empty()) speech += '\n';
            speech += element.text;
        } else if (element.type != ElementType::Note) {
            open = false;
        }
    }
    return table;
}

}  // namespace fabula::typeset
