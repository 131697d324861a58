// What one can do with sounds.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <vector>

#include "files/asset_service.hpp"
#include "sound/sound_store.hpp"

namespace fabula::sound {

// A sound file that has come in whole, on the data directory's file system.
struct ReceivedFile {
    std::filesystem::path path{};
    std::string name{};
};

class SoundService {
public:
    // Called in the transaction that stores the sound.
    using With = std::function<void(store::Tx&, const Sound&)>;

    SoundService(store::Store& store, files::AssetService& assets)
        : store_(store), assets_(assets) {}

    // Throws as add does, where the wish alone gives the reason.
    void check(const Actor& actor, const New<SoundWish>& wish);
    // Lays the file under the wish's shot or scene; it moves. Throws NotFound and Forbidden for
    // those, Invalid naming the field, Unsupported for what is no sound file; the file stays then
    // where it was.
    SoundAnswer add(const Actor& actor, const New<SoundWish>& wish, const ReceivedFile& file,
                    const With& with = {});

    SoundAnswer get(const Actor& actor, const SoundId& id);
    // In story order.
    std::vector<SoundAnswer> list_of_project(const Actor& actor, const ProjectId& project);
    std::vector<SoundAnswer> list_removed(const Actor& actor, const ProjectId& project);
    std::vector<SoundAnswer> list_of_shot(const Actor& actor, const ShotId& shot);
    std::vector<SoundAnswer> list_of_scene(const Actor& actor, const NodeId& scene);
    std::map<ShotId, std::vector<SoundAnswer>> list_of_shots(const Actor& actor,
                                                             const std::vector<ShotId>& shots);

    SoundAnswer update(const Actor& actor, const SoundId& id, const Patch<SoundWish>& patch,
                       std::optional<std::int64_t> expected_rev);
    // Can be restored for kBinKept.
    void remove(const Actor& actor, const SoundId& id);
    SoundAnswer restore(const Actor& actor, const SoundId& id);

    // Deletes for good what went into the bin longer ago than kBinKept, by itself or with its shot
    // or scene; answers how many. Called before shots and scenes are.
    std::int64_t purge_expired(Time now);

private:
    store::Store& store_;
    files::AssetService& assets_;
};

}  // namespace fabula::sound
