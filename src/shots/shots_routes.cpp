#include "shots/shots_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "http/page_of.hpp"

namespace fabula::shots {

http::RouteTable ShotsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const auto patch = http::Method::Patch;
    // clang-format off
    return {
        route(Get,    "/api/v1/shots",                   "list_shots",    Viewer, "List the shots of a project or of one scene, in story order.", &ShotsRoutes::list, this),
        route(Post,   "/api/v1/shots",                   "create_shot",   Editor, "Add a shot to a scene.",                 &ShotsRoutes::create,  this, {.status = 201}),
        route(Get,    "/api/v1/shots/values",            "list_shot_values", Anyone, "The usual words for framing, angle, movement and lens.", &ShotsRoutes::values, this),
        route(Post,   "/api/v1/shots/rows",              "write_shots",   Editor, "Add and change many shots of a scene, all or none.", &ShotsRoutes::write, this, {.plural = "shots"}),
        route(Post,   "/api/v1/shots/reorder",           "reorder_shots", Editor, "Put shots in order; those of other scenes move here.", &ShotsRoutes::reorder, this, {.plural = "shots"}),
        route(Get,    "/api/v1/shots/{shot_id}",         "get_shot",      Viewer, "Read one shot, or the shots of a scene by the scene's id.", &ShotsRoutes::get, this),
        route(patch,  "/api/v1/shots/{shot_id}",         "update_shot",   Editor, "Change fields of a shot, its place or its scene.", &ShotsRoutes::update, this),
        route(Put,    "/api/v1/shots/{shot_id}",         "put_shot",      Editor, "Change a shot, as PATCH.",               &ShotsRoutes::update,  this),
        route(Delete, "/api/v1/shots/{shot_id}",         "delete_shot",   Editor, "Put a shot into the bin.",               &ShotsRoutes::remove,  this),
        route(Post,   "/api/v1/shots/{shot_id}/restore", "restore_shot",  Editor, "Take a shot out of the bin.",            &ShotsRoutes::restore, this),
        route(Post,   "/api/v1/shots/{shot_id}/characters", "add_shot_character", Editor, "Put a character into the frame.", &ShotsRoutes::add_character, this),
        route(Delete, "/api/v1/shots/{shot_id}/characters/{character_id}", "remove_shot_character", Editor, "Take a character out of the frame.", &ShotsRoutes::remove_character, this),
        route(Post,   "/api/v1/shots/{shot_id}/upload-image", "upload_shot_image", Editor, "Add a frame or a reference picture of a shot: a PNG or JPEG file.", &ShotsRoutes::upload, this, {.status = 201, .body_bytes_max = pictures::kUploadBytesMax}),
        route(Get,    "/api/v1/shots/{shot_id}/pictures", "list_shot_pictures", Viewer, "The versions of a shot's frame, and its reference pictures.", &ShotsRoutes::list_pictures, this),
    };
    // clang-format on
}

const ShotValues& shot_values() {
    static const ShotValues values{
        .framings = {"ECU", "CU", "MCU", "MS", "MWS", "WS", "EWS", "TWO_SHOT", "OTS", "INSERT"},
        .camera_angles = {"Eye Level", "High Angle", "Low Angle", "Bird's Eye View", "Dutch Angle",
                          "Over-the-Shoulder", "POV"},
        .camera_movements = {"Static", "Pan", "Tilt", "Dolly In", "Dolly Out", "Truck", "Pedestal",
                             "Zoom In", "Zoom Out", "Handheld", "Steadicam", "Crane", "Drone",
                             "Whip Pan"},
        .lenses = {"14mm", "24mm", "35mm", "50mm", "85mm", "100mm", "200mm", "Fisheye",
                   "Anamorphic"},
        .statuses = {"planned", "ready", "taken"}};
    return values;
}

http::Page<ShotAnswer> ShotsRoutes::list(http::Call& call, const ListShots& in) {
    if (!in.scene_id.empty()) {
        return http::page_by_position(shots_.list_of_scene(call.actor, in.scene_id), call.paging);
    }
    if (in.project_id.empty()) {
        invalid("project_id", "Say of which project (project_id) or scene (scene_id).");
    }
    auto found = shots_.list(call.actor, in.project_id, ShotId{call.paging.cursor},
                             call.paging.limit + 1, in.deleted ? Bin::Only : Bin::Without);
    return http::page_of(std::move(found), call.paging,
                         [](const ShotAnswer& last) { return last.id.text; });
}

ShotValues ShotsRoutes::values(http::Call&) {
    return shot_values();
}

Json ShotsRoutes::get(http::Call& call) {
    const auto id = call.parameter("shot_id");
    if (const auto shot = shots_.find(call.actor, ShotId{id})) return encode(*shot);
    const auto of_scene = shots_.list_of_scene(call.actor, NodeId{id});
    return {{"shots", JsonCodec<std::vector<ShotAnswer>>::encode(of_scene)},
            {"next_cursor", nullptr}};
}

ShotAnswer ShotsRoutes::create(http::Call& call, const New<ShotWish>& in) {
    return shots_.create(call.actor, in);
}

ShotAnswer ShotsRoutes::update(http::Call& call, const fabula::Patch<ShotWish>& in) {
    return shots_.update(call.actor, call.id<ShotId>("shot_id"), in, call.expected_rev);
}

void ShotsRoutes::remove(http::Call& call) {
    shots_.remove(call.actor, call.id<ShotId>("shot_id"));
}

ShotAnswer ShotsRoutes::restore(http::Call& call) {
    return shots_.restore(call.actor, call.id<ShotId>("shot_id"));
}

http::Page<ShotAnswer> ShotsRoutes::write(http::Call& call, const WriteShots& in) {
    return {.items = shots_.write_rows(call.actor, in.scene_id, in.shots), .next_cursor = {}};
}

http::Page<ShotAnswer> ShotsRoutes::reorder(http::Call& call, const ReorderShots& in) {
    auto ids = in.shot_ids;
    auto orders = in.shot_orders;
    if (ids.empty() == orders.empty()) invalid("shot_ids", "Give either shot_ids or shot_orders.");
    std::ranges::stable_sort(orders, {}, &ShotOrder::order);
    for (const auto& one : orders) ids.push_back(one.shot_id);
    return {.items = shots_.reorder(call.actor, in.scene_id, ids), .next_cursor = {}};
}

ShotAnswer ShotsRoutes::add_character(http::Call& call, const ShotCast& in) {
    return shots_.add_character(call.actor, call.id<ShotId>("shot_id"), in.character_id);
}

ShotAnswer ShotsRoutes::remove_character(http::Call& call) {
    return shots_.remove_character(call.actor, call.id<ShotId>("shot_id"),
                                   call.id<CharacterId>("character_id"));
}

pictures::UploadedPicture ShotsRoutes::upload(http::Call& call, const UploadPicture& in,
                                              http::Upload& file) {
    return pictures::uploaded(shots_.add_picture(call.actor, call.id<ShotId>("shot_id"), in.use,
                                                 file.read_all(pictures::kUploadBytesMax)));
}

http::Page<pictures::Picture> ShotsRoutes::list_pictures(http::Call& call) {
    return http::page_by_position(shots_.list_pictures(call.actor, call.id<ShotId>("shot_id")),
                                  call.paging);
}

}  // namespace fabula::shots
