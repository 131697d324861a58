#include "script/edit_routes.hpp"

#include "base/limits.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

http::RouteTable EditRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Put,  "/api/v1/scripts/{script_id}",     "put_script", Editor, "Put a whole text in place of a script's; its scenes stay what they are.", &EditRoutes::put, this, {.body_bytes_max = 2 * limits::kTextBytesMax}),
    };
    // clang-format on
}

ScriptRecord EditRoutes::put(http::Call& call, const PutScript& in) {
    const auto id = call.id<ScriptId>("script_id");
    call.check_rev(records_.get(call.actor, id).rev);
    fabula::Patch<ScriptRecord> patch;
    if (in.title) patch.set<&ScriptRecord::title>(*in.title);
    // Also where nothing is given: who may not change the script is told so.
    records_.update(call.actor, id, patch, std::nullopt);
    if (in.text) {
        const auto text = to_stored_text(*in.text, "text");
        edits_.replace_text(call.actor, id, "save", nullptr,
                            [&](const StandingScript&) { return text; });
    } else if (in.screenplay) {
        edits_.put_lines(call.actor, id, *in.screenplay);
    }
    return records_.get(call.actor, id);
}

}  // namespace fabula::script
