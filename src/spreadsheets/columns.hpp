// The columns of a spreadsheet of shots, of the cast or of a world's entries, and what their cells
// say in the terms of the API.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/json_value.hpp"

namespace fabula {

enum class SheetKind { Shots, Cast, Entries };

template <>
struct EnumNames<SheetKind> {
    static constexpr std::array<std::string_view, 3> names{"shots", "cast", "entries"};
};

namespace spreadsheets {

enum class CellKind {
    Text,
    List,       // Apart by commas, semicolons or lines.
    Seconds,    // "4.5"; also "1:30". Milliseconds in the record.
    Choice,     // One of `choices`, by its name in any language.
    Reference,  // Another record by its name; its id in the record.
};

// What an empty cell does to a record.
enum class Empty {
    Clears,       // Empties the field.
    SaysNothing,  // A field that always holds something stays as it is.
    AsAbove,      // Of a new record it stands for the cell above; else it says nothing.
};

struct Column {
    std::string_view field;  // Of the record, as the API names it.
    std::string_view title;  // Key of the interface's text.
    CellKind kind = CellKind::Text;
    double width = 1;
    bool read_only = false;    // Goes out, and is passed over where it comes back.
    std::string_view shown{};  // Reference: the record's field that holds the name.
    std::vector<std::string_view> choices{};
    std::string_view choice_text{};        // Key of a choice's text, up to its name.
    std::vector<std::string_view> also{};  // Titles that other programs give it, folded.
    Empty empty = Empty::Clears;
    bool only_new = false;  // Said when the record is made, and stays.
};

// Texts of the interface: in one language, and all that it has.
struct Words {
    std::function<std::string(std::string_view key)> in_language;
    std::function<std::vector<std::string>(std::string_view key)> in_all;
};

const std::vector<Column>& columns_of(SheetKind kind);
// The field by which a row finds its record where it bears no id: a shot's number, a name.
std::string_view key_of(SheetKind kind);

// The cell's content as people read it.
std::string cell_of(const Column& column, const Json& record, const Words& words);
// What a choice is called.
std::string text_of_choice(const Column& column, std::string_view choice, const Words& words);
// What the record would hold; nothing where the cell cannot be read as that. Not for Choice and
// Reference.
std::optional<Json> value_of(const Column& column, std::string_view cell);

}  // namespace spreadsheets
}  // namespace fabula
