#include "picture_stories/candidates.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "files/asset_store.hpp"
#include "generate/frames.hpp"
#include "picture_stories/picture_stories_store.hpp"
#include "pictures/pictures_store.hpp"
#include "providers/builtin.hpp"
#include "shots/shots_store.hpp"

namespace fabula::picture_stories {

namespace {

// render's own items are called alike.
constexpr std::string_view kPaintKey = "render:";

std::optional<files::Asset> find_picture(store::Reader& db, const Actor& actor, const ShotId& id) {
    const auto shot = shots::find_shot(db, actor, id);
    return shot && shot->image_id ? files::find_asset(db, *shot->image_id) : std::nullopt;
}

}  // namespace

bool needs_picture(store::Reader& db, const Actor& actor, const ShotId& id, bool by_model) {
    const auto shot = shots::find_shot(db, actor, id);
    if (!shot) return false;
    const auto picture = shot->image_id ? files::find_asset(db, *shot->image_id) : std::nullopt;
    if (!picture) return true;
    return by_model && providers::is_builtin(picture->provenance) &&
           picture->state != ArtState::Ink;
}

void check_drawable(store::Reader& db, const Actor& actor, const ShotId& id) {
    const auto picture = find_picture(db, actor, id);
    if (!picture || providers::is_builtin(picture->provenance)) return;
    throw AppError(Code::Conflict,
                   PublicText{"This scene shows a picture that the rules did not draw; they put "
                              "none in its place. Choose an image model, or another version."},
                   {.field = "pictures"});
}

jobs::NewJobItem item_for(store::Reader& db, const Actor& actor, const Scene& scene,
                          bool by_model) {
    const auto shot = shots::get_shot(db, actor, Action::View, scene.shot_id);
    auto item = generate::Frames::item_of(shot);
    if (by_model) item.key = std::string(kPaintKey) + shot.id.text;
    item.title = scene.title;
    return item;
}

bool is_of_shot(const jobs::JobItem& item, const ShotId& shot) {
    const auto parts = split(item.item_key, ':');
    return parts.size() > 1 && parts[1] == shot.text;
}

void approve(store::Tx& tx, const Actor& actor, const SceneView& scene) {
    if (scene.approved) return;
    shots::keep_image_as_version(tx, shots::get_shot(tx, actor, Action::Edit, scene.row.shot_id));
    put_state(tx, scene.row.shot_id, scene.picture->id, ArtState::Ink);
}

void unapprove(store::Tx& tx, const SceneView& scene) {
    if (!scene.approved) return;
    const auto& made_by = scene.picture->provenance;
    const bool rough = providers::is_builtin(made_by);
    const bool by_model = made_by.is_object() && made_by.contains("call_id");
    if (!rough && !by_model) return;
    put_state(tx, scene.row.shot_id, scene.picture->id, rough ? ArtState::Rough : ArtState::Pencil);
}

namespace {

std::optional<pictures::Picture> find_unwanted(store::Reader& db, const ShotId& shot, Time since) {
    for (auto& picture :
         pictures::list_pictures(db, {.kind = PictureOwner::Shot, .id = shot.text})) {
        if (picture.created_at < since) continue;
        const auto asset = files::find_asset(db, picture.asset_id);
        if (asset && asset->state == ArtState::Pencil) return std::move(picture);
    }
    return std::nullopt;
}

}  // namespace

void drop_candidates(store::Tx& tx, const Session& session) {
    for (const auto& scene : list_scenes(tx, session.id)) {
        while (auto picture = find_unwanted(tx, scene.shot_id, session.created_at)) {
            pictures::remove(tx, *picture);
            shots::show_starred(tx, *picture);
        }
    }
}

}  // namespace fabula::picture_stories
