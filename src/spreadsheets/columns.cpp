#include "spreadsheets/columns.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "shots/shots.hpp"

namespace fabula::spreadsheets {

namespace {

std::vector<Column> shot_columns() {
    using enum CellKind;
    return {
        {.field = "scene_id",
         .title = "sheet.scene",
         .kind = Reference,
         .width = 0.7,
         .shown = "scene",
         .also = {"scene number", "sc"},
         .empty = Empty::AsAbove},
        {.field = "scene_title", .title = "sheet.heading", .width = 2.5, .read_only = true},
        {.field = "shot_number",
         .title = "sheet.shot",
         .width = 0.7,
         .also = {"shot number", "shot no"},
         .empty = Empty::SaysNothing},
        {.field = "framing",
         .title = "shots.framing",
         .width = 0.8,
         .also = {"shot size", "shot type"}},
        {.field = "camera_angle", .title = "shots.camera_angle", .also = {"camera angle"}},
        {.field = "camera_movement", .title = "shots.camera_movement", .also = {"movement"}},
        {.field = "lens", .title = "shots.lens", .width = 0.7},
        {.field = "description", .title = "shots.description", .width = 4},
        {.field = "character_names",
         .title = "shots.character_names",
         .kind = List,
         .width = 1.5,
         .also = {"characters"}},
        {.field = "sound_notes", .title = "shots.sound_notes", .width = 1.5, .also = {"audio"}},
        {.field = "duration_ms",
         .title = "sheet.seconds",
         .kind = Seconds,
         .width = 0.7,
         .also = {"duration", "length"}},
        {.field = "said", .title = "sheet.said", .width = 3, .read_only = true},
        {.field = "dialog", .title = "sheet.dialog", .width = 2},
        {.field = "lighting_notes", .title = "sheet.lighting", .width = 1.5},
        {.field = "composition", .title = "sheet.composition", .width = 1.5},
        {.field = "notes", .title = "sheet.notes", .width = 2},
        {.field = "status",
         .title = "shots.status",
         .kind = Choice,
         .width = 0.8,
         .choices = {"planned", "ready", "taken"},
         .choice_text = "shots.status_",
         .also = {"status"},
         .empty = Empty::SaysNothing},
    };
}

std::vector<Column> cast_columns() {
    using enum CellKind;
    return {
        {.field = "name",
         .title = "cast.new_name",
         .width = 1.5,
         .also = {"character"},
         .empty = Empty::SaysNothing},
        {.field = "aliases", .title = "cast.aliases", .kind = List, .width = 1.2},
        {.field = "role",
         .title = "cast.role",
         .kind = Choice,
         .choices = {"protagonist", "antagonist", "supporting", "minor"},
         .choice_text = "cast.role_"},
        {.field = "age", .title = "cast.age", .width = 0.7},
        {.field = "description", .title = "cast.description", .width = 3},
        {.field = "wants", .title = "cast.wants", .width = 2},
        {.field = "hides", .title = "cast.hides", .width = 2},
        {.field = "voice", .title = "cast.voice", .width = 1.5},
        {.field = "traits", .title = "cast.traits", .kind = List, .width = 1.5},
        {.field = "visual_tags", .title = "cast.visual_tags", .kind = List, .width = 1.5},
        {.field = "personality", .title = "cast.personality", .width = 2},
        {.field = "backstory", .title = "cast.backstory", .width = 3},
        {.field = "color", .title = "sheet.color", .width = 0.8},
    };
}

std::vector<Column> entry_columns() {
    using enum CellKind;
    return {
        {.field = "name",
         .title = "cast.new_name",
         .width = 2,
         .also = {"entry", "place"},
         .empty = Empty::SaysNothing},
        {.field = "kind",
         .title = "sheet.kind",
         .kind = Choice,
         .width = 0.8,
         .choices = {"location", "item"},
         .choice_text = "sheet.kind_",
         .empty = Empty::SaysNothing,
         .only_new = true},
        {.field = "category_id",
         .title = "world.category",
         .kind = Reference,
         .width = 1.2,
         .shown = "category"},
        {.field = "parent_id",
         .title = "world.lies_in",
         .kind = Reference,
         .width = 1.5,
         .shown = "lies_in"},
        {.field = "aliases", .title = "cast.aliases", .kind = List, .width = 1.2},
        {.field = "description", .title = "cast.description", .width = 3},
        {.field = "text", .title = "world.text", .width = 4},
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

std::string text_of_choice(const Column& column, std::string_view choice, const Words& words) {
    return words.in_language(std::string(column.choice_text) + std::string(choice));
}

std::string cell_of(const Column& column, const Json& record, const Words& words) {
    const auto field = column.kind == CellKind::Reference ? column.shown : column.field;
    const auto found = record.find(field);
    if (found == record.end() || found->is_null()) return {};
    if (column.kind == CellKind::Seconds) return shots::seconds_text(found->get<std::int64_t>());
    if (column.kind == CellKind::Choice) {
        return text_of_choice(column, found->get<std::string>(), words);
    }
    if (found->is_string()) return found->get<std::string>();
    if (!found->is_array()) return found->dump();
    std::vector<std::string> entries;
    for (const auto& entry : *found) entries.push_back(entry.get<std::string>());
    return join(entries, ", ");
}

std::optional<Json> value_of(const Column& column, std::string_view cell) {
    if (column.kind == CellKind::List) return list_of(cell);
    if (column.kind != CellKind::Seconds) return Json(std::string(cell));
    const auto milliseconds = shots::parse_duration(cell);
    if (!milliseconds) return std::nullopt;
    return *milliseconds;
}

}  // namespace fabula::spreadsheets
