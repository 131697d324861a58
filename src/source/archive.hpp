// ZIP archives read from memory (PKWARE APPNOTE 6.3.10), with every number of a hostile one
// doubted. Nothing is written to disk, and an archive inside an archive is only bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fabula::source {

struct ArchiveLimits {
    std::size_t entries_max = 10'000;
    // Of all that is read out of one archive. Markup around 20 MB of text.
    std::uint64_t inflated_bytes_max = 100'000'000;
    // Of one entry above a megabyte. Office documents reach 40, bombs 1000.
    std::uint64_t ratio_max = 250;
};

struct ArchiveEntry {
    std::string name;  // UTF-8 with '/', whatever the file has.
    std::uint16_t method = 0;
    std::uint32_t checksum = 0;
    std::uint64_t compressed = 0;
    std::uint64_t size = 0;
    std::uint64_t header = 0;  // Offset of its own header, and of its first compressed byte.
    std::uint64_t content = 0;
};

class Archive {
public:
    // `bytes` must stay alive as long as the archive.
    explicit Archive(std::string_view bytes, const ArchiveLimits& limits = {});

    // One sentence on what is wrong with the archive or with what was read of it.
    [[nodiscard]] const std::optional<std::string>& refusal() const noexcept { return refusal_; }
    // Files, in the order of the directory; none of a refused archive.
    [[nodiscard]] const std::vector<ArchiveEntry>& entries() const noexcept { return entries_; }
    [[nodiscard]] const ArchiveEntry* find(std::string_view name) const noexcept;

    // The entry's bytes; nullopt where they are damaged or too many, which refuses the archive.
    std::optional<std::string> read(const ArchiveEntry& entry);

private:
    struct Directory {
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
        std::uint64_t count = 0;
    };

    void refuse(std::string why);
    [[nodiscard]] std::optional<Directory> find_directory();
    void read_entries(const Directory& directory);
    bool add_entry(std::string_view header, const Directory& directory);
    bool check_name(const std::string& name);
    void check_overlaps(const Directory& directory);

    std::string_view bytes_;
    ArchiveLimits limits_;
    std::vector<ArchiveEntry> entries_;
    std::uint64_t inflated_ = 0;
    std::optional<std::string> refusal_;
};

// Begins as ZIP archives do.
bool is_archive(std::string_view bytes) noexcept;

}  // namespace fabula::source
