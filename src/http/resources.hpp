// Files that the program carries, or in development reads from disk.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"

namespace fabula::http {

struct Resource {
    EmbeddedFile file{};  // Views into the program, or all empty.
    std::string owned{};  // The content where it was read from disk.
    std::string etag{};

    [[nodiscard]] std::string_view bytes() const { return owned.empty() ? file.bytes : owned; }
};

class Resources {
public:
    virtual ~Resources() = default;
    // `name` is a path inside the folder: "pages/desk.html".
    [[nodiscard]] virtual std::optional<Resource> find(std::string_view name) const = 0;
    [[nodiscard]] virtual std::vector<std::string> names() const = 0;  // Sorted.
};

class EmbeddedResources final : public Resources {
public:
    explicit EmbeddedResources(EmbeddedFolder folder) : folder_(folder) {}
    [[nodiscard]] std::optional<Resource> find(std::string_view name) const override;
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    EmbeddedFolder folder_;
};

// Reads from disk at every call, so that an edit shows at the next request.
class FolderResources final : public Resources {
public:
    explicit FolderResources(std::filesystem::path folder) : folder_(std::move(folder)) {}
    [[nodiscard]] std::optional<Resource> find(std::string_view name) const override;
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    std::filesystem::path folder_;
};

// 16 hexadecimal digits that differ where the content does.
std::string content_tag(std::string_view content);

}  // namespace fabula::http
