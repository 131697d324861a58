// Worlds and what is in them; a location is a world item that scene headings name.
#pragma once

#include "story/story.hpp"

namespace fabula {

using WorldId = Id<struct WorldTag>;
using WorldItemId = Id<struct WorldItemTag>;

enum class WorldItemKind { Location };

template <>
struct EnumNames<WorldItemKind> {
    static constexpr std::array<std::string_view, 1> names{"location"};
};

namespace world {

struct World {
    WorldId id;
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;  // The world that a project starts with.
    std::string name;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "world";
    static constexpr auto fields = std::tuple{
        Field<&World::id>{"id"},
        Field<&World::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&World::project_id>{"project_id",
                                  {.references = "project",
                                   .on_delete = OnDelete::Cascade,
                                   .unique = true,
                                   .indexed = true}},
        Field<&World::name>{"name", {.length_min = 1, .length_max = 200}},
        Field<&World::rev>{"rev"},
        Field<&World::created_at>{"created_at"},
        Field<&World::updated_at>{"updated_at"}};
};

struct WorldItem {
    WorldItemId id;
    WorldId world_id;
    WorldItemKind kind = WorldItemKind::Location;
    std::string name;
    std::string description;
    bool pencil = false;  // Guessed by an import and not confirmed.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "world_item";
    static constexpr auto fields = std::tuple{
        Field<&WorldItem::id>{"id"},
        Field<&WorldItem::world_id>{
            "world_id", {.references = "world", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&WorldItem::kind>{"kind"},
        Field<&WorldItem::name>{"name", {.length_min = 1, .length_max = 2000}},
        Field<&WorldItem::description>{"description", {.length_max = 20'000}},
        Field<&WorldItem::pencil>{"pencil"},
        Field<&WorldItem::rev>{"rev"},
        Field<&WorldItem::created_at>{"created_at"},
        Field<&WorldItem::updated_at>{"updated_at"}};
};

}  // namespace world
}  // namespace fabula
