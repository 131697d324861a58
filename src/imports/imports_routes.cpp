#include "imports/imports_routes.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "drawing/svg.hpp"
#include "typeset/script_page.hpp"

namespace fabula::imports {

http::RouteTable ImportRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Post,   "/api/v1/imports",                     "create_import",  Member, "Read a story file and show what was understood.", &ImportRoutes::create,  this, {.status = 201, .body_bytes_max = limits::kTextBytesMax}),
        route(Get,    "/api/v1/imports/{import_id}",         "get_import",     Viewer, "Read what was understood of a file.",             &ImportRoutes::get,     this),
        stream_route(Get, "/api/v1/imports/{import_id}/pages/{page}.svg", "get_import_sheet", Viewer, "One page as it would be.", &ImportRoutes::sheet, this, {.media_type = "image/svg+xml"}),
        route(Delete, "/api/v1/imports/{import_id}",         "discard_import", Editor, "Forget a file that was not confirmed.",           &ImportRoutes::discard, this),
        route(Post,   "/api/v1/imports/{import_id}/confirm", "confirm_import", Editor, "Make a project of what was understood.",          &ImportRoutes::confirm, this, {.status = 201}),
        route(Get,    "/api/v1/imports/{import_id}/compare", "compare_import", Viewer, "What a file that comes back would change in a project's script.", &ImportRoutes::compare, this),
        route(Post,   "/api/v1/imports/{import_id}/apply",   "apply_import",   Editor, "Take a file's text, or the scenes chosen of it, into a project's script, as one change.", &ImportRoutes::apply, this),
        route(Post,   "/api/v1/projects",                    "create_project", Member, "Start a project with an empty script.",           &ImportRoutes::create_project, this, {.status = 201}),
        route(Post,   "/api/v1/scripts",                     "create_script",  Member, "Begin a script in a project of its own: empty, with a text, or from an import.", &ImportRoutes::create_script, this, {.status = 201, .body_bytes_max = 2 * limits::kTextBytesMax}),
        route(Post,   "/api/v1/scripts/{script_id}/copy",    "copy_script",    Editor, "Copy a script into a project of its own; its scenes are new ones.", &ImportRoutes::copy_script, this, {.status = 201}),
    };
    // clang-format on
}

Import ImportRoutes::create(http::Call& call, const NewImport& in, http::Upload& upload) {
    const auto& name = in.name.empty() ? upload.file_name() : in.name;
    return imports_.preview(call.actor, name, upload.read_all(limits::kTextBytesMax));
}

Import ImportRoutes::get(http::Call& call) {
    return imports_.get(call.actor, call.id<ImportId>("import_id"));
}

http::Reply ImportRoutes::sheet(http::Call& call) {
    const auto import = get(call);
    const auto prepared =
        script::ScriptService::prepare(import.format, import.text, import.source_form);
    const auto laid_out = script::lay_out(prepared.document, {});
    const auto* page =
        script::find_page(laid_out.pages, parse_integer(call.parameter("page")).value_or(-1));
    if (page == nullptr) {
        throw AppError(Code::NotFound, PublicText{"The import has no such page."});
    }
    return http::Reply::bytes(
        "image/svg+xml",
        drawing::to_svg(typeset::page_drawing(prepared.document, *page, laid_out.layout),
                        {.id_prefix = "i-"}));
}

Json ImportRoutes::compare(http::Call& call, const CompareImport& in) {
    const auto compared =
        imports_.compare(call.actor, call.id<ImportId>("import_id"), in.project_id);
    constexpr std::size_t kShown = 200;
    Json scenes = Json::array();
    for (const auto& scene : compared.scenes) {
        if (scenes.size() < kShown) scenes.push_back(encode(scene));
    }
    return {{"version", compared.from},
            {"same_count", compared.same_count},
            {"scene_count", compared.scenes.size()},
            {"scenes", std::move(scenes)}};
}

script::ScriptRecord ImportRoutes::apply(http::Call& call, const ApplyImport& in) {
    return imports_.apply(call.actor, call.id<ImportId>("import_id"), in.project_id,
                          {.decisions = {.title = {}, .accept = in.accept, .refuse = in.refuse},
                           .version = in.version,
                           .choice = {.keep = in.keep, .leave_out = in.leave_out}});
}

void ImportRoutes::discard(http::Call& call) {
    imports_.discard(call.actor, call.id<ImportId>("import_id"));
}

story::Project ImportRoutes::confirm(http::Call& call, const Decisions& in) {
    return imports_.confirm(call.actor, call.id<ImportId>("import_id"), in);
}

story::Project ImportRoutes::create_project(http::Call& call, const New<story::Project>& in) {
    return imports_.create_empty(call.actor, in);
}

script::ScriptRecord ImportRoutes::create_script(http::Call& call, const NewScript& in) {
    return imports_.create_script(call.actor, in);
}

script::ScriptRecord ImportRoutes::copy_script(http::Call& call, const CopyScript& in) {
    return imports_.copy_script(call.actor, call.id<ScriptId>("script_id"), in.title);
}

}  // namespace fabula::imports
