// What one can do with structure templates.
#pragma once

#include <vector>

#include "accounts/accounts_service.hpp"
#include "outline/structure_store.hpp"

namespace fabula::outline {

class StructureService {
public:
    StructureService(store::Store& store, accounts::AccountsService& accounts)
        : store_(store), accounts_(accounts) {}

    StructureTemplate get(const Actor& actor, const StructureTemplateId& id);
    std::vector<StructureTemplate> list(const Actor& actor, const std::string& before,
                                        std::int64_t limit);
    // Throws Invalid, naming the place in the definition, for what is no template.
    StructureTemplate create(const Actor& actor, const StructureTemplate& given);
    StructureTemplate update(const Actor& actor, const StructureTemplateId& id,
                             const Patch<StructureTemplate>& patch,
                             std::optional<std::int64_t> expected_rev);
    // Outlines that were made by it stay; their levels are then called as those of their kind.
    void remove(const Actor& actor, const StructureTemplateId& id);

private:
    store::Store& store_;
    accounts::AccountsService& accounts_;
};

}  // namespace fabula::outline
