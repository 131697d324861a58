// What one can do with pictures. Who owns them asks for the rights to the thing first.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "files/asset_service.hpp"
#include "pictures/pictures_store.hpp"

namespace fabula::pictures {

// Pixels on either side; more is refused before anything is decoded.
inline constexpr std::uint32_t kSideMax = 12'000;

// The extension of a PNG or JPEG that can be kept. Throws Unsupported for anything else, TooLarge
// for more than kSideMax pixels on a side or 100 million in all, Invalid where it is damaged or has
// only one pixel on a side.
std::string check_picture(std::string_view bytes);

// Which picture stands for a thing unasked: its first one, or the one that came last.
enum class Starring { First, Newest };

class PictureService {
public:
    // What must hold for a new picture, asked in the transaction that stores it: it throws where
    // the actor may not, and answers whose picture it becomes.
    using FindOwner = std::function<Owner(store::Reader&)>;

    // Called in the transaction that adds, stars, removes or restores a picture, behind it.
    using OnChange = std::function<void(store::Tx&, const Picture&)>;

    PictureService(store::Store& store, files::AssetService& assets, OnChange on_change)
        : store_(store), assets_(assets), on_change_(std::move(on_change)) {}

    // Keeps a PNG or JPEG; throws as check_picture does for anything else.
    Picture add(const Actor& actor, const FindOwner& find_owner, PictureUse use,
                files::NewAsset file, std::string_view bytes, Starring starring = Starring::First);

    std::vector<Picture> list(const FindOwner& find_owner);
    Picture update(const Actor& actor, const PictureId& id, const Patch<Picture>& patch,
                   std::optional<std::int64_t> expected_rev);
    // Can be restored for kBinKept.
    void remove(const Actor& actor, const PictureId& id);
    Picture restore(const Actor& actor, const PictureId& id);

    // Deletes for good what was removed longer ago than kBinKept; answers how many.
    std::int64_t purge_expired(Time now);

private:
    store::Store& store_;
    files::AssetService& assets_;
    OnChange on_change_;
};

}  // namespace fabula::pictures
