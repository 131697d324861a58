// What one can do with stored files.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "files/asset.hpp"
#include "files/asset_store.hpp"
#include "files/asset_tree.hpp"
#include "store/store.hpp"

namespace fabula::files {

struct NewAsset {
    // Fixed by the caller: work that is done again after a crash writes the same file again.
    AssetId id{};
    OrganizationId organization_id{};
    std::optional<ProjectId> project_id{};
    AssetFolder folder = AssetFolder::Temp;
    std::string extension{};              // One that find_media_type knows.
    std::optional<std::int64_t> width{};  // Pixels; read from the bytes of PNG and JPEG.
    std::optional<std::int64_t> height{};
    ArtState state = ArtState::Ink;
    Json provenance = Json::object();
};

// Rows and files that do not fit together, and files whose content is not what it was.
struct AssetCheck {
    std::vector<Asset> without_file{};
    std::vector<Asset> changed{};              // Size or hash differ from the row's.
    std::vector<Asset> without_facts{};        // restore() writes them again.
    std::vector<Asset> without_row{};          // As the facts tell; restore() makes rows of them.
    std::vector<std::string> unknown_files{};  // Neither row nor facts; paths in the directory.
    std::vector<std::string> unfinished{};
    std::size_t file_count = 0;

    [[nodiscard]] bool is_clean() const {
        return without_file.empty() && changed.empty() && without_facts.empty() &&
               without_row.empty() && unknown_files.empty() && unfinished.empty();
    }
};

enum class CheckDepth { Sizes, Hashes };

class AssetService {
public:
    // Whether somebody may see a file; answered by whoever knows the rights.
    using MaySee = std::function<bool(store::Reader&, const Actor&, const Asset&)>;

    AssetService(store::Store& store, const AssetTree& tree, const Clock& clock, MaySee may_see)
        : store_(store), tree_(tree), clock_(clock), may_see_(std::move(may_see)) {}

    // Writes the file with its facts to disk and returns the record, whose row the caller inserts
    // in its own transaction: tx.insert(asset).
    Asset write_file(const NewAsset& in, std::string_view bytes);
    // The same of a file that is there, on the data directory's file system: it moves here.
    Asset take_file(const NewAsset& in, const std::filesystem::path& file);
    // The same with the row; the file is removed again where the row cannot be stored. `with` is
    // called in the row's transaction, for what is to be there with it or not at all.
    using With = std::function<void(store::Tx&, const Asset&)>;
    Asset create(const NewAsset& in, std::string_view bytes, const With& with = {});

    Asset create_from(const NewAsset& in, const std::filesystem::path& file, const With& with = {});

    // Throws NotFound where the actor may not see it.
    Asset get(const Actor& actor, const AssetId& id);
    // For sending: the descriptor stays valid however long the answer takes.
    [[nodiscard]] OpenedFile open(const Asset& asset) const { return tree_.open(asset); }
    [[nodiscard]] std::filesystem::path path_of(const Asset& asset) const {
        return tree_.path_of(asset);
    }
    [[nodiscard]] std::string read(const Asset& asset) const { return read_all(tree_.open(asset)); }

    // Removes the files whose rows are gone; what a crash left over is removed by the next call.
    void remove_marked();

    AssetCheck check(CheckDepth depth);
    struct Restored {
        std::size_t rows = 0;
        std::size_t facts = 0;
        std::vector<Asset> without_owner{};  // Their organization is gone, so no row can be made.
    };
    // Mends what the check found and what can be mended; a lost project leaves the field empty.
    // Only while no job runs: a file that a worker has just written has no row yet.
    Restored restore(const AssetCheck& check);

private:
    [[nodiscard]] Asset make(const NewAsset& in) const;
    void insert(const NewAsset& in, Asset& asset, const With& with);

    store::Store& store_;
    const AssetTree& tree_;
    const Clock& clock_;
    MaySee may_see_;
};

}  // namespace fabula::files
