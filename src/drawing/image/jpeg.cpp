#include <cstdio>  // jpeglib.h uses FILE without including it.
//
#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>

#include "drawing/image/codecs.hpp"

namespace fabula::drawing {

namespace {

// libjpeg reports a fatal error by a function that must not return; it jumps back here.
struct JpegErrors {
    jpeg_error_mgr base;
    std::jmp_buf back;
};

void jump_back(j_common_ptr codec) {
    std::longjmp(reinterpret_cast<JpegErrors*>(codec->err)->back, 1);
}
void stay_silent(j_common_ptr, int) {}

// A progressive file may repeat scans without end, each as costly as the whole picture.
void limit_scans(j_common_ptr codec) {
    static constexpr int kScansMax = 100;
    const auto* decoder = reinterpret_cast<j_decompress_ptr>(codec);
    if (decoder->input_scan_number > kScansMax) jump_back(codec);
}

jpeg_error_mgr* prepare(JpegErrors& errors) {
    jpeg_error_mgr* base = jpeg_std_error(&errors.base);
    base->error_exit = jump_back;
    base->emit_message = stay_silent;
    return base;
}

// Eighths by which the decoder may shrink: the powers of two have fast transforms.
unsigned eighths_for(std::uint32_t stored_width, std::uint32_t width_min) {
    unsigned eighths = 8;
    if (width_min == 0) return eighths;
    while (eighths > 1 && std::uint64_t{stored_width} * (eighths / 2) / 8 >= width_min) {
        eighths /= 2;
    }
    return eighths;
}

// Inks to light; Adobe's files hold the paper that each ink leaves free.
void convert_cmyk_row(std::uint8_t* row, std::uint32_t width, bool inverted) {
    for (std::uint32_t x = 0; x < width; ++x, row += 4) {
        unsigned free[4];
        for (int i = 0; i < 4; ++i) free[i] = inverted ? row[i] : 255U - row[i];
        for (int i = 0; i < 3; ++i) row[i] = static_cast<std::uint8_t>(free[i] * free[3] / 255);
        row[3] = 255;
    }
}

// Reads into `out`, which the caller owns: nothing here may need a destructor when errors jump.
bool read_jpeg(std::string_view bytes, const ImageInfo& info, std::uint32_t width_min,
               Pixels& out) {
    jpeg_decompress_struct codec;
    JpegErrors errors;
    jpeg_progress_mgr progress{};
    progress.progress_monitor = limit_scans;
    codec.err = prepare(errors);
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_decompress(&codec);
        return false;
    }
    jpeg_create_decompress(&codec);
    codec.progress = &progress;
    jpeg_mem_src(&codec, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&codec, TRUE);
    const bool inks = codec.num_components == 4;
    codec.out_color_space = inks ? JCS_CMYK : JCS_EXT_RGBA;
    codec.scale_num = eighths_for(codec.image_width, width_min);
    codec.scale_denom = 8;
    jpeg_start_decompress(&codec);
    out.width = codec.output_width;
    out.height = codec.output_height;
    out.rgba.resize(std::size_t{out.width} * out.height * 4);
    while (codec.output_scanline < codec.output_height) {
        JSAMPROW row = &out.rgba[std::size_t{codec.output_scanline} * out.width * 4];
        jpeg_read_scanlines(&codec, &row, 1);
        if (inks) convert_cmyk_row(row, out.width, info.inverted);
    }
    jpeg_finish_decompress(&codec);
    jpeg_destroy_decompress(&codec);
    return true;
}

// `file` is owned by the caller and freed there, whether or not writing came to its end.
bool write_jpeg(const std::uint8_t* rgb, std::uint32_t width, std::uint32_t height, int quality,
                unsigned char** file, unsigned long* size) {
    jpeg_compress_struct codec;
    JpegErrors errors;
    codec.err = prepare(errors);
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_compress(&codec);
        return false;
    }
    jpeg_create_compress(&codec);
    jpeg_mem_dest(&codec, file, size);
    codec.image_width = width;
    codec.image_height = height;
    codec.input_components = 3;
    codec.in_color_space = JCS_RGB;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, quality, TRUE);
    codec.comp_info[0].h_samp_factor = codec.comp_info[0].v_samp_factor = 1;
    codec.optimize_coding = TRUE;
    jpeg_start_compress(&codec, TRUE);
    while (codec.next_scanline < height) {
        auto* row = const_cast<JSAMPROW>(rgb + std::size_t{codec.next_scanline} * width * 3);
        jpeg_write_scanlines(&codec, &row, 1);
    }
    jpeg_finish_compress(&codec);
    jpeg_destroy_compress(&codec);
    return true;
}

std::vector<std::uint8_t> over_white(const Pixels& pixels) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(pixels.rgba.size() / 4 * 3);
    for (std::size_t at = 0; at < pixels.rgba.size(); at += 4) {
        const unsigned alpha = pixels.rgba[at + 3];
        for (std::size_t i = 0; i < 3; ++i) {
            rgb.push_back(static_cast<std::uint8_t>(
                (pixels.rgba[at + i] * alpha + 255 * (255 - alpha) + 127) / 255));
        }
    }
    return rgb;
}

}  // namespace

std::optional<Pixels> decode_jpeg(std::string_view bytes, const ImageInfo& info,
                                  std::uint32_t width_min) {
    // What is wide when shown is high in a file that lies on its side.
    const std::uint32_t stored_min =
        info.orientation >= 5
            ? static_cast<std::uint32_t>(std::uint64_t{width_min} * info.height / info.width)
            : width_min;
    Pixels pixels;
    if (!read_jpeg(bytes, info, width_min == 0 ? 0 : std::max(stored_min, 1U), pixels)) {
        return std::nullopt;
    }
    return pixels;
}

std::string encode_jpeg(const Pixels& pixels, int quality) {
    const auto rgb = over_white(pixels);
    unsigned char* file = nullptr;
    unsigned long size = 0;
    std::string out;
    if (write_jpeg(rgb.data(), pixels.width, pixels.height, quality, &file, &size)) {
        out.assign(reinterpret_cast<const char*>(file), size);
    }
    std::free(file);
    return out;
}

}  // namespace fabula::drawing
