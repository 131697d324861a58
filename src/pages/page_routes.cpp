#include "pages/page_routes.hpp"

namespace fabula::pages {

http::RouteTable PageRoutes::table() {
    using enum http::Access;
    const http::RouteOptions lens{.query = {"at", "paper", "numbers", "mode"}};
    // clang-format off
    return {
        page_route("/",                       "show_desk",       Member, "Where one stopped, and the ways in.",  "pages/desk.html",       &PageRoutes::desk,       this, {.query = {"q", "kind", "sort", "show", "after"}}),
        page_route("/import/{import_id}",     "show_import",     Viewer, "What was understood of a file.",       "pages/import.html",     &PageRoutes::import,     this),
        page_route("/p/{project_id}",         "show_project",    Viewer, "A project: scenes, cast, places.",     "pages/project.html",    &PageRoutes::project,    this, lens),
        page_route("/p/{project_id}/board",   "show_board",      Viewer, "Every card of a story, planned and written.", "pages/board.html", &PageRoutes::board,   this, lens),
        page_route("/p/{project_id}/script",  "show_script",     Viewer, "The script as pages.",                 "pages/script.html",     &PageRoutes::script,     this, lens),
        page_route("/p/{project_id}/write",   "show_write",      Viewer, "The text of the script, to write or to read.", "pages/write.html",      &PageRoutes::write,      this, lens),
        page_route("/p/{project_id}/shots",   "show_shots",      Viewer, "The shots as a table to type down.",    "pages/shots.html",      &PageRoutes::shots,      this, lens),
        page_route("/p/{project_id}/storyboard", "show_storyboard", Viewer, "One frame per shot.",              "pages/storyboard.html", &PageRoutes::storyboard, this, lens),
        page_route("/p/{project_id}/play",    "show_play",       Viewer, "The story in time, with its sounds.",  "pages/play.html",       &PageRoutes::play,       this, lens),
        page_route("/p/{project_id}/cues",    "show_cues",       Viewer, "Every cue in order, and what each voice says.", "pages/cues.html", &PageRoutes::cues,     this, lens),
        page_route("/p/{project_id}/comic",   "show_comic",      Viewer, "The comic to read.",                   "pages/comic.html",      &PageRoutes::comic,      this, lens),
        page_route("/comics/new",             "show_new_lesson", Member, "Begin a learning comic.",          "pages/lesson.html",     &PageRoutes::new_lesson, this),
        page_route("/p/{project_id}/lesson",  "show_lesson",     Viewer, "The step of a learning comic that waits.", "pages/lesson.html", &PageRoutes::lesson, this, lens),
        page_route("/p/{project_id}/lesson/{step}", "show_lesson_step", Viewer, "One of the five steps of a learning comic.", "pages/lesson.html", &PageRoutes::lesson, this, lens),
        page_route("/p/{project_id}/statistics", "show_statistics", Viewer, "A project in numbers.",             "pages/statistics.html", &PageRoutes::statistics, this, lens),
        page_route("/p/{project_id}/history", "show_history",    Viewer, "Who wrote when, and two versions side by side.", "pages/history.html", &PageRoutes::history, this, {.query = {"at", "from", "to", "mode", "before"}}),
        page_route("/p/{project_id}/activity", "show_activity",  Viewer, "Who did what in a project.",           "pages/activity.html",   &PageRoutes::activity,   this, {.query = {"at", "person", "kind", "before"}}),
        page_route("/p/{project_id}/cast",    "show_cast",       Viewer, "The people of a story.",               "pages/cast.html",       &PageRoutes::cast,       this, lens),
        page_route("/p/{project_id}/cast/{character_id}", "show_character", Viewer, "One of them: who they are, and every line they say.", "pages/character.html", &PageRoutes::character, this, lens),
        page_route("/p/{project_id}/bring-back/{import_id}", "show_bring_back", Editor, "A changed file beside the script that it comes back to.", "pages/bring_back.html", &PageRoutes::bring_back, this),
        page_route("/p/{project_id}/world",   "show_project_world", Viewer, "The places of a story, and what else its world holds.", "pages/world.html", &PageRoutes::project_world, this, lens),
        page_route("/picture-story",          "show_new_picture_story", Member, "A text that is to be pictures.", "pages/picture_story.html", &PageRoutes::new_picture_story, this),
        page_route("/p/{project_id}/picture-story", "show_picture_story", Viewer, "The story in a few pictures.", "pages/picture_story.html", &PageRoutes::picture_story, this, lens),
        page_route("/worlds",                 "show_worlds",     Member, "Worlds that stories share.",           "pages/worlds.html",     &PageRoutes::worlds,     this),
        page_route("/w/{world_id}",           "show_world",      Viewer, "One world and its entries.",           "pages/world.html",      &PageRoutes::world,      this),
        page_route("/w/{world_id}/e/{item_id}", "show_entry",    Viewer, "One entry of a world.",                "pages/entry.html",      &PageRoutes::entry,      this),
        page_route("/p/{project_id}/exports", "show_exports",    Viewer, "Files to take along.",                 "pages/exports.html",    &PageRoutes::exports,    this, lens),
        page_route("/p/{project_id}/settings", "show_settings", Viewer, "What a project says of itself.", "pages/settings.html", &PageRoutes::settings, this, lens),
        page_route("/providers",              "show_providers",  Member, "Who makes text and pictures: connections, and who is asked.", "pages/providers.html", &PageRoutes::providers, this),
        page_route("/formats",                "show_formats",    Member, "How pages look: built-in formats and those of one's own.", "pages/formats.html", &PageRoutes::formats, this),
        page_route("/bin",                    "show_bin",        Member, "Deleted projects, and how long they stay.", "pages/bin.html",     &PageRoutes::bin,        this),
        page_route("/search",                 "show_search",     Member, "Words in everything that one may read.", "pages/search.html",    &PageRoutes::search,     this, {.query = {"q", "kind", "project", "speaker", "setting", "after"}}),
        page_route("/jobs",                   "show_jobs",       Member, "Long work and how far it is.",         "pages/jobs.html",       &PageRoutes::jobs,       this),
    };
    // clang-format on
}

Visit PageRoutes::visit(const http::Call& call) const {
    const auto query = [&](std::string_view name) {
        return std::string(call.request.query_value(name).value_or(""));
    };
    return {.actor = call.actor,
            .language = from_.texts.choose(http::wanted_languages(call.request)),
            .at = query("at"),
            .paper = query("paper"),
            .mode = query("mode"),
            .from = query("from"),
            .to = query("to"),
            .before = query("before"),
            .numbers = query("numbers") == "1",
            .projects = {.words = query("q"),
                         .kind = query("kind"),
                         .sort = query("sort"),
                         .show = query("show"),
                         .after = query("after")}};
}

Json PageRoutes::desk(http::Call& call) {
    return desk_page(from_, visit(call));
}

Json PageRoutes::import(http::Call& call) {
    return import_page(from_, visit(call), call.id<ImportId>("import_id"));
}

Json PageRoutes::project(http::Call& call) {
    return project_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::board(http::Call& call) {
    return board_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::script(http::Call& call) {
    return script_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::write(http::Call& call) {
    return write_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::shots(http::Call& call) {
    return shots_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::storyboard(http::Call& call) {
    return storyboard_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::play(http::Call& call) {
    return play_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::cues(http::Call& call) {
    return cues_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::comic(http::Call& call) {
    return comic_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::new_lesson(http::Call& call) {
    return new_lesson_page(from_, visit(call));
}

http::PageAnswer PageRoutes::lesson(http::Call& call) {
    return lesson_page(from_, visit(call), call.id<ProjectId>("project_id"),
                       call.parameter("step"));
}

Json PageRoutes::statistics(http::Call& call) {
    return statistics_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::history(http::Call& call) {
    return history_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::bring_back(http::Call& call) {
    const auto project = call.id<ProjectId>("project_id");
    from_.accounts.require(call.actor, Action::Edit, project);
    return bring_back_page(from_, visit(call), project, call.id<ImportId>("import_id"));
}

Json PageRoutes::new_picture_story(http::Call& call) {
    return new_picture_story_page(from_, visit(call));
}

Json PageRoutes::picture_story(http::Call& call) {
    return picture_story_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::settings(http::Call& call) {
    return settings_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::formats(http::Call& call) {
    return formats_page(from_, visit(call));
}

Json PageRoutes::providers(http::Call& call) {
    return providers_page(from_, visit(call));
}

Json PageRoutes::bin(http::Call& call) {
    return bin_page(from_, visit(call));
}

Json PageRoutes::cast(http::Call& call) {
    return cast_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::character(http::Call& call) {
    return character_page(from_, visit(call), call.id<ProjectId>("project_id"),
                          call.id<CharacterId>("character_id"));
}

Json PageRoutes::worlds(http::Call& call) {
    return worlds_page(from_, visit(call));
}

Json PageRoutes::world(http::Call& call) {
    return world_page(from_, visit(call), call.id<WorldId>("world_id"));
}

Json PageRoutes::project_world(http::Call& call) {
    return project_world_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::entry(http::Call& call) {
    return entry_page(from_, visit(call), call.id<WorldItemId>("item_id"));
}

Json PageRoutes::exports(http::Call& call) {
    return exports_page(from_, visit(call), call.id<ProjectId>("project_id"));
}

Json PageRoutes::activity(http::Call& call) {
    const auto query = [&](std::string_view name) {
        return std::string(call.request.query_value(name).value_or(""));
    };
    return activity_page(from_, visit(call), call.id<ProjectId>("project_id"),
                         {.person = query("person"), .kind = query("kind")});
}

Json PageRoutes::search(http::Call& call) {
    const auto query = [&](std::string_view name) {
        return std::string(call.request.query_value(name).value_or(""));
    };
    return search_page(from_, visit(call),
                       {.words = query("q"),
                        .kind = query("kind"),
                        .project = query("project"),
                        .speaker = query("speaker"),
                        .setting = query("setting"),
                        .after = query("after")});
}

Json PageRoutes::jobs(http::Call& call) {
    return jobs_page(from_, visit(call));
}

}  // namespace fabula::pages
