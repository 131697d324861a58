#include "spreadsheets/spreadsheets_routes.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"

namespace fabula::spreadsheets {

namespace {

SheetKind kind_of(const http::Call& call) {
    const auto kind = find_enum<SheetKind>(call.parameter("kind"));
    if (!kind) {
        throw AppError(Code::NotFound,
                       PublicText{"There are spreadsheets of shots, cast and entries."},
                       {.field = "kind"});
    }
    return *kind;
}

}  // namespace

http::RouteTable SpreadsheetRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    constexpr http::RouteOptions upload{.body_bytes_max = limits::kTextBytesMax};
    // clang-format off
    return {
        stream_route(Get, "/api/v1/spreadsheets/{kind}", "get_spreadsheet", Viewer, "Shots, cast or entries as a spreadsheet: CSV or an Excel workbook.", &SpreadsheetRoutes::get, this, {.media_type = "text/csv"}),
        route(Post, "/api/v1/spreadsheets/{kind}/preview", "preview_spreadsheet", Viewer, "What a spreadsheet would change, row by row.", &SpreadsheetRoutes::preview, this, upload),
        route(Post, "/api/v1/spreadsheets/{kind}", "take_in_spreadsheet", Editor, "Take in a spreadsheet: a CSV, .xlsx or .ods file.", &SpreadsheetRoutes::take_in, this, upload),
        route(Post, "/api/v1/spreadsheets/{kind}/undo", "undo_spreadsheet", Editor, "Take back what a spreadsheet changed.", &SpreadsheetRoutes::undo, this, {.body_bytes_max = limits::kTextBytesMax}),
    };
    // clang-format on
}

Words SpreadsheetRoutes::words_for(const http::Call& call) const {
    const auto language = texts_.choose(http::wanted_languages(call.request));
    return {
        .in_language = [this, language](std::string_view key) { return texts_.get(language, key); },
        .in_all =
            [this](std::string_view key) {
                std::vector<std::string> all;
                for (const auto& one : texts_.languages()) all.push_back(texts_.get(one, key));
                return all;
            }};
}

http::Reply SpreadsheetRoutes::get(http::Call& call, const GetSpreadsheet& in) {
    // English alone writes decimals with a point, of the languages there are.
    const bool semicolons = texts_.choose(http::wanted_languages(call.request)) != "en";
    auto file =
        service_.write(call.actor, kind_of(call), in, in.format, words_for(call), semicolons);
    return http::Reply::bytes(std::string(file.media_type), std::move(file.bytes))
        .with_header("Cache-Control", "no-store")
        .as_download(file.name);
}

Plan SpreadsheetRoutes::preview(http::Call& call, const Place& in, http::Upload& file) {
    return service_.preview(call.actor, kind_of(call), in, file.read_all(limits::kTextBytesMax),
                            words_for(call));
}

TakenIn SpreadsheetRoutes::take_in(http::Call& call, const TakeIn& in, http::Upload& file) {
    return service_.take_in(call.actor, kind_of(call), in, file.read_all(limits::kTextBytesMax),
                            in.plan_id, words_for(call));
}

void SpreadsheetRoutes::undo(http::Call& call, const UndoTaken& in) {
    service_.undo(call.actor, kind_of(call), in, in);
}

}  // namespace fabula::spreadsheets
