// How one asks for pictures and other stored files, and for small copies of pictures.
#pragma once

#include "http/route.hpp"
#include "pictures/pictures_service.hpp"
#include "store/cache.hpp"

namespace fabula::pictures {

struct ThumbnailSize {
    std::int64_t width = 320;

    static constexpr auto fields = FieldList{Field<&ThumbnailSize::width>{
        "width", {.min = 16, .max = 2048, .help = "pixels, at most; widths are rounded up"}}};
};

class PictureRoutes {
public:
    PictureRoutes(PictureService& pictures, files::AssetService& assets, store::Cache& cache)
        : pictures_(pictures), assets_(assets), cache_(cache) {}

    http::RouteTable table();

private:
    Picture update(http::Call& call, const fabula::Patch<Picture>& in);
    void remove(http::Call& call);
    Picture restore(http::Call& call);
    files::Asset get(http::Call& call);
    http::Reply file(http::Call& call);
    http::Reply thumbnail(http::Call& call, const ThumbnailSize& in);

    PictureService& pictures_;
    files::AssetService& assets_;
    store::Cache& cache_;
};

}  // namespace fabula::pictures
