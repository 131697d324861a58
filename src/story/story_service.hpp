// What one can do with projects.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "files/asset_service.hpp"
#include "story/story.hpp"
#include "story/story_store.hpp"

namespace fabula::story {

inline constexpr std::uint64_t kCoverBytesMax = 20'000'000;

// Values of episode_layout, season_engine and narrative_structure besides "custom:…".
inline constexpr std::array<std::string_view, 8> kEpisodeLayouts{
    "sitcom-2-act",    "sitcom-4-act", "network-5-act",    "streaming-3-act",
    "streaming-4-act", "anime-ab",     "sketch-segmented", "kids-11min"};
inline constexpr std::array<std::string_view, 6> kSeasonEngines{
    "serial", "motw", "hybrid", "anthology", "seasonal-anthology", "limited-series"};
inline constexpr std::array<std::string_view, 12> kNarrativeStructures{
    "3-act",  "4-act",        "5-act",        "8-sequences", "kishotenketsu", "non-linear",
    "3-part", "hero-journey", "save-the-cat", "30min-3-act", "60min-4-act",   "podcast-25-35min"};

// Throws Invalid, naming the field, where a value is none of its list, or `metadata` is no object
// or too large.
void check(const Project& project);

class StoryService {
public:
    StoryService(store::Store& store, files::AssetService& assets)
        : store_(store), assets_(assets) {}

    Project get(const Actor& actor, const ProjectId& id, Bin bin = Bin::Without);
    // Behind the place `after`: see list_projects.
    std::vector<Project> list(const Actor& actor, const ProjectFilter& filter,
                              const std::string& after, std::int64_t limit);
    ProjectStats stats(const Actor& actor, const ProjectId& id);
    // `expected_rev`: change only this revision; throws Stale where it has moved on.
    Project update(const Actor& actor, const ProjectId& id, const Patch<Project>& patch,
                   std::optional<std::int64_t> expected_rev);
    Project set_archived(const Actor& actor, const ProjectId& id, bool archived);
    // A picture becomes the cover. Throws Unsupported where the bytes are none.
    Project set_cover(const Actor& actor, const ProjectId& id, std::string_view bytes);
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
