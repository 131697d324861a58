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

}  // namespace fabula::search
