#include "imports/documented_routes.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/page_of.hpp"

namespace fabula::imports {

http::RouteTable DocumentedRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    constexpr auto text_max = 2 * limits::kTextBytesMax;
    // clang-format off
    return {
        route(Post, "/api/v1/projects/create",                "create_project_with_metadata", Member, "Start a project from its metadata.",                          &DocumentedRoutes::create_project, this, {.status = 201}),
        route(Get,  "/api/v1/projects/list",                  "list_project_metadata",  Member, "The metadata of all projects, newest first.",                       &DocumentedRoutes::list_projects,  this, {.plural = "projects"}),
        route(Get,  "/api/v1/projects/{project_id}/metadata", "get_project_metadata",   Viewer, "The metadata of a project.",                                        &DocumentedRoutes::get_metadata,   this),
        route(Put,  "/api/v1/projects/{project_id}/metadata", "put_project_metadata",   Editor, "Put other metadata in place of a project's.",                       &DocumentedRoutes::put_metadata,   this),
        route(Post, "/api/v1/create_screenplay",              "create_screenplay",      Member, "Begin a screenplay from lines, in a project whose script is empty or in a new one.", &DocumentedRoutes::create, this, {.status = 201, .body_bytes_max = text_max}),
        route(Get,  "/api/v1/open_screenplay",                "get_screenplay_lines",   Member, "The lines of a screenplay.",                                        &DocumentedRoutes::open,           this, {.plural = "content"}),
        route(Post, "/api/v1/open_screenplay",                "open_screenplay",        Member, "The lines of a screenplay.",                                        &DocumentedRoutes::open,           this, {.plural = "content"}),
        route(Post, "/api/v1/save_screenplay",                "save_screenplay",        Member, "Save lines as one change; what lines cannot say stays.",            &DocumentedRoutes::save,           this, {.body_bytes_max = text_max}),
        route(Post, "/api/v1/delete_screenplay",              "delete_screenplay",      Member, "Put a screenplay with its project into the bin.",                   &DocumentedRoutes::remove,         this),
        route(Post, "/api/v1/list_screenplays",               "list_screenplays",       Member, "List screenplays, newest first.",                                   &DocumentedRoutes::list,           this, {.plural = "screenplays"}),
        route(Post, "/api/v1/projectAPI/screenplay/delete_project", "delete_screenplays_of_project", Member, "Put a project with its screenplay into the bin.",       &DocumentedRoutes::remove_project, this),
    };
    // clang-format on
}

namespace {

std::string title_in(const Json& metadata) {
    if (!metadata.is_object()) invalid("metadata", "must be an object");
    const auto title = metadata.find("title");
    if (title == metadata.end() || !title->is_string() ||
        trim(title->get_ref<const std::string&>()).empty()) {
        invalid("metadata.title", "is missing");
    }
    const auto text = title->get<std::string>();
    if (count_code_points(text) > 200) invalid("metadata.title", "is longer than 200");
    return text;
}

// The fields beside the title, which the project itself has.
Json without_title(Json metadata) {
    metadata.erase("title");
    metadata.erase("project_id");
    return metadata;
}

Json to_metadata(const story::Project& project) {
    auto metadata = project.metadata;
    metadata["title"] = project.title;
    metadata["project_id"] = project.id.text;
    return metadata;
}

struct Template {
    std::string_view name;
    ProjectKind kind;
    std::string_view language;
};

// The names that the documented clients send, beside those of our formats.
constexpr std::array kTemplates = {Template{"american_screenplay", ProjectKind::Film, "en"},
                                   Template{"arabic_screenplay", ProjectKind::Film, "ar"},
                                   Template{"feature_film", ProjectKind::Film, "en"},
                                   Template{"tv_pilot", ProjectKind::Series, "en"}};

NewScript to_new_script(const NewScreenplay& in) {
    NewScript out;
    out.title = in.screenplay_name;
    out.format = find_enum<ScriptFormat>(in.template_name);
    if (out.format) return out;
    for (const auto& known : kTemplates) {
        if (known.name != in.template_name) continue;
        out.kind = known.kind;
        out.format = ScriptFormat::Screenplay;
        out.language = known.language;
        return out;
    }
    out.format_id = FormatId{in.template_name};
    return out;
}

}  // namespace

story::Project DocumentedRoutes::create_project(http::Call& call, const NewProjectMetadata& in) {
    fabula::New<story::Project> project;
    project.value.title = title_in(in.metadata);
    project.value.metadata = without_title(in.metadata);
    return imports_.create_empty(call.actor, project);
}

http::Page<Json> DocumentedRoutes::list_projects(http::Call& call) {
    const auto page = http::page_of(
        stories_.list(call.actor, {}, call.paging.cursor, call.paging.limit + 1), call.paging,
        [](const story::Project& last) { return place_of(last, story::ProjectSort::Created); });
    http::Page<Json> out{.items = {}, .next_cursor = page.next_cursor};
    for (const auto& project : page.items) out.items.push_back(to_metadata(project));
    return out;
}

Json DocumentedRoutes::get_metadata(http::Call& call) {
    return to_metadata(stories_.get(call.actor, call.id<ProjectId>("project_id")));
}

Json DocumentedRoutes::put_metadata(http::Call& call, const NewProjectMetadata& in) {
    fabula::Patch<story::Project> patch;
    patch.set<&story::Project::title>(title_in(in.metadata));
    patch.set<&story::Project::metadata>(without_title(in.metadata));
    return to_metadata(
        stories_.update(call.actor, call.id<ProjectId>("project_id"), patch, call.expected_rev));
}

script::ScriptRecord DocumentedRoutes::create(http::Call& call, const NewScreenplay& in) {
    if (in.screenplay_content.empty()) invalid("screenplay_content", "is empty");
    const auto script = to_new_script(in);
    if (in.project_id) {
        const auto record = records_.get_of_project(call.actor, *in.project_id);
        if (record.length > 0) {
            throw AppError(Code::Conflict,
                           PublicText{"The project has a script already. A project has one; leave "
                                      "the project out to begin another."},
                           {.field = "project_id"});
        }
        edits_.put_lines(call.actor, record.id, in.screenplay_content);
        return records_.get(call.actor, record.id);
    }
    const auto record = imports_.create_script(call.actor, script);
    edits_.put_lines(call.actor, record.id, in.screenplay_content);
    return records_.get(call.actor, record.id);
}

http::Page<script::ScriptLine> DocumentedRoutes::open(http::Call& call, const NamedScreenplay& in) {
    const auto view = scripts_.view_of_script(call.actor, in.screenplay_id);
    auto lines = script::lines_of(view.document);
    const auto count = std::ssize(lines);
    const auto from =
        std::clamp<std::int64_t>(parse_integer(call.paging.cursor).value_or(0), 0, count);
    const auto to = std::min(count, from + call.paging.limit);
    http::Page<script::ScriptLine> page;
    page.items.assign(std::make_move_iterator(lines.begin() + from),
                      std::make_move_iterator(lines.begin() + to));
    if (to < count) page.next_cursor = std::to_string(to);
    return page;
}

script::ScriptRecord DocumentedRoutes::save(http::Call& call, const SavedScreenplay& in) {
    edits_.put_lines(call.actor, in.screenplay_id, in.screenplay);
    return records_.get(call.actor, in.screenplay_id);
}

void DocumentedRoutes::remove(http::Call& call, const NamedScreenplay& in) {
    records_.remove(call.actor, in.screenplay_id);
}

http::Page<script::ScriptRecord> DocumentedRoutes::list(http::Call& call) {
    auto found = records_.list(call.actor, {}, call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const script::ScriptRecord& last) { return last.id.text; });
}

void DocumentedRoutes::remove_project(http::Call& call, const ProjectOfScreenplays& in) {
    stories_.remove(call.actor, in.project_id);
}

}  // namespace fabula::imports
