#include "lessons/lesson_panels.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "files/asset_store.hpp"
#include "pictures/pictures_store.hpp"
#include "providers/builtin.hpp"
#include "shots/shot_lines.hpp"
#include "shots/shots_store.hpp"

namespace fabula::lessons {

namespace {

using generate::PlannedShot;
using shots::Shot;

std::string words_of(const Shot& shot) {
    std::string out = shot.description;
    for (const auto& line : shot.dialogue) {
        out += "\n" + fold(line.speaker) + "|" + line.parenthetical + "|" + line.text;
    }
    return out;
}

// As the rules planned it, and no picture but one of theirs.
bool is_untouched(store::Reader& db, const Shot& shot) {
    if (shot.state == ArtState::Ink || shot.status != ShotStatus::Planned) return false;
    const bool written = !shot.balloons.empty() || !shot.dialog.empty() || !shot.notes.empty() ||
                         !shot.composition.empty() || !shot.lens.empty() ||
                         !shot.lighting_notes.empty() || !shot.sound_notes.empty();
    if (written || !shot.frame.is_object() || !shot.frame.contains("setting")) return false;
    const auto planned = decode<providers::FrameRequest>(shot.frame);
    if (planned.action != shot.description || planned.framing != shot.framing ||
        planned.angle != shot.camera_angle ||
        encode(planned.hand) != encode(drawing::FrameHand{})) {
        return false;
    }
    const auto asset = shot.image_id ? files::find_asset(db, *shot.image_id) : std::nullopt;
    if (asset && !providers::is_builtin(asset->provenance)) return false;
    return pictures::list_pictures(db, shots::picture_owner(db, shot)).empty();
}

bool says_the_same(const std::vector<Shot>& known, const std::vector<const PlannedShot*>& planned) {
    return std::ranges::equal(known, planned, [](const Shot& shot, const PlannedShot* plan) {
        return words_of(shot) == words_of(plan->shot);
    });
}

// The row of a shot that stays, as it is planned now; its frame is to be drawn.
void plan_anew(store::Tx& tx, const script::Script& script, Shot shot, const PlannedShot& planned) {
    const auto before = shot;
    const auto& now = planned.shot;
    shot.framing = now.framing;
    shot.camera_angle = now.camera_angle;
    shot.camera_movement = now.camera_movement;
    shot.description = now.description;
    shot.dialogue = now.dialogue;
    shot.character_names = now.character_names;
    shot.duration_ms = now.duration_ms;
    shot.establishing = now.establishing;
    shot.weight = now.weight;
    shot.state = now.state;
    shot.frame = now.frame;
    shot.image_id.reset();
    tx.update(shot);
    generate::delete_replaced_rough(tx, before);
    shots::delete_anchor(tx, shot.id);
    tx.insert(script::Anchor{.id = make_id<AnchorId>(),
                             .script_id = script.id,
                             .owner_kind = std::string(shots::kAnchorOwner),
                             .owner_id = shot.id.text,
                             .from_offset = planned.range.from,
                             .to_offset = planned.range.to,
                             .version = script.version});
}

void add(store::Tx& tx, const script::Script& script, PlannedShot planned) {
    if (shots::is_number_taken(tx, planned.shot, planned.shot.shot_number)) {
        planned.shot.shot_number = shots::next_number(tx, planned.shot);
    }
    generate::store_shot(tx, script, planned);
}

void bring_scene(store::Tx& tx, const script::Script& script, const std::vector<Shot>& known,
                 const std::vector<const PlannedShot*>& planned) {
    const bool ours =
        std::ranges::all_of(known, [&](const Shot& shot) { return is_untouched(tx, shot); });
    if (!ours || says_the_same(known, planned)) return;
    const auto common = std::min(known.size(), planned.size());
    for (std::size_t i = 0; i < common; ++i) plan_anew(tx, script, known[i], *planned[i]);
    for (std::size_t i = common; i < planned.size(); ++i) add(tx, script, *planned[i]);
    for (std::size_t i = common; i < known.size(); ++i) {
        auto gone = known[i];
        gone.deleted_at = tx.now();  // Into the bin: the scene has fewer panels now.
        tx.update(gone);
    }
}

}  // namespace

void bring_up_to_date(store::Tx& tx, const script::Script& script,
                      const std::vector<generate::PlannedShot>& planned) {
    std::map<std::string, std::vector<const PlannedShot*>> by_scene;
    for (const auto& one : planned) by_scene[one.shot.scene_id.text].push_back(&one);
    for (const auto& [scene, plans] : by_scene) {
        bring_scene(tx, script, shots::list_shots_of_scene(tx, NodeId{scene}), plans);
    }
}

}  // namespace fabula::lessons
