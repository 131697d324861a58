// The pictures of a thing: portraits of a character, views of a place. A thing may have many of one
// use; the starred one stands for it.
#pragma once

#include "files/asset.hpp"
#include "story/story.hpp"

namespace fabula {

using PictureId = Id<struct PictureTag>;

// What a picture is of.
enum class PictureOwner { Character, World, WorldItem, Shot };

template <>
struct EnumNames<PictureOwner> {
    static constexpr std::array<std::string_view, 4> names{"character", "world", "world_item",
                                                           "shot"};
};

// Portrait: how somebody looks. Sheet: the reference sheet that pictures are drawn after. View: how
// a place or a shot looks. Reference: what it was thought up from. Map: where places lie on it.
enum class PictureUse { Portrait, Sheet, View, Reference, Map };

template <>
struct EnumNames<PictureUse> {
    static constexpr std::array<std::string_view, 5> names{"portrait", "sheet", "view", "reference",
                                                           "map"};
};

namespace pictures {

struct Picture {
    PictureId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    PictureOwner owner_kind = PictureOwner::Character;
    std::string owner_id{};
    PictureUse use = PictureUse::View;
    AssetId asset_id{};
    std::string caption{};
    std::int64_t position = 0;  // 1…n among those of its owner and use.
    bool starred = false;       // At most one of its owner and use.
    std::optional<Time> deleted_at{};
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "picture";
    static constexpr auto fields = FieldList{
        Field<&Picture::id>{"id"},
        Field<&Picture::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Picture::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Picture::owner_kind>{"owner_kind"},
        Field<&Picture::owner_id>{"owner_id", {.length_max = 64, .indexed = true}},
        Field<&Picture::use>{"use"},
        Field<&Picture::asset_id>{
            "asset_id", {.references = "asset", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Picture::caption>{"caption", {.visibility = Visibility::Patch, .length_max = 2000}},
        Field<&Picture::position>{"position", {.visibility = Visibility::Patch, .min = 1}},
        Field<&Picture::starred>{"starred", {.visibility = Visibility::Patch}},
        Field<&Picture::deleted_at>{"deleted_at"},
        Field<&Picture::rev>{"rev"},
        Field<&Picture::created_at>{"created_at"},
        Field<&Picture::updated_at>{"updated_at"}};
};

// The address of a stored file.
inline std::string url_of(const AssetId& asset) {
    return "/api/v1/assets/" + asset.text + "/file";
}

// The thing itself, as its own room has found it.
struct Owner {
    PictureOwner kind = PictureOwner::Character;
    std::string id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
};

}  // namespace pictures
}  // namespace fabula
