// The people of a story.
#pragma once

#include "story/story.hpp"

namespace fabula {

using CharacterId = Id<struct CharacterTag>;

namespace cast {

struct Character {
    CharacterId id;
    ProjectId project_id;
    std::string name;
    std::vector<std::string> aliases;
    std::string description;
    Json look;            // What the built-in provider draws; empty object: from the name.
    bool pencil = false;  // Guessed by an import and not confirmed.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "character";
    static constexpr auto fields =
        std::tuple{Field<&Character::id>{"id"},
                   Field<&Character::project_id>{
                       "project_id",
                       {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
                   Field<&Character::name>{"name", {.length_min = 1, .length_max = 200}},
                   Field<&Character::aliases>{"aliases"},
                   Field<&Character::description>{"description", {.length_max = 20'000}},
                   Field<&Character::look>{"look"},
                   Field<&Character::pencil>{"pencil"},
                   Field<&Character::rev>{"rev"},
                   Field<&Character::created_at>{"created_at"},
                   Field<&Character::updated_at>{"updated_at"}};
};

}  // namespace cast
}  // namespace fabula
