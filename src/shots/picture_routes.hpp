// Pictures and other stored files, and small copies of pictures.
#pragma once

#include "files/asset_service.hpp"
#include "http/route.hpp"
#include "store/cache.hpp"

namespace fabula::shots {

struct ThumbnailSize {
    std::int64_t width = 320;

    static constexpr auto fields = std::tuple{Field<&ThumbnailSize::width>{
        "width", {.min = 16, .max = 2048, .help = "pixels, at most; widths are rounded up"}}};
};

class PictureRoutes {
public:
    PictureRoutes(files::AssetService& assets, store::Cache& cache)
        : assets_(assets), cache_(cache) {}

    http::RouteTable table();

private:
    files::Asset get(http::Call& call);
    http::Reply file(http::Call& call);
    http::Reply thumbnail(http::Call& call, const ThumbnailSize& in);

    files::AssetService& assets_;
    store::Cache& cache_;
};

}  // namespace fabula::shots
