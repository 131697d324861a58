// Worlds and what is in them. A world belongs to the organization, so that several stories can play
// in it; each project has one of its own besides, for the places that its scene headings name.
#pragma once

#include "story/story.hpp"

namespace fabula {

using WorldId = Id<struct WorldTag>;
using WorldCategoryId = Id<struct WorldCategoryTag>;
using WorldItemId = Id<struct WorldItemTag>;
using WorldLinkId = Id<struct WorldLinkTag>;

// A location is what scene headings name.
enum class WorldItemKind { Location, Item };

template <>
struct EnumNames<WorldItemKind> {
    static constexpr std::array<std::string_view, 2> names{"location", "item"};
};

enum class CategoryType {
    Geography,
    Politics,
    Society,
    Culture,
    History,
    Technology,
    Magic,
    Economy,
    Religion,
    Languages,
    Nature,
    Custom
};

template <>
struct EnumNames<CategoryType> {
    static constexpr std::array<std::string_view, 12> names{
        "geography", "politics", "society",  "culture",   "history", "technology",
        "magic",     "economy",  "religion", "languages", "nature",  "custom"};
};

namespace world {

struct World {
    WorldId id;
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;         // The world that a project starts with.
    std::optional<ProjectId> linked_project_id;  // A story that plays in it.
    std::string name;
    std::string description;
    std::string type;  // In the owner's words: "fantasy", "our town in 1910".
    std::string lore;
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "world";
    static constexpr auto fields = FieldList{
        Field<&World::id>{"id"},
        Field<&World::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&World::project_id>{"project_id",
                                  {.references = "project",
                                   .on_delete = OnDelete::Cascade,
                                   .unique = true,
                                   .indexed = true}},
        Field<&World::linked_project_id>{"linked_project_id",
                                         {.visibility = Visibility::Patch,
                                          .references = "project",
                                          .on_delete = OnDelete::SetNull,
                                          .indexed = true}},
        Field<&World::name>{"name",
                            {.visibility = Visibility::Patch,
                             .required = true,
                             .length_min = 1,
                             .length_max = 200}},
        Field<&World::description>{"description",
                                   {.visibility = Visibility::Patch, .length_max = 20'000}},
        Field<&World::type>{"type", {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&World::lore>{"lore", {.visibility = Visibility::Patch, .length_max = 200'000}},
        Field<&World::deleted_at>{"deleted_at"},
        Field<&World::rev>{"rev"},
        Field<&World::created_at>{"created_at"},
        Field<&World::updated_at>{"updated_at"}};
};

struct WorldCategory {
    WorldCategoryId id;
    WorldId world_id;
    std::string name;
    CategoryType type = CategoryType::Custom;
    std::string icon;
    std::string color;          // "#rrggbb", or empty.
    std::int64_t position = 1;  // 1…n within the world.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "world_category";
    static constexpr auto fields = FieldList{
        Field<&WorldCategory::id>{"id"},
        Field<&WorldCategory::world_id>{
            "world_id", {.references = "world", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&WorldCategory::name>{"name",
                                    {.visibility = Visibility::Patch,
                                     .required = true,
                                     .length_min = 1,
                                     .length_max = 200}},
        Field<&WorldCategory::type>{"type", {.visibility = Visibility::Patch}},
        Field<&WorldCategory::icon>{"icon", {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&WorldCategory::color>{
            "color", {.visibility = Visibility::Patch, .length_max = 7, .color = true}},
        Field<&WorldCategory::position>{
            "position",
            {.visibility = Visibility::Patch, .min = 1, .help = "1 to n within the world"}},
        Field<&WorldCategory::rev>{"rev"},
        Field<&WorldCategory::created_at>{"created_at"},
        Field<&WorldCategory::updated_at>{"updated_at"}};
};

struct WorldItem {
    WorldItemId id;
    WorldId world_id;
    std::optional<WorldCategoryId> category_id;
    std::optional<WorldItemId> parent_id;  // What it lies in: a tavern in a town in a country.
    WorldItemKind kind = WorldItemKind::Item;
    std::string name;
    std::vector<std::string> aliases;  // Other names for it in headings and sentences.
    std::string description;           // A sentence or two.
    std::string text;
    Json content = Json::object();       // What its category asks: {"government_type": …}.
    Json custom_fields = Json::array();  // [{name, type, value, options}]
    std::optional<double> x;  // Where it lies on the map of what it lies in: 0 to 1 from the left,
    std::optional<double> y;  // and from the top.
    bool pencil = false;      // Guessed by an import and not confirmed.
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "world_item";
    static constexpr auto fields = FieldList{
        Field<&WorldItem::id>{"id"},
        Field<&WorldItem::world_id>{
            "world_id", {.references = "world", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&WorldItem::category_id>{"category_id",
                                       {.visibility = Visibility::Patch,
                                        .references = "world_category",
                                        .on_delete = OnDelete::SetNull,
                                        .indexed = true}},
        Field<&WorldItem::parent_id>{"parent_id",
                                     {.visibility = Visibility::Patch,
                                      .references = "world_item",
                                      .on_delete = OnDelete::SetNull,
                                      .indexed = true,
                                      .help = "what it lies in"}},
        Field<&WorldItem::kind>{"kind",
                                {.visibility = Visibility::Create,
                                 .help = "absent: location in a category of geography"}},
        Field<&WorldItem::name>{"name",
                                {.visibility = Visibility::Patch,
                                 .required = true,
                                 .length_min = 1,
                                 .length_max = 2000}},
        Field<&WorldItem::aliases>{"aliases", {.visibility = Visibility::Patch, .length_max = 100}},
        Field<&WorldItem::description>{"description",
                                       {.visibility = Visibility::Patch, .length_max = 20'000}},
        Field<&WorldItem::text>{"text", {.visibility = Visibility::Patch, .length_max = 200'000}},
        Field<&WorldItem::content>{
            "content", {.visibility = Visibility::Patch, .help = "an object, up to 64 kB"}},
        Field<&WorldItem::custom_fields>{
            "custom_fields",
            {.visibility = Visibility::Patch,
             .help = "[{name, type text|number|date|dropdown, value, options}]"}},
        Field<&WorldItem::x>{
            "x", {.visibility = Visibility::Patch, .help = "0 to 1 from the left of the map"}},
        Field<&WorldItem::y>{"y", {.visibility = Visibility::Patch, .help = "0 to 1 from its top"}},
        Field<&WorldItem::pencil>{"pencil", {.visibility = Visibility::Patch}},
        Field<&WorldItem::deleted_at>{"deleted_at"},
        Field<&WorldItem::rev>{"rev"},
        Field<&WorldItem::created_at>{"created_at"},
        Field<&WorldItem::updated_at>{"updated_at"}};
};

// What one entry is to another: "capital of", "built by". Read from one to the other.
struct WorldLink {
    WorldLinkId id;
    WorldItemId from_id;
    WorldItemId to_id;
    std::string kind;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "world_link";
    static constexpr auto fields = FieldList{
        Field<&WorldLink::id>{"id"},
        Field<&WorldLink::from_id>{
            "from_id",
            {.references = "world_item", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&WorldLink::to_id>{"to_id",
                                 {.visibility = Visibility::Create,
                                  .required = true,
                                  .references = "world_item",
                                  .on_delete = OnDelete::Cascade,
                                  .indexed = true}},
        Field<&WorldLink::kind>{"kind", {.visibility = Visibility::Patch, .length_max = 200}},
        Field<&WorldLink::rev>{"rev"},
        Field<&WorldLink::created_at>{"created_at"},
        Field<&WorldLink::updated_at>{"updated_at"}};
};

}  // namespace world
}  // namespace fabula
