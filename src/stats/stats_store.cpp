#include "stats/stats_store.hpp"

namespace fabula::stats {

namespace {

// Shots of scenes that are not in the bin either.
const std::string kShots =
    " FROM shot s JOIN node n ON n.id = s.scene_id"
    " WHERE s.project_id = ? AND s.deleted_at IS NULL AND n.deleted_at IS NULL";

struct NodeCounts {
    std::int64_t acts = 0;
    std::int64_t sequences = 0;
    std::int64_t scenes = 0;

    static constexpr auto fields =
        FieldList{Field<&NodeCounts::acts>{"acts"}, Field<&NodeCounts::sequences>{"sequences"},
                  Field<&NodeCounts::scenes>{"scenes"}};
};

struct ShotCounts {
    std::int64_t shots = 0;
    std::int64_t duration_ms = 0;

    static constexpr auto fields = FieldList{Field<&ShotCounts::shots>{"shots"},
                                             Field<&ShotCounts::duration_ms>{"duration_ms"}};
};

struct BelowCounts {
    std::int64_t scenes = 0;
    std::int64_t shots = 0;
    std::int64_t duration_ms = 0;

    static constexpr auto fields =
        FieldList{Field<&BelowCounts::scenes>{"scenes"}, Field<&BelowCounts::shots>{"shots"},
                  Field<&BelowCounts::duration_ms>{"duration_ms"}};
};

struct MediaRow {
    AssetKind kind = AssetKind::Image;
    std::int64_t files = 0;
    std::int64_t size_bytes = 0;

    static constexpr auto fields =
        FieldList{Field<&MediaRow::kind>{"kind"}, Field<&MediaRow::files>{"files"},
                  Field<&MediaRow::size_bytes>{"size_bytes"}};
};

}  // namespace

TimelineCounts count_timeline(store::Reader& db, const ProjectId& project) {
    const auto nodes = db.one<NodeCounts>(
        "SELECT count(CASE WHEN kind = 'section' AND level = 1 THEN 1 END) AS acts,"
        " count(CASE WHEN kind = 'section' AND level > 1 THEN 1 END) AS sequences,"
        " count(CASE WHEN kind = 'scene' THEN 1 END) AS scenes"
        " FROM node WHERE project_id = ? AND deleted_at IS NULL AND state <> 'dormant'",
        project);
    const auto shots = db.one<ShotCounts>(
        "SELECT count(*) AS shots, coalesce(sum(s.duration_ms), 0) AS duration_ms" + kShots,
        project);
    return {.acts = nodes->acts,
            .sequences = nodes->sequences,
            .scenes = nodes->scenes,
            .shots = shots->shots,
            .total_duration = to_seconds(shots->duration_ms)};
}

ContentCounts count_content(store::Reader& db, const ProjectId& project) {
    return {.characters = db.count(
                "SELECT count(*) FROM \"character\" WHERE project_id = ? AND deleted_at IS NULL",
                project),
            .worlds = db.count("SELECT count(*) FROM world WHERE (project_id = ?1"
                               " OR linked_project_id = ?1) AND deleted_at IS NULL",
                               project)};
}

std::vector<ShotFacts> list_shot_facts(store::Reader& db, const ProjectId& project) {
    return db.all<ShotFacts>(
        "SELECT s.camera_angle, s.framing, s.lens, s.camera_movement, s.duration_ms,"
        " s.character_names" +
            kShots,
        project);
}

MediaStats count_media(store::Reader& db, const ProjectId& project) {
    MediaStats out;
    for (const auto& row : db.all<MediaRow>(
             "SELECT kind, count(*) AS files, coalesce(sum(size_bytes), 0) AS size_bytes"
             " FROM asset WHERE project_id = ? GROUP BY kind",
             project)) {
        if (row.kind == AssetKind::Audio) out.audio_files = row.files;
        if (row.kind == AssetKind::Image) out.images = row.files;
        out.total_storage += row.size_bytes;
    }
    return out;
}

NodeStats count_below(store::Reader& db, const NodeId& node) {
    const auto found = db.one<BelowCounts>(
        "WITH RECURSIVE below (id, kind) AS (SELECT id, kind FROM node WHERE id = ?"
        " UNION SELECT n.id, n.kind FROM node n JOIN below b ON n.parent_id = b.id"
        " WHERE n.deleted_at IS NULL AND n.state <> 'dormant')"
        " SELECT (SELECT count(*) FROM below WHERE kind = 'scene') AS scenes,"
        " count(s.id) AS shots, coalesce(sum(s.duration_ms), 0) AS duration_ms"
        " FROM shot s JOIN below b ON b.id = s.scene_id WHERE s.deleted_at IS NULL",
        node);
    return {.id = node.text,
            .title = {},
            .scenes = found->scenes,
            .shots = found->shots,
            .total_duration = to_seconds(found->duration_ms)};
}

std::int64_t count_pictures(store::Reader& db, const ShotId& shot) {
    return db.count(
        "SELECT count(*) FROM picture WHERE owner_kind = 'shot' AND owner_id = ?"
        " AND deleted_at IS NULL",
        shot);
}

}  // namespace fabula::stats
