#include "typeset/pdf/file.hpp"

#include <array>

#include "typeset/pdf/syntax.hpp"

namespace fabula::typeset {

namespace {

constexpr std::array kLevels{1, 7};  // Of the compressor, by effort.
constexpr std::size_t kPackObjectsMax = 1000;
constexpr std::size_t kRowSize = 7;  // Kind, four bytes of place, two of index.

}  // namespace

PdfFile::PdfFile() : places_(1) {
    // Four bytes above 127 tell mail programs and the like that this is no text.
    out_ = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
}

int PdfFile::reserve() {
    places_.emplace_back();
    return static_cast<int>(places_.size()) - 1;
}

void PdfFile::put(int id, std::string_view body) {
    append_integer(pack_index_, id);
    pack_index_ += ' ';
    append_integer(pack_index_, static_cast<std::int64_t>(pack_.size()));
    pack_index_ += ' ';
    pack_ += body;
    pack_ += '\n';
    packed_ids_.push_back(id);
    if (packed_ids_.size() == kPackObjectsMax) close_pack();
}

void PdfFile::close_pack() {
    if (packed_ids_.empty()) return;
    const int id = reserve();
    for (std::size_t i = 0; i < packed_ids_.size(); ++i) {
        place_of(packed_ids_[i]) = {Place::Kind::Packed, static_cast<std::uint32_t>(id),
                                    static_cast<std::uint16_t>(i)};
    }
    std::string entries = "/Type/ObjStm/N ";
    append_integer(entries, static_cast<std::int64_t>(packed_ids_.size()));
    entries += "/First ";
    append_integer(entries, static_cast<std::int64_t>(pack_index_.size()));
    put_stream(id, entries, pack_index_ + pack_, Effort::Fast);
    packed_ids_.clear();
    pack_index_.clear();
    pack_.clear();
}

void PdfFile::put_stream(int id, std::string_view entries, std::string_view bytes, Effort effort) {
    const auto index = static_cast<std::size_t>(effort);
    auto& deflater = deflaters_[index];
    if (deflater == nullptr) {
        deflater = std::make_unique<drawing::Deflater>(drawing::DeflateFrame::Zlib, kLevels[index]);
    }
    put_encoded(id, std::string(entries) + "/Filter/FlateDecode", deflater->compress(bytes));
}

void PdfFile::put_encoded(int id, std::string_view entries, std::string_view bytes) {
    place_of(id) = {Place::Kind::Plain, static_cast<std::uint32_t>(out_.size()), 0};
    append_integer(out_, id);
    out_ += " 0 obj\n<<";
    out_ += entries;
    out_ += "/Length ";
    append_integer(out_, static_cast<std::int64_t>(bytes.size()));
    out_ += ">>\nstream\n";
    out_ += bytes;
    out_ += "\nendstream\nendobj\n";
}

// Rows as PNG's Up filter leaves them (7.4.4.4): neighbouring objects differ little.
std::string PdfFile::cross_references() const {
    std::string out;
    std::array<std::uint8_t, kRowSize> last{};
    for (const Place& place : places_) {
        const std::array<std::uint8_t, kRowSize> row{
            static_cast<std::uint8_t>(place.kind),     static_cast<std::uint8_t>(place.at >> 24),
            static_cast<std::uint8_t>(place.at >> 16), static_cast<std::uint8_t>(place.at >> 8),
            static_cast<std::uint8_t>(place.at),       static_cast<std::uint8_t>(place.index >> 8),
            static_cast<std::uint8_t>(place.index)};
        out += '\2';
        for (std::size_t i = 0; i < kRowSize; ++i) out += static_cast<char>(row[i] - last[i]);
        last = row;
    }
    return out;
}

std::string PdfFile::finish(int catalog, int info, std::string_view file_id) {
    close_pack();
    const int id = reserve();
    const std::size_t start = out_.size();
    place_of(id) = {Place::Kind::Plain, static_cast<std::uint32_t>(start), 0};
    std::string entries = "/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Size ";
    append_integer(entries, static_cast<std::int64_t>(places_.size()));
    entries += "/Root ";
    append_reference(entries, catalog);
    entries += "/Info ";
    append_reference(entries, info);
    entries.append("/ID[<").append(file_id).append("><").append(file_id).append(">]");
    put_stream(id, entries, cross_references(), Effort::Fast);
    out_ += "startxref\n";
    append_integer(out_, static_cast<std::int64_t>(start));
    out_ += "\n%%EOF\n";
    return std::move(out_);
}

}  // namespace fabula::typeset
