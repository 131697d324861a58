// How one asks for spreadsheets.
#pragma once

#include "http/route.hpp"
#include "http/templates.hpp"
#include "spreadsheets/spreadsheets_service.hpp"

namespace fabula::spreadsheets {

struct GetSpreadsheet : Place {
    SheetFormat format = SheetFormat::Csv;

    static constexpr auto fields =
        join_fields(Place::fields, FieldList{Field<&GetSpreadsheet::format>{"format"}});
};

struct TakeIn : Place {
    std::string plan_id;

    static constexpr auto fields = join_fields(
        Place::fields,
        FieldList{Field<&TakeIn::plan_id>{
            "plan_id", {.length_max = 100, .help = "of the preview; refused where it moved on"}}});
};

struct UndoTaken : Place, Undo {
    static constexpr auto fields = join_fields(Place::fields, Undo::fields);
};

class SpreadsheetRoutes {
public:
    // `texts` must outlive this.
    SpreadsheetRoutes(store::Store& store, const http::Texts& texts)
        : service_(store), texts_(texts) {}

    http::RouteTable table();

private:
    http::Reply get(http::Call& call, const GetSpreadsheet& in);
    Plan preview(http::Call& call, const Place& in, http::Upload& file);
    TakenIn take_in(http::Call& call, const TakeIn& in, http::Upload& file);
    void undo(http::Call& call, const UndoTaken& in);
    [[nodiscard]] Words words_for(const http::Call& call) const;

    SpreadsheetService service_;
    const http::Texts& texts_;
};

}  // namespace fabula::spreadsheets
