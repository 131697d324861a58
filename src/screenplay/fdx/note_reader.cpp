#include "screenplay/fdx/note_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "screenplay/fdx/text.hpp"

namespace fabula::screenplay {

namespace {

bool is_comment(const pugi::xml_node& note) {
    return std::string_view(note.attribute("Name").as_string()) == kBoneyardNote;
}

// Its paragraphs as lines.
std::string words_of(const pugi::xml_node& note) {
    std::string out;
    for (const auto& paragraph : note.children("Paragraph")) {
        if (paragraph.previous_sibling("Paragraph")) out.push_back('\n');
        out.append(fdx_raw_text(paragraph));
    }
    return trim(out).empty() ? std::string() : out;
}

// "Name: text".
std::string note_text(const pugi::xml_node& note) {
    auto text = words_of(note);
    const std::string name(trim(note.attribute("Name").as_string()));
    if (name.empty()) return text;
    return text.empty() ? name : name + ": " + text;
}

std::size_t count_leading_blanks(std::string_view text) {
    const auto kept = trim(text);
    return kept.empty() ? text.size() : static_cast<std::size_t>(kept.data() - text.data());
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

void FdxNoteReader::expect(const pugi::xml_node& root) {
    for (const auto& node : root.child("ScriptNotes").children("ScriptNote")) {
        if (const auto range = read_fdx_range(node)) pending_.push_back({*range, node});
    }
    std::stable_sort(pending_.begin(), pending_.end(), [](const auto& a, const auto& b) {
        return std::pair(a.range.from, a.range.to > 0) < std::pair(b.range.from, b.range.to > 0);
    });
}

void FdxNoteReader::add_first() {
    while (next_ < pending_.size() && pending_[next_].range.to == 0) {
        add_own_line(pending_[next_++].node, Speech::Over);
    }
}

void FdxNoteReader::add_own_line(const pugi::xml_node& note, Speech speech) {
    const bool comment = is_comment(note);
    auto text = comment ? words_of(note) : note_text(note);
    if (text.empty()) return;
    auto& elements = out_.document.elements;
    out_.notes.push_back({note, true, static_cast<std::uint32_t>(elements.size())});
    auto& element = elements.emplace_back();
    element.type = comment ? ElementType::Boneyard : ElementType::Note;
    element.blank_lines = speech == Speech::GoesOn ? 0 : 1;
    element.text = std::move(text);
}

void FdxNoteReader::add_inline(std::size_t element, std::size_t at, const pugi::xml_node& note) {
    auto text = note_text(note);
    if (text.empty()) return;
    inline_.push_back(
        {{static_cast<std::uint32_t>(element), static_cast<std::uint32_t>(at), {}, std::move(text)},
         note});
}

// At the end of what is on the page.
void FdxNoteReader::add_behind_last(const pugi::xml_node& note) {
    const auto& elements = out_.document.elements;
    auto last = elements.size();
    while (last > 0 && elements[last - 1].type >= ElementType::PageBreak) --last;
    if (last == 0) return add_own_line(note, Speech::Over);
    add_inline(last - 1, elements[last - 1].text.size(), note);
}

void FdxNoteReader::add_inner(const pugi::xml_node& paragraph, std::size_t origin, Speech speech) {
    if (!paragraph.child("ScriptNote")) return;
    std::size_t units = 0;
    for (const auto& child : paragraph.children()) {
        const std::string_view name = child.name();
        if (name == "Text") units += count_utf16_units(fdx_run_text(child));
        if (name != "ScriptNote") continue;
        const auto own = out_.origins[origin];
        if (own.blank) {
            speech == Speech::Torn ? add_behind_last(child) : add_own_line(child, speech);
        } else {
            add_inline(own.element, units == 0 ? own.to : place_in(own, units), child);
        }
    }
}

// `units`: from the beginning of the origin's paragraph.
std::size_t FdxNoteReader::place_in(const FdxOrigin& origin, std::size_t units) const {
    const std::string_view text = out_.document.elements[origin.element].text;
    const auto shown = text.substr(origin.from, origin.to - origin.from);
    const auto raw = fdx_raw_text(origin.node);
    auto at = byte_offset_of(raw, units).value_or(raw.size());
    if (raw.size() != shown.size()) {
        const auto lead = count_leading_blanks(raw);
        at = at > lead ? at - lead : 0;
        if (shown.starts_with('(') && !trim(raw).starts_with('(')) ++at;
        at = std::min(at, shown.size());
        while (at < shown.size() && continues_character(shown[at])) ++at;
    }
    return origin.from + at;
}

void FdxNoteReader::add_ranged(const pugi::xml_node& paragraph, std::size_t origin, Speech speech) {
    if (next_ == pending_.size()) return;
    const auto length = fdx_length(paragraph);
    while (next_ < pending_.size() && pending_[next_].range.from <= offset_ + length) {
        place(pending_[next_++], origin, length, speech);
    }
    offset_ += length + 1;
}

// A note on the end of a paragraph and nothing else stands below it on lines of its own.
void FdxNoteReader::place(const Ranged& note, std::size_t origin, std::uint32_t length,
                          Speech speech) {
    const auto from = note.range.from - offset_;
    const auto to = std::min(note.range.to - offset_, length);
    const bool below = from == length && note.range.to == note.range.from + 1;
    const bool wordless = origin == kNoFdxOrigin || out_.origins[origin].blank;
    if (is_comment(note.node) || (below && speech != Speech::Torn)) {
        add_own_line(note.node, speech);
    } else if (below || wordless) {
        add_behind_last(note.node);
    } else {
        const auto& own = out_.origins[origin];
        const auto& text = out_.document.elements[own.element].text;
        auto at = place_in(own, to);
        while (from < to && at > own.from && text[at - 1] == ' ') --at;
        add_inline(own.element, at, note.node);
    }
}

void FdxNoteReader::add_rest(const pugi::xml_node& root) {
    while (next_ < pending_.size()) add_behind_last(pending_[next_++].node);
    for (const auto& note : root.child("ScriptNotes").children("ScriptNote")) {
        if (!read_fdx_range(note)) add_own_line(note, Speech::Over);
    }
    for (const auto& note : root.child("UnanchoredScriptNotes").children("ScriptNote")) {
        add_own_line(note, Speech::Over);
    }
}

void FdxNoteReader::finish() {
    std::stable_sort(inline_.begin(), inline_.end(), [](const auto& a, const auto& b) {
        return std::pair(a.note.element, a.note.at) < std::pair(b.note.element, b.note.at);
    });
    for (auto& placed : inline_) {
        const auto index = static_cast<std::uint32_t>(out_.document.notes.size());
        out_.notes.push_back({placed.node, false, index});
        out_.document.notes.push_back(std::move(placed.note));
    }
}

}  // namespace fabula::screenplay
