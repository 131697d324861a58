// The files of a data directory: images/shots/<id>.png with images/shots/<id>.json beside it, which
// holds what never changes about the file. Knows no rows.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/asset.hpp"
#include "files/file_io.hpp"

namespace fabula::files {

// What a row can be made of again where the database lost it.
struct AssetFacts {
    AssetId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    AssetKind kind = AssetKind::Image;
    std::string extension{};
    std::string mime{};
    std::int64_t size_bytes = 0;
    std::string sha256{};
    std::optional<std::int64_t> width{};
    std::optional<std::int64_t> height{};
    ArtState state = ArtState::Ink;  // When the file was made.
    Json provenance{};
    Time created_at{};

    static constexpr auto fields =
        FieldList{Field<&AssetFacts::id>{"id", {.required = true}},
                  Field<&AssetFacts::organization_id>{"organization_id", {.required = true}},
                  Field<&AssetFacts::project_id>{"project_id"},
                  Field<&AssetFacts::kind>{"kind", {.required = true}},
                  Field<&AssetFacts::extension>{"extension", {.required = true}},
                  Field<&AssetFacts::mime>{"mime", {.required = true}},
                  Field<&AssetFacts::size_bytes>{"size_bytes", {.required = true}},
                  Field<&AssetFacts::sha256>{"sha256", {.required = true}},
                  Field<&AssetFacts::width>{"width"},
                  Field<&AssetFacts::height>{"height"},
                  Field<&AssetFacts::state>{"state"},
                  Field<&AssetFacts::provenance>{"provenance"},
                  Field<&AssetFacts::created_at>{"created_at", {.required = true}}};
};

AssetFacts facts_of(const Asset& asset);
Asset to_asset(const AssetFacts& facts, AssetFolder folder);

class AssetTree {
public:
    // Makes the folders where they are missing, mode 0700. Throws Unavailable where it cannot.
    explicit AssetTree(const std::filesystem::path& data_directory);

    // Writes the file and its facts; both are on disk on return, and neither is there where this
    // throws. std::logic_error where the id is no UUID or the extension not one of ours.
    void put(const Asset& asset, std::string_view bytes) const;
    // The same with a file of the same file system that is there already: it moves here.
    void take(const Asset& asset, const std::filesystem::path& file) const;
    // Writes the facts alone, of a file that has lost them.
    void put_facts(const Asset& asset) const;
    // Throws NotFound where the file is missing.
    [[nodiscard]] OpenedFile open(const Asset& asset) const;
    // Removes file and facts; what is not there is fine.
    void remove(const Asset& asset) const;

    // What lies in one folder, by asset id.
    struct Entry {
        std::string file_name{};            // Empty where only the facts are there.
        std::optional<AssetFacts> facts{};  // Nothing where missing or unreadable.
    };
    struct Listing {
        std::map<std::string, Entry> entries{};
        std::vector<std::string> unfinished{};  // Left by a process that died while writing.
        std::vector<std::string> strangers{};   // Names that we never give.
    };
    [[nodiscard]] Listing list(AssetFolder folder) const;
    // Removes what is unfinished; only while nobody writes. Answers how many there were.
    std::size_t remove_unfinished() const;

    // Where the file lies, for who hands it on by its path.
    [[nodiscard]] std::filesystem::path path_of(const Asset& asset) const {
        return root_ / file_path(asset);
    }

    // "images/shots"
    static std::filesystem::path folder_path(AssetFolder folder);
    // "images/shots/<id>.png"
    static std::filesystem::path file_path(const Asset& asset);

private:
    [[nodiscard]] const FileDescriptor& folder_of(AssetFolder folder) const {
        return folders_[static_cast<std::size_t>(folder)];
    }

    // Puts the facts beside the file, which is there; removes it where that fails.
    void vouch_for(const Asset& asset) const;

    std::filesystem::path root_;
    // Opened once, so that nothing outside is reached should a folder be replaced by a link.
    std::array<FileDescriptor, EnumNames<AssetFolder>::names.size()> folders_;
};

}  // namespace fabula::files
