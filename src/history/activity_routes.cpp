#include "history/activity_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/page_of.hpp"

namespace fabula::history {

http::RouteTable ActivityRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions list{.plural = "entries"};
    // clang-format off
    return {
        route(Get, "/api/v1/logs/project/{project_id}/recent",  "list_project_activity",  Viewer, "Who did what in a project, newest first.",      &ActivityRoutes::of_project, this, list),
        route(Get, "/api/v1/logs/entity/{entity_type}/{entity_id}", "list_entity_activity", Viewer, "Who did what to one thing, newest first.",    &ActivityRoutes::of_entity,  this, list),
        route(Get, "/api/v1/logs/act/{section_id}/recent",      "list_act_activity",      Viewer, "Who did what to an act, newest first.",         &ActivityRoutes::of_section, this, list),
        route(Get, "/api/v1/logs/sequence/{section_id}/recent", "list_sequence_activity", Viewer, "Who did what to a sequence, newest first.",     &ActivityRoutes::of_section, this, list),
        route(Get, "/api/v1/logs/scene/{scene_id}/recent",      "list_scene_activity",    Viewer, "Who did what to a scene, newest first.",        &ActivityRoutes::of_scene,   this, list),
        route(Get, "/api/v1/logs/shot/{shot_id}/recent",        "list_shot_activity",     Viewer, "Who did what to a shot, newest first.",         &ActivityRoutes::of_shot,    this, list),
        route(Get, "/api/v1/logs/user/activity",                "list_own_activity",      Member, "What one did oneself, newest first.",           &ActivityRoutes::own,        this, list),
    };
    // clang-format on
}

namespace {

// As the documented names are written, in any case.
std::optional<Act> find_act(const std::string& given) {
    if (given.empty()) return std::nullopt;
    const auto act = find_enum<Act>(to_lower_ascii(given));
    if (act) return act;
    std::string text = "must be one of";
    for (const auto name : EnumNames<Act>::names) text.append(" ").append(name);
    invalid("action", text);
}

http::Page<ActivityView> page_of(std::vector<ActivityView> found, http::Paging paging) {
    paging.limit = std::min(paging.limit, kActivityPageMax);
    return http::page_of(std::move(found), paging,
                         [](const ActivityView& last) { return last.id.text; });
}

}  // namespace

http::Page<ActivityView> ActivityRoutes::of_project(http::Call& call, const AskActivity& in) {
    ActivityFilter filter{.entity_type = to_lower_ascii(in.entity_type),
                          .action = find_act(in.action)};
    if (!in.user_id.empty()) filter.user = in.user_id;
    return page_of(activity_.list_of_project(call.actor, call.id<ProjectId>("project_id"), filter,
                                             call.paging.cursor, call.paging.limit + 1),
                   call.paging);
}

http::Page<ActivityView> ActivityRoutes::of_thing(http::Call& call, const std::string& type,
                                                  const std::string& id) {
    return page_of(
        activity_.list_of_entity(call.actor, type, id, call.paging.cursor, call.paging.limit + 1),
        call.paging);
}

http::Page<ActivityView> ActivityRoutes::of_entity(http::Call& call) {
    return of_thing(call, to_lower_ascii(call.parameter("entity_type")),
                    call.parameter("entity_id"));
}

http::Page<ActivityView> ActivityRoutes::of_section(http::Call& call) {
    return of_thing(call, "node", call.parameter("section_id"));
}

http::Page<ActivityView> ActivityRoutes::of_scene(http::Call& call) {
    return of_thing(call, "node", call.parameter("scene_id"));
}

http::Page<ActivityView> ActivityRoutes::of_shot(http::Call& call) {
    return of_thing(call, "shot", call.parameter("shot_id"));
}

http::Page<ActivityView> ActivityRoutes::own(http::Call& call) {
    return page_of(activity_.list_own(call.actor, call.paging.cursor, call.paging.limit + 1),
                   call.paging);
}

}  // namespace fabula::history
