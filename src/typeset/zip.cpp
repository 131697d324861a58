#include "typeset/zip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <new>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::typeset {

namespace {

constexpr std::uint32_t kLocalHeader = 0x04034B50;
constexpr std::uint32_t kDescriptor = 0x08074B50;
constexpr std::uint32_t kCentralHeader = 0x02014B50;
constexpr std::uint32_t kZip64End = 0x06064B50;
constexpr std::uint32_t kZip64Locator = 0x07064B50;
constexpr std::uint32_t kEnd = 0x06054B50;

constexpr std::uint16_t kPlainVersion = 20;
constexpr std::uint16_t kZip64Version = 45;
constexpr std::uint16_t kMadeByUnix = 3 << 8;
constexpr std::uint16_t kSizesFollow = 1 << 3;
constexpr std::uint16_t kUtf8Name = 1 << 11;
constexpr std::uint16_t kZip64Field = 1;

constexpr std::uint32_t kFull32 = 0xFFFFFFFF;
constexpr std::uint16_t kFull16 = 0xFFFF;

template <class Number>
void append(std::string& out, Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        out += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
    }
}

std::uint32_t to_dos_time(Time time) {
    using namespace std::chrono;
    static constexpr Time kFirst = sys_days{year{1980} / 1 / 1};
    static constexpr Time kLast = sys_days{year{2107} / 12 / 31} + 23h + 59min + 58s;
    time = std::clamp(time, kFirst, kLast);
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<seconds>(time - day)};
    const auto years = static_cast<unsigned>(static_cast<int>(date.year()) - 1980);
    const unsigned packed_date =
        years << 9 | static_cast<unsigned>(date.month()) << 5 | static_cast<unsigned>(date.day());
    const auto packed_time = static_cast<unsigned>(
        clock.hours().count() << 11 | clock.minutes().count() << 5 | clock.seconds().count() / 2);
    return packed_date << 16 | packed_time;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

// zlib, which unlike libdeflate takes a file in pieces.
struct ZipWriter::Stream {
    Stream() {
        // Want of memory is the only way to fail: the parameters are ours.
        if (deflateInit2(&state, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Stream() { deflateEnd(&state); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    z_stream state{};
};

ZipWriter::ZipWriter(Sink sink, Time time)
    : sink_(std::move(sink)),
      dos_time_(to_dos_time(time)),
      deflater_(drawing::DeflateFrame::Raw, 6) {}

ZipWriter::~ZipWriter() = default;

void ZipWriter::check_name(std::string_view name) {
    bool good = !name.empty() && name.size() <= kFull16 && is_utf8(name) &&
                name.find_first_of(std::string_view("\\\0", 2)) == std::string_view::npos;
    for (const auto part : split(name, '/')) good &= !part.empty() && part != "." && part != "..";
    if (!good) invalid("name", "A name in the archive is not a relative path.");
    if (!names_.emplace(name).second) invalid("name", "A name is twice in the archive.");
}

void ZipWriter::put(std::string_view bytes) {
    sink_(bytes);
    offset_ += bytes.size();
}

void ZipWriter::put_local_header(const Entry& entry, bool sizes_follow) {
    const bool zip64 = sizes_follow || entry.size >= kFull32 || entry.compressed >= kFull32;
    std::string out;
    append(out, kLocalHeader);
    append(out, entry.version);
    append(out, entry.flags);
    append(out, entry.method);
    append(out, dos_time_);
    append(out, entry.checksum);
    append(out, zip64 ? kFull32 : static_cast<std::uint32_t>(entry.compressed));
    append(out, zip64 ? kFull32 : static_cast<std::uint32_t>(entry.size));
    append(out, static_cast<std::uint16_t>(entry.name.size()));
    append(out, static_cast<std::uint16_t>(zip64 ? 20 : 0));
    out += entry.name;
    if (zip64) {
        append(out, kZip64Field);
        append(out, std::uint16_t{16});
        append(out, entry.size);
        append(out, entry.compressed);
    }
    put(out);
}

void ZipWriter::add(std::string_view name, std::string_view bytes, ZipMethod method) {
    check_name(name);
    Entry entry;
    entry.name = name;
    entry.flags = is_ascii(name) ? std::uint16_t{0} : kUtf8Name;
    entry.checksum = drawing::crc32(0, bytes);
    entry.size = bytes.size();
    entry.offset = offset_;
    std::string deflated;
    if (method == ZipMethod::Deflated) deflated = deflater_.compress(bytes);
    const bool smaller = method == ZipMethod::Deflated && deflated.size() < bytes.size();
    entry.method = smaller ? Z_DEFLATED : 0;
    const std::string_view content = smaller ? std::string_view(deflated) : bytes;
    entry.compressed = content.size();
    entry.version = entry.size >= kFull32 ? kZip64Version : kPlainVersion;
    put_local_header(entry, false);
    put(content);
    entries_.push_back(std::move(entry));
}

void ZipWriter::begin(std::string_view name, ZipMethod method) {
    check_name(name);
    Entry entry;
    entry.name = name;
    entry.flags = static_cast<std::uint16_t>(kSizesFollow | (is_ascii(name) ? 0 : kUtf8Name));
    entry.method = method == ZipMethod::Deflated ? Z_DEFLATED : 0;
    entry.version = kZip64Version;
    entry.offset = offset_;
    put_local_header(entry, true);
    if (entry.method != 0) stream_ = std::make_unique<Stream>();
    entries_.push_back(std::move(entry));
}

void ZipWriter::write(std::string_view bytes) {
    Entry& entry = entries_.back();
    entry.checksum = drawing::crc32(entry.checksum, bytes);
    entry.size += bytes.size();
    if (entry.method == 0) {
        entry.compressed += bytes.size();
        return put(bytes);
    }
    feed(bytes, false);
}

void ZipWriter::feed(std::string_view bytes, bool last) {
    static constexpr std::size_t kPieceMax = 1U << 30;  // avail_in has 32 bits.
    std::array<char, 32768> buffer;
    z_stream& state = stream_->state;
    do {
        const std::string_view piece = bytes.substr(0, kPieceMax);
        bytes.remove_prefix(piece.size());
        state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        state.avail_in = static_cast<uInt>(piece.size());
        do {
            state.next_out = reinterpret_cast<Bytef*>(buffer.data());
            state.avail_out = static_cast<uInt>(buffer.size());
            deflate(&state, last && bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
            const std::size_t count = buffer.size() - state.avail_out;
            entries_.back().compressed += count;
            if (count > 0) put({buffer.data(), count});
        } while (state.avail_out == 0);
    } while (!bytes.empty());
}

void ZipWriter::end() {
    if (entries_.back().method != 0) feed({}, true);
    stream_.reset();
    const Entry& entry = entries_.back();
    std::string out;
    append(out, kDescriptor);
    append(out, entry.checksum);
    append(out, entry.compressed);
    append(out, entry.size);
    put(out);
}

std::string ZipWriter::central_header(const Entry& entry) const {
    std::string zip64;
    if (entry.size >= kFull32) append(zip64, entry.size);
    if (entry.compressed >= kFull32) append(zip64, entry.compressed);
    if (entry.offset >= kFull32) append(zip64, entry.offset);
    const auto low = [](std::uint64_t value) {
        return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, kFull32));
    };
    static constexpr std::uint32_t kRegularFile0644 = 0100644U << 16;
    const std::uint16_t version = zip64.empty() ? entry.version : kZip64Version;
    std::string out;
    append(out, kCentralHeader);
    append(out, static_cast<std::uint16_t>(kMadeByUnix | version));
    append(out, version);
    append(out, entry.flags);
    append(out, entry.method);
    append(out, dos_time_);
    append(out, entry.checksum);
    append(out, low(entry.compressed));
    append(out, low(entry.size));
    append(out, static_cast<std::uint16_t>(entry.name.size()));
    append(out, static_cast<std::uint16_t>(zip64.empty() ? 0 : zip64.size() + 4));
    append(out, std::uint16_t{0});  // Comment.
    append(out, std::uint16_t{0});  // Disk.
    append(out, std::uint16_t{0});  // Internal attributes.
    append(out, kRegularFile0644);
    append(out, low(entry.offset));
    out += entry.name;
    if (!zip64.empty()) {
        append(out, kZip64Field);
        append(out, static_cast<std::uint16_t>(zip64.size()));
        out += zip64;
    }
    return out;
}

void ZipWriter::finish() {
    const std::uint64_t start = offset_;
    for (const Entry& entry : entries_) put(central_header(entry));
    const std::uint64_t size = offset_ - start;
    const std::uint64_t count = entries_.size();
    std::string out;
    if (count >= kFull16 || size >= kFull32 || start >= kFull32) {
        append(out, kZip64End);
        append(out, std::uint64_t{44});  // Bytes of this record behind this number.
        append(out, static_cast<std::uint16_t>(kMadeByUnix | kZip64Version));
        append(out, kZip64Version);
        append(out, std::uint32_t{0});
        append(out, std::uint32_t{0});
        append(out, count);
        append(out, count);
        append(out, size);
        append(out, start);
        append(out, kZip64Locator);
        append(out, std::uint32_t{0});
        append(out, start + size);
        append(out, std::uint32_t{1});
    }
    append(out, kEnd);
    append(out, std::uint32_t{0});
    const auto shown_count = static_cast<std::uint16_t>(std::min<std::uint64_t>(count, kFull16));
    append(out, shown_count);
    append(out, shown_count);
    append(out, static_cast<std::uint32_t>(std::min<std::uint64_t>(size, kFull32)));
    append(out, static_cast<std::uint32_t>(std::min<std::uint64_t>(start, kFull32)));
    append(out, std::uint16_t{0});
    put(out);
}

}  // namespace fabula::typeset
