// Structure templates: what the levels of an outline are called, how many of each a project begins
// with, and which of them have a name from the start. Data: templates/structure/ and own ones.
#pragma once

#include "outline/outline.hpp"

namespace fabula {

using StructureTemplateId = Id<struct StructureTemplateTag>;

namespace outline {

// One of an organization's own.
struct StructureTemplate {
    StructureTemplateId id;
    OrganizationId organization_id;
    std::string name;
    Json definition;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "structure_template";
    static constexpr auto fields = FieldList{
        Field<&StructureTemplate::id>{"id"},
        Field<&StructureTemplate::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&StructureTemplate::name>{"name", {.length_max = 200}},
        Field<&StructureTemplate::definition>{
            "definition",
            {.visibility = Visibility::Patch,
             .required = true,
             .help = "as the built-in ones: type, name, levels, default_structure, …"}},
        Field<&StructureTemplate::rev>{"rev"},
        Field<&StructureTemplate::created_at>{"created_at"},
        Field<&StructureTemplate::updated_at>{"updated_at"}};
};

struct Level {
    LevelKind kind = LevelKind::Section;
    std::string name;
    std::int64_t count = 1;  // At the top, or below each parent.
};

// A name that a node has from the start.
struct Predefined {
    std::int64_t number = 1;  // Among its siblings.
    std::string parent;       // "2.1": only below that one; empty: below every one.
    std::string title;
    std::string description;
};

// A template as it is read, in one language.
struct Structure {
    std::string id;
    std::string name;
    std::vector<Level> levels;
    std::vector<std::vector<Predefined>> predefined;  // By level.

    // 1…n; where it has no scenes, one more than its levels.
    [[nodiscard]] std::int64_t scene_level() const;
    [[nodiscard]] std::string_view name_of_level(std::int64_t level) const;
};

// Throws Invalid, naming "definition.…", for what is no template. `language`: "de" or another,
// which is English where the template has no such text.
Structure read_structure(const Json& definition, std::string_view language);

// The definition with every text in one language.
Json in_language(const Json& definition, std::string_view language);

// {"level_1": [{number, title, description?, parent?}], …}. Throws Invalid naming `field`.
std::vector<std::vector<Predefined>> read_predefined(const Json& json, std::string_view field,
                                                     std::string_view language);

// {"level_1_count", "level_2_per_parent", …}, put in place of the levels' counts; levels that are
// not named have none. Throws Invalid naming `field`.
void read_counts(const Json& json, std::string_view field, std::vector<Level>& levels);

// Sorted by id.
const std::vector<std::pair<std::string, Json>>& built_in_structures();
const Json* find_built_in_structure(std::string_view id);
// What a project of that kind is given where nothing else is said.
std::string_view structure_for(ProjectKind kind);

}  // namespace outline
}  // namespace fabula
