#include "script/record_routes.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "http/page_of.hpp"

namespace fabula::script {

http::RouteTable RecordRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions json{.media_type = "application/json"};
    // clang-format off
    return {
        route(Get,         "/api/v1/scripts",                     "list_scripts",          Member, "List scripts, newest first.",                      &RecordRoutes::list,            this),
        route(Get,         "/api/v1/projects/{project_id}/scripts", "list_project_scripts", Viewer, "The script of a project.",                        &RecordRoutes::list_of_project, this, {.plural = "scripts"}),
        route(Get,         "/api/v1/scripts/{script_id}",         "get_script",            Viewer, "Read what is known of a script, without its text.", &RecordRoutes::get,            this),
        route(http::Method::Patch, "/api/v1/scripts/{script_id}", "update_script",         Editor, "Rename a script, or give it a format of your own.", &RecordRoutes::update,         this),
        route(Delete,      "/api/v1/scripts/{script_id}",         "delete_script",         Editor, "Put a script with its project into the bin.",      &RecordRoutes::remove,          this),
        route(Post,        "/api/v1/scripts/{script_id}/restore", "restore_script",        Editor, "Take a script with its project out of the bin.",   &RecordRoutes::restore,         this),
        route(Get,         "/api/v1/templates",                   "list_templates",        Member, "The built-in script formats.",                     &RecordRoutes::list_built_in,   this, {.plural = "templates"}),
        route(Get,         "/api/v1/formats",                     "list_formats",          Member, "List script formats of your own, newest first.",   &RecordRoutes::list_formats,    this),
        route(Post,        "/api/v1/formats",                     "create_format",         Editor, "Keep a script format of your own.",                &RecordRoutes::create_format,   this, {.status = 201}),
        route(Post,        "/api/v1/formats/upload",              "upload_format",         Member, "Keep a script format from a format file.",         &RecordRoutes::upload_format,   this, {.status = 201}),
        stream_route(Get,  "/api/v1/formats/{format_id}/file",    "get_format_file",       Viewer, "Download a script format of your own as a file.",  &RecordRoutes::format_file,     this, json),
        route(Put,         "/api/v1/formats/{format_id}/file",    "replace_format",        Editor, "Put a format file in place of a script format.",   &RecordRoutes::replace_format,  this),
        stream_route(Get,  "/api/v1/templates/{format}/file",     "get_template_file",     Member, "Download a built-in script format as a file.",     &RecordRoutes::built_in_file,   this, json),
        route(Get,         "/api/v1/formats/{format_id}",         "get_format",            Viewer, "Read a script format of your own.",                &RecordRoutes::get_format,      this),
        route(http::Method::Patch, "/api/v1/formats/{format_id}", "update_format",         Editor, "Change a script format of your own.",              &RecordRoutes::update_format,   this),
        route(Delete,      "/api/v1/formats/{format_id}",         "delete_format",         Editor, "Delete a format; its scripts look built-in again.", &RecordRoutes::delete_format,  this),
    };
    // clang-format on
}

http::Page<ScriptRecord> RecordRoutes::list(http::Call& call, const ListScripts& in) {
    const RecordFilter filter{.project_id = in.project_id,
                              .format = in.format,
                              .words = in.q,
                              .bin = in.deleted ? story::Bin::Only : story::Bin::Without};
    auto found = records_.list(call.actor, filter, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const ScriptRecord& last) { return last.id.text; });
}

http::Page<ScriptRecord> RecordRoutes::list_of_project(http::Call& call) {
    return {.items = {records_.get_of_project(call.actor, call.id<ProjectId>("project_id"))},
            .next_cursor = {}};
}

ScriptRecord RecordRoutes::get(http::Call& call) {
    return records_.get(call.actor, call.id<ScriptId>("script_id"));
}

ScriptRecord RecordRoutes::update(http::Call& call, const Patch<ScriptRecord>& in) {
    return records_.update(call.actor, call.id<ScriptId>("script_id"), in, call.expected_rev);
}

void RecordRoutes::remove(http::Call& call) {
    records_.remove(call.actor, call.id<ScriptId>("script_id"));
}

ScriptRecord RecordRoutes::restore(http::Call& call) {
    return records_.restore(call.actor, call.id<ScriptId>("script_id"));
}

http::Page<BuiltInFormat> RecordRoutes::list_built_in(http::Call&) {
    return {.items = FormatService::list_built_in(), .next_cursor = {}};
}

http::Page<Format> RecordRoutes::list_formats(http::Call& call) {
    auto found = formats_.list(call.actor, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const Format& last) { return last.id.text; });
}

Format RecordRoutes::get_format(http::Call& call) {
    return formats_.get(call.actor, call.id<FormatId>("format_id"));
}

Format RecordRoutes::create_format(http::Call& call, const New<Format>& in) {
    return formats_.create(call.actor, in.value);
}

Format RecordRoutes::update_format(http::Call& call, const Patch<Format>& in) {
    return formats_.update(call.actor, call.id<FormatId>("format_id"), in, call.expected_rev);
}

void RecordRoutes::delete_format(http::Call& call) {
    formats_.remove(call.actor, call.id<FormatId>("format_id"));
}

Format RecordRoutes::upload_format(http::Call& call, http::Upload& upload) {
    return formats_.create_from_file(call.actor, upload.read_all(limits::kTextBytesMax));
}

Format RecordRoutes::replace_format(http::Call& call, http::Upload& upload) {
    return formats_.replace_by_file(call.actor, call.id<FormatId>("format_id"),
                                    upload.read_all(limits::kTextBytesMax), call.expected_rev);
}

namespace {

http::Reply file_of(const std::string& title, const Json& definition) {
    return http::Reply::bytes("application/json", definition.dump(2) + "\n")
        .as_download(title + ".json");
}

}  // namespace

http::Reply RecordRoutes::format_file(http::Call& call) {
    const auto format = formats_.get(call.actor, call.id<FormatId>("format_id"));
    return file_of(format.title, format.definition);
}

http::Reply RecordRoutes::built_in_file(http::Call& call) {
    const auto name = call.parameter("format");
    for (const auto& format : FormatService::list_built_in()) {
        if (name_of(format.name) == name) return file_of(format.title, format.definition);
    }
    throw AppError(Code::NotFound, PublicText{"There is no such format."});
}

}  // namespace fabula::script
