#include "script/history_routes.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/page_of.hpp"

namespace fabula::script {

http::RouteTable HistoryRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,         "/api/v1/scripts/{script_id}/history",         "list_script_sessions", Viewer, "Who wrote when: sessions by person and hour, newest first.", &HistoryRoutes::list_sessions, this, {.plural = "sessions"}),
        route(Post,        "/api/v1/scripts/{script_id}/history/restore", "restore_script_version", Editor, "Bring a version, or one scene of it, back as a new change.", &HistoryRoutes::restore,    this),
        route(Post,        "/api/v1/scripts/{script_id}/changes/{version}/undo", "undo_script_change", Editor, "Take one change back, as a new change behind all that came since.", &HistoryRoutes::undo, this),
        stream_route(Get,  "/api/v1/scripts/{script_id}/versions/{version}/text", "get_script_version_text", Viewer, "The text of a version, or a range of it.",           &HistoryRoutes::text,       this, {.media_type = "text/plain"}),
        route(Get,         "/api/v1/scripts/{script_id}/compare",         "compare_script_versions", Viewer, "Two versions word by word, scene by scene.",             &HistoryRoutes::compare,       this),
        route(Get,         "/api/v1/scripts/{script_id}/drafts",          "list_drafts",          Viewer, "Versions that have a name, newest first.",                  &HistoryRoutes::list_drafts,   this),
        route(Post,        "/api/v1/scripts/{script_id}/drafts",          "create_draft",         Editor, "Give a version a name.",                                    &HistoryRoutes::create_draft,  this, {.status = 201}),
        route(http::Method::Patch, "/api/v1/drafts/{draft_id}",           "update_draft",         Editor, "Rename a draft.",                                           &HistoryRoutes::update_draft,  this),
        route(Delete,      "/api/v1/drafts/{draft_id}",                   "delete_draft",         Editor, "Take the name from a version; the version stays.",          &HistoryRoutes::delete_draft,  this),
    };
    // clang-format on
}

http::Page<Session> HistoryRoutes::list_sessions(http::Call& call) {
    const auto id = call.id<ScriptId>("script_id");
    const auto before =
        parse_integer(call.paging.cursor).value_or(std::numeric_limits<std::int64_t>::max());
    http::Page<Session> page;
    page.items = history_.list_sessions(call.actor, id, before, call.paging.limit);
    if (page.items.empty()) return page;
    // Several people may have written in one hour of old: such an hour is answered whole.
    const auto last = page.items.back().version;
    if (!history_.list_sessions(call.actor, id, last, 1).empty()) {
        page.next_cursor = std::to_string(last);
    }
    return page;
}

http::Reply HistoryRoutes::text(http::Call& call, const ReadText& in) {
    const auto version = parse_integer(call.parameter("version")).value_or(-1);
    const auto text = history_.text_of(call.actor, call.id<ScriptId>("script_id"), version);
    return http::Reply::bytes("text/plain; charset=utf-8", cut_range(text, in));
}

Json HistoryRoutes::compare(http::Call& call, const CompareVersions& in) {
    const auto all = history_.compare(call.actor, call.id<ScriptId>("script_id"), in.from, in.to);
    const auto count = std::ssize(all.scenes);
    const auto end = std::min(count, in.cursor + in.limit);
    Json scenes = Json::array();
    for (auto i = in.cursor; i < end; ++i) {
        scenes.push_back(encode(all.scenes[static_cast<std::size_t>(i)]));
    }
    return {{"from", all.from},
            {"to", all.to},
            {"same_count", all.same_count},
            {"scene_count", count},
            {"scenes", std::move(scenes)},
            {"next_cursor", end < count ? Json(std::to_string(end)) : Json(nullptr)}};
}

ScriptRecord HistoryRoutes::restore(http::Call& call, const RestoreVersion& in) {
    const auto id = call.id<ScriptId>("script_id");
    history_.restore(call.actor, id, in.version, in.scene);
    return records_.get(call.actor, id);
}

http::Page<Draft> HistoryRoutes::list_drafts(http::Call& call) {
    auto found = history_.list_drafts(call.actor, call.id<ScriptId>("script_id"),
                                      call.paging.cursor, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const Draft& last) { return last.id.text; });
}

Draft HistoryRoutes::create_draft(http::Call& call, const New<Draft>& in) {
    return history_.create_draft(call.actor, call.id<ScriptId>("script_id"), in.value.name,
                                 in.value.version);
}

Draft HistoryRoutes::update_draft(http::Call& call, const fabula::Patch<Draft>& in) {
    const auto id = call.id<DraftId>("draft_id");
    if (!in.has<&Draft::name>()) invalid("name", "is missing");
    return history_.rename_draft(call.actor, id, in.value.name, call.expected_rev);
}

void HistoryRoutes::delete_draft(http::Call& call) {
    history_.delete_draft(call.actor, call.id<DraftId>("draft_id"));
}

UndoneChange HistoryRoutes::undo(http::Call& call) {
    const auto version = parse_integer(call.parameter("version")).value_or(-1);
    return {.version = history_.undo(call.actor, call.id<ScriptId>("script_id"), version)};
}

}  // namespace fabula::script
