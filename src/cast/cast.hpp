// The people of a story: in a project, in a world that several stories share, or in the whole
// organization.
#pragma once

#include "files/asset.hpp"
#include "story/story.hpp"
#include "world/world.hpp"

namespace fabula {

using CharacterId = Id<struct CharacterTag>;
using RelationId = Id<struct RelationTag>;

enum class CharacterRole { Protagonist, Antagonist, Supporting, Minor };

template <>
struct EnumNames<CharacterRole> {
    static constexpr std::array<std::string_view, 4> names{"protagonist", "antagonist",
                                                           "supporting", "minor"};
};

namespace cast {

// Belongs to a project where that is named, else to a world, else to the organization.
struct Character {
    CharacterId id;
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;
    std::optional<WorldId> world_id;
    std::string name;
    std::vector<std::string> aliases;  // Other names that cues and sentences call them by.
    std::optional<CharacterRole> role;
    std::string age;
    std::vector<std::string> traits;
    std::string description;
    std::string wants;
    std::string hides;
    std::string voice;  // How they sound.
    std::string personality;
    std::string backstory;
    std::vector<std::string> visual_tags;  // What every picture of them shows.
    std::string color;                     // "#rrggbb", or empty.
    bool sheet_locked = false;             // The reference sheet stays as it is.
    Json look = Json::object();  // What the built-in provider draws; empty: from the name.
    bool pencil = false;         // Guessed by an import and not confirmed.
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "character";
    static constexpr Rules text = {.visibility = Visibility::Patch, .length_max = 20'000};
    static constexpr Rules words = {.visibility = Visibility::Patch, .length_max = 100};
    static constexpr auto fields = FieldList{
        Field<&Character::id>{"id"},
        Field<&Character::organization_id>{"organization_id",
                                           {.visibility = Visibility::Create,
                                            .references = "organization",
                                            .on_delete = OnDelete::Cascade,
                                            .indexed = true,
                                            .help = "alone: somebody of the whole organization"}},
        Field<&Character::project_id>{"project_id",
                                      {.visibility = Visibility::Create,
                                       .references = "project",
                                       .on_delete = OnDelete::Cascade,
                                       .indexed = true}},
        Field<&Character::world_id>{"world_id",
                                    {.visibility = Visibility::Create,
                                     .references = "world",
                                     .on_delete = OnDelete::Cascade,
                                     .indexed = true}},
        Field<&Character::name>{"name",
                                {.visibility = Visibility::Patch,
                                 .required = true,
                                 .length_min = 1,
                                 .length_max = 200}},
        Field<&Character::aliases>{"aliases", words},
        Field<&Character::role>{"role", {.visibility = Visibility::Patch}},
        Field<&Character::age>{"age", {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&Character::traits>{"traits", words},
        Field<&Character::description>{"description", text},
        Field<&Character::wants>{"wants", text},
        Field<&Character::hides>{"hides", text},
        Field<&Character::voice>{"voice", text},
        Field<&Character::personality>{"personality", text},
        Field<&Character::backstory>{"backstory", text},
        Field<&Character::visual_tags>{"visual_tags", words},
        Field<&Character::color>{"color",
                                 {.visibility = Visibility::Patch, .length_max = 7, .color = true}},
        Field<&Character::sheet_locked>{"sheet_locked", {.visibility = Visibility::Patch}},
        Field<&Character::look>{"look"},
        Field<&Character::pencil>{"pencil", {.visibility = Visibility::Patch}},
        Field<&Character::deleted_at>{"deleted_at"},
        Field<&Character::rev>{"rev"},
        Field<&Character::created_at>{"created_at"},
        Field<&Character::updated_at>{"updated_at"}};
};

// A character with the pictures that stand for them.
struct CharacterAnswer : Character {
    std::optional<AssetId> image_id;
    std::optional<std::string> image_url;  // The starred portrait.
    std::optional<AssetId> sheet_id;       // The starred reference sheet.

    static constexpr auto fields =
        join_fields(Character::fields, FieldList{Field<&CharacterAnswer::image_id>{"image_id"},
                                                 Field<&CharacterAnswer::image_url>{"image_url"},
                                                 Field<&CharacterAnswer::sheet_id>{"sheet_id"}});
};

// What one is to another: "mother of", "owes money to". Read from one to the other.
struct Relation {
    RelationId id;
    CharacterId from_id;
    CharacterId to_id;
    std::string kind;
    std::string note;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "relation";
    static constexpr auto fields = FieldList{
        Field<&Relation::id>{"id"},
        Field<&Relation::from_id>{
            "from_id",
            {.references = "character", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Relation::to_id>{"to_id",
                                {.visibility = Visibility::Create,
                                 .required = true,
                                 .references = "character",
                                 .on_delete = OnDelete::Cascade,
                                 .indexed = true}},
        Field<&Relation::kind>{"kind",
                               {.visibility = Visibility::Patch,
                                .required = true,
                                .length_min = 1,
                                .length_max = 200}},
        Field<&Relation::note>{"note", {.visibility = Visibility::Patch, .length_max = 2000}},
        Field<&Relation::rev>{"rev"},
        Field<&Relation::created_at>{"created_at"},
        Field<&Relation::updated_at>{"updated_at"}};
};

}  // namespace cast
}  // namespace fabula
