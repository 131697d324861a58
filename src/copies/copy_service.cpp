#include "copies/copy_service.hpp"

#include "base/text.hpp"
#include "copies/copy_rows.hpp"
#include "history/record.hpp"

namespace fabula::copies {

namespace {

constexpr std::size_t kTitleMax = 200;

std::string title_of(const story::Project& original, const std::string& wanted) {
    if (!trim(wanted).empty()) return wanted;
    if (original.is_template) return original.title;
    constexpr std::size_t kRoom = 10;
    const bool german = original.language.starts_with("de");
    return shorten(original.title, kTitleMax - kRoom) + (german ? " (Kopie)" : " (copy)");
}

template <class Row>
void add_ids(NewIds& ids, const std::vector<Row>& rows) {
    for (const auto& row : rows) ids.add(row.id.text);
}

NewIds ids_for(const ProjectRows& rows) {
    NewIds ids;
    ids.add(rows.project.id.text);
    ids.add(rows.script.id.text);
    add_ids(ids, rows.assets);
    add_ids(ids, rows.pictures);
    add_ids(ids, rows.relations);
    add_ids(ids, rows.worlds);
    add_ids(ids, rows.world_categories);
    add_ids(ids, rows.world_items);
    add_ids(ids, rows.world_links);
    add_ids(ids, rows.characters);
    add_ids(ids, rows.nodes);
    add_ids(ids, rows.shots);
    add_ids(ids, rows.sounds);
    add_ids(ids, rows.beats);
    add_ids(ids, rows.anchors);
    return ids;
}

// What belongs to a row that is not copied, be it in the bin or of elsewhere.
void leave_behind(ProjectRows& rows, const NewIds& ids) {
    std::erase_if(rows.anchors,
                  [&](const script::Anchor& anchor) { return !ids.has(anchor.owner_id); });
    std::erase_if(rows.pictures,
                  [&](const pictures::Picture& picture) { return !ids.has(picture.owner_id); });
    for (auto& sound : rows.sounds) {
        if (sound.character_id && !ids.has(sound.character_id->text)) sound.character_id.reset();
    }
    for (auto& node : rows.nodes) {
        if (node.location_id && !ids.has(node.location_id->text)) node.location_id.reset();
    }
}

}  // namespace

story::Project CopyService::duplicate(const Actor& actor, const ProjectId& id,
                                      const std::string& title) {
    accounts_.require(actor, Action::Edit, actor.organization);
    auto rows = store_.read([&](store::Reader& db) { return read_project(db, actor, id); });
    const auto originals = rows.assets;
    const auto ids = ids_for(rows);
    leave_behind(rows, ids);
    ids.apply_to(rows.project);
    ids.apply_to(rows.script);
    ids.apply_to(rows.worlds);
    ids.apply_to(rows.world_categories);
    ids.apply_to(rows.world_items);
    ids.apply_to(rows.world_links);
    ids.apply_to(rows.characters);
    ids.apply_to(rows.nodes);
    ids.apply_to(rows.shots);
    ids.apply_to(rows.sounds);
    ids.apply_to(rows.beats);
    ids.apply_to(rows.anchors);
    ids.apply_to(rows.relations);
    ids.apply_to(rows.pictures);
    // A format of one's own is an organization's.
    if (rows.project.organization_id != actor.organization) rows.script.format_id.reset();
    rows.project.organization_id = actor.organization;
    rows.project.title = title_of(rows.project, title);
    rows.project.is_template = rows.project.demo = false;
    rows.project.created_by = actor.user.empty() ? std::nullopt : std::optional(actor.user);
    rows.project.ext_id.reset();
    rows.project.archived_at.reset();
    for (auto& world : rows.worlds) world.organization_id = actor.organization;
    for (auto& character : rows.characters) character.organization_id = actor.organization;
    for (auto& picture : rows.pictures) picture.organization_id = actor.organization;
    for (std::size_t i = 0; i < originals.size(); ++i) {
        const auto& original = originals[i];
        rows.assets[i] = assets_.write_file({.id = AssetId{ids.of(original.id.text)},
                                             .organization_id = actor.organization,
                                             .project_id = rows.project.id,
                                             .folder = original.folder,
                                             .extension = original.extension,
                                             .width = original.width,
                                             .height = original.height,
                                             .state = original.state,
                                             .provenance = original.provenance},
                                            assets_.read(original));
    }
    return store_.write([&](store::Tx& tx) {
        auto copy = rows;
        insert_project(tx, actor, copy);
        history::record(tx, actor, history::Act::Create, history::entity_of(copy.project),
                        {{"copied", id.text}});
        return copy.project;
    });
}

}  // namespace fabula::copies
