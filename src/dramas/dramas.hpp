// A series as a drama document: its characters, episodes, scenes and assets, each with whatever
// fields the document gave them.
//
// The project, its cast and its outline hold what they have a place for: titles, names,
// descriptions, voices, metadata, order. A part holds the rest of the document's object, so that
// it comes out as it went in.
#pragma once

#include <optional>
#include <string>

#include "cast/cast.hpp"
#include "script/script.hpp"

namespace fabula {

using DramaPartId = Id<struct DramaPartTag>;

enum class DramaPartKind { Drama, Character, Episode, Scene, Asset };

template <>
struct EnumNames<DramaPartKind> {
    static constexpr std::array<std::string_view, 5> names{"drama", "character", "episode", "scene",
                                                           "asset"};
};

namespace dramas {

struct DramaPart {
    DramaPartId id{};
    ProjectId project_id{};
    DramaPartKind kind = DramaPartKind::Drama;
    std::string ext_id{};  // Its id in the document; of a drama that is the project's.
    std::optional<CharacterId> character_id{};
    std::optional<NodeId> node_id{};        // Of an episode or scene.
    std::optional<DramaPartId> owner_id{};  // Of an asset; none: the drama itself.
    std::int64_t position = 0;              // Of characters, and of assets in their owner.
    Json rest = Json::object();             // Fields that only the document knows.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "drama_part";
    static constexpr auto fields = FieldList{
        Field<&DramaPart::id>{"id"},
        Field<&DramaPart::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&DramaPart::kind>{"kind"},
        Field<&DramaPart::ext_id>{"ext_id", {.length_max = 200}},
        Field<&DramaPart::character_id>{
            "character_id",
            {.references = "character", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&DramaPart::node_id>{
            "node_id", {.references = "node", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&DramaPart::owner_id>{
            "owner_id",
            {.references = "drama_part", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&DramaPart::position>{"position"},
        Field<&DramaPart::rest>{"rest"},
        Field<&DramaPart::rev>{"rev"},
        Field<&DramaPart::created_at>{"created_at"},
        Field<&DramaPart::updated_at>{"updated_at"}};
};

}  // namespace dramas
}  // namespace fabula
