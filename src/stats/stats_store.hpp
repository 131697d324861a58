// Counting rows.
#pragma once

#include "stats/stats.hpp"
#include "store/store.hpp"

namespace fabula::stats {

TimelineCounts count_timeline(store::Reader& db, const ProjectId& project);
ContentCounts count_content(store::Reader& db, const ProjectId& project);

// What the shots of a project say of themselves.
struct ShotFacts {
    std::string camera_angle;
    std::string framing;
    std::string lens;
    std::string camera_movement;
    std::int64_t duration_ms = 0;
    std::vector<std::string> character_names;

    static constexpr auto fields = FieldList{Field<&ShotFacts::camera_angle>{"camera_angle"},
                                             Field<&ShotFacts::framing>{"framing"},
                                             Field<&ShotFacts::lens>{"lens"},
                                             Field<&ShotFacts::camera_movement>{"camera_movement"},
                                             Field<&ShotFacts::duration_ms>{"duration_ms"},
                                             Field<&ShotFacts::character_names>{"character_names"}};
};
std::vector<ShotFacts> list_shot_facts(store::Reader& db, const ProjectId& project);

MediaStats count_media(store::Reader& db, const ProjectId& project);
// Scenes, shots and time of the node and all below it.
NodeStats count_below(store::Reader& db, const NodeId& node);
std::int64_t count_pictures(store::Reader& db, const ShotId& shot);

}  // namespace fabula::stats
