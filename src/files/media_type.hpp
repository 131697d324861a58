// The kinds of files that are kept, by the extension they bear.
#pragma once

#include <string_view>

#include "files/asset.hpp"

namespace fabula::files {

struct MediaType {
    std::string_view extension;  // "png"
    std::string_view mime;       // "image/png"
    AssetKind kind;
};

// Nothing for an extension that no stored file may bear.
const MediaType* find_media_type(std::string_view extension);

}  // namespace fabula::files
