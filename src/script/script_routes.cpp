#include "script/script_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "drawing/svg.hpp"
#include "http/page_of.hpp"
#include "screenplay/elements_json.hpp"
#include "screenplay/pages_json.hpp"
#include "screenplay/statistics_json.hpp"
#include "typeset/script_page.hpp"

namespace fabula::script {

namespace {

// A whole text in one change, its quotation marks and line ends escaped.
constexpr std::uint64_t kChangeBytesMax = 2 * limits::kTextBytesMax;

}  // namespace

http::RouteTable ScriptRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        stream_route(Get, "/api/v1/scripts/{script_id}/text",             "get_script_text",  Viewer, "The text as stored, UTF-8 with LF, or a range of it.", &ScriptRoutes::text,   this, {.media_type = "text/plain"}),
        route(Get,        "/api/v1/scripts/{script_id}/elements",         "list_script_elements", Viewer, "Elements in a range of the text, or of a scene.", &ScriptRoutes::elements, this),
        route(Get,        "/api/v1/scripts/{script_id}/pages",            "list_script_pages", Viewer, "Pages with the elements that stand on them.",    &ScriptRoutes::pages,      this),
        route(Get,        "/api/v1/scripts/{script_id}/search",           "search_script",    Viewer, "Places in the text that hold the words.",         &ScriptRoutes::search,     this),
        route(Get,        "/api/v1/scripts/{script_id}/stats",            "get_script_stats", Viewer, "Length, words, scenes, cast and places in numbers.", &ScriptRoutes::stats,    this),
        stream_route(Get, "/api/v1/scripts/{script_id}/pages/{page}.svg", "get_script_sheet", Viewer, "One page as a picture; page 0 is the title page.", &ScriptRoutes::sheet,     this, {.media_type = "image/svg+xml"}),
        route(Get,        "/api/v1/scripts/{script_id}/state",            "get_script_state", Viewer, "The newest version, and what tells its text from others.", &ScriptRoutes::state, this),
        route(Get,        "/api/v1/scripts/{script_id}/changes",          "list_script_changes", Viewer, "Changes behind a version, oldest first.",    &ScriptRoutes::list_changes, this),
        route(Post,       "/api/v1/scripts/{script_id}/changes",          "change_script",    Editor, "Change the text; the change is rebased over what it missed.", &ScriptRoutes::change, this, {.body_bytes_max = kChangeBytesMax}),
    };
    // clang-format on
}

std::string cut_range(std::string text, const ReadText& range) {
    if (range.from == 0 && !range.to) return text;
    const auto offset_of = [&](std::int64_t unit, const char* field) {
        const auto found = byte_offset_of(text, static_cast<std::size_t>(unit));
        if (!found) invalid(field, "lies behind the text or inside of a character");
        return *found;
    };
    const auto from = offset_of(range.from, "from");
    const auto to = range.to ? offset_of(*range.to, "to") : text.size();
    return text.substr(from, std::max(from, to) - from);
}

http::Reply ScriptRoutes::text(http::Call& call, const ReadText& in) {
    return http::Reply::bytes(
        "text/plain; charset=utf-8",
        cut_range(scripts_.get_text(call.actor, call.id<ScriptId>("script_id")), in));
}

Json ScriptRoutes::elements(http::Call& call, const ListElements& in) {
    const auto view = scripts_.view_of_script(call.actor, call.id<ScriptId>("script_id"));
    const auto& all = view.document.elements;
    std::size_t first = 0;
    auto last = all.size();
    if (in.scene_id) {
        std::size_t node = 0;
        while (node < view.nodes.size() && view.nodes[node].id != *in.scene_id) ++node;
        if (node == view.nodes.size()) {
            throw AppError(Code::NotFound, PublicText{"The script has no such scene."});
        }
        first = view.outline.nodes[node].element;
        last = view.outline.nodes[node].end;
    }
    while (first < last && static_cast<std::int64_t>(all[first].range.to) <= in.from) ++first;
    while (in.to && first < last && static_cast<std::int64_t>(all[last - 1].range.from) >= *in.to) {
        --last;
    }
    first = std::max(first, static_cast<std::size_t>(in.cursor.value_or(0)));
    Json part = Json::array();
    for (; first < last && std::ssize(part) < in.limit; ++first) {
        part.push_back(screenplay::element_json(all[first]));
    }
    return {{"version", view.script.version},
            {"length", view.script.length},
            {"elements", std::move(part)},
            {"next_cursor", first < last ? Json(std::to_string(first)) : Json(nullptr)}};
}

Json ScriptRoutes::pages(http::Call& call, const ListPages& in) {
    const auto view = scripts_.view_of_script(call.actor, call.id<ScriptId>("script_id"));
    const auto laid_out = lay_out(view, {.paper = in.paper.value_or(view.project.paper)});
    auto all = screenplay::pages_json(view.document, laid_out.pages).at("pages");
    Json part = Json::array();
    const auto count = static_cast<std::int64_t>(all.size());
    const auto from = in.cursor.value_or(in.from);
    const auto end = std::min(count, from - 1 + in.limit.value_or(in.count));
    for (auto i = from - 1; i < end; ++i) {
        part.push_back(std::move(all[static_cast<std::size_t>(i)]));
    }
    return {{"pages", std::move(part)},
            {"page_count", count},
            {"next_cursor", end < count ? Json(std::to_string(end + 1)) : Json(nullptr)}};
}

Json ScriptRoutes::search(http::Call& call, const SearchScript& in) {
    const auto view = scripts_.view_of_script(call.actor, call.id<ScriptId>("script_id"));
    if (in.q.empty()) invalid("q", "is missing: say what is looked for");
    const auto found = find_text(view, in.q, in.cursor, static_cast<std::size_t>(in.limit) + 1);
    const bool more = std::ssize(found) > in.limit;
    Json matches = Json::array();
    for (const auto& match : found) {
        if (std::ssize(matches) < in.limit) matches.push_back(encode(match));
    }
    return {{"version", view.script.version},
            {"matches", std::move(matches)},
            {"next_cursor", more ? Json(std::to_string(found.back().from)) : Json(nullptr)}};
}

Json ScriptRoutes::stats(http::Call& call, const ScriptStats& in) {
    const auto view = scripts_.view_of_script(call.actor, call.id<ScriptId>("script_id"));
    const auto laid_out = lay_out(view, {.paper = in.paper.value_or(view.project.paper)});
    return screenplay::statistics_json(
        screenplay::count_statistics(view.document, laid_out.layout, laid_out.pages));
}

http::Reply ScriptRoutes::sheet(http::Call& call, const PageSheet& in) {
    const auto number = parse_integer(call.parameter("page"));
    const auto view = scripts_.view_of_script(call.actor, call.id<ScriptId>("script_id"));
    const auto laid_out = lay_out(
        view, {.paper = in.paper.value_or(view.project.paper), .scene_numbers = in.numbers});
    const auto* page = find_page(laid_out.pages, number.value_or(-1));
    if (page == nullptr) {
        throw AppError(Code::NotFound, PublicText{"The script has no such page."});
    }
    const auto drawing = typeset::page_drawing(view.document, *page, laid_out.layout);
    return http::Reply::bytes(
        "image/svg+xml",
        drawing::to_svg(drawing,
                        {.text = in.outlines ? drawing::SvgText::Outlines : drawing::SvgText::Live,
                         .id_prefix = "p" + std::to_string(page->number) + "-"}));
}

http::Page<CommittedChange> ScriptRoutes::list_changes(http::Call& call, const ListChanges& in) {
    const auto after = parse_integer(call.paging.cursor).value_or(in.after);
    auto found =
        changes_.list(call.actor, call.id<ScriptId>("script_id"), after, call.paging.limit + 1);
    return http::page_of(std::move(found), call.paging,
                         [](const CommittedChange& last) { return std::to_string(last.version); });
}

TextState ScriptRoutes::state(http::Call& call) {
    return changes_.check(call.actor, call.id<ScriptId>("script_id"));
}

ChangeAnswer ScriptRoutes::change(http::Call& call, const ChangeRequest& in) {
    return changes_.submit(call.actor, call.id<ScriptId>("script_id"), in);
}

}  // namespace fabula::script
