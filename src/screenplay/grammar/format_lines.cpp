#include "screenplay/grammar/format_lines.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/grammar/classify.hpp"
#include "screenplay/grammar/lines.hpp"

namespace fabula::screenplay {

namespace {

struct LabelWord {
    std::string_view word;  // Upper case.
    FormatLine line;
};

// English, German, French, Spanish, Italian, Portuguese.
constexpr auto kComicWords = std::to_array<LabelWord>({
    {"PAGE", FormatLine::Page},
    {"PAGES", FormatLine::Page},
    {"SEITE", FormatLine::Page},
    {"SEITEN", FormatLine::Page},
    {"PLANCHE", FormatLine::Page},
    {"PÁGINA", FormatLine::Page},
    {"PAGINA", FormatLine::Page},
    {"TAVOLA", FormatLine::Page},
    {"SPREAD", FormatLine::Page},
    {"PANEL", FormatLine::Panel},
    {"PANELS", FormatLine::Panel},
    {"BILD", FormatLine::Panel},
    {"CASE", FormatLine::Panel},
    {"VIÑETA", FormatLine::Panel},
    {"VIGNETTA", FormatLine::Panel},
    {"QUADRO", FormatLine::Panel},
});
constexpr auto kPlayWords = std::to_array<LabelWord>({
    {"ACT", FormatLine::Act},
    {"AKT", FormatLine::Act},
    {"ACTE", FormatLine::Act},
    {"ACTO", FormatLine::Act},
    {"ATTO", FormatLine::Act},
    {"ATO", FormatLine::Act},
    {"AUFZUG", FormatLine::Act},
    {"SCENE", FormatLine::Scene},
    {"SZENE", FormatLine::Scene},
    {"AUFTRITT", FormatLine::Scene},
    {"SCÈNE", FormatLine::Scene},
    {"ESCENA", FormatLine::Scene},
    {"SCENA", FormatLine::Scene},
    {"CENA", FormatLine::Scene},
});
constexpr auto kPlainScenes = std::to_array<std::string_view>(
    {"PROLOGUE", "EPILOGUE", "PROLOG", "EPILOG", "VORSPIEL", "NACHSPIEL"});

constexpr auto kNumbers = std::to_array<std::string_view>(
    {"ONE",       "TWO",      "THREE",    "FOUR",   "FIVE",     "SIX",      "SEVEN",   "EIGHT",
     "NINE",      "TEN",      "ELEVEN",   "TWELVE", "THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN",
     "SEVENTEEN", "EIGHTEEN", "NINETEEN", "TWENTY", "EINS",     "ZWEI",     "DREI",    "VIER",
     "FÜNF",      "SECHS",    "SIEBEN",   "ACHT",   "NEUN",     "ZEHN"});
constexpr auto kOrdinals = std::to_array<std::string_view>(
    {"FIRST",  "SECOND",  "THIRD",    "FOURTH",   "FIFTH",   "SIXTH",   "SEVENTH",
     "EIGHTH", "ERSTER",  "ZWEITER",  "DRITTER",  "VIERTER", "FÜNFTER", "SECHSTER",
     "ERSTE",  "ZWEITE",  "DRITTE",   "VIERTE",   "FÜNFTE",  "SECHSTE", "SIEBTE",
     "ACHTE",  "PREMIER", "DEUXIÈME", "TROISIÈME"});

constexpr auto kComicEffects = std::to_array<std::string_view>(
    {"SFX", "FX", "CAPTION", "CAPTIONS", "CAP", "SOUND", "SOUND FX", "TITLE", "TITLES", "NARRATION",
     "ERZÄHLTEXT", "GERÄUSCH", "SCHRIFT"});
constexpr auto kAudioEffects = std::to_array<std::string_view>(
    {"SFX",           "FX",       "SOUND",     "SOUNDS",   "SOUND FX", "SOUND EFFECT",
     "SOUND EFFECTS", "MUSIC",    "GRAMS",     "AMBIENCE", "ATMOS",    "ATMO",
     "MUSIK",         "GERÄUSCH", "GERÄUSCHE", "TON",      "MUSIQUE",  "BRUIT",
     "MÚSICA",        "SONIDO",   "MUSICA",    "RUMORE"});

template <typename Words>
bool contains(const Words& words, std::string_view word) noexcept {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_plays(Format format) noexcept {
    return format == Format::Stage || format == Format::Audio;
}

bool is_number(std::string_view upper) noexcept {
    while (!upper.empty() && (upper.back() == '.' || upper.back() == ':')) upper.remove_suffix(1);
    if (upper.empty()) return false;
    const bool digits = upper.front() >= '0' && upper.front() <= '9';
    if (digits) return upper.find_first_not_of("0123456789-–ABCD&/") == std::string_view::npos;
    return upper.find_first_not_of("IVXL") == std::string_view::npos || contains(kNumbers, upper);
}

// The first `most` words of a line in upper case, and where each ends.
struct Head {
    std::array<std::string, 4> words;
    std::array<std::size_t, 4> ends{};
    std::size_t count = 0;
};

Head read_head(std::string_view line) {
    Head head;
    for (std::size_t at = 0; at < line.size() && head.count < head.words.size();) {
        const auto from = std::min(line.find_first_not_of(" \t", at), line.size());
        const auto to = std::min(line.find_first_of(" \t", from), line.size());
        constexpr std::size_t kLongestWord = 40;
        if (from == to || to - from > kLongestWord) break;
        head.words[head.count] = to_upper(line.substr(from, to - from));
        head.ends[head.count++] = to;
        at = to;
    }
    return head;
}

struct Label {
    FormatLine line = FormatLine::None;
    std::size_t end = 0;  // Bytes.
};

std::string_view without_stop(std::string_view word) noexcept {
    while (!word.empty() && (word.back() == '.' || word.back() == ':' || word.back() == ',')) {
        word.remove_suffix(1);
    }
    return word;
}

template <typename Words>
FormatLine line_of(const Words& words, std::string_view word) noexcept {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const LabelWord& known) { return known.word == word; });
    return found == words.end() ? FormatLine::None : found->line;
}

// "PANEL 1", "ACT I", "SECOND ACT", "1. AKT".
template <typename Words>
Label read_label(const Head& head, const Words& words) noexcept {
    if (head.count < 2) return {};
    const auto first = line_of(words, head.words[0]);
    if (first != FormatLine::None && is_number(without_stop(head.words[1]))) {
        return {first, head.ends[1]};
    }
    const auto second = line_of(words, without_stop(head.words[1]));
    const bool ordinal = contains(kOrdinals, head.words[0]) ||
                         (head.words[0].ends_with('.') && is_number(head.words[0]));
    return second != FormatLine::None && ordinal ? Label{second, head.ends[1]} : Label{};
}

// Behind the label stands nothing, a remark, or text that punctuation parts from it; a line whose
// number is a word, and which goes on otherwise, is a sentence: "Page one of the diary".
bool ends_label(std::string_view line, std::size_t end) noexcept {
    const auto rest = trim_left(line.substr(end));
    const char last = line[end - 1];
    if (rest.empty() || last == '.' || last == ':' || last == ',') return true;
    if (rest.front() == '(' || rest.front() == '-' || rest.front() == ':') return true;
    if (rest.starts_with("–") || rest.starts_with("—")) return true;
    return !has_lower_case(line);
}

Label label_of(std::string_view line, Format format) {
    if (format != Format::Comic && !has_plays(format)) return {};
    line = cue_name(line);  // A caret behind it means nothing.
    const auto head = read_head(line);
    auto label =
        format == Format::Comic ? read_label(head, kComicWords) : read_label(head, kPlayWords);
    if (label.line == FormatLine::None || !ends_label(line, label.end)) label = {};
    if (label.line == FormatLine::Act && head.count == 4) {
        const Head rest{{head.words[2], head.words[3]}, {head.ends[2], head.ends[3]}, 2};
        const auto scene = read_label(rest, kPlayWords);
        if (scene.line == FormatLine::Scene) return scene;
    }
    const bool plain =
        has_plays(format) && head.count == 1 && contains(kPlainScenes, without_stop(head.words[0]));
    return plain ? Label{FormatLine::Scene, line.size()} : label;
}

bool is_effect(std::string_view line, Format format) {
    if (format != Format::Comic && format != Format::Audio) return false;
    constexpr std::size_t kLongestName = 40;
    const auto colon = line.substr(0, kLongestName).find(':');
    if (colon == std::string_view::npos) return false;
    auto name = line.substr(0, colon);
    name = trim_right(name.substr(0, name.find('(')));
    return is_upper_case(name) && names_effect(name, format);
}

}  // namespace

bool names_effect(std::string_view name, Format format) {
    const auto upper = to_upper(name);
    if (format == Format::Comic) return contains(kComicEffects, upper);
    return format == Format::Audio && contains(kAudioEffects, upper);
}

FormatLine format_line(std::string_view line, Format format) {
    if (format == Format::Screenplay) return FormatLine::None;
    const auto label = label_of(line, format);
    if (label.line != FormatLine::None) return label.line;
    return is_effect(line, format) ? FormatLine::Effect : FormatLine::None;
}

std::string_view format_label(std::string_view line, Format format) {
    auto label = line.substr(0, label_of(line, format).end);
    if (label.empty()) return line;
    while (label.ends_with(':') || label.ends_with('.') || label.ends_with(',')) {
        label.remove_suffix(1);
    }
    return label;
}

std::optional<Format> named_format(const Document& document) {
    struct Name {
        std::string_view folded;
        Format format;
    };
    constexpr auto kNames = std::to_array<Name>({
        {"screenplay", Format::Screenplay}, {"film", Format::Screenplay},
        {"drehbuch", Format::Screenplay},   {"manuscript", Format::Manuscript},
        {"novel", Format::Manuscript},      {"prose", Format::Manuscript},
        {"manuskript", Format::Manuscript}, {"roman", Format::Manuscript},
        {"multicam", Format::Multicam},     {"multi-cam", Format::Multicam},
        {"multi-camera", Format::Multicam}, {"sitcom", Format::Multicam},
        {"stage", Format::Stage},           {"stage play", Format::Stage},
        {"stageplay", Format::Stage},       {"play", Format::Stage},
        {"theaterstück", Format::Stage},    {"audio", Format::Audio},
        {"audio drama", Format::Audio},     {"audio play", Format::Audio},
        {"radio", Format::Audio},           {"radio play", Format::Audio},
        {"podcast", Format::Audio},         {"hörspiel", Format::Audio},
        {"comic", Format::Comic},           {"comic script", Format::Comic},
        {"comic book", Format::Comic},      {"graphic novel", Format::Comic},
    });
    constexpr std::size_t kLooked = 100;  // A title page has a dozen keys, a hostile one more.
    for (std::size_t i = 0; i < std::min(document.title_page.size(), kLooked); ++i) {
        const auto& entry = document.title_page[i];
        if (entry.values.empty() || to_lower_ascii(entry.key) != "format") continue;
        const auto value = fold(trim(entry.values.front()));
        for (const auto& name : kNames) {
            if (fold(name.folded) == value) return name.format;
        }
    }
    return std::nullopt;
}

}  // namespace fabula::screenplay
