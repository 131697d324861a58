#include "takeout/preset_service.hpp"

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "story/story_store.hpp"

namespace fabula::takeout {

namespace {

constexpr std::int64_t kPresetsMax = 100;

void check(const Preset& preset) {
    if (trim(preset.name).empty()) invalid("name", "is missing");
}

}  // namespace

std::vector<Preset> PresetService::list(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return list_presets(db, actor, found.id, 2 * kPresetsMax);
    });
}

Preset PresetService::create(const Actor& actor, const Preset& given) {
    check(given);
    return store_.write([&](store::Tx& tx) {
        auto row = given;
        row.organization_id = actor.organization;
        row.user_id = actor.user;
        if (row.project_id) {
            const auto project = story::get_project(tx, actor, Action::Edit, *row.project_id);
            row.project_id = project.id;
            row.organization_id = project.organization_id;
        }
        if (count_presets(tx, actor, row.project_id) >= kPresetsMax) {
            throw AppError(Code::Conflict, PublicText{"There are a hundred presets already. "
                                                      "Delete one that is not used."});
        }
        tx.insert(row);
        return row;
    });
}

Preset PresetService::update(const Actor& actor, const PresetId& id, const Patch<Preset>& patch,
                             std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto row = get_preset(tx, actor, Action::Edit, id);
        check_rev(row.rev, expected_rev, "this preset");
        patch.apply_to(row);
        check(row);
        tx.update(row);
        return row;
    });
}

void PresetService::remove(const Actor& actor, const PresetId& id) {
    store_.write(
        [&](store::Tx& tx) { delete_preset(tx, get_preset(tx, actor, Action::Edit, id).id); });
}

}  // namespace fabula::takeout
