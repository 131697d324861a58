#include "takeout/takeout_routes.hpp"

#include "http/page_of.hpp"

namespace fabula::takeout {

http::RouteTable TakeoutRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Post,       "/api/v1/projects/{project_id}/exports", "start_export",    Viewer, "Make a file of a project: a job whose result names the export.", &TakeoutRoutes::start, this, {.status = 202}),
        route(Get,        "/api/v1/exports",                       "list_exports",    Viewer, "List the exports of a project, newest first.",                   &TakeoutRoutes::list,  this),
        stream_route(Get, "/api/v1/exports/{export_id}/file",      "get_export_file", Viewer, "Download the file that was made.",                               &TakeoutRoutes::file,  this, {.media_type = "application/octet-stream"}),
        stream_route(Get, "/api/v1/scripts/{script_id}/pdf",       "print_script",    Viewer, "The script as PDF, made at once, to look at or to print.",       &TakeoutRoutes::print, this, {.media_type = "application/pdf"}),
    };
    // clang-format on
}

jobs::Job TakeoutRoutes::start(http::Call& call, const ExportWish& in) {
    return takeout_.start(call.actor, call.id<ProjectId>("project_id"), in);
}

http::Page<Export> TakeoutRoutes::list(http::Call& call, const ListExports& in) {
    auto found =
        takeout_.list(call.actor, in.project_id, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const Export& last) { return last.id.text; });
}

http::Reply TakeoutRoutes::file(http::Call& call) {
    auto made = takeout_.open(call.actor, call.id<ExportId>("export_id"));
    return http::Reply::bytes(made.asset.mime, std::move(made.bytes))
        .with_etag(made.asset.sha256)
        .as_download(made.record.file_name);
}

http::Reply TakeoutRoutes::print(http::Call& call, const PrintSwitches& in) {
    return http::Reply::bytes("application/pdf",
                              takeout_.print(call.actor, call.id<ScriptId>("script_id"), in))
        .with_header("Cache-Control", "no-store");
}

}  // namespace fabula::takeout
