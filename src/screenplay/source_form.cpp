#include "screenplay/source_form.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "screenplay/intake/encodings.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

struct Signature {
    std::string_view bytes;
    std::string_view name;
};

constexpr std::array kOtherFiles = {
    Signature{"%PDF", "a PDF"},
    Signature{"PK\x03\x04", "a ZIP archive or an office document"},
    Signature{"\xD0\xCF\x11\xE0", "an old office document"},
    Signature{"{\\rtf", "an RTF document"},
    Signature{"\x89PNG", "a picture"},
    Signature{"\xFF\xD8\xFF", "a picture"},
    Signature{"GIF8", "a picture"},
    Signature{"\x1F\x8B", "a compressed file"},
    Signature{"\x7F"
              "ELF",
              "a program"},
    Signature{"SQLite format 3", "a database"},
};

std::string_view text_of(char end) noexcept {
    return end == 'w' ? "\r\n" : end == 'r' ? "\r" : "\n";
}

class LineEnds {
public:
    void add(char end) {
        if (end == last_) {
            ++count_;
            return;
        }
        flush();
        last_ = end;
        count_ = 1;
    }
    std::string take() {
        flush();
        const bool plain = runs_.empty() || runs_.find_first_of("wr") == std::string::npos;
        return plain ? std::string() : std::move(runs_);
    }

private:
    void flush() {
        if (count_ > 1) runs_.append(std::to_string(count_));
        if (count_ > 0) runs_.push_back(last_);
    }

    std::string runs_;
    char last_ = 0;
    std::size_t count_ = 0;
};

std::string unify_line_ends(std::string_view text, std::string& line_ends) {
    if (text.find('\r') == std::string_view::npos) return std::string(text);
    std::string out;
    out.reserve(text.size());
    LineEnds ends;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r' && text[at] != '\n') {
            out.push_back(text[at]);
            continue;
        }
        const bool pair = text.substr(at, 2) == "\r\n";
        ends.add(pair ? 'w' : text[at] == '\r' ? 'r' : 'l');
        out.push_back('\n');
        if (pair) ++at;
    }
    line_ends = ends.take();
    return out;
}

struct LineEndRun {
    std::size_t count = 1;
    char end = 'l';
};

std::vector<LineEndRun> read_runs(std::string_view line_ends) {
    std::vector<LineEndRun> runs;
    std::size_t count = 0;
    for (const char c : line_ends) {
        if (c >= '0' && c <= '9') {
            count =
                std::min<std::size_t>(count * 10 + static_cast<std::size_t>(c - '0'), 1U << 30U);
        } else {
            runs.push_back({count == 0 ? 1 : count, c});
            count = 0;
        }
    }
    return runs;
}

char most_common(const std::vector<LineEndRun>& runs) {
    std::array<std::size_t, 3> counts{};
    constexpr std::string_view letters = "lwr";
    for (const auto& run : runs) {
        const auto which = letters.find(run.end);
        if (which < counts.size()) counts[which] += run.count;
    }
    return letters[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                            counts.begin())];
}

NormalisedText refuse(std::string why) {
    NormalisedText out;
    out.refusal = std::move(why);
    return out;
}

std::string at_byte(std::size_t at) {
    return "(at byte " + std::to_string(at + 1) + ")";
}

// Where UTF-8 holds half of a surrogate pair, from `from` on; npos where it does not.
std::size_t find_surrogate(std::string_view bytes, std::size_t from = 0) noexcept {
    for (auto at = bytes.find('\xED', from); at != std::string_view::npos;
         at = bytes.find('\xED', at + 1)) {
        const auto tail = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
        if (at + 2 < bytes.size() && tail(1) >= 0xA0 && tail(1) <= 0xBF &&
            (tail(2) & 0xC0U) == 0x80) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::size_t count_surrogates(std::string_view bytes) noexcept {
    std::size_t count = 0;
    for (auto at = find_surrogate(bytes); at != std::string_view::npos;
         at = find_surrogate(bytes, at + 3)) {
        ++count;
    }
    return count;
}

std::optional<std::string> refuse_bytes(std::string_view bytes) {
    if (bytes.empty()) return "The file is empty.";
    for (const auto& other : kOtherFiles) {
        if (bytes.starts_with(other.bytes)) {
            return "This is " + std::string(other.name) + ", not a text file.";
        }
    }
    return std::nullopt;
}

std::optional<std::string> refuse_text(std::string_view text) {
    const auto nul = text.find('\0');
    if (nul != std::string_view::npos) {
        return "The file holds a NUL character " + at_byte(nul) + ", so it is not text.";
    }
    const auto controls = std::count_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' &&
               c != '\f';
    });
    if (static_cast<std::size_t>(controls) * 20 > text.size()) {
        return "The file is full of control characters, so it is not text.";
    }
    if (text.find_first_not_of(" \t\r\n\f") == std::string_view::npos) {
        return "The file holds nothing but blanks.";
    }
    return std::nullopt;
}

// Bytes to UTF-8, line ends as they are.
NormalisedText decode_utf16_file(std::string_view bytes, ByteOrder order) {
    auto decoded = decode_utf16(bytes, order);
    if (decoded.fault) {
        return refuse("The file is UTF-16 and holds half of a character " +
                      at_byte(*decoded.fault) + ".");
    }
    NormalisedText out;
    out.text = std::move(decoded.text);
    out.encoding = "UTF-16";
    return out;
}

NormalisedText decode_other(std::string_view bytes) {
    NormalisedText out;
    auto mixed = decode_mixed(bytes);
    if (mixed.sequences > mixed.strays) {
        out.text = std::move(mixed.text);
        out.encoding = "UTF-8";
        out.repairs.push_back(std::to_string(mixed.strays) +
                              (mixed.strays == 1 ? " byte was" : " bytes were") +
                              " not UTF-8 like the rest and read as Windows-1252.");
        return out;
    }
    const auto encoding = guess_single_byte(bytes);
    out.text = decode_single_byte(bytes, encoding);
    out.encoding = encoding == SingleByte::MacRoman ? "Mac Roman" : "Windows-1252";
    return out;
}

NormalisedText decode_file(std::string_view bytes) {
    if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
        bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
        return refuse("The file is UTF-32; save it as UTF-8.");
    }
    if (bytes.starts_with("\xFF\xFE")) return decode_utf16_file(bytes.substr(2), ByteOrder::Little);
    if (bytes.starts_with("\xFE\xFF")) return decode_utf16_file(bytes.substr(2), ByteOrder::Big);
    if (const auto order = guess_utf16(bytes)) return decode_utf16_file(bytes, *order);
    const bool mark = bytes.starts_with(kMark);
    const auto body = mark ? bytes.substr(kMark.size()) : bytes;
    if (!is_utf8(body)) {
        const auto half = find_surrogate(body);
        if (half != std::string_view::npos &&
            decode_mixed(body).strays == 3 * count_surrogates(body)) {
            return refuse("The file is UTF-8 and holds half of a character " + at_byte(half) + ".");
        }
        return decode_other(body);
    }
    NormalisedText out;
    out.text = body;
    out.encoding = "UTF-8";
    out.form.byte_order_mark = mark;
    out.form.exact = true;
    return out;
}

void mend_text(NormalisedText& out) {
    // Text may have been decoded wrongly more than once.
    for (int pass = 0; pass < 3; ++pass) {
        auto mended = mend_double_decoding(out.text);
        if (!mended) return;
        out.text = std::move(mended->text);
        out.form.exact = false;
        out.form.byte_order_mark = false;
        out.repairs.push_back("UTF-8 had been read as " + std::string(mended->read_as) + ": “" +
                              mended->example_wrong + "” is “" + mended->example_mended +
                              "” again, and so in " + std::to_string(mended->places) +
                              (mended->places == 1 ? " place." : " places."));
    }
}

}  // namespace

std::string restore(std::string_view text, const SourceForm& form) {
    std::string out(form.byte_order_mark ? kMark : std::string_view());
    if (form.line_ends.empty()) return out.append(text);
    const auto runs = read_runs(form.line_ends);
    const char rest = most_common(runs);
    std::size_t run = 0;
    std::size_t used = 0;
    for (const char c : text) {
        if (c != '\n') {
            out.push_back(c);
            continue;
        }
        out.append(text_of(run < runs.size() ? runs[run].end : rest));
        if (run < runs.size() && ++used == runs[run].count) {
            ++run;
            used = 0;
        }
    }
    return out;
}

NormalisedText normalise_text(std::string_view bytes) {
    if (auto why = refuse_bytes(bytes)) return refuse(std::move(*why));
    auto out = decode_file(bytes);
    if (out.refusal) return out;
    if (auto why = refuse_text(out.text)) return refuse(std::move(*why));
    mend_text(out);
    out.text = unify_line_ends(out.text, out.form.line_ends);
    return out;
}

}  // namespace fabula::screenplay
