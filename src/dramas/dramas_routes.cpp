#include "dramas/dramas_routes.hpp"

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::dramas {

namespace {

Place place_of(const http::Call& call) {
    return {.drama = call.parameter("drama_id"),
            .character = call.parameter("drama_character_id"),
            .episode = call.parameter("episode_id"),
            .scene = call.parameter("drama_scene_id"),
            .asset = call.parameter("drama_asset_id")};
}

}  // namespace

http::RouteTable DramasRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions whole{.status = 201, .body_bytes_max = limits::kTextBytesMax};
    // clang-format off
    return {
        route(Get, "/api/v1/dramas", "list_dramas", Member, "The dramas that you see, the last changed first.", &DramasRoutes::list, this, {.plural = "dramas"}),
        route(Post, "/api/v1/dramas", "create_drama", Member, "Make a drama of a document, or have a text model write one from a premise.", &DramasRoutes::create, this, whole),
        route(Get, "/api/v1/dramas/{drama_id}", "get_drama", Viewer, "Read a drama as a document.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}", "update_drama", Editor, "Change a drama as a document; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}", "delete_drama", Editor, "Put a drama into the bin.", &DramasRoutes::remove, this),
        route(Post, "/api/v1/dramas/{drama_id}/improve", "improve_drama", Editor, "Have a text model write another drama of this one and of what you say of it: a job.", &DramasRoutes::improve, this, {.status = 202}),
        route(Post, "/api/v1/dramas/{drama_id}/critic", "criticize_drama", Editor, "Have a text model say what would make the drama better: a job.", &DramasRoutes::criticize, this, {.status = 202}),
        route(Get, "/api/v1/dramas/{drama_id}/jobs", "list_drama_jobs", Viewer, "The jobs of a drama, the newest first.", &DramasRoutes::jobs, this, {.plural = "jobs"}),
        route(Get, "/api/v1/dramas/{drama_id}/jobs/{job_id}", "get_drama_job", Viewer, "How far a job of a drama is, and what came of it.", &DramasRoutes::job, this),
    };
    // clang-format on
}

http::RouteTable DramasRoutes::table_of_parts() {
    using enum http::Method;
    using enum http::Access;
    const http::RouteOptions added{.status = 201};
    // clang-format off
    return {
        route(Get, "/api/v1/dramas/{drama_id}/assets", "list_drama_assets", Viewer, "The assets of a drama.", &DramasRoutes::list_in<DramaPartKind::Asset>, this, {.plural = "assets"}),
        route(Post, "/api/v1/dramas/{drama_id}/assets", "create_drama_asset", Editor, "Add an asset to a drama.", &DramasRoutes::add<DramaPartKind::Asset>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/assets/order", "order_drama_assets", Editor, "Put the assets of a drama in another order.", &DramasRoutes::reorder<DramaPartKind::Asset>, this),
        route(Get, "/api/v1/dramas/{drama_id}/assets/{drama_asset_id}", "get_drama_asset", Viewer, "Read an asset of a drama.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/assets/{drama_asset_id}", "update_drama_asset", Editor, "Change an asset of a drama; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/assets/{drama_asset_id}", "delete_drama_asset", Editor, "Take away an asset of a drama. Answers what it was.", &DramasRoutes::remove, this),
        route(Get, "/api/v1/dramas/{drama_id}/characters", "list_drama_characters", Viewer, "The characters of a drama.", &DramasRoutes::list_in<DramaPartKind::Character>, this, {.plural = "characters"}),
        route(Post, "/api/v1/dramas/{drama_id}/characters", "create_drama_character", Editor, "Add a character to a drama.", &DramasRoutes::add<DramaPartKind::Character>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/characters/order", "order_drama_characters", Editor, "Put the characters of a drama in another order.", &DramasRoutes::reorder<DramaPartKind::Character>, this),
        route(Get, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}", "get_drama_character", Viewer, "Read a character of a drama.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}", "update_drama_character", Editor, "Change a character of a drama; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}", "delete_drama_character", Editor, "Put a character into the bin. Answers what it was.", &DramasRoutes::remove, this),
        route(Get, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}/assets", "list_drama_character_assets", Viewer, "The assets of a character.", &DramasRoutes::list_in<DramaPartKind::Asset>, this, {.plural = "assets"}),
        route(Post, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}/assets", "create_drama_character_asset", Editor, "Add an asset to a character.", &DramasRoutes::add<DramaPartKind::Asset>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}/assets/order", "order_drama_character_assets", Editor, "Put the assets of a character in another order.", &DramasRoutes::reorder<DramaPartKind::Asset>, this),
        route(Get, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}/assets/{drama_asset_id}", "get_drama_character_asset", Viewer, "Read an asset of a character.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}/assets/{drama_asset_id}", "update_drama_character_asset", Editor, "Change an asset of a character; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/characters/{drama_character_id}/assets/{drama_asset_id}", "delete_drama_character_asset", Editor, "Take away an asset of a character. Answers what it was.", &DramasRoutes::remove, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes", "list_drama_episodes", Viewer, "The episodes of a drama.", &DramasRoutes::list_in<DramaPartKind::Episode>, this, {.plural = "episodes"}),
        route(Post, "/api/v1/dramas/{drama_id}/episodes", "create_drama_episode", Editor, "Add an episode to a drama.", &DramasRoutes::add<DramaPartKind::Episode>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/episodes/order", "order_drama_episodes", Editor, "Put the episodes of a drama in another order.", &DramasRoutes::reorder<DramaPartKind::Episode>, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}", "get_drama_episode", Viewer, "Read an episode of a drama.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/episodes/{episode_id}", "update_drama_episode", Editor, "Change an episode of a drama; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/episodes/{episode_id}", "delete_drama_episode", Editor, "Put an episode into the bin. Answers what it was.", &DramasRoutes::remove, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/assets", "list_drama_episode_assets", Viewer, "The assets of an episode.", &DramasRoutes::list_in<DramaPartKind::Asset>, this, {.plural = "assets"}),
        route(Post, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/assets", "create_drama_episode_asset", Editor, "Add an asset to an episode.", &DramasRoutes::add<DramaPartKind::Asset>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/assets/order", "order_drama_episode_assets", Editor, "Put the assets of an episode in another order.", &DramasRoutes::reorder<DramaPartKind::Asset>, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/assets/{drama_asset_id}", "get_drama_episode_asset", Viewer, "Read an asset of an episode.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/assets/{drama_asset_id}", "update_drama_episode_asset", Editor, "Change an asset of an episode; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/assets/{drama_asset_id}", "delete_drama_episode_asset", Editor, "Take away an asset of an episode. Answers what it was.", &DramasRoutes::remove, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes", "list_drama_scenes", Viewer, "The scenes of an episode.", &DramasRoutes::list_in<DramaPartKind::Scene>, this, {.plural = "scenes"}),
        route(Post, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes", "create_drama_scene", Editor, "Add a scene to an episode.", &DramasRoutes::add<DramaPartKind::Scene>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/order", "order_drama_scenes", Editor, "Put the scenes of an episode in another order.", &DramasRoutes::reorder<DramaPartKind::Scene>, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}", "get_drama_scene", Viewer, "Read a scene of an episode.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}", "update_drama_scene", Editor, "Change a scene of an episode; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}", "delete_drama_scene", Editor, "Put a scene into the bin. Answers what it was.", &DramasRoutes::remove, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}/assets", "list_drama_scene_assets", Viewer, "The assets of a scene.", &DramasRoutes::list_in<DramaPartKind::Asset>, this, {.plural = "assets"}),
        route(Post, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}/assets", "create_drama_scene_asset", Editor, "Add an asset to a scene.", &DramasRoutes::add<DramaPartKind::Asset>, this, added),
        route(Put, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}/assets/order", "order_drama_scene_assets", Editor, "Put the assets of a scene in another order.", &DramasRoutes::reorder<DramaPartKind::Asset>, this),
        route(Get, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}/assets/{drama_asset_id}", "get_drama_scene_asset", Viewer, "Read an asset of a scene.", &DramasRoutes::get, this),
        route(Patch, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}/assets/{drama_asset_id}", "update_drama_scene_asset", Editor, "Change an asset of a scene; what is not given stays.", &DramasRoutes::update, this),
        route(Delete, "/api/v1/dramas/{drama_id}/episodes/{episode_id}/scenes/{drama_scene_id}/assets/{drama_asset_id}", "delete_drama_scene_asset", Editor, "Take away an asset of a scene. Answers what it was.", &DramasRoutes::remove, this),
    };
    // clang-format on
}

http::Page<Json> DramasRoutes::list(http::Call& call) {
    auto found = dramas_.list(call.actor, call.paging.cursor, call.paging.limit + 1);
    const auto part = http::page_of(std::move(found), call.paging,
                                    [](const DramaService::Listed& last) { return last.place; });
    http::Page<Json> page{.items = {}, .next_cursor = part.next_cursor};
    for (const auto& listed : part.items) page.items.push_back(listed.summary);
    return page;
}

Json DramasRoutes::create(http::Call& call, const NewDrama& in) {
    if (!in.drama.is_null()) return dramas_.create(call.actor, in.drama);
    if (in.premise.empty()) invalid("drama", "is missing: a whole document, or a premise");
    return encode(model_.write(call.actor, in.id, in.premise));
}

DramaJob DramasRoutes::improve(http::Call& call, const Feedback& in) {
    return model_.improve(call.actor, call.parameter("drama_id"), in.feedback);
}

DramaJob DramasRoutes::criticize(http::Call& call) {
    return model_.criticize(call.actor, call.parameter("drama_id"));
}

http::Page<DramaJob> DramasRoutes::jobs(http::Call& call) {
    return http::page_by_position(model_.list_jobs(call.actor, call.parameter("drama_id")),
                                  call.paging);
}

DramaJob DramasRoutes::job(http::Call& call) {
    return model_.get_job(call.actor, call.parameter("drama_id"), call.id<JobId>("job_id"));
}

Json DramasRoutes::get(http::Call& call) {
    return dramas_.get(call.actor, place_of(call));
}

Json DramasRoutes::update(http::Call& call, const Json& in) {
    return dramas_.update(call.actor, place_of(call), in);
}

Json DramasRoutes::remove(http::Call& call) {
    return dramas_.remove(call.actor, place_of(call));
}

template <DramaPartKind Kind>
http::Page<Json> DramasRoutes::list_in(http::Call& call) {
    return http::page_by_position(dramas_.list_in(call.actor, place_of(call), Kind), call.paging);
}

template <DramaPartKind Kind>
Json DramasRoutes::add(http::Call& call, const Json& in) {
    return dramas_.add(call.actor, place_of(call), Kind, in);
}

template <DramaPartKind Kind>
Json DramasRoutes::reorder(http::Call& call, const NewOrder& in) {
    constexpr auto name = Kind == DramaPartKind::Character ? "characters"
                          : Kind == DramaPartKind::Episode ? "episodes"
                          : Kind == DramaPartKind::Scene   ? "scenes"
                                                           : "assets";
    return {{name, dramas_.reorder(call.actor, place_of(call), Kind, in.ids)}};
}

}  // namespace fabula::dramas
