#include "outline/structure_service.hpp"

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"

namespace fabula::outline {

namespace {

constexpr std::size_t kDefinitionBytesMax = 200'000;

// Reads the name off the definition.
void understand(StructureTemplate& structure) {
    if (structure.definition.dump().size() > kDefinitionBytesMax) {
        invalid("definition", "is larger than 200 kB");
    }
    structure.name = shorten(trim(read_structure(structure.definition, "en").name), 200);
}

}  // namespace

StructureTemplate StructureService::get(const Actor& actor, const StructureTemplateId& id) {
    return store_.read(
        [&](store::Reader& db) { return get_structure_template(db, actor, Action::View, id); });
}

std::vector<StructureTemplate> StructureService::list(const Actor& actor, const std::string& before,
                                                      std::int64_t limit) {
    return store_.read(
        [&](store::Reader& db) { return list_structure_templates(db, actor, before, limit); });
}

StructureTemplate StructureService::create(const Actor& actor, const StructureTemplate& given) {
    accounts_.require(actor, Action::Edit, actor.organization);
    StructureTemplate structure;
    structure.organization_id = actor.organization;
    structure.definition = given.definition;
    understand(structure);
    return store_.write([&](store::Tx& tx) {
        auto row = structure;
        tx.insert(row);
        return row;
    });
}

StructureTemplate StructureService::update(const Actor& actor, const StructureTemplateId& id,
                                           const Patch<StructureTemplate>& patch,
                                           std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto structure = get_structure_template(tx, actor, Action::Edit, id);
        check_rev(structure.rev, expected_rev, "this template");
        patch.apply_to(structure);
        understand(structure);
        tx.update(structure);
        return structure;
    });
}

void StructureService::remove(const Actor& actor, const StructureTemplateId& id) {
    store_.write([&](store::Tx& tx) {
        delete_structure_template(tx, get_structure_template(tx, actor, Action::Edit, id).id);
    });
}

}  // namespace fabula::outline
