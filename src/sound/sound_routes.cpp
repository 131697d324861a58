#include "sound/sound_routes.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/page_of.hpp"

namespace fabula::sound {

http::RouteTable SoundRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    const auto patch = http::Method::Patch;
    const http::RouteOptions listed{.plural = "audio"};
    const http::RouteOptions uploaded{.status = 201, .body_bytes_max = limits::kUploadBytesMax};
    // clang-format off
    return {
        route(Get,    "/api/v1/projects/{project_id}/audio",        "list_sounds",         Viewer, "List the sounds of a project, in story order.", &SoundRoutes::list_of_project, this, listed),
        route(Get,    "/api/v1/nodes/{scene_id}/audio",             "list_scene_sounds",   Viewer, "List the sounds that lie under a scene itself.", &SoundRoutes::list_of_scene, this, listed),
        route(Post,   "/api/v1/nodes/{scene_id}/upload-audio",      "upload_scene_sound",  Editor, "Lay a sound under a scene: WAV, MP3, Ogg, FLAC, M4A, AAC or WebM.", &SoundRoutes::upload, this, uploaded),
        route(Get,    "/api/v1/shots/{shot_id}/audio",              "list_shot_sounds",    Viewer, "List the sounds of a shot.",                    &SoundRoutes::list_of_shot, this, listed),
        route(Post,   "/api/v1/shots/{shot_id}/upload-audio",       "upload_shot_sound",   Editor, "Lay a sound under a shot: WAV, MP3, Ogg, FLAC, M4A, AAC or WebM.", &SoundRoutes::upload, this, uploaded),
        route(Get,    "/api/v1/shots/audio/batch",                  "list_sounds_of_shots", Viewer, "The sounds of several shots, by the shots' ids.", &SoundRoutes::list_of_shots, this),
        route(Get,    "/api/v1/shots/audio/{sound_id}",             "get_sound",           Viewer, "Read one sound.",                               &SoundRoutes::get,        this),
        route(patch,  "/api/v1/shots/audio/{sound_id}",             "update_sound",        Editor, "Change fields of a sound, its place or its cut.", &SoundRoutes::update,   this),
        route(Delete, "/api/v1/shots/audio/{sound_id}",             "delete_sound",        Editor, "Put a sound into the bin.",                     &SoundRoutes::remove,     this),
        route(Post,   "/api/v1/shots/audio/{sound_id}/restore",     "restore_sound",       Editor, "Take a sound out of the bin.",                  &SoundRoutes::restore,    this),
        route(Get,    "/api/v1/shots/audio/{sound_id}/waveform",    "get_waveform",        Viewer, "How loud a sound is along its length.",         &SoundRoutes::waveform,   this),
    };
    // clang-format on
}

http::Page<SoundAnswer> SoundRoutes::list_of_project(http::Call& call, const ListSounds& in) {
    const auto project = call.id<ProjectId>("project_id");
    auto found = in.deleted ? sounds_.list_removed(call.actor, project)
                            : sounds_.list_of_project(call.actor, project);
    auto page = http::page_by_position(std::move(found), call.paging);
    if (!in.waveforms) {
        for (auto& sound : page.items) sound.waveform_data = Json::array();
    }
    return page;
}

http::Page<SoundAnswer> SoundRoutes::list_of_shot(http::Call& call) {
    return http::page_by_position(sounds_.list_of_shot(call.actor, call.id<ShotId>("shot_id")),
                                  call.paging);
}

http::Page<SoundAnswer> SoundRoutes::list_of_scene(http::Call& call) {
    return http::page_by_position(sounds_.list_of_scene(call.actor, call.id<NodeId>("scene_id")),
                                  call.paging);
}

Json SoundRoutes::list_of_shots(http::Call& call, const ShotIds& in) {
    constexpr std::size_t kShotsMax = 200;
    std::vector<ShotId> ids;
    for (const auto part : split(in.shot_ids, ',')) ids.push_back(ShotId{std::string(trim(part))});
    if (ids.size() > kShotsMax) {
        invalid("shot_ids", "has more than " + std::to_string(kShotsMax) + " entries");
    }
    Json out = Json::object();
    for (const auto& [shot, sounds] : sounds_.list_of_shots(call.actor, ids)) {
        out[shot.text] = JsonCodec<std::vector<SoundAnswer>>::encode(sounds);
    }
    return {{"audio", std::move(out)}};
}

SoundAnswer SoundRoutes::upload(http::Call& call, const New<SoundWish>& in, http::Upload& file) {
    return sounds_.add(call.actor, in, {.path = file.path(), .name = file.file_name()});
}

SoundAnswer SoundRoutes::get(http::Call& call) {
    return sounds_.get(call.actor, call.id<SoundId>("sound_id"));
}

Waveform SoundRoutes::waveform(http::Call& call) {
    const auto sound = get(call);
    return {.peaks = sound.waveform_data.get<std::vector<double>>(),
            .duration = sound.duration,
            .cached = !sound.waveform_data.empty()};
}

SoundAnswer SoundRoutes::update(http::Call& call, const fabula::Patch<SoundWish>& in) {
    return sounds_.update(call.actor, call.id<SoundId>("sound_id"), in, call.expected_rev);
}

void SoundRoutes::remove(http::Call& call) {
    sounds_.remove(call.actor, call.id<SoundId>("sound_id"));
}

SoundAnswer SoundRoutes::restore(http::Call& call) {
    return sounds_.restore(call.actor, call.id<SoundId>("sound_id"));
}

}  // namespace fabula::sound
