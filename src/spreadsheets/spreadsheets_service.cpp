#include "spreadsheets/spreadsheets_service.hpp"

#include "base/error.hpp"
#include "base/rows.hpp"
#include "base/text.hpp"
#include "typeset/table.hpp"

namespace fabula::spreadsheets {

namespace {

typeset::Table table_of(SheetKind kind, const Records& records, const Words& words) {
    typeset::Table table{.title = records.title, .columns = {}, .rows = {}};
    const auto& columns = columns_of(kind);
    for (const auto& column : columns) {
        table.columns.push_back({.title = words.in_language(column.title),
                                 .width = column.width,
                                 .number = column.kind == CellKind::Seconds});
    }
    table.columns.push_back({.title = "Id", .width = 1});
    for (const auto& record : records.rows) {
        std::vector<std::string> row;
        for (const auto& column : columns) row.push_back(cell_of(column, record, words));
        row.push_back(record.at("id"));
        table.rows.push_back(std::move(row));
    }
    return table;
}

// What the rows are of, as the activity log has it.
std::string_view record_type(SheetKind kind) {
    switch (kind) {
        case SheetKind::Cast: return "character";
        case SheetKind::Entries: return "world_item";
        case SheetKind::Shots: break;
    }
    return "shot";
}

source::Spreadsheet read_file(std::string_view bytes) {
    auto sheet = source::read_spreadsheet(bytes);
    if (sheet.refusal) invalid("file", *sheet.refusal);
    return sheet;
}

// Decimals as the spreadsheet reads them whose cells are apart by semicolon.
void use_decimal_commas(typeset::Table& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!table.columns[i].number) continue;
        for (auto& row : table.rows) {
            if (const auto point = row[i].find('.'); point != std::string::npos) {
                row[i][point] = ',';
            }
        }
    }
}

}  // namespace

// Before the file is read: who may not is told so, whatever the file is.
void SpreadsheetService::require(const Actor& actor, Action action, SheetKind kind,
                                 const Place& place) {
    store_.read([&](store::Reader& db) { require_place(db, actor, action, kind, place); });
}

SheetFile SpreadsheetService::write(const Actor& actor, SheetKind kind, const Place& place,
                                    SheetFormat format, const Words& words, bool semicolons) {
    const auto records =
        store_.read([&](store::Reader& db) { return read_records(db, actor, kind, place); });
    auto table = table_of(kind, records, words);
    const auto name = words.in_language("sheet.file_" + std::string(name_of(kind)));
    const auto base = shorten(records.title, 100) + " – " + name;
    if (format == SheetFormat::Xlsx) {
        table.title = name;
        return {.name = base + ".xlsx",
                .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                .bytes = typeset::table_xlsx(table, records.changed)};
    }
    if (semicolons) use_decimal_commas(table);
    return {.name = base + ".csv",
            .media_type = "text/csv; charset=utf-8",
            .bytes = typeset::table_csv(table, semicolons ? ';' : ',')};
}

Plan SpreadsheetService::preview(const Actor& actor, SheetKind kind, const Place& place,
                                 std::string_view bytes, const Words& words) {
    require(actor, Action::View, kind, place);
    const auto sheet = read_file(bytes);
    const auto records =
        store_.read([&](store::Reader& db) { return read_records(db, actor, kind, place); });
    return plan_sheet(sheet, kind, records, words).plan;
}

TakenIn SpreadsheetService::take_in(const Actor& actor, SheetKind kind, const Place& place,
                                    std::string_view bytes, const std::string& plan_id,
                                    const Words& words) {
    require(actor, Action::Edit, kind, place);
    const auto sheet = read_file(bytes);
    return store_.write([&](store::Tx& tx) {
        const auto planned = plan_sheet(sheet, kind, read_records(tx, actor, kind, place), words);
        if (!plan_id.empty() && planned.plan.plan_id != plan_id) {
            throw AppError(Code::Stale, PublicText{"Something changed since the sheet was looked "
                                                   "at. Look at it again before taking it in."});
        }
        TakenIn taken{.create_count = planned.plan.create_count,
                      .change_count = planned.plan.change_count,
                      .refuse_count = planned.plan.refuse_count,
                      .undo = {{"changed", Json::array()}, {"created", Json::array()}}};
        const history::By by(
            actor, history::record(tx, actor, history::Act::Import, holder_of(tx, actor, place),
                                   {{"of", record_type(kind)},
                                    {"create_count", taken.create_count},
                                    {"change_count", taken.change_count}}));
        for (std::size_t i = 0; i < planned.writes.size(); ++i) {
            const auto& row = planned.plan.rows[i];
            if (row.act != RowAct::Create && row.act != RowAct::Change) continue;
            const auto number = static_cast<std::size_t>(row.row);
            auto written = within_row("row", number, [&] {
                return write_record(tx, by, kind, place, planned.writes[i].given);
            });
            if (row.act == RowAct::Create) {
                taken.undo["created"].push_back(written.at("id"));
            } else {
                written.update(planned.writes[i].before);
                taken.undo["changed"].push_back(std::move(written));
            }
        }
        return taken;
    });
}

void SpreadsheetService::undo(const Actor& actor, SheetKind kind, const Place& place,
                              const Undo& undo) {
    require(actor, Action::Edit, kind, place);
    if (!undo.changed.is_array()) invalid("changed", "must be a list");
    store_.write([&](store::Tx& tx) {
        const history::By by(
            actor, history::record(tx, actor, history::Act::Restore, holder_of(tx, actor, place),
                                   {{"of", record_type(kind)},
                                    {"change_count", undo.changed.size()},
                                    {"delete_count", undo.created.size()}}));
        for (std::size_t i = 0; i < undo.changed.size(); ++i) {
            const auto& row = undo.changed[i];
            within_row("changed", i, [&] {
                if (!row.is_object() || !row.contains("id")) invalid("id", "is required");
                return write_record(tx, by, kind, place, row);
            });
        }
        for (const auto& id : undo.created) remove_record(tx, by, kind, id);
    });
}

}  // namespace fabula::spreadsheets
