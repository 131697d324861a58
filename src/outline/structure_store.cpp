#include "outline/structure_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::outline {

StructureTemplate get_structure_template(store::Reader& db, const Actor& actor, Action action,
                                         const StructureTemplateId& id) {
    constexpr std::string_view missing = "There is no such structure template.";
    auto found = db.one<StructureTemplate>(
        store::select_from<StructureTemplate>() + " WHERE id = ? AND organization_id = ?", id,
        actor.organization);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->organization_id, missing);
    return std::move(*found);
}

std::vector<StructureTemplate> list_structure_templates(store::Reader& db, const Actor& actor,
                                                        const std::string& before,
                                                        std::int64_t limit) {
    return db.all<StructureTemplate>(store::select_from<StructureTemplate>() +
                                         " WHERE organization_id = ?1 AND (?2 = '' OR id < ?2)"
                                         " ORDER BY id DESC LIMIT ?3",
                                     actor.organization, before, limit);
}

void delete_structure_template(store::Tx& tx, const StructureTemplateId& id) {
    tx.run("DELETE FROM structure_template WHERE id = ?", id);
}

std::optional<Json> find_structure(store::Reader& db, const OrganizationId& organization,
                                   const std::string& id) {
    if (const auto* built_in = find_built_in_structure(id)) return *built_in;
    auto own = db.one<StructureTemplate>(
        store::select_from<StructureTemplate>() + " WHERE id = ? AND organization_id = ?", id,
        organization);
    return own ? std::optional(std::move(own->definition)) : std::nullopt;
}

Structure structure_of(store::Reader& db, const story::Project& project) {
    auto definition = find_structure(db, project.organization_id, project.structure_template);
    if (!definition) definition = *find_built_in_structure(structure_for(project.kind));
    return read_structure(*definition, project.language);
}

}  // namespace fabula::outline
