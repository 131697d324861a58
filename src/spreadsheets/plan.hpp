// What a spreadsheet that comes in would do to the records there are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fields.hpp"
#include "source/spreadsheet.hpp"
#include "spreadsheets/records.hpp"

namespace fabula {

enum class RowAct { Create, Change, Keep, Refuse };

template <>
struct EnumNames<RowAct> {
    static constexpr std::array<std::string_view, 4> names{"create", "change", "keep", "refuse"};
};

namespace spreadsheets {

struct CellChange {
    std::string field;
    std::string title;
    std::string before;
    std::string after;

    static constexpr auto fields =
        FieldList{Field<&CellChange::field>{"field"}, Field<&CellChange::title>{"title"},
                  Field<&CellChange::before>{"before"}, Field<&CellChange::after>{"after"}};
};

struct PlannedRow {
    std::int64_t row = 0;  // On the sheet, counted from 1, the titles among them.
    RowAct act = RowAct::Keep;
    std::string name;  // The shot's number, or the name.
    std::string id;    // Of the record that it changes; else empty.
    std::vector<CellChange> changes;
    std::string problem;  // Why it is refused, one sentence.

    static constexpr auto fields =
        FieldList{Field<&PlannedRow::row>{"row"},         Field<&PlannedRow::act>{"act"},
                  Field<&PlannedRow::name>{"name"},       Field<&PlannedRow::id>{"id"},
                  Field<&PlannedRow::changes>{"changes"}, Field<&PlannedRow::problem>{"problem"}};
};

struct Plan {
    std::vector<PlannedRow> rows;
    std::int64_t create_count = 0;
    std::int64_t change_count = 0;
    std::int64_t keep_count = 0;
    std::int64_t refuse_count = 0;
    std::vector<std::string> ignored;  // Titles of columns that say nothing here.
    std::string plan_id;               // Another where the records or the file are others.

    static constexpr auto fields =
        FieldList{Field<&Plan::rows>{"rows"},
                  Field<&Plan::create_count>{"create_count"},
                  Field<&Plan::change_count>{"change_count"},
                  Field<&Plan::keep_count>{"keep_count"},
                  Field<&Plan::refuse_count>{"refuse_count"},
                  Field<&Plan::ignored>{"ignored", {.help = "columns that say nothing here"}},
                  Field<&Plan::plan_id>{"plan_id"}};
};

// What a planned row writes: fields for write_record(), and what they held before.
struct RowWrite {
    Json given = Json::object();
    Json before = Json::object();  // With the id, where the record is there.
};

struct PlannedSheet {
    Plan plan;
    std::vector<RowWrite> writes;  // As many as plan.rows.
};

// Throws Invalid (field "file") where the first row names no column that is known.
PlannedSheet plan_sheet(const source::Spreadsheet& sheet, SheetKind kind, const Records& records,
                        const Words& words);

}  // namespace spreadsheets
}  // namespace fabula
