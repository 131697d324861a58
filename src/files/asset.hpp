// A stored file: picture, sound or document. The row says what the file is; the file never changes.
#pragma once

#include <string>

#include "base/actor.hpp"
#include "base/fields.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace fabula {

using AssetId = Id<struct AssetTag>;

// Rough: drawn by the built-in rules. Pencil: made by an AI or guessed, approved by nobody.
enum class ArtState { Rough, Pencil, Ink };

template <>
struct EnumNames<ArtState> {
    static constexpr std::array<std::string_view, 3> names{"rough", "pencil", "ink"};
};

enum class AssetKind { Image, Audio, Document };

template <>
struct EnumNames<AssetKind> {
    static constexpr std::array<std::string_view, 3> names{"image", "audio", "document"};
};

// Where in the data directory the file lies.
enum class AssetFolder { Covers, Characters, Panels, Shots, Worlds, Temp, Audio, Documents };

template <>
struct EnumNames<AssetFolder> {
    static constexpr std::array<std::string_view, 8> names{
        "covers", "characters", "panels", "shots", "worlds", "temp", "audio", "documents"};
};

namespace files {

struct Asset {
    AssetId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    AssetKind kind = AssetKind::Image;
    AssetFolder folder = AssetFolder::Temp;
    std::string extension{};  // "png"
    std::string mime{};       // "image/png"
    std::int64_t size_bytes = 0;
    std::string sha256{};                 // 64 hexadecimal digits.
    std::optional<std::int64_t> width{};  // Pixels, of images.
    std::optional<std::int64_t> height{};
    ArtState state = ArtState::Ink;
    Json provenance{};  // What made it: provider, model, prompt, seed, cost.
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "asset";
    static constexpr auto fields = FieldList{
        Field<&Asset::id>{"id"},
        Field<&Asset::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Asset::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Asset::kind>{"kind"},
        Field<&Asset::folder>{"folder"},
        Field<&Asset::extension>{"extension", {.length_max = 16}},
        Field<&Asset::mime>{"mime", {.length_max = 100}},
        Field<&Asset::size_bytes>{"size_bytes", {.min = 0}},
        Field<&Asset::sha256>{"sha256", {.length_max = 64}},
        Field<&Asset::width>{"width", {.min = 1, .help = "pixels"}},
        Field<&Asset::height>{"height", {.min = 1, .help = "pixels"}},
        Field<&Asset::state>{"state"},
        Field<&Asset::provenance>{"provenance"},
        Field<&Asset::rev>{"rev"},
        Field<&Asset::created_at>{"created_at"},
        Field<&Asset::updated_at>{"updated_at"}};
};

// Whether a paid or local model made it: its provenance names the call.
inline bool is_by_model(const Asset& asset) {
    return asset.provenance.is_object() && asset.provenance.contains("call_id");
}

// A file whose row is gone with its project: it is removed as soon as that is on disk.
struct AssetRemoval {
    AssetId id{};
    AssetFolder folder = AssetFolder::Temp;
    std::string extension{};

    static constexpr std::string_view table = "asset_removal";
    static constexpr auto fields =
        FieldList{Field<&AssetRemoval::id>{"id"}, Field<&AssetRemoval::folder>{"folder"},
                  Field<&AssetRemoval::extension>{"extension"}};
};

}  // namespace files
}  // namespace fabula
