#include "source/source.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "source/archive.hpp"
#include "source/pdf_words.hpp"

namespace fabula::source {

namespace {

using screenplay::Imported;
using screenplay::SourceKind;
using screenplay::SourcePart;

Imported refused(std::string why) {
    Imported out;
    out.refusal = std::move(why);
    return out;
}

// The part of a name behind its last slash.
std::string_view base_name(std::string_view name) {
    return name.substr(name.rfind('/') + 1);
}

bool is_word_body(std::string_view name) {
    return name.starts_with("word/document") && name.ends_with(".xml");
}

bool is_highland_body(std::string_view name) {
    const auto base = to_lower_ascii(base_name(name));
    return base == "text.md" || base == "text.fountain" || base.ends_with(".fountain");
}

bool is_celtx_body(std::string_view name) {
    const auto base = to_lower_ascii(base_name(name));
    return base.starts_with("script") && base.ends_with(".html");
}

struct ArchiveKind {
    SourceKind kind;
    bool (*is_body)(std::string_view name);
    std::vector<std::string_view> beside;  // Names of further parts, each where it is there.
};

const std::array<ArchiveKind, 5>& archive_kinds() {
    static const std::array<ArchiveKind, 5> kinds{
        ArchiveKind{SourceKind::Word, is_word_body, {"word/styles.xml", "docProps/core.xml"}},
        ArchiveKind{SourceKind::OpenDocument,
                    [](std::string_view name) { return name == "content.xml"; },
                    {"styles.xml", "meta.xml"}},
        ArchiveKind{SourceKind::OpenScreenplay,
                    [](std::string_view name) { return name == "document.xml"; },
                    {}},
        ArchiveKind{SourceKind::Celtx, is_celtx_body, {"project.rdf"}},
        ArchiveKind{SourceKind::Highland, is_highland_body, {}},
    };
    return kinds;
}

const ArchiveEntry* find_body(const Archive& archive, const ArchiveKind& kind) {
    const auto& entries = archive.entries();
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const ArchiveEntry& entry) {
        return !entry.name.starts_with("__MACOSX/") && kind.is_body(entry.name);
    });
    return found == entries.end() ? nullptr : &*found;
}

// The body first.
std::vector<SourcePart> read_parts(Archive& archive, const ArchiveKind& kind,
                                   const ArchiveEntry& body) {
    std::vector<const ArchiveEntry*> wanted{&body};
    for (const auto name : kind.beside) {
        if (const auto* entry = archive.find(name)) wanted.push_back(entry);
    }
    std::vector<SourcePart> parts;
    for (const auto* entry : wanted) {
        const auto name = entry->name;
        auto bytes = archive.read(*entry);
        if (!bytes) break;
        parts.push_back({name, std::move(*bytes)});
    }
    return parts;
}

Imported import_archive(std::string_view bytes, std::string_view file_name,
                        std::size_t text_bytes_max) {
    Archive archive(bytes);
    if (archive.refusal()) return refused(*archive.refusal());
    for (const auto& kind : archive_kinds()) {
        const auto* body = find_body(archive, kind);
        if (body == nullptr) continue;
        const auto parts = read_parts(archive, kind, *body);
        if (archive.refusal()) return refused(*archive.refusal());
        return screenplay::import_parts(kind.kind, parts, file_name, text_bytes_max);
    }
    return refused(
        "This archive holds no script: it is no .docx, .odt, .fadein, .highland or .celtx.");
}

Imported import_pdf(std::string_view bytes, std::string_view file_name,
                    std::size_t text_bytes_max) {
    auto words = read_pdf_words(bytes);
    if (words.refusal) return refused(std::move(*words.refusal));
    return screenplay::import_parts(SourceKind::Pdf, {{"words", std::move(words.xml)}}, file_name,
                                    text_bytes_max);
}

}  // namespace

Imported import_file(std::string_view bytes, std::string_view file_name,
                     std::size_t text_bytes_max) {
    if (is_pdf(bytes, file_name)) return import_pdf(bytes, file_name, text_bytes_max);
    if (is_archive(bytes)) return import_archive(bytes, file_name, text_bytes_max);
    return screenplay::import_text(bytes, file_name, text_bytes_max);
}

}  // namespace fabula::source
