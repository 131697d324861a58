#include "drawing/outside_fonts.hpp"

#include <fcntl.h>
#include <hb-ot.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <system_error>

#include "base/text.hpp"

namespace fabula::drawing {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 20'000;  // Of all folders together.
constexpr unsigned kFontsPerFileMax = 64;

struct FaceDeleter {
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};
struct FontDeleter {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

// A font that may be used.
struct Candidate {
    fs::path file;
    unsigned index = 0;
    std::unique_ptr<hb_font_t, FontDeleter> font{};
    std::string_view bytes{};
    double weight = 400;
    bool italic = false;
    bool typewriter = false;
    bool named_folder = false;
    std::optional<std::size_t> number{};  // Where it has been answered.
};

// The file in memory as long as the program runs; empty where it cannot be read.
std::string_view map_file(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return {};
    struct stat status {};
    void* start = MAP_FAILED;
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        start = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE,
                       file, 0);
    }
    ::close(file);
    if (start == MAP_FAILED) return {};
    return {static_cast<const char*>(start), static_cast<std::size_t>(status.st_size)};
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
    hb_blob_t* table = hb_face_reference_table(face, tag);
    const bool there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return there;
}

// Outlines that a PDF can hold: TrueType, or CFF that does not vary.
bool has_outlines(hb_face_t* face) {
    return has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
           has_table(face, HB_TAG('C', 'F', 'F', ' '));
}

// fsType 2 in OS/2: "must not be embedded".
bool may_be_embedded(hb_face_t* face) {
    hb_blob_t* table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned length = 0;
    const char* data = hb_blob_get_data(table, &length);
    const bool forbidden = length > 9 && (static_cast<unsigned char>(data[9]) & 0x0FU) == 2;
    hb_blob_destroy(table);
    return !forbidden;
}

bool is_font_file(const fs::path& path) {
    const std::string ending = to_lower_ascii(path.extension().string());
    return ending == ".ttf" || ending == ".otf" || ending == ".ttc" || ending == ".otc";
}

std::string postscript_name(hb_face_t* face) {
    std::array<char, 64> text{};
    unsigned size = text.size();
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        text.data());
    std::string name;
    for (const char c : std::string_view(text.data(), std::min<std::size_t>(size, 63))) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (plain) name += c;
    }
    return name.empty() ? "Unnamed" : name;
}

// Of Linux and of macOS.
constexpr std::array<const char*, 4> kSystemFolders = {"/usr/share/fonts", "/usr/local/share/fonts",
                                                       "/System/Library/Fonts", "/Library/Fonts"};

class Registry {
public:
    void set_folders(std::vector<fs::path> folders, SystemFonts system) {
        const std::lock_guard lock(mutex_);
        named_folders_ = std::move(folders);
        system_ = system;
        scanned_ = false;
        candidates_.clear();
        known_.clear();
    }

    std::optional<std::size_t> find(char32_t code, const FontStyle& style) {
        const std::lock_guard lock(mutex_);
        if (!scanned_) scan();
        const auto key = std::make_pair(code, style_key(style));
        const auto known = known_.find(key);
        if (known != known_.end()) return known->second;
        return known_[key] = choose(code, style);
    }

    const OutsideFont& at(std::size_t number) {
        const std::lock_guard lock(mutex_);
        return answered_.at(number);
    }

private:
    static int style_key(const FontStyle& style) {
        return (style.bold ? 1 : 0) | (style.italic ? 2 : 0) | (style.typewriter ? 4 : 0);
    }

    void scan() {
        scanned_ = true;
        for (const auto& folder : named_folders_) scan_folder(folder, true);
        if (system_ == SystemFonts::Ignore) return;
        for (const char* folder : kSystemFolders) scan_folder(folder, false);
    }

    void scan_folder(const fs::path& folder, bool named) {
        std::error_code error;
        std::vector<fs::path> files;
        fs::recursive_directory_iterator entry(
            folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
            if (files.size() == kFilesMax) break;
            if (is_font_file(entry->path())) files.push_back(entry->path());
        }
        std::sort(files.begin(), files.end());  // The same answer on every run.
        for (const auto& file : files) add_file(file, named);
    }

    void add_file(const fs::path& file, bool named) {
        const auto bytes = map_file(file);
        if (bytes.empty()) return;
        hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                         HB_MEMORY_MODE_READONLY, nullptr, nullptr);
        const unsigned count = std::min(hb_face_count(blob), kFontsPerFileMax);
        bool used = false;
        for (unsigned index = 0; index < count; ++index) {
            const std::unique_ptr<hb_face_t, FaceDeleter> face(hb_face_create(blob, index));
            if (!has_outlines(face.get()) || !may_be_embedded(face.get())) continue;
            Candidate& candidate = candidates_.emplace_back();
            candidate.file = file;
            candidate.index = index;
            candidate.bytes = bytes;
            candidate.named_folder = named;
            candidate.font.reset(hb_font_create(face.get()));
            hb_font_t* font = candidate.font.get();
            candidate.weight = static_cast<double>(hb_style_get_value(font, HB_STYLE_TAG_WEIGHT));
            candidate.italic = hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0 ||
                               hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE) != 0;
            candidate.typewriter = file.filename().string().find("Mono") != std::string::npos;
            used = true;
        }
        hb_blob_destroy(blob);
        if (!used) ::munmap(const_cast<char*>(bytes.data()), bytes.size());
    }

    // Less is better. A named folder is there to be used.
    static double distance(const Candidate& font, const FontStyle& style) {
        return (font.named_folder ? 0 : 100) +
               std::abs(font.weight - (style.bold ? 700 : 400)) / 100 +
               (font.italic != style.italic ? 3 : 0) +
               (font.typewriter != style.typewriter ? 0.5 : 0);
    }

    std::optional<std::size_t> choose(char32_t code, const FontStyle& style) {
        Candidate* best = nullptr;
        double least = 0;
        for (Candidate& candidate : candidates_) {
            hb_codepoint_t glyph = 0;
            if (!hb_font_get_nominal_glyph(candidate.font.get(), code, &glyph) || glyph == 0) {
                continue;
            }
            // One font for one script: one that is in use wins where both would do.
            const double away = distance(candidate, style) - (candidate.number ? 0.1 : 0);
            if (best != nullptr && away >= least) continue;
            best = &candidate;
            least = away;
        }
        if (best == nullptr) return std::nullopt;
        if (!best->number) {
            best->number = answered_.size();
            answered_.push_back(
                {postscript_name(hb_font_get_face(best->font.get())), best->bytes, best->index});
        }
        return best->number;
    }

    std::mutex mutex_;
    std::vector<fs::path> named_folders_;
    SystemFonts system_ = SystemFonts::Search;
    bool scanned_ = false;
    std::deque<Candidate> candidates_;
    std::deque<OutsideFont> answered_;
    std::map<std::pair<char32_t, int>, std::optional<std::size_t>> known_;
};

Registry& registry() {
    static Registry fonts;
    return fonts;
}

}  // namespace

void set_font_folders(std::vector<fs::path> folders, SystemFonts system) {
    registry().set_folders(std::move(folders), system);
}

std::optional<std::size_t> find_outside_font(char32_t code_point, const FontStyle& style) {
    return registry().find(code_point, style);
}

const OutsideFont& outside_font(std::size_t number) {
    return registry().at(number);
}

}  // namespace fabula::drawing
