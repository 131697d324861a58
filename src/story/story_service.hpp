// What one can do with projects.
#pragma once

#include <optional>
#include <vector>

#include "files/asset_service.hpp"
#include "story/story.hpp"
#include "story/story_store.hpp"

namespace fabula::story {

// Throws Invalid where `metadata` is no object, or too large.
void check(const Project& project);

class StoryService {
public:
    StoryService(store::Store& store, files::AssetService& assets)
        : store_(store), assets_(assets) {}

    Project get(const Actor& actor, const ProjectId& id, Bin bin = Bin::Without);
    std::vector<Project> list(const Actor& actor, const std::string& before, std::int64_t limit,
                              Bin bin = Bin::Without);
    ProjectStats stats(const Actor& actor, const ProjectId& id);
    // `expected_rev`: change only this revision; throws Stale where it has moved on.
    Project update(const Actor& actor, const ProjectId& id, const Patch<Project>& patch,
                   std::optional<std::int64_t> expected_rev);
    // Into the bin, from where restore brings it back.
    void remove(const Actor& actor, const ProjectId& id);
    Project restore(const Actor& actor, const ProjectId& id);
    std::vector<BinEntry> list_bin(const Actor& actor, const std::string& before,
                                   std::int64_t limit);
    // Out of the bin for good: no row and no file is left.
    void purge(const Actor& actor, const ProjectId& id);
    // Purges what has lain in the bin for kBinKept; answers how many projects that were.
    std::int64_t purge_expired(Time now);

private:
    store::Store& store_;
    files::AssetService& assets_;
};

}  // namespace fabula::story
