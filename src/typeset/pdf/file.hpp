// The lowest layer of a PDF: numbered objects, object streams and the cross-reference stream
// (ISO 32000-1, 7.5). Knows nothing of pages.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/deflate.hpp"

namespace fabula::typeset {

class PdfFile {
public:
    PdfFile();

    // The number of an object that is written later, or never: then it reads as null.
    int reserve();

    // An object that is no stream. Many of them share one compressed stream.
    void put(int id, std::string_view body);

    // A stream, compressed here. `entries` is the inside of its dictionary without the length.
    // Pages are many and short: a fast search for repetitions costs them 3 % of their size.
    enum class Effort { Fast, Best };
    void put_stream(int id, std::string_view entries, std::string_view bytes,
                    Effort effort = Effort::Best);
    // A stream whose bytes are encoded as `entries` says.
    void put_encoded(int id, std::string_view entries, std::string_view bytes);

    // The whole file. `file_id` is 32 hexadecimal digits.
    std::string finish(int catalog, int info, std::string_view file_id);

private:
    // Where an object is: at a byte of the file, or the index-th in an object stream.
    struct Place {
        enum class Kind : std::uint8_t { Missing = 0, Plain = 1, Packed = 2 };
        Kind kind = Kind::Missing;
        std::uint32_t at = 0;
        std::uint16_t index = 0;
    };

    Place& place_of(int id) { return places_[static_cast<std::size_t>(id)]; }
    void close_pack();
    [[nodiscard]] std::string cross_references() const;

    std::string out_;
    std::vector<Place> places_;
    std::string pack_index_, pack_;
    std::vector<int> packed_ids_;
    std::array<std::unique_ptr<drawing::Deflater>, 2> deflaters_{};  // By effort.
};

}  // namespace fabula::typeset
