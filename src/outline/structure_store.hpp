// Rows of structure templates, and the structure that a project has.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "outline/structure.hpp"
#include "store/store.hpp"

namespace fabula::outline {

// Throws NotFound where it is another organization's, Forbidden where they may not do that.
StructureTemplate get_structure_template(store::Reader& db, const Actor& actor, Action action,
                                         const StructureTemplateId& id);
std::vector<StructureTemplate> list_structure_templates(store::Reader& db, const Actor& actor,
                                                        const std::string& before,
                                                        std::int64_t limit);
void delete_structure_template(store::Tx& tx, const StructureTemplateId& id);

// The definition of that name or id that a project of the organization may use.
std::optional<Json> find_structure(store::Reader& db, const OrganizationId& organization,
                                   const std::string& id);
// That of a project; the one of its kind where its own is gone.
Structure structure_of(store::Reader& db, const story::Project& project);

}  // namespace fabula::outline
