// Build tool: subset_font IN OUT FROM-TO… writes the font with only these characters (hexadecimal
// ranges) and without hints, so that a face for a few scripts stays small inside the program.
#include <hb-subset.h>
#include <hb.h>

#include <cstdio>
#include <cstdlib>

int main(int argument_count, char** arguments) {
    if (argument_count < 4) {
        std::fputs("usage: subset_font IN OUT FROM-TO...\n", stderr);
        return 2;
    }
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(arguments[1]);
    if (blob == nullptr) {
        std::fprintf(stderr, "%s cannot be read\n", arguments[1]);
        return 1;
    }
    hb_face_t* face = hb_face_create(blob, 0);
    hb_subset_input_t* input = hb_subset_input_create_or_fail();
    for (int i = 3; i < argument_count; ++i) {
        char* rest = nullptr;
        const auto from = std::strtoul(arguments[i], &rest, 16);
        const auto to = *rest == '-' ? std::strtoul(rest + 1, nullptr, 16) : from;
        hb_set_add_range(hb_subset_input_unicode_set(input), static_cast<hb_codepoint_t>(from),
                         static_cast<hb_codepoint_t>(to));
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    hb_face_t* subset = hb_subset_or_fail(face, input);
    if (subset == nullptr) {
        std::fprintf(stderr, "%s cannot be made smaller\n", arguments[1]);
        return 1;
    }
    hb_blob_t* out = hb_face_reference_blob(subset);
    unsigned length = 0;
    const char* bytes = hb_blob_get_data(out, &length);
    std::FILE* file = std::fopen(arguments[2], "wb");
    if (file == nullptr || std::fwrite(bytes, 1, length, file) != length ||
        std::fclose(file) != 0) {
        std::fprintf(stderr, "%s cannot be written\n", arguments[2]);
        return 1;
    }
    return 0;
}
