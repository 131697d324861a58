#include "shots/shots_store.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "cast/in_script.hpp"
#include "files/asset_store.hpp"
#include "pictures/pictures_store.hpp"
#include "shots/shot_lines.hpp"

namespace fabula::shots {

namespace {

std::optional<Shot> find_row(store::Reader& db, const ShotId& id, Bin bin) {
    return db.one<Shot>("SELECT " + store::columns_of<Shot>("s") +
                            " FROM shot s JOIN project p ON p.id = s.project_id"
                            " WHERE p.deleted_at IS NULL AND s.id = ? AND s.deleted_at IS " +
                            (bin == Bin::Only ? "NOT NULL" : "NULL"),
                        id);
}

}  // namespace

std::optional<Shot> find_shot(store::Reader& db, const Actor& actor, const ShotId& id) {
    auto found = find_row(db, id, Bin::Without);
    if (found && !accounts::can(db, actor, Action::View, found->project_id)) return std::nullopt;
    return found;
}

Shot get_shot(store::Reader& db, const Actor& actor, Action action, const ShotId& id, Bin bin) {
    constexpr std::string_view missing = "There is no such shot.";
    auto found = find_row(db, id, bin);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::vector<Shot> list_shots_of_project(store::Reader& db, const ProjectId& project) {
    return db.all<Shot>("SELECT " + store::columns_of<Shot>("s") +
                            " FROM shot s JOIN node n ON n.id = s.scene_id"
                            " WHERE s.project_id = ? AND s.deleted_at IS NULL"
                            " AND n.deleted_at IS NULL"
                            " ORDER BY n.rank, n.id, s.order_index, s.id",
                        project);
}

std::vector<Shot> list_shots_of_scene(store::Reader& db, const NodeId& scene) {
    return db.all<Shot>(store::select_from<Shot>() +
                            " WHERE scene_id = ? AND deleted_at IS NULL ORDER BY order_index, id",
                        scene);
}

std::int64_t count_shots_of_scene(store::Reader& db, const NodeId& scene) {
    return db.count("SELECT count(*) FROM shot WHERE scene_id = ? AND deleted_at IS NULL", scene);
}

std::int64_t count_shots(store::Reader& db, const ProjectId& project) {
    return db.count(
        "SELECT count(*) FROM shot s JOIN node n ON n.id = s.scene_id"
        " WHERE s.project_id = ? AND s.deleted_at IS NULL AND n.deleted_at IS NULL",
        project);
}

std::vector<ShotId> list_shots_without_image(store::Reader& db, const ProjectId& project) {
    return db.column<ShotId>(
        "SELECT s.id FROM shot s JOIN node n ON n.id = s.scene_id"
        " WHERE s.project_id = ? AND s.image_id IS NULL AND s.deleted_at IS NULL"
        " AND n.deleted_at IS NULL"
        " ORDER BY n.rank, n.id, s.order_index, s.id",
        project);
}

namespace {

struct Place {
    std::int64_t rank = std::numeric_limits<std::int64_t>::min();
    std::string scene;
    std::int64_t position = 0;

    static constexpr auto fields =
        FieldList{Field<&Place::rank>{"rank"}, Field<&Place::scene>{"scene_id"},
                  Field<&Place::position>{"order_index"}};
};

}  // namespace

std::vector<Shot> list_shots(store::Reader& db, const ProjectId& project, const ShotId& after,
                             std::int64_t limit) {
    const auto place = db.one<Place>(
                             "SELECT n.rank, s.scene_id, s.order_index"
                             " FROM shot s JOIN node n ON n.id = s.scene_id WHERE s.id = ?",
                             after)
                           .value_or(Place{});
    // The first condition on the rank lets an index find where to begin.
    return db.all<Shot>("SELECT " + store::columns_of<Shot>("s") +
                            " FROM node n JOIN shot s ON s.scene_id = n.id"
                            " WHERE n.project_id = ?1 AND n.deleted_at IS NULL"
                            " AND s.deleted_at IS NULL AND n.rank >= ?2"
                            " AND (n.rank, n.id, s.order_index, s.id) > (?2, ?3, ?4, ?5)"
                            " ORDER BY n.rank, n.id, s.order_index, s.id LIMIT ?6",
                        project, place.rank, place.scene, place.position, after, limit);
}

std::vector<Shot> list_removed(store::Reader& db, const ProjectId& project, std::int64_t limit) {
    return db.all<Shot>(store::select_from<Shot>() +
                            " WHERE project_id = ? AND deleted_at IS NOT NULL"
                            " ORDER BY deleted_at DESC, id LIMIT ?",
                        project, limit);
}

pictures::Owner picture_owner(store::Reader& db, const Shot& shot) {
    const auto organization =
        db.column<OrganizationId>("SELECT organization_id FROM project WHERE id = ?",
                                  shot.project_id)
            .at(0);
    return {.kind = PictureOwner::Shot,
            .id = shot.id.text,
            .organization_id = organization,
            .project_id = shot.project_id};
}

namespace {

// The cast of a project by what they are called.
class CastNames {
public:
    CastNames(store::Reader& db, const ProjectId& project)
        : cast_(cast::with_pictures(db, cast::list_cast(db, project))),
          by_name_(cast::index_by_name(cast_)) {}
    [[nodiscard]] std::vector<ShotCharacter> find(const std::vector<std::string>& names) const {
        std::vector<ShotCharacter> found;
        for (const auto& name : names) {
            const auto at = by_name_.find(fold(name));
            if (at == by_name_.end()) continue;
            const auto& character = cast_[at->second];
            const bool known =
                std::ranges::find(found, character.id, &ShotCharacter::id) != found.end();
            if (known) continue;
            found.push_back({.id = character.id,
                             .name = character.name,
                             .image_url = character.image_url,
                             .description = character.description});
        }
        return found;
    }

private:
    std::vector<cast::CharacterAnswer> cast_;
    std::map<std::string, std::size_t> by_name_;
};

}  // namespace

std::vector<ShotAnswer> with_answers(store::Reader& db, const std::vector<Shot>& shots) {
    std::vector<ShotAnswer> out;
    if (shots.empty()) return out;
    const auto owner = picture_owner(db, shots[0]);
    const auto references = pictures::list_starred(db, PictureOwner::Shot, PictureUse::Reference,
                                                   owner.organization_id, owner.project_id);
    const CastNames cast(db, shots[0].project_id);
    for (const auto& shot : shots) {
        auto& answer = out.emplace_back();
        static_cast<Shot&>(answer) = shot;
        if (shot.image_id) answer.image_url = pictures::url_of(*shot.image_id);
        if (const auto at = references.find(shot.id.text); at != references.end()) {
            answer.reference_image_url = pictures::url_of(at->second);
        }
        answer.characters = cast.find(shot.character_names);
        answer.duration = duration_text(shot.duration_ms);
        answer.shotlength_minutes = shot.duration_ms / 60'000;
        answer.shotlength_seconds = shot.duration_ms / 1000 % 60;
    }
    find_lines(db, shots[0].project_id, out);
    return out;
}

bool is_number_taken(store::Reader& db, const Shot& shot, const std::string& number) {
    return db.count(
               "SELECT count(*) FROM shot WHERE project_id = ? AND shot_number = ? AND id <> ?"
               " AND deleted_at IS NULL",
               shot.project_id, number, shot.id) > 0;
}

std::string next_number(store::Reader& db, const Shot& shot) {
    const auto scene =
        db.one<script::Node>(store::select_from<script::Node>() + " WHERE id = ?", shot.scene_id);
    auto prefix = scene ? scene->scene_number : std::string{};
    if (scene && prefix.empty()) {
        // As the pages count them; a planned scene bears the number that it would have there.
        const auto before = db.count(
            "SELECT count(*) FROM node WHERE project_id = ? AND kind = ? AND state = ?"
            " AND deleted_at IS NULL AND rank < ?",
            shot.project_id, scene->kind, NodeState::Attached, scene->rank);
        prefix = std::to_string(before + 1);
    }
    const auto others = db.column<std::string>(
        "SELECT shot_number FROM shot WHERE scene_id = ? AND id <> ? AND deleted_at IS NULL",
        shot.scene_id, shot.id);
    const std::set<std::string> taken(others.begin(), others.end());
    std::size_t index = 0;
    while (true) {
        auto number = shot_number_of(prefix, index++);
        if (!taken.contains(number) && !is_number_taken(db, shot, number)) return number;
    }
}

void rename_character(store::Tx& tx, const ProjectId& project, const std::string& before,
                      const std::string& after) {
    for (auto& shot : list_shots_of_project(tx, project)) {
        bool named = false;
        for (auto& name : shot.character_names) {
            if (fold(name) != fold(before)) continue;
            name = after;
            named = true;
        }
        for (auto& line : shot.dialogue) {
            if (fold(line.speaker) != fold(before)) continue;
            line.speaker = line.speaker == to_upper(line.speaker) ? to_upper(after) : after;
            named = true;
        }
        if (named) tx.update(shot);
    }
}

namespace {

bool by_a_model(store::Reader& db, const std::optional<AssetId>& image) {
    const auto asset = image ? files::find_asset(db, *image) : std::nullopt;
    return asset && files::is_by_model(*asset);
}

void put_image(store::Tx& tx, const ShotId& id, const std::optional<AssetId>& image) {
    const auto shot = tx.one<Shot>(store::select_from<Shot>() + " WHERE id = ?", id);
    if (!shot) return;
    const auto asset = image ? files::find_asset(tx, *image) : std::nullopt;
    auto state = shot->state;
    // A model's pencil leaves with its picture; that of a guessed shot stays until it is approved.
    if (shot->state != ArtState::Pencil || by_a_model(tx, shot->image_id)) {
        if (asset)
            state = asset->state;
        else if (shot->image_id)
            state = ArtState::Rough;
    }
    tx.run("UPDATE shot SET image_id = ?, state = ?, rev = rev + 1, updated_at = ? WHERE id = ?",
           image, state, tx.now(), id);
}

pictures::Picture version_of(const pictures::Owner& owner, const AssetId& image) {
    return {.organization_id = owner.organization_id,
            .project_id = owner.project_id,
            .owner_kind = owner.kind,
            .owner_id = owner.id,
            .use = PictureUse::View,
            .asset_id = image};
}

bool has_versions(store::Reader& db, const pictures::Owner& owner) {
    return std::ranges::any_of(
        pictures::list_pictures(db, owner),
        [](const pictures::Picture& picture) { return picture.use == PictureUse::View; });
}

}  // namespace

void set_image(store::Tx& tx, const ShotId& id, const AssetId& image) {
    put_image(tx, id, image);
    const auto shot = tx.one<Shot>(store::select_from<Shot>() + " WHERE id = ?", id);
    if (!shot) return;
    const auto owner = picture_owner(tx, *shot);
    if (!has_versions(tx, owner)) return;
    auto version = version_of(owner, image);
    pictures::insert_last(tx, version);
    pictures::star(tx, version);
    tx.update(version);
}

void keep_image_as_version(store::Tx& tx, const Shot& shot) {
    if (!shot.image_id) return;
    const auto owner = picture_owner(tx, shot);
    if (has_versions(tx, owner)) return;
    auto version = version_of(owner, *shot.image_id);
    pictures::insert_last(tx, version);
}

void show_starred(store::Tx& tx, const pictures::Picture& changed) {
    if (changed.owner_kind != PictureOwner::Shot || changed.use != PictureUse::View) return;
    const ShotId shot{changed.owner_id};
    put_image(tx, shot,
              pictures::find_starred(tx, {.kind = changed.owner_kind, .id = changed.owner_id},
                                     changed.use));
}

void delete_anchor(store::Tx& tx, const ShotId& shot) {
    tx.run("DELETE FROM anchor WHERE owner_kind = ? AND owner_id = ?", kAnchorOwner, shot);
}

std::int64_t delete_expired(store::Tx& tx, Time before, std::int64_t limit) {
    const auto expired = tx.column<ShotId>(
        "SELECT id FROM shot WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?", before, limit);
    for (const auto& shot : expired) {
        pictures::delete_pictures(tx, PictureOwner::Shot, shot.text);
        delete_anchor(tx, shot);
        tx.run("DELETE FROM shot WHERE id = ?", shot);
    }
    return std::ssize(expired);
}

}  // namespace fabula::shots
