// A store beside the database for what can be made again: thumbnails, rendered pages, embeddings.
// Everything here may be gone at the next call; nothing here is ever an error for the caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace fabula::store {

struct CacheKey {
    std::string_view kind;     // "thumbnail"
    std::uint8_t version = 1;  // Of the code that makes the value: another one's is not found.
    std::string_view hash;     // Of everything that the value is made from.
};

struct CacheOptions {
    std::size_t size_bytes_max = std::size_t{512} * 1024 * 1024;
    // Told why the cache does not work or was dropped.
    std::function<void(std::string_view)> report{};
};

class Cache {
public:
    // Opens or makes the folder. Drops what another program, a crash of the machine or a larger
    // limit left there. Where nothing can be kept, get() finds nothing and put() keeps nothing.
    // At most one Cache of a folder may exist in a process.
    Cache(std::filesystem::path folder, CacheOptions options);
    ~Cache();
    Cache(const Cache&) = delete;
    Cache& operator=(const Cache&) = delete;

    // From any thread. std::logic_error where kind and hash together are over 500 bytes.
    std::optional<std::string> get(const CacheKey& key);
    // When the limit is reached everything is dropped first. Not kept where over a quarter of it.
    void put(const CacheKey& key, std::string_view value);
    void clear();

    [[nodiscard]] bool is_open();
    struct Size {
        std::size_t entries = 0;
        std::size_t bytes = 0;  // On disk.
    };
    Size size();

private:
    struct Environment;

    void open();
    void recreate(std::string_view why);
    // 0, or what LMDB says.
    int put_once(const std::string& key, std::string_view value, std::uint8_t version);
    void report(std::string_view text) const;

    const std::filesystem::path folder_;
    const CacheOptions options_;
    // Shared by readers; whoever writes or drops has it alone, so that no map in use goes away.
    std::shared_mutex mutex_;
    std::unique_ptr<Environment> environment_;
};

}  // namespace fabula::store
