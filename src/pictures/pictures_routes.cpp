#include "pictures/pictures_routes.hpp"

#include "drawing/image.hpp"

namespace fabula::pictures {

http::RouteTable PictureRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(http::Method::Patch, "/api/v1/pictures/{picture_id}", "update_picture", Editor, "Give a picture a caption, a place among the others, or the star.", &PictureRoutes::update, this),
        route(Delete,     "/api/v1/pictures/{picture_id}",       "delete_picture",  Editor, "Take a picture away; for 30 days it can be restored.", &PictureRoutes::remove, this),
        route(Post,       "/api/v1/pictures/{picture_id}/restore", "restore_picture", Editor, "Bring a picture back that was taken away.", &PictureRoutes::restore, this),
        route(Get,        "/api/v1/assets/{asset_id}",           "get_asset",       Viewer, "Read what is known of a file.",  &PictureRoutes::get,       this),
        stream_route(Get, "/api/v1/assets/{asset_id}/file",      "get_asset_file",  Viewer, "The file itself; of a sound also parts of it (Range).", &PictureRoutes::file,      this, {.media_type = "application/octet-stream"}),
        stream_route(Get, "/api/v1/assets/{asset_id}/thumbnail", "get_thumbnail",   Viewer, "A small copy of a picture.",     &PictureRoutes::thumbnail, this, {.media_type = "image/jpeg"}),
    };
    // clang-format on
}

Picture PictureRoutes::update(http::Call& call, const fabula::Patch<Picture>& in) {
    return pictures_.update(call.actor, call.id<PictureId>("picture_id"), in, call.expected_rev);
}

void PictureRoutes::remove(http::Call& call) {
    pictures_.remove(call.actor, call.id<PictureId>("picture_id"));
}

Picture PictureRoutes::restore(http::Call& call) {
    return pictures_.restore(call.actor, call.id<PictureId>("picture_id"));
}

files::Asset PictureRoutes::get(http::Call& call) {
    return assets_.get(call.actor, call.id<AssetId>("asset_id"));
}

http::Reply PictureRoutes::file(http::Call& call) {
    const auto asset = get(call);
    // A file never changes under its id. Sounds are long, and their players ask for parts.
    if (asset.kind == AssetKind::Audio) {
        return http::Reply::from_file(assets_.path_of(asset), asset.mime)
            .with_etag(asset.sha256)
            .immutable();
    }
    return http::Reply::bytes(asset.mime, assets_.read(asset)).with_etag(asset.sha256).immutable();
}

namespace {

// Few widths, so that the cache is not filled by one page at many window sizes.
std::uint32_t cached_width(std::int64_t wanted) {
    std::uint32_t width = 80;
    while (width < wanted) width *= 2;
    return width;
}

constexpr std::uint8_t kThumbnailVersion = 1;

}  // namespace

http::Reply PictureRoutes::thumbnail(http::Call& call, const ThumbnailSize& in) {
    const auto asset = get(call);
    const auto width = cached_width(in.width);
    const auto hash = asset.sha256 + "/" + std::to_string(width);
    const store::CacheKey key{.kind = "thumbnail", .version = kThumbnailVersion, .hash = hash};
    auto bytes = cache_.get(key);
    if (!bytes) {
        bytes = drawing::thumbnail(assets_.read(asset), width).bytes;
        cache_.put(key, *bytes);
    }
    const auto info = drawing::probe_image(*bytes);
    return http::Reply::bytes(std::string(info ? info->mime : "image/jpeg"), std::move(*bytes))
        .with_etag(asset.sha256.substr(0, 16) + "-" + std::to_string(width))
        .immutable();
}

}  // namespace fabula::pictures
