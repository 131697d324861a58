#include <png.h>

#include <algorithm>
#include <csetjmp>

#include "drawing/image/codecs.hpp"

namespace fabula::drawing {

namespace {

struct Source {
    std::string_view bytes;
    std::size_t at = 0;
};

void read_from_source(png_structp codec, png_bytep out, std::size_t count) {
    auto& source = *static_cast<Source*>(png_get_io_ptr(codec));
    if (source.bytes.size() - source.at < count) png_error(codec, "ends early");
    std::copy_n(source.bytes.data() + source.at, count, reinterpret_cast<char*>(out));
    source.at += count;
}

[[noreturn]] void jump_back(png_structp codec, png_const_charp) {
    png_longjmp(codec, 1);
}
void stay_silent(png_structp, png_const_charp) {}

// Sums of the rows that are to become one, premultiplied so that transparent pixels give no colour.
class RowReducer {
public:
    RowReducer(std::uint32_t width, std::uint32_t factor)
        : factor_(factor), sums_(std::size_t{width / factor} * 4) {}

    void add(const std::uint8_t* row) {
        for (std::size_t at = 0; at < sums_.size(); at += 4) {
            for (std::uint32_t i = 0; i < factor_; ++i, row += 4) {
                const std::uint32_t alpha = row[3];
                for (std::size_t c = 0; c < 3; ++c) sums_[at + c] += row[c] * alpha;
                sums_[at + 3] += alpha;
            }
        }
    }
    void take(std::uint8_t* out) {
        const std::uint64_t count = std::uint64_t{factor_} * factor_;
        for (std::size_t at = 0; at < sums_.size(); at += 4) {
            const std::uint64_t alpha = sums_[at + 3];
            for (std::size_t c = 0; c < 3; ++c) {
                out[at + c] = alpha == 0
                                  ? std::uint8_t{0}
                                  : static_cast<std::uint8_t>((sums_[at + c] + alpha / 2) / alpha);
            }
            out[at + 3] = static_cast<std::uint8_t>((alpha + count / 2) / count);
        }
        std::fill(sums_.begin(), sums_.end(), 0);
    }

private:
    std::uint32_t factor_;
    std::vector<std::uint64_t> sums_;
};

// What reading needs, owned outside the function into which errors jump.
struct PngReading {
    Source source;
    std::uint32_t factor = 1;
    Pixels out;
    std::vector<std::uint8_t> row;
    std::vector<png_bytep> rows;
};

void ask_for_rgba(png_structp codec, png_infop header) {
    png_set_expand(codec);
    png_set_scale_16(codec);
    png_set_gray_to_rgb(codec);
    png_set_add_alpha(codec, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(codec);
    png_read_update_info(codec, header);
}

void read_whole(png_structp codec, PngReading& reading) {
    Pixels& out = reading.out;
    for (std::uint32_t y = 0; y < out.height; ++y) {
        reading.rows.push_back(&out.rgba[std::size_t{y} * out.width * 4]);
    }
    png_read_image(codec, reading.rows.data());
}

// Row by row, so that a picture of 100 million pixels needs no 400 MB.
void read_reduced(png_structp codec, PngReading& reading, RowReducer& reducer) {
    Pixels& out = reading.out;
    for (std::uint32_t y = 0; y < out.height; ++y) {
        for (std::uint32_t i = 0; i < reading.factor; ++i) {
            png_read_row(codec, reading.row.data(), nullptr);
            reducer.add(reading.row.data());
        }
        reducer.take(&out.rgba[std::size_t{y} * out.width * 4]);
    }
}

bool read_png(PngReading& reading, RowReducer& reducer) {
    png_structp codec =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, jump_back, stay_silent);
    png_infop header = png_create_info_struct(codec);
    if (setjmp(png_jmpbuf(codec)) != 0) {
        png_destroy_read_struct(&codec, &header, nullptr);
        return false;
    }
    png_set_read_fn(codec, &reading.source, read_from_source);
    png_set_user_limits(codec, 0x7FFFFFFF, 0x7FFFFFFF);
    png_read_info(codec, header);
    ask_for_rgba(codec, header);
    if (reading.factor == 1) {
        read_whole(codec, reading);
    } else {
        read_reduced(codec, reading, reducer);
    }
    png_destroy_read_struct(&codec, &header, nullptr);
    return true;
}

}  // namespace

std::optional<Pixels> decode_png(std::string_view bytes, const ImageInfo& info,
                                 std::uint32_t width_min) {
    PngReading reading;
    reading.source.bytes = bytes;
    if (width_min != 0 && !info.interlaced) {
        reading.factor = std::clamp(info.width / width_min, 1U, info.height);
    }
    Pixels& out = reading.out;
    out.width = info.width / reading.factor;
    out.height = info.height / reading.factor;
    out.rgba.resize(std::size_t{out.width} * out.height * 4);
    if (reading.factor > 1) reading.row.resize(std::size_t{info.width} * 4);
    RowReducer reducer(info.width, reading.factor);
    if (!read_png(reading, reducer)) return std::nullopt;
    return std::move(out);
}

}  // namespace fabula::drawing
