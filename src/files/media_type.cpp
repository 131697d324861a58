#include "files/media_type.hpp"

#include <algorithm>
#include <array>

namespace fabula::files {

namespace {

constexpr std::array kMediaTypes{
    MediaType{"png", "image/png", AssetKind::Image},
    MediaType{"jpg", "image/jpeg", AssetKind::Image},
    MediaType{"webp", "image/webp", AssetKind::Image},
    MediaType{"svg", "image/svg+xml", AssetKind::Image},
    MediaType{"wav", "audio/wav", AssetKind::Audio},
    MediaType{"mp3", "audio/mpeg", AssetKind::Audio},
    MediaType{"ogg", "audio/ogg", AssetKind::Audio},
    MediaType{"flac", "audio/flac", AssetKind::Audio},
    MediaType{"m4a", "audio/mp4", AssetKind::Audio},
    MediaType{"aac", "audio/aac", AssetKind::Audio},
    MediaType{"webm", "audio/webm", AssetKind::Audio},
    MediaType{"pdf", "application/pdf", AssetKind::Document},
    MediaType{"cbz", "application/vnd.comicbook+zip", AssetKind::Document},
    MediaType{"zip", "application/zip", AssetKind::Document},
    MediaType{"fountain", "text/plain; charset=utf-8", AssetKind::Document},
    MediaType{"fdx", "application/xml", AssetKind::Document},
    MediaType{"json", "application/json", AssetKind::Document},
};

}  // namespace

const MediaType* find_media_type(std::string_view extension) {
    const auto* const at = std::ranges::find(kMediaTypes, extension, &MediaType::extension);
    return at == kMediaTypes.end() ? nullptr : at;
}

}  // namespace fabula::files
