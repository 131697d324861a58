#include "takeout/preset_routes.hpp"

namespace fabula::takeout {

http::RouteTable PresetRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/presets",             "list_presets",  Viewer, "List the print presets of a project and one's own, by name.", &PresetRoutes::list,   this),
        route(Post,   "/api/v1/presets",             "create_preset", Viewer, "Keep print switches under a name.",                            &PresetRoutes::create, this, {.status = 201}),
        route(http::Method::Patch, "/api/v1/presets/{preset_id}", "update_preset", Viewer, "Change a preset.",                               &PresetRoutes::update, this),
        route(Delete, "/api/v1/presets/{preset_id}", "delete_preset", Viewer, "Delete a preset.",                                             &PresetRoutes::remove, this),
    };
    // clang-format on
}

http::Page<Preset> PresetRoutes::list(http::Call& call, const ListPresets& in) {
    return {.items = presets_.list(call.actor, in.project_id), .next_cursor = {}};
}

Preset PresetRoutes::create(http::Call& call, const New<Preset>& in) {
    return presets_.create(call.actor, in.value);
}

Preset PresetRoutes::update(http::Call& call, const fabula::Patch<Preset>& in) {
    return presets_.update(call.actor, call.id<PresetId>("preset_id"), in, call.expected_rev);
}

void PresetRoutes::remove(http::Call& call) {
    presets_.remove(call.actor, call.id<PresetId>("preset_id"));
}

}  // namespace fabula::takeout
