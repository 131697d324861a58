#include "http/resources.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace fabula::http {

std::optional<Resource> EmbeddedResources::find(std::string_view name) const {
    const auto* file = find_embedded(folder_, name);
    if (file == nullptr) return std::nullopt;
    return Resource{.file = *file, .etag = std::string(file->etag)};
}

std::vector<std::string> EmbeddedResources::names() const {
    std::vector<std::string> names;
    for (const auto& file : folder_) names.emplace_back(file.name);
    return names;
}

std::optional<Resource> FolderResources::find(std::string_view name) const {
    // No name leads out of the folder.
    for (const auto& part : std::filesystem::path(name)) {
        if (part == ".." || part == "/") return std::nullopt;
    }
    std::ifstream in(folder_ / name, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(folder_ / name)) return std::nullopt;
    Resource resource{.owned = {std::istreambuf_iterator<char>(in), {}}};
    resource.etag = content_tag(resource.owned);
    return resource;
}

std::vector<std::string> FolderResources::names() const {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, error)) {
        if (!entry.is_regular_file()) continue;
        names.push_back(entry.path().lexically_relative(folder_).generic_string());
    }
    std::ranges::sort(names);
    return names;
}

std::string content_tag(std::string_view content) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                       nullptr, 0);
    constexpr std::string_view hex = "0123456789abcdef";
    std::string tag;
    for (std::size_t i = 0; i < 8; ++i) {
        tag.push_back(hex[hash[i] >> 4U]);
        tag.push_back(hex[hash[i] & 15U]);
    }
    return tag;
}

}  // namespace fabula::http
