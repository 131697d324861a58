// What one can do with shots.
#pragma once

#include <optional>
#include <vector>

#include "files/asset_service.hpp"
#include "history/record.hpp"
#include "pictures/pictures_service.hpp"
#include "shots/shots.hpp"
#include "shots/shots_store.hpp"
#include "store/store.hpp"

namespace fabula::shots {

class ShotsService {
public:
    ShotsService(store::Store& store, pictures::PictureService& pictures,
                 files::AssetService& assets)
        : store_(store), pictures_(pictures), assets_(assets) {}

    // In story order.
    std::vector<Shot> list_of_project(const Actor& actor, const ProjectId& project);
    // A part of the same, behind `after`; of the bin, newest first.
    std::vector<ShotAnswer> list(const Actor& actor, const ProjectId& project, const ShotId& after,
                                 std::int64_t limit, Bin bin);
    std::vector<ShotAnswer> list_of_scene(const Actor& actor, const NodeId& scene);
    std::optional<ShotAnswer> find(const Actor& actor, const ShotId& id);

    ShotAnswer create(const Actor& actor, const New<ShotWish>& wish);
    ShotAnswer update(const Actor& actor, const ShotId& id, const Patch<ShotWish>& patch,
                      std::optional<std::int64_t> expected_rev);
    // Can be restored for kBinKept.
    void remove(const Actor& actor, const ShotId& id);
    ShotAnswer restore(const Actor& actor, const ShotId& id);

    // Makes shots of a scene, or changes those that name their id, all or none. Errors name the
    // row: "shots[3].lens".
    std::vector<ShotAnswer> write_rows(const Actor& actor, const NodeId& scene, const Json& rows);
    // Puts these first in the scene, in this order; shots of other scenes move here.
    std::vector<ShotAnswer> reorder(const Actor& actor, const NodeId& scene,
                                    const std::vector<ShotId>& ids);

    ShotAnswer add_character(const Actor& actor, const ShotId& id, const CharacterId& character);
    ShotAnswer remove_character(const Actor& actor, const ShotId& id, const CharacterId& character);

    // A view becomes the newest version of the frame and its star.
    pictures::Picture add_picture(const Actor& actor, const ShotId& id, PictureUse use,
                                  std::string_view bytes);
    std::vector<pictures::Picture> list_pictures(const Actor& actor, const ShotId& id);

    // Deletes for good what went into the bin longer ago than kBinKept; answers how many.
    std::int64_t purge_expired(Time now);

private:
    store::Store& store_;
    pictures::PictureService& pictures_;
    files::AssetService& assets_;
};

// In a transaction of the caller's: makes a shot of `scene`, or changes the one whose `id` (and
// `rev`) the row names.
Shot write_row(store::Tx& tx, const history::By& by, const NodeId& scene, Json row);
// Into the bin.
void remove_shot(store::Tx& tx, const history::By& by, const ShotId& id);

}  // namespace fabula::shots
