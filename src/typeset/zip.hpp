// ZIP archives written front to back (PKWARE APPNOTE 6.3.10), without seeking: a download can begin
// before the last file is read. Zip64 where sizes, offsets or counts ask for it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "drawing/deflate.hpp"

namespace fabula::typeset {

enum class ZipMethod { Stored, Deflated };

// The same calls give the same bytes. After an exception from the sink the archive is unusable.
class ZipWriter {
public:
    using Sink = std::function<void(std::string_view)>;

    // `time` is given to each entry, in UTC; ZIP keeps 1980 to 2107 in steps of two seconds.
    ZipWriter(Sink sink, Time time);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    // A whole file. Deflated is kept only where it is smaller. Names are relative UTF-8 paths with
    // '/': throws Invalid where one is empty, absolute, has "..", '\' or NUL, or was given before.
    void add(std::string_view name, std::string_view bytes, ZipMethod method = ZipMethod::Deflated);

    // A file that comes in pieces: begin, write any number of times, end.
    void begin(std::string_view name, ZipMethod method = ZipMethod::Deflated);
    void write(std::string_view bytes);
    void end();

    // The directory. Nothing may follow.
    void finish();

private:
    struct Entry {
        std::string name;
        std::uint16_t method = 0;
        std::uint16_t flags = 0;
        std::uint16_t version = 0;
        std::uint32_t checksum = 0;
        std::uint64_t compressed = 0;
        std::uint64_t size = 0;
        std::uint64_t offset = 0;
    };

    void feed(std::string_view bytes, bool last);
    void check_name(std::string_view name);
    void put(std::string_view bytes);
    void put_local_header(const Entry& entry, bool sizes_follow);
    [[nodiscard]] std::string central_header(const Entry& entry) const;

    Sink sink_;
    std::uint32_t dos_time_ = 0;
    std::uint64_t offset_ = 0;
    std::vector<Entry> entries_;
    std::set<std::string, std::less<>> names_;
    drawing::Deflater deflater_;  // Of whole files.
    struct Stream;                // Of files in pieces.
    std::unique_ptr<Stream> stream_;
};

}  // namespace fabula::typeset
