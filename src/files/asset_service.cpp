#include "files/asset_service.hpp"

#include <stdexcept>

#include "base/error.hpp"
#include "files/image_header.hpp"
#include "files/media_type.hpp"

namespace fabula::files {

namespace {

bool is_as_recorded(const AssetTree& tree, const Asset& asset, CheckDepth depth) {
    const auto file = tree.open(asset);
    if (file.size_bytes != asset.size_bytes) return false;
    return depth == CheckDepth::Sizes || sha256_of(file) == asset.sha256;
}

void check_rows(const AssetTree& tree, const std::vector<Asset>& rows, CheckDepth depth,
                AssetTree::Listing& listing, AssetCheck& out) {
    for (const auto& row : rows) {
        const auto found = listing.entries.find(row.id.text);
        if (found == listing.entries.end() ||
            found->second.file_name != AssetTree::file_path(row).filename()) {
            out.without_file.push_back(row);
            continue;
        }
        if (!found->second.facts) out.without_facts.push_back(row);
        if (!is_as_recorded(tree, row, depth)) out.changed.push_back(row);
        listing.entries.erase(found);
    }
}

// What is left after the rows have been taken out.
void check_leftovers(AssetFolder folder, const AssetTree::Listing& listing, AssetCheck& out) {
    const auto path = AssetTree::folder_path(folder);
    for (const auto& [id, entry] : listing.entries) {
        if (entry.facts && entry.facts->id.text == id) {
            auto asset = to_asset(*entry.facts, folder);
            if (AssetTree::file_path(asset) == path / entry.file_name) {
                out.without_row.push_back(std::move(asset));
                continue;
            }
        }
        const auto name = entry.file_name.empty() ? id + ".json" : entry.file_name;
        out.unknown_files.push_back((path / name).string());
    }
    for (const auto& name : listing.strangers) out.unknown_files.push_back((path / name).string());
    for (const auto& name : listing.unfinished) out.unfinished.push_back((path / name).string());
}

}  // namespace

// Without what its bytes tell.
Asset AssetService::make(const NewAsset& in) const {
    const auto* type = find_media_type(in.extension);
    if (type == nullptr) throw std::logic_error("not an extension of an asset: " + in.extension);
    return {.id = in.id,
            .organization_id = in.organization_id,
            .project_id = in.project_id,
            .kind = type->kind,
            .folder = in.folder,
            .extension = in.extension,
            .mime = std::string(type->mime),
            .width = in.width,
            .height = in.height,
            .state = in.state,
            .provenance = in.provenance,
            .created_at = clock_.now()};
}

Asset AssetService::write_file(const NewAsset& in, std::string_view bytes) {
    auto asset = make(in);
    asset.size_bytes = static_cast<std::int64_t>(bytes.size());
    asset.sha256 = sha256_of(bytes);
    if (const auto pixels = find_pixel_size(bytes)) {
        asset.width = pixels->width;
        asset.height = pixels->height;
    }
    tree_.put(asset, bytes);
    return asset;
}

Asset AssetService::take_file(const NewAsset& in, const std::filesystem::path& file) {
    auto asset = make(in);
    const auto opened = open_file(file);
    asset.size_bytes = opened.size_bytes;
    asset.sha256 = sha256_of(opened);
    tree_.take(asset, file);
    return asset;
}

Asset AssetService::create(const NewAsset& in, std::string_view bytes, const With& with) {
    auto asset = write_file(in, bytes);
    insert(in, asset, with);
    return asset;
}

Asset AssetService::create_from(const NewAsset& in, const std::filesystem::path& file,
                                const With& with) {
    auto asset = take_file(in, file);
    insert(in, asset, with);
    return asset;
}

void AssetService::insert(const NewAsset& in, Asset& asset, const With& with) {
    try {
        store_.write([&](store::Tx& tx) {
            tx.insert(asset);
            if (with) with(tx, asset);
        });
    } catch (...) {
        // A row of this id may be the reason; its file has just been replaced by the same work.
        const auto row = store_.read([&](store::Reader& db) { return find_asset(db, in.id); });
        if (!row) tree_.remove(asset);
        throw;
    }
}

Asset AssetService::get(const Actor& actor, const AssetId& id) {
    return store_.read([&](store::Reader& db) {
        auto found = find_asset(db, id);
        if (!found || !may_see_(db, actor, *found)) {
            throw AppError(Code::NotFound, PublicText{"There is no such file."});
        }
        return std::move(*found);
    });
}

void AssetService::remove_marked() {
    const auto marked = store_.read([](store::Reader& db) { return list_removals(db); });
    for (const auto& removal : marked) {
        tree_.remove({.id = removal.id, .folder = removal.folder, .extension = removal.extension});
    }
    if (marked.empty()) return;
    store_.write([&](store::Tx& tx) {
        for (const auto& removal : marked) delete_removal(tx, removal.id);
    });
}

AssetCheck AssetService::check(CheckDepth depth) {
    AssetCheck out;
    for (std::size_t i = 0; i < EnumNames<AssetFolder>::names.size(); ++i) {
        const auto folder = static_cast<AssetFolder>(i);
        // Rows first: a file that is made meanwhile then never counts as missing.
        const auto rows =
            store_.read([&](store::Reader& db) { return list_assets_in(db, folder); });
        auto listing = tree_.list(folder);
        out.file_count += listing.entries.size();
        check_rows(tree_, rows, depth, listing, out);
        check_leftovers(folder, listing, out);
    }
    std::erase_if(out.without_row, [&](const Asset& asset) {
        return store_.read([&](store::Reader& db) { return find_asset(db, asset.id); }).has_value();
    });
    return out;
}

AssetService::Restored AssetService::restore(const AssetCheck& check) {
    Restored out;
    for (const auto& asset : check.without_row) {
        const bool stored = store_.write([&](store::Tx& tx) { return restore_asset(tx, asset); });
        if (stored) {
            ++out.rows;
        } else {
            out.without_owner.push_back(asset);
        }
    }
    for (const auto& asset : check.without_facts) {
        tree_.put_facts(asset);
        ++out.facts;
    }
    return out;
}

}  // namespace fabula::files
