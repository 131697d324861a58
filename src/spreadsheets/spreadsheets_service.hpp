// Shots, the cast and the entries of a world as spreadsheets: out, changed elsewhere, and in again.
#pragma once

#include <string>
#include <string_view>

#include "spreadsheets/plan.hpp"

namespace fabula {

enum class SheetFormat { Csv, Xlsx };

template <>
struct EnumNames<SheetFormat> {
    static constexpr std::array<std::string_view, 2> names{"csv", "xlsx"};
};

namespace spreadsheets {

struct SheetFile {
    std::string name;
    std::string_view media_type;
    std::string bytes;
};

// What brings the records back to how they were before a sheet was taken in.
struct Undo {
    Json changed = Json::array();  // {id, rev, fields as they were}
    std::vector<std::string> created;

    static constexpr auto fields =
        FieldList{Field<&Undo::changed>{"changed", {.required = true}},
                  Field<&Undo::created>{"created", {.required = true, .length_max = 10'000}}};
};

struct TakenIn {
    std::int64_t create_count = 0;
    std::int64_t change_count = 0;
    std::int64_t refuse_count = 0;  // Rows that were left out.
    Json undo;                      // {changed, created}: the body of undo_spreadsheet.

    static constexpr auto fields =
        FieldList{Field<&TakenIn::create_count>{"create_count"},
                  Field<&TakenIn::change_count>{"change_count"},
                  Field<&TakenIn::refuse_count>{"refuse_count"}, Field<&TakenIn::undo>{"undo"}};
};

class SpreadsheetService {
public:
    explicit SpreadsheetService(store::Store& store) : store_(store) {}

    // With the id of each record, by which it is found again. `semicolons`: CSV for spreadsheets
    // that write decimals with a comma.
    SheetFile write(const Actor& actor, SheetKind kind, const Place& place, SheetFormat format,
                    const Words& words, bool semicolons);

    // What take_in() would do. Throws Invalid (field "file") for a file that is no such sheet.
    Plan preview(const Actor& actor, SheetKind kind, const Place& place, std::string_view bytes,
                 const Words& words);

    // All rows but refused ones, or none. Throws Stale where `plan_id` is given and is no longer
    // what the sheet would do; Invalid naming the row where a value is refused.
    TakenIn take_in(const Actor& actor, SheetKind kind, const Place& place, std::string_view bytes,
                    const std::string& plan_id, const Words& words);

    // Throws Stale where somebody changed one of the records meanwhile; nothing is undone then.
    void undo(const Actor& actor, SheetKind kind, const Place& place, const Undo& undo);

private:
    void require(const Actor& actor, Action action, SheetKind kind, const Place& place);

    store::Store& store_;
};

}  // namespace spreadsheets
}  // namespace fabula
