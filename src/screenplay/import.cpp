#include "screenplay/import.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "screenplay/fdx.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/emphasis.hpp"
#include "screenplay/intake/prose.hpp"
#include "screenplay/intake/readers.hpp"
#include "screenplay/intake/scene_moves.hpp"

namespace fabula::screenplay {

namespace {

constexpr auto kNone = std::string_view::npos;

struct Extension {
    std::string_view ending;  // Lower case.
    SourceKind kind;
};

constexpr std::array kExtensions = {
    Extension{".fountain", SourceKind::Fountain}, Extension{".spmd", SourceKind::Fountain},
    Extension{".fdx", SourceKind::FinalDraft},    Extension{".xml", SourceKind::FinalDraft},
    Extension{".md", SourceKind::Markdown},       Extension{".markdown", SourceKind::Markdown},
    Extension{".html", SourceKind::Html},         Extension{".htm", SourceKind::Html},
    Extension{".xhtml", SourceKind::Html},
};

std::string_view last_part(std::string_view path) {
    const auto slash = path.find_last_of("/\\");
    return slash == kNone ? path : path.substr(slash + 1);
}

std::string_view stem_of(std::string_view file_name) {
    const auto name = last_part(file_name);
    const auto dot = name.rfind('.');
    return dot == kNone || dot == 0 ? name : name.substr(0, dot);
}

bool has_scene_heading(const Document& document) {
    return std::any_of(document.elements.begin(), document.elements.end(), [](const Element& e) {
        return e.type == ElementType::SceneHeading && !e.forced;
    });
}

bool is_markup(SourceKind kind) {
    return kind == SourceKind::FinalDraft || kind == SourceKind::Tei ||
           kind == SourceKind::OpenScreenplay;
}

// By content where it is plain, else by the name's ending, else text.
SourceKind kind_of(std::string_view text, std::string_view file_name) {
    const auto head = trim(text.substr(0, 4096));
    if (head.find("<FinalDraft") != kNone) return SourceKind::FinalDraft;
    if (head.starts_with('<') && is_open_screenplay(head)) return SourceKind::OpenScreenplay;
    if (head.starts_with('<') && is_tei(head)) return SourceKind::Tei;
    if (starts_with_ascii_insensitive(head, "<!doctype html") ||
        starts_with_ascii_insensitive(head, "<html") ||
        (head.starts_with("<?xml") && head.find("<html") != kNone)) {
        return SourceKind::Html;
    }
    if (head.starts_with("<?xml")) return SourceKind::FinalDraft;
    const auto name = to_lower_ascii(last_part(file_name));
    for (const auto& extension : kExtensions) {
        if (name.ends_with(extension.ending)) return extension.kind;
    }
    return SourceKind::PlainText;
}

// "the_last-tram v2" from a file's name reads "the last tram v2".
std::string title_from(std::string_view file_name) {
    std::string title(trim(stem_of(file_name)));
    std::replace(title.begin(), title.end(), '_', ' ');
    if (title.find(' ') == std::string::npos) std::replace(title.begin(), title.end(), '-', ' ');
    std::erase_if(title, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!is_utf8(title)) title.clear();
    return title.empty() ? "Untitled" : title;
}

std::string title_of(const Document& document, std::string_view file_name) {
    for (const auto& entry : document.title_page) {
        if (fold(entry.key) != "title") continue;
        std::string title;
        for (const auto& value : entry.values) {
            if (!title.empty()) title.push_back(' ');
            title.append(trim(read_styled(value).text));
        }
        if (!title.empty()) return title;
    }
    return title_from(file_name);
}

// In order, without those that touch an earlier one.
void settle(std::vector<ImportDoubt>& doubts) {
    std::stable_sort(doubts.begin(), doubts.end(),
                     [](const auto& a, const auto& b) { return a.range.from < b.range.from; });
    std::uint32_t end = 0;
    std::erase_if(doubts, [&](const ImportDoubt& doubt) {
        if (doubt.range.from < end) return true;
        end = std::max(doubt.range.to, doubt.range.from);
        return false;
    });
}

void add_doubts(Imported& out, const Document& document) {
    for (const auto& diagnostic : all_diagnostics(document)) {
        if (diagnostic.severity != Severity::Doubt) continue;
        out.doubts.push_back(
            {diagnostic.range, diagnostic.code, diagnostic.message, diagnostic.suggestion});
    }
    if (is_prose(out.format)) {
        auto moves = find_scene_moves(document, out.text);
        std::move(moves.begin(), moves.end(), std::back_inserter(out.doubts));
    }
    settle(out.doubts);
}

// What was not Fountain before is not what the file holds.
void rewrite(Imported& out, const Document& document) {
    out.text = print_fountain(document);
    out.format = document.format;
    out.form = {};
}

// Pages that are not the usual ones stay so.
void keep_layout(Document& document, std::string words) {
    if (words.empty()) return;
    document.title_page.push_back({"Fmt", {std::move(words)}});
}

void take(Imported& out, ReadScript script) {
    out.refusal = std::move(script.refusal);
    for (auto& repair : script.repairs) out.repairs.push_back(std::move(repair));
    rewrite(out, script.document);
}

ReadScript read_parts(SourceKind kind, const std::vector<SourcePart>& parts) {
    switch (kind) {
        case SourceKind::OpenScreenplay: return read_open_screenplay(parts.front().bytes);
        case SourceKind::Celtx: return read_celtx(parts);
        case SourceKind::Word: return read_docx(parts);
        case SourceKind::OpenDocument: return read_odt(parts);
        case SourceKind::Pdf: return read_pdf_layout(parts.front().bytes);
        default: return refused_script("The file holds no story text.");
    }
}

void read_source(Imported& out) {
    switch (out.kind) {
        case SourceKind::Fountain:
            out.format = named_format(parse_fountain(out.text)).value_or(Format::Screenplay);
            return;
        case SourceKind::FinalDraft: {
            auto script = read_fdx(out.text);
            out.refusal = std::move(script.refusal);
            for (auto& repair : script.repairs) out.repairs.push_back(std::move(repair));
            if (!out.refusal) keep_layout(script.document, std::move(script.layout));
            out.original = std::move(out.text);
            return rewrite(out, script.document);
        }
        case SourceKind::PlainText:
            if (const auto script = parse_fountain(out.text);
                has_scene_heading(script) || named_format(script)) {
                out.kind = SourceKind::Fountain;
                out.format = named_format(script).value_or(Format::Screenplay);
                return;
            }
            return rewrite(out, read_plain_prose(out.text));
        case SourceKind::Markdown: return rewrite(out, read_markdown(out.text));
        case SourceKind::Html: return rewrite(out, read_html(out.text));
        case SourceKind::OpenScreenplay: return take(out, read_open_screenplay(out.text));
        case SourceKind::Tei: return take(out, read_tei(out.text));
        default: return;
    }
}

Imported refused(std::string why) {
    Imported out;
    out.refusal = std::move(why);
    return out;
}

bool has_content(const Document& document) {
    return !document.elements.empty() || !document.title_page.empty();
}

// Title and doubts of what was read; a refusal leaves nothing else.
Imported finish(Imported out, std::string_view file_name, std::size_t text_bytes_max) {
    if (out.refusal) return refused(std::move(*out.refusal));
    if (out.text.size() > text_bytes_max) {
        return refused("The script is longer than " + std::to_string(text_bytes_max / 1'000'000) +
                       " MB.");
    }
    const auto document = parse_fountain(out.text, out.format);
    if (!has_content(document)) return refused("The file holds no story text.");
    out.title = title_of(document, file_name);
    add_doubts(out, document);
    return out;
}

}  // namespace

std::string_view name_of(SourceKind kind) noexcept {
    switch (kind) {
        case SourceKind::Fountain: return "Fountain";
        case SourceKind::FinalDraft: return "Final Draft";
        case SourceKind::PlainText: return "plain text";
        case SourceKind::Markdown: return "Markdown";
        case SourceKind::Html: return "HTML";
        case SourceKind::Tei: return "TEI";
        case SourceKind::OpenScreenplay: return "Fade In";
        case SourceKind::Highland: return "Highland";
        case SourceKind::Celtx: return "Celtx";
        case SourceKind::Word: return "Word";
        case SourceKind::OpenDocument: return "OpenDocument";
        case SourceKind::Pdf: return "PDF";
    }
    return {};
}

Imported import_text(std::string_view bytes, std::string_view file_name,
                     std::size_t text_bytes_max) {
    auto normalised = normalise_text(bytes);
    if (normalised.refusal) return refused(std::move(*normalised.refusal));
    Imported out;
    out.kind = kind_of(normalised.text, file_name);
    if (!is_markup(out.kind) && normalised.text.size() > text_bytes_max) {
        return refused("The text is longer than " + std::to_string(text_bytes_max / 1'000'000) +
                       " MB.");
    }
    out.text = std::move(normalised.text);
    out.encoding = std::move(normalised.encoding);
    out.form = std::move(normalised.form);
    out.repairs = std::move(normalised.repairs);
    read_source(out);
    return finish(std::move(out), file_name, text_bytes_max);
}

Imported import_parts(SourceKind kind, const std::vector<SourcePart>& parts,
                      std::string_view file_name, std::size_t text_bytes_max) {
    if (parts.empty()) return refused("The file holds no story text.");
    if (kind == SourceKind::Highland) {
        const auto name = std::string(stem_of(file_name)) + ".fountain";
        auto out = import_text(parts.front().bytes, name, text_bytes_max);
        out.kind = kind;
        out.form = {};
        return out;
    }
    Imported out;
    out.kind = kind;
    out.encoding = "UTF-8";
    take(out, read_parts(kind, parts));
    return finish(std::move(out), file_name, text_bytes_max);
}

std::string apply_suggestions(std::string_view text, std::vector<Suggestion> accepted) {
    std::stable_sort(accepted.begin(), accepted.end(),
                     [](const auto& a, const auto& b) { return a.range.from < b.range.from; });
    std::string out;
    std::size_t at = 0;
    std::uint32_t units = 0;
    for (const auto& suggestion : accepted) {
        if (suggestion.range.from < units || suggestion.range.to < suggestion.range.from) continue;
        const auto rest = text.substr(at);
        const auto from = byte_offset_of(rest, suggestion.range.from - units);
        const auto to = byte_offset_of(rest, suggestion.range.to - units);
        if (!from || !to) continue;
        out.append(rest.substr(0, *from)).append(suggestion.text);
        at += *to;
        units = suggestion.range.to;
    }
    return out.append(text.substr(at));
}

}  // namespace fabula::screenplay
