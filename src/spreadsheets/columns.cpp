#include "spreadsheets/columns.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "shots/shots.hpp"

namespace fabula::spreadsheets {

namespace {

std::vector<Column> shot_columns() {
    using enum CellKind;
    return {
        {"scene_id", "sheet.scene", Reference, 0.7, false, "scene", {}, {}, {"scene number", "sc"}},
        {"scene_title", "sheet.heading", Text, 2.5, true},
        {"shot_number", "sheet.shot", Text, 0.7, false, {}, {}, {}, {"shot number", "shot no"}},
        {"framing", "shots.framing", Text, 0.8, false, {}, {}, {}, {"shot size", "shot type"}},
        {"camera_angle", "shots.camera_angle", Text, 1, false, {}, {}, {}, {"camera angle"}},
        {"camera_movement", "shots.camera_movement", Text, 1, false, {}, {}, {}, {"movement"}},
        {"lens", "shots.lens", Text, 0.7},
        {"description", "shots.description", Text, 4},
        {"character_names", "shots.character_names", List, 1.5, false, {}, {}, {}, {"characters"}},
        {"sound_notes", "shots.sound_notes", Text, 1.5, false, {}, {}, {}, {"audio"}},
        {"duration_ms", "sheet.seconds", Seconds, 0.7, false, {}, {}, {}, {"duration", "length"}},
        {"said", "sheet.said", Text, 3, true},
        {"dialog", "sheet.dialog", Text, 2},
        {"lighting_notes", "sheet.lighting", Text, 1.5},
        {"composition", "sheet.composition", Text, 1.5},
        {"notes", "sheet.notes", Text, 2},
        {"status",
         "shots.status",
         Choice,
         0.8,
         false,
         {},
         {"planned", "ready", "taken"},
         "shots.status_",
         {"status"}},
    };
}

std::vector<Column> cast_columns() {
    using enum CellKind;
    return {
        {"name", "cast.new_name", Text, 1.5, false, {}, {}, {}, {"character"}},
        {"aliases", "cast.aliases", List, 1.2},
        {"role",
         "cast.role",
         Choice,
         1,
         false,
         {},
         {"protagonist", "antagonist", "supporting", "minor"},
         "cast.role_"},
        {"age", "cast.age", Text, 0.7},
        {"description", "cast.description", Text, 3},
        {"wants", "cast.wants", Text, 2},
        {"hides", "cast.hides", Text, 2},
        {"voice", "cast.voice", Text, 1.5},
        {"traits", "cast.traits", List, 1.5},
        {"visual_tags", "cast.visual_tags", List, 1.5},
        {"personality", "cast.personality", Text, 2},
        {"backstory", "cast.backstory", Text, 3},
        {"color", "sheet.color", Text, 0.8},
    };
}

std::vector<Column> entry_columns() {
    using enum CellKind;
    return {
        {"name", "cast.new_name", Text, 2, false, {}, {}, {}, {"entry", "place"}},
        {"kind",
         "sheet.kind",
         Choice,
         0.8,
         false,
         {},
         {"location", "item"},
         "sheet.kind_",
         {},
         true},
        {"category_id", "world.category", Reference, 1.2, false, "category"},
        {"parent_id", "world.lies_in", Reference, 1.5, false, "lies_in"},
        {"aliases", "cast.aliases", List, 1.2},
        {"description", "cast.description", Text, 3},
        {"text", "world.text", Text, 4},
    };
}

Json list_of(std::string_view cell) {
    Json out = Json::array();
    std::size_t from = 0;
    while (from <= cell.size()) {
        const auto to = std::min(cell.find_first_of(",;\n", from), cell.size());
        const auto entry = trim(cell.substr(from, to - from));
        if (!entry.empty()) out.push_back(std::string(entry));
        from = to + 1;
    }
    return out;
}

std::optional<Json> milliseconds_of(std::string_view cell) {
    std::string text(trim(cell));
    std::ranges::replace(text, ',', '.');  // As decimals are written in half of Europe.
    if (text.empty()) return 0;
    const auto parsed = shots::parse_duration(text);
    if (!parsed) return std::nullopt;
    return *parsed;
}

std::string seconds_text(std::int64_t milliseconds) {
    if (milliseconds == 0) return {};
    auto text = std::to_string(milliseconds / 1000);
    const auto rest = milliseconds % 1000;
    if (rest == 0) return text;
    auto digits = std::to_string(1000 + rest).substr(1);
    while (digits.ends_with('0')) digits.pop_back();
    return text + "." + digits;
}

}  // namespace

const std::vector<Column>& columns_of(SheetKind kind) {
    static const std::vector<Column> shots = shot_columns();
    static const std::vector<Column> cast = cast_columns();
    static const std::vector<Column> entries = entry_columns();
    switch (kind) {
        case SheetKind::Cast: return cast;
        case SheetKind::Entries: return entries;
        case SheetKind::Shots: break;
    }
    return shots;
}

std::string_view key_of(SheetKind kind) {
    return kind == SheetKind::Shots ? "shot_number" : "name";
}

std::string cell_of(const Column& column, const Json& record) {
    const auto field = column.kind == CellKind::Reference ? column.shown : column.field;
    const auto found = record.find(field);
    if (found == record.end() || found->is_null()) return {};
    if (column.kind == CellKind::Seconds) return seconds_text(found->get<std::int64_t>());
    if (found->is_string()) return found->get<std::string>();
    if (!found->is_array()) return found->dump();
    std::vector<std::string> entries;
    for (const auto& entry : *found) entries.push_back(entry.get<std::string>());
    return join(entries, ", ");
}

std::optional<Json> value_of(const Column& column, std::string_view cell) {
    switch (column.kind) {
        case CellKind::List: return list_of(cell);
        case CellKind::Seconds: return milliseconds_of(cell);
        case CellKind::Text:
        case CellKind::Choice:
        case CellKind::Reference: break;
    }
    return Json(std::string(cell));
}

}  // namespace fabula::spreadsheets
