#include "files/asset_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <stdexcept>

#include "base/error.hpp"
#include "files/media_type.hpp"

namespace fabula::files {

namespace {

constexpr std::size_t kFactsBytesMax = 1024 * 1024;

FileDescriptor ensure_folder(const FileDescriptor& parent, const std::string& name) {
    if (::mkdirat(parent.get(), name.c_str(), 0700) != 0 && errno != EEXIST) {
        throw_file_error(errno, "make folder " + name);
    }
    FileDescriptor folder(
        ::openat(parent.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder.is_open()) throw_file_error(errno, "open folder " + name);
    return folder;
}

constexpr std::string_view kFactsEnding = "json";
// <id>.json holds the facts of the file <id>, so that a file that is JSON itself ends otherwise.
constexpr std::string_view kJsonFileEnding = "content.json";

// The only place that makes a file's name. It is built of an id and an extension alone, both
// checked, so that no caller's text can lead out of the folder.
std::string file_name_of(const Asset& asset) {
    if (!is_uuid(asset.id.text)) throw std::logic_error("not an asset id: " + asset.id.text);
    if (find_media_type(asset.extension) == nullptr) {
        throw std::logic_error("not an extension of an asset: " + asset.extension);
    }
    const auto ending = asset.extension == kFactsEnding ? kJsonFileEnding : asset.extension;
    return asset.id.text + "." + std::string(ending);
}

bool is_file_ending(std::string_view ending) {
    return ending == kJsonFileEnding ||
           (ending != kFactsEnding && find_media_type(ending) != nullptr);
}

std::string facts_name_of(const std::string& id) {
    return id + ".json";
}

std::optional<AssetFacts> read_facts(const FileDescriptor& folder, const std::string& name) {
    try {
        const auto file = open_file(folder, name);
        if (file.size_bytes > std::int64_t{kFactsBytesMax}) return std::nullopt;
        auto facts = decode<AssetFacts>(parse_json(read_all(file)));
        const bool is_ours = is_uuid(facts.id.text) && find_media_type(facts.extension) != nullptr;
        return is_ours ? std::optional(std::move(facts)) : std::nullopt;
    } catch (const AppError&) {
        return std::nullopt;  // Reported as a file without facts.
    }
}

struct CloseDirectory {
    void operator()(DIR* directory) const { ::closedir(directory); }
};

std::vector<std::string> names_in(const FileDescriptor& folder) {
    const int copy = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (copy < 0) throw_file_error(errno, "list a folder");
    const std::unique_ptr<DIR, CloseDirectory> directory(::fdopendir(copy));
    if (!directory) throw_file_error(errno, "list a folder");
    std::vector<std::string> names;
    while (const auto* entry = ::readdir(directory.get())) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    }
    return names;
}

}  // namespace

AssetFacts facts_of(const Asset& asset) {
    return {.id = asset.id,
            .organization_id = asset.organization_id,
            .project_id = asset.project_id,
            .kind = asset.kind,
            .extension = asset.extension,
            .mime = asset.mime,
            .size_bytes = asset.size_bytes,
            .sha256 = asset.sha256,
            .width = asset.width,
            .height = asset.height,
            .state = asset.state,
            .provenance = asset.provenance,
            .created_at = asset.created_at};
}

Asset to_asset(const AssetFacts& facts, AssetFolder folder) {
    return {.id = facts.id,
            .organization_id = facts.organization_id,
            .project_id = facts.project_id,
            .kind = facts.kind,
            .folder = folder,
            .extension = facts.extension,
            .mime = facts.mime,
            .size_bytes = facts.size_bytes,
            .sha256 = facts.sha256,
            .width = facts.width,
            .height = facts.height,
            .state = facts.state,
            .provenance = facts.provenance,
            .created_at = facts.created_at};
}

AssetTree::AssetTree(const std::filesystem::path& data_directory) : root_(data_directory) {
    const FileDescriptor root(::open(data_directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root.is_open()) throw_file_error(errno, "open " + data_directory.string());
    const auto images = ensure_folder(root, "images");
    for (std::size_t i = 0; i < folders_.size(); ++i) {
        const auto path = folder_path(static_cast<AssetFolder>(i));
        const bool is_image = path.has_parent_path();
        folders_[i] = ensure_folder(is_image ? images : root, path.filename().string());
    }
}

void AssetTree::put(const Asset& asset, std::string_view bytes) const {
    write_whole(folder_of(asset.folder), file_name_of(asset), bytes);
    vouch_for(asset);
}

void AssetTree::take(const Asset& asset, const std::filesystem::path& file) const {
    move_whole(file, folder_of(asset.folder), file_name_of(asset));
    vouch_for(asset);
}

void AssetTree::vouch_for(const Asset& asset) const {
    const auto& folder = folder_of(asset.folder);
    try {
        // Second, so that facts vouch for a whole file.
        write_whole(folder, facts_name_of(asset.id.text), encode(facts_of(asset)).dump(2) + "\n");
        sync_folder(folder);
    } catch (...) {
        remove(asset);
        throw;
    }
}

void AssetTree::put_facts(const Asset& asset) const {
    const auto& folder = folder_of(asset.folder);
    write_whole(folder, facts_name_of(asset.id.text), encode(facts_of(asset)).dump(2) + "\n");
    sync_folder(folder);
}

OpenedFile AssetTree::open(const Asset& asset) const {
    return open_file(folder_of(asset.folder), file_name_of(asset));
}

void AssetTree::remove(const Asset& asset) const {
    const auto& folder = folder_of(asset.folder);
    // Facts first: a file without facts is never taken for a whole one.
    for (const auto& name : {facts_name_of(asset.id.text), file_name_of(asset)}) {
        if (::unlinkat(folder.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
            throw_file_error(errno, "remove " + name);
        }
    }
}

AssetTree::Listing AssetTree::list(AssetFolder folder) const {
    constexpr std::size_t kIdLength = 36;
    const auto& descriptor = folder_of(folder);
    Listing out;
    for (auto& name : names_in(descriptor)) {
        const auto id = name.substr(0, kIdLength);
        const bool is_ours = is_uuid(id) && name.size() > kIdLength + 1 && name[kIdLength] == '.';
        const auto ending = is_ours ? std::string_view(name).substr(kIdLength + 1) : "";
        if (is_unfinished(name)) {
            out.unfinished.push_back(std::move(name));
        } else if (ending == kFactsEnding) {
            out.entries[id].facts = read_facts(descriptor, name);
        } else if (is_file_ending(ending)) {
            out.entries[id].file_name = std::move(name);
        } else {
            out.strangers.push_back(std::move(name));
        }
    }
    return out;
}

std::size_t AssetTree::remove_unfinished() const {
    std::size_t count = 0;
    for (const auto& folder : folders_) {
        for (const auto& name : names_in(folder)) {
            if (!is_unfinished(name)) continue;
            if (::unlinkat(folder.get(), name.c_str(), 0) != 0) {
                throw_file_error(errno, "remove " + name);
            }
            ++count;
        }
    }
    return count;
}

std::filesystem::path AssetTree::folder_path(AssetFolder folder) {
    const std::filesystem::path name(name_of(folder));
    switch (folder) {
        case AssetFolder::Audio:
        case AssetFolder::Documents: return name;
        default: return "images" / name;
    }
}

std::filesystem::path AssetTree::file_path(const Asset& asset) {
    return folder_path(asset.folder) / file_name_of(asset);
}

}  // namespace fabula::files
