#include "search/search_routes.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::search {

http::RouteTable SearchRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get, "/api/v1/search", "search", Member, "Find words in everything that one may read, with quotes.", &SearchRoutes::find, this),
        route(Get, "/api/v1/characters/{character_id}/mentions", "list_character_mentions", Viewer, "Where texts call a character by name, with quotes.", &SearchRoutes::mentions_of_character, this),
        route(Get, "/api/v1/world-items/{item_id}/mentions", "list_world_item_mentions", Viewer, "Where texts call an entry of a world by name, with quotes.", &SearchRoutes::mentions_of_item, this),
    };
    // clang-format on
}

SearchAnswer SearchRoutes::find(http::Call& call, const AskSearch& in) {
    const std::int64_t usual = in.kind ? 50 : static_cast<std::int64_t>(kShownOfEach);
    SearchQuestion question{.words = in.q,
                            .kind = in.kind,
                            .project = {},
                            .speaker = {},
                            .setting = in.setting,
                            .from = std::max<std::int64_t>(parse_integer(in.cursor).value_or(0), 0),
                            .limit = in.limit > 0 ? in.limit : usual};
    if (!in.project_id.empty()) question.project = in.project_id;
    if (!in.character_id.empty()) question.speaker = in.character_id;
    return search_.find(call.actor, question);
}

namespace {

MentionsPart part_of(const AskMentions& in) {
    const std::int64_t usual = in.kind ? 50 : static_cast<std::int64_t>(kShownOfEach);
    return {.kind = in.kind,
            .from = std::max<std::int64_t>(parse_integer(in.cursor).value_or(0), 0),
            .limit = in.limit > 0 ? in.limit : usual};
}

}  // namespace

SearchAnswer SearchRoutes::mentions_of_character(http::Call& call, const AskMentions& in) {
    return search_.list_mentions(call.actor, call.id<CharacterId>("character_id"), part_of(in));
}

SearchAnswer SearchRoutes::mentions_of_item(http::Call& call, const AskMentions& in) {
    return search_.list_mentions(call.actor, call.id<WorldItemId>("item_id"), part_of(in));
}

}  // namespace fabula::search
