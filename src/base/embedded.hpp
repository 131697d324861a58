// Files that travel inside the program: templates, scripts, styles, fonts, migrations, data.
// embed_folder() and embed_files() in packaging/cmake/embed.cmake make the tables.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace fabula {

struct EmbeddedFile {
    std::string_view name;    // Path inside its folder: "pages/desk.html".
    std::string_view bytes;   // A NUL follows the last byte.
    std::string_view brotli;  // The same compressed; empty where the folder holds no such form.
    std::string_view gzip;
    std::string_view etag;  // Hex digits of the SHA-256 of `bytes`, cut to 16.
};

// Sorted by name in byte order.
using EmbeddedFolder = std::span<const EmbeddedFile>;

inline const EmbeddedFile* find_embedded(EmbeddedFolder folder, std::string_view name) noexcept {
    const auto at = std::ranges::lower_bound(folder, name, {}, &EmbeddedFile::name);
    return at != folder.end() && at->name == name ? &*at : nullptr;
}

}  // namespace fabula
