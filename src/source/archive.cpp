#include "source/archive.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace fabula::source {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034B50;
constexpr std::uint32_t kCentralHeader = 0x02014B50;
constexpr std::uint32_t kEnd = 0x06054B50;
constexpr std::size_t kLocalHeaderSize = 30;
constexpr std::size_t kCentralHeaderSize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kCommentMax = 0xFFFF;
constexpr std::uint32_t kFull32 = 0xFFFFFFFF;
constexpr std::uint16_t kFull16 = 0xFFFF;
constexpr std::uint16_t kEncrypted = 1 << 0;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
// Deflate cannot make more of a byte, so a larger promise is a lie.
constexpr std::uint64_t kDeflateRatioMax = 1040;
constexpr std::uint64_t kSmall = 1'000'000;

// Little-endian number of `width` bytes at `at`; the caller has checked that they are there.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    return value;
}

std::uint16_t short_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(number(bytes, at, 2));
}

std::uint32_t long_at(std::string_view bytes, std::size_t at) {
    return number(bytes, at, 4);
}

struct Release {
    void operator()(libdeflate_decompressor* state) const { libdeflate_free_decompressor(state); }
};

// All of `compressed` into exactly `size` bytes; nullopt where it is no such stream.
std::optional<std::string> inflate(std::string_view compressed, std::uint64_t size) {
    const std::unique_ptr<libdeflate_decompressor, Release> state(libdeflate_alloc_decompressor());
    if (!state) return std::nullopt;
    std::string out(size, '\0');
    std::size_t used = 0;
    std::size_t made = 0;
    const auto result = libdeflate_deflate_decompress_ex(
        state.get(), compressed.data(), compressed.size(), out.data(), out.size(), &used, &made);
    if (result != LIBDEFLATE_SUCCESS || made != size || used != compressed.size()) {
        return std::nullopt;
    }
    return out;
}

// Names in an old code page keep their ASCII.
std::string portable(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '\\', '/');
    if (!is_utf8(out)) {
        std::replace_if(
            out.begin(), out.end(), [](char c) { return (c & 0x80) != 0; }, '?');
    }
    return out;
}

std::string in_megabytes(std::uint64_t bytes) {
    return std::to_string(bytes / 1'000'000) + " MB";
}

}  // namespace

bool is_archive(std::string_view bytes) noexcept {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

void Archive::refuse(std::string why) {
    if (!refusal_) refusal_ = std::move(why);
    entries_.clear();
}

Archive::Archive(std::string_view bytes, const ArchiveLimits& limits)
    : bytes_(bytes), limits_(limits) {
    if (const auto directory = find_directory()) read_entries(*directory);
}

void Archive::read_entries(const Directory& directory) {
    auto rest = bytes_.substr(directory.offset, directory.size);
    for (std::uint64_t i = 0; i < directory.count; ++i) {
        if (rest.size() < kCentralHeaderSize || long_at(rest, 0) != kCentralHeader) {
            return refuse("The ZIP archive is damaged: its directory is cut short.");
        }
        const std::size_t length = kCentralHeaderSize + short_at(rest, 28) + short_at(rest, 30) +
                                   std::size_t{short_at(rest, 32)};
        if (length > rest.size()) {
            return refuse("The ZIP archive is damaged: its directory is cut short.");
        }
        if (!add_entry(rest.substr(0, length), directory)) return;
        rest.remove_prefix(length);
    }
    check_overlaps(directory);
}

// The record at the end, behind which only a comment may stand.
std::optional<Archive::Directory> Archive::find_directory() {
    const std::size_t lowest =
        bytes_.size() > kEndSize + kCommentMax ? bytes_.size() - kEndSize - kCommentMax : 0;
    for (std::size_t at = bytes_.size() < kEndSize ? 0 : bytes_.size() - kEndSize + 1;
         at > lowest;) {
        --at;
        if (long_at(bytes_, at) != kEnd) continue;
        if (at + kEndSize + short_at(bytes_, at + 20) != bytes_.size()) continue;
        const Directory found{long_at(bytes_, at + 16), long_at(bytes_, at + 12),
                              short_at(bytes_, at + 10)};
        if (found.offset == kFull32 || found.size == kFull32 || found.count == kFull16) {
            refuse("The ZIP archive uses ZIP64, which no script needs.");
        } else if (short_at(bytes_, at + 4) != 0 || short_at(bytes_, at + 8) != found.count) {
            refuse("The ZIP archive is one part of several.");
        } else if (found.count > limits_.entries_max) {
            refuse("The ZIP archive holds more than " + std::to_string(limits_.entries_max) +
                   " files.");
        } else if (found.offset + found.size > at) {
            refuse("The ZIP archive is damaged: its directory is cut short.");
        } else {
            return found;
        }
        return std::nullopt;
    }
    refuse("The ZIP archive is damaged: its end is missing.");
    return std::nullopt;
}

bool Archive::check_name(const std::string& name) {
    const auto parts = split(name, '/');
    const bool climbs = name.starts_with('/') ||
                        std::any_of(parts.begin(), parts.end(), [](auto p) { return p == ".."; });
    if (climbs) refuse("The ZIP archive names a file outside of itself, as attacks do.");
    return !climbs;
}

bool Archive::add_entry(std::string_view header, const Directory& directory) {
    ArchiveEntry entry;
    entry.method = short_at(header, 10);
    entry.checksum = long_at(header, 16);
    entry.compressed = long_at(header, 20);
    entry.size = long_at(header, 24);
    entry.name = portable(header.substr(kCentralHeaderSize, short_at(header, 28)));
    entry.header = long_at(header, 42);
    if (!check_name(entry.name)) return false;
    if (entry.compressed == kFull32 || entry.size == kFull32 || entry.header == kFull32) {
        refuse("The ZIP archive uses ZIP64, which no script needs.");
    } else if ((short_at(header, 8) & kEncrypted) != 0) {
        refuse("The ZIP archive is encrypted; save it without a password.");
    } else if (entry.header + kLocalHeaderSize > directory.offset ||
               long_at(bytes_, entry.header) != kLocalHeader) {
        refuse("The ZIP archive is damaged: an entry is not where it should be.");
    }
    if (refusal_) return false;
    entry.content = entry.header + kLocalHeaderSize + short_at(bytes_, entry.header + 26) +
                    short_at(bytes_, entry.header + 28);
    if (entry.content + entry.compressed > directory.offset) {
        refuse("The ZIP archive is damaged: an entry is cut short.");
        return false;
    }
    if (!entry.name.ends_with('/')) entries_.push_back(std::move(entry));
    return true;
}

// Entries that share bytes inflate to more than the archive could hold, and two of one name leave
// open which one counts.
void Archive::check_overlaps(const Directory& directory) {
    std::vector<const ArchiveEntry*> order;
    for (const auto& entry : entries_) order.push_back(&entry);
    std::sort(order.begin(), order.end(),
              [](const auto* a, const auto* b) { return a->name < b->name; });
    const auto twice =
        std::adjacent_find(order.begin(), order.end(),
                           [](const auto* a, const auto* b) { return a->name == b->name; });
    if (twice != order.end()) return refuse("The ZIP archive holds two files of one name.");
    std::sort(order.begin(), order.end(),
              [](const auto* a, const auto* b) { return a->header < b->header; });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto next = i + 1 < order.size() ? order[i + 1]->header : directory.offset;
        if (order[i]->content + order[i]->compressed > next) {
            return refuse("The ZIP archive has files that overlap, as attacks do.");
        }
    }
}

const ArchiveEntry* Archive::find(std::string_view name) const noexcept {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const ArchiveEntry& entry) { return entry.name == name; });
    return found == entries_.end() ? nullptr : &*found;
}

std::optional<std::string> Archive::read(const ArchiveEntry& wanted) {
    if (refusal_) return std::nullopt;
    const ArchiveEntry entry = wanted;  // Refusing forgets the entries.
    const auto compressed = bytes_.substr(entry.content, entry.compressed);
    const bool bomb = entry.size > kDeflateRatioMax * (entry.compressed + 1) ||
                      (entry.size > kSmall && entry.size / limits_.ratio_max > entry.compressed);
    inflated_ += entry.size;
    std::optional<std::string> out;
    if (entry.method != kStored && entry.method != kDeflated) {
        refuse("The ZIP archive is packed by method " + std::to_string(entry.method) +
               "; save it with the ordinary one (Deflate).");
    } else if (bomb) {
        refuse("The ZIP archive unpacks to more than " + std::to_string(limits_.ratio_max) +
               " times its size, as attacks do.");
    } else if (inflated_ > limits_.inflated_bytes_max) {
        refuse("The ZIP archive unpacks to more than " + in_megabytes(limits_.inflated_bytes_max) +
               ".");
    } else if (entry.method == kDeflated) {
        out = inflate(compressed, entry.size);
    } else if (entry.size == entry.compressed) {
        out = std::string(compressed);
    }
    if (refusal_) return std::nullopt;
    if (!out || libdeflate_crc32(0, out->data(), out->size()) != entry.checksum) {
        refuse("The ZIP archive is damaged: " + shorten(entry.name, 100) +
               " does not unpack to what it should.");
        return std::nullopt;
    }
    return out;
}

}  // namespace fabula::source
