// Any story file to stored text: kind and encoding found, repairs and doubts in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"
#include "screenplay/source_form.hpp"

namespace fabula::screenplay {

enum class SourceKind : std::uint8_t {
    Fountain,
    FinalDraft,
    PlainText,
    Markdown,
    Html,
    Tei,
    OpenScreenplay,  // Fade In's XML: .fadein, .osf.
    Highland,
    Celtx,
    Word,
    OpenDocument,
    Pdf,
};

// "Fountain", "Final Draft", "plain text", …: for people.
std::string_view name_of(SourceKind kind) noexcept;

// A place where the text may mean otherwise; its index in Imported::doubts names it.
struct ImportDoubt {
    Range range;  // Of Imported::text. Ascending; no two overlap.
    std::string code;
    std::string message;     // One sentence.
    std::string suggestion;  // Text for the range; empty: nothing to write.
};

struct Imported {
    SourceKind kind = SourceKind::Fountain;
    Format format = Format::Screenplay;
    std::string text;   // Stored text.
    // A Final Draft file as it came, in UTF-8: what merge_fdx takes, so that nothing is lost that
    // the text cannot say. Else empty.
    std::string original;
    std::string title;  // From the title page, else from the file name.
    std::string encoding;
    SourceForm form;
    std::vector<std::string> repairs;
    std::vector<ImportDoubt> doubts;
    std::optional<std::string> refusal;  // One sentence with the cause; the rest is then empty.
};

// Text beyond this is refused, in bytes; files with embedded pictures may be larger.
inline constexpr std::size_t kTextBytesMax = 20'000'000;

// `file_name` decides where the content leaves a choice; only its last part is looked at.
// Text longer than `text_bytes_max` is refused.
Imported import_text(std::string_view bytes, std::string_view file_name,
                     std::size_t text_bytes_max = kTextBytesMax);

// A file out of an archive, or what another program read out of one.
struct SourcePart {
    std::string name;
    std::string bytes;
};

// The same for a file whose text is inside of others: `parts` holds the body first, then what it
// needs (styles, metadata), each where it is there.
Imported import_parts(SourceKind kind, const std::vector<SourcePart>& parts,
                      std::string_view file_name, std::size_t text_bytes_max = kTextBytesMax);

struct Suggestion {
    Range range;
    std::string text;
};

// The text with the suggestions written in. Ranges are of `text`, in any order; one that overlaps
// an earlier one or lies outside of the text is left out.
std::string apply_suggestions(std::string_view text, std::vector<Suggestion> accepted);

}  // namespace fabula::screenplay
