#include "sound/sound_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "files/asset_store.hpp"
#include "pictures/pictures.hpp"

namespace fabula::sound {

namespace {

constexpr std::string_view kPlaced =
    " FROM sound a LEFT JOIN shot s ON s.id = a.shot_id"
    " JOIN node n ON n.id = COALESCE(a.scene_id, s.scene_id)";
constexpr std::string_view kStanding =
    " AND a.deleted_at IS NULL AND s.deleted_at IS NULL AND n.deleted_at IS NULL"
    " ORDER BY n.rank, n.id, COALESCE(s.order_index, 0), a.offset_ms, a.id";

template <class Key>
std::vector<Sound> list_where(store::Reader& db, std::string_view column, const Key& key) {
    std::string sql = "SELECT " + store::columns_of<Sound>("a");
    sql.append(kPlaced).append(" WHERE ").append(column).append(" = ?").append(kStanding);
    return db.all<Sound>(sql, key);
}

using fabula::to_seconds;

std::optional<double> to_seconds(const std::optional<std::int64_t>& milliseconds) {
    if (!milliseconds) return std::nullopt;
    return to_seconds(*milliseconds);
}

}  // namespace

Sound get_sound(store::Reader& db, const Actor& actor, Action action, const SoundId& id, Bin bin) {
    constexpr std::string_view missing = "There is no such sound.";
    std::string sql = "SELECT " + store::columns_of<Sound>("a");
    sql.append(kPlaced)
        .append(" JOIN project p ON p.id = a.project_id")
        .append(" WHERE a.id = ? AND p.deleted_at IS NULL AND s.deleted_at IS NULL")
        .append(" AND n.deleted_at IS NULL AND a.deleted_at IS ")
        .append(bin == Bin::Only ? "NOT NULL" : "NULL");
    auto found = db.one<Sound>(sql, id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::vector<Sound> list_sounds_of_project(store::Reader& db, const ProjectId& project) {
    return list_where(db, "a.project_id", project);
}

std::vector<Sound> list_sounds_of_shot(store::Reader& db, const ShotId& shot) {
    return list_where(db, "a.shot_id", shot);
}

std::vector<Sound> list_sounds_of_scene(store::Reader& db, const NodeId& scene) {
    return list_where(db, "a.scene_id", scene);
}

std::vector<Sound> list_removed_sounds(store::Reader& db, const ProjectId& project) {
    return db.all<Sound>(store::select_from<Sound>() +
                             " WHERE project_id = ? AND deleted_at IS NOT NULL"
                             " ORDER BY deleted_at DESC, id",
                         project);
}

std::vector<SoundAnswer> with_files(store::Reader& db, const std::vector<Sound>& sounds) {
    std::vector<SoundAnswer> out;
    for (const auto& sound : sounds) {
        auto& answer = out.emplace_back();
        static_cast<Sound&>(answer) = sound;
        answer.file_url = pictures::url_of(sound.asset_id);
        if (const auto asset = files::find_asset(db, sound.asset_id)) {
            answer.mime = asset->mime;
            answer.file_size = asset->size_bytes;
        }
        answer.start_time = to_seconds(sound.start_ms);
        answer.end_time = to_seconds(sound.end_ms);
        answer.fade_in = to_seconds(sound.fade_in_ms);
        answer.fade_out = to_seconds(sound.fade_out_ms);
        answer.duration = to_seconds(sound.duration_ms);
    }
    return out;
}

void star_alone(store::Tx& tx, const Sound& sound) {
    auto others = sound.shot_id ? list_sounds_of_shot(tx, *sound.shot_id)
                                : list_sounds_of_scene(tx, *sound.scene_id);
    for (auto& other : others) {
        const bool rival = other.id != sound.id && other.starred && other.type == sound.type &&
                           other.character_id == sound.character_id;
        if (!rival) continue;
        other.starred = false;
        tx.update(other);
    }
}

std::int64_t delete_expired_sounds(store::Tx& tx, Time before, std::int64_t limit) {
    std::string sql = "SELECT a.asset_id";
    sql.append(kPlaced).append(
        " WHERE a.deleted_at < ?1 OR s.deleted_at < ?1 OR n.deleted_at < ?1"
        " ORDER BY a.id LIMIT ?2");
    const auto assets = tx.column<AssetId>(sql, before, limit);
    // The sound goes with its file.
    for (const auto& asset : assets) files::delete_asset(tx, asset);
    return std::ssize(assets);
}

}  // namespace fabula::sound
