#include "render/render_store.hpp"

#include "files/asset_store.hpp"

namespace fabula::render {

std::optional<Prompt> find_prompt(store::Reader& db, const ProjectId& project,
                                  std::string_view name) {
    return db.one<Prompt>(store::select_from<Prompt>() + " WHERE project_id = ? AND name = ?",
                          project, std::string(name));
}

void delete_prompt(store::Tx& tx, const PromptId& id) {
    tx.run("DELETE FROM prompt WHERE id = ?", id);
}

namespace {

void put_state(store::Tx& tx, const shots::Shot& shot, ArtState state) {
    tx.run("UPDATE asset SET state = ?, rev = rev + 1, updated_at = ? WHERE id = ?", state,
           tx.now(), shot.image_id);
    tx.run("UPDATE shot SET state = ?, rev = rev + 1, updated_at = ? WHERE id = ?", state, tx.now(),
           shot.id);
}

}  // namespace

std::vector<shots::Shot> select_to_approve(store::Reader& db, const std::vector<shots::Shot>& of) {
    std::vector<shots::Shot> found;
    for (const auto& shot : of) {
        if (shot.state != ArtState::Pencil || !shot.image_id) continue;
        const auto asset = files::find_asset(db, *shot.image_id);
        if (asset && files::is_by_model(*asset) && asset->state == ArtState::Pencil) {
            found.push_back(shot);
        }
    }
    return found;
}

std::vector<ShotId> approve_shown(store::Tx& tx, const std::vector<shots::Shot>& of) {
    std::vector<ShotId> approved;
    for (const auto& shot : select_to_approve(tx, of)) {
        put_state(tx, shot, ArtState::Ink);
        approved.push_back(shot.id);
    }
    return approved;
}

void unapprove_shown(store::Tx& tx, const std::vector<shots::Shot>& of) {
    for (const auto& shot : of) {
        const auto asset = shot.image_id ? files::find_asset(tx, *shot.image_id) : std::nullopt;
        if (asset && files::is_by_model(*asset) && asset->state == ArtState::Ink)
            put_state(tx, shot, ArtState::Pencil);
    }
}

}  // namespace fabula::render
