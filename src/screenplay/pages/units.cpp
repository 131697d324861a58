#include "screenplay/pages/units.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

bool is_count(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 12> names = {"ONE",  "TWO", "THREE",  "FOUR",
                                                        "FIVE", "SIX", "SEVEN",  "EIGHT",
                                                        "NINE", "TEN", "ELEVEN", "TWELVE"};
    return std::find(names.begin(), names.end(), word) != names.end() ||
           word.find_first_not_of("IVX") == std::string_view::npos ||
           word.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Slot slot_of_centered(std::string_view text) {
    constexpr std::size_t longest = 40;
    text = trim(text);
    if (text.size() > longest) return Slot::Centered;
    std::string words;
    for (const char c : text) words += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (words.ends_with(':')) words.pop_back();
    std::string_view rest = words;
    if (rest.starts_with("END OF ") || rest == "END ACT") return Slot::EndOfAct;
    if (rest == "COLD OPEN" || rest == "COLD OPENING" || rest == "TEASER") return Slot::ColdOpening;
    if (rest == "TAG" || rest == "NEW ACT") return Slot::NewAct;
    const bool act = rest.starts_with("ACT ") && is_count(rest.substr(4));
    return act ? Slot::NewAct : Slot::Centered;
}

Slot slot_of(const Element& element, Dual side) {
    const auto beside = [side](Slot alone, Slot left, Slot right) {
        return side == Dual::None ? alone : side == Dual::Left ? left : right;
    };
    switch (element.type) {
        case ElementType::SceneHeading: return Slot::SceneHeading;
        case ElementType::Character:
            return beside(Slot::Character, Slot::LeftCharacter, Slot::RightCharacter);
        case ElementType::Parenthetical:
            return beside(Slot::Parenthetical, Slot::LeftParenthetical, Slot::RightParenthetical);
        case ElementType::Dialogue:
            return beside(Slot::Dialogue, Slot::LeftDialogue, Slot::RightDialogue);
        case ElementType::Lyric:
            return beside(Slot::Lyric, Slot::LeftDialogue, Slot::RightDialogue);
        case ElementType::Transition: return Slot::Transition;
        case ElementType::Centered: return slot_of_centered(element.text);
        case ElementType::Section: return Slot::Section;
        default: return element.shot ? Slot::Shot : Slot::Action;
    }
}

UnitReader::UnitReader(const Document& document, const Layout& layout)
    : document_(document),
      layout_(layout),
      line_limit_(static_cast<std::size_t>(lines_per_page(layout.page)) + 8) {
    for (std::size_t i = 0; i < kSlotCount; ++i) {
        columns_[i] = columns_of(layout, static_cast<Slot>(i));
    }
}

void UnitReader::clear() {
    parts.clear();
    lines.clear();
}

bool UnitReader::is_printed(const Element& element) const noexcept {
    switch (element.type) {
        case ElementType::PageBreak:
        case ElementType::Synopsis:
        case ElementType::Note:
        case ElementType::Boneyard: return false;
        default: return layout_.of(slot_of(element, Dual::None)).printed;
    }
}

std::uint32_t UnitReader::next_visible(std::uint32_t element) {
    const auto count = static_cast<std::uint32_t>(document_.elements.size());
    while (element < count && document_.elements[element].type != ElementType::PageBreak &&
           !is_printed(document_.elements[element])) {
        ++element;
    }
    element = std::min(element, count);
    read_to = std::max(read_to, element + 1);
    return element;
}

std::uint32_t UnitReader::previous_printed(std::uint32_t element) const noexcept {
    while (element > 0) {
        if (is_printed(document_.elements[--element])) return element;
    }
    return kNoElement;
}

std::uint32_t UnitReader::blanks_above(std::uint32_t element) const noexcept {
    const std::uint32_t blanks = document_.elements[element].blank_lines;
    if (blanks < 2 || !layout_.breaks.keep_blank_lines) return 0;
    return previous_printed(element) == kNoElement ? 0 : blanks - 1;
}

bool UnitReader::stays_with_previous(std::uint32_t element) const noexcept {
    const Slot slot = slot_of(document_.elements[element], Dual::None);
    return layout_.of(slot).keep_with_previous && blanks_above(element) == 0;
}

// Whether the speech above goes on with this element.
bool UnitReader::goes_on(std::uint32_t element) const noexcept {
    if (element >= document_.elements.size()) return false;
    const Element& next = document_.elements[element];
    return next.type == ElementType::Dialogue || next.type == ElementType::Parenthetical ||
           (next.type == ElementType::Lyric && next.blank_lines == 0);
}

// Lyrics and centred lines written directly below each other stay together; other elements are
// paragraphs, however they were typed.
int UnitReader::space_above(std::uint32_t element, Slot slot) const noexcept {
    const int space = layout_.of(slot).space_before;
    if (slot != Slot::Lyric && slot != Slot::Centered) return space;
    const Element& here = document_.elements[element];
    const std::uint32_t above = previous_printed(element);
    if (here.blank_lines == 0 && above != kNoElement) {
        const ElementType type = document_.elements[above].type;
        if (type == here.type) return 0;
        if (slot == Slot::Lyric && type == ElementType::Dialogue) return 0;
    }
    return slot == Slot::Lyric ? std::max<int>(space, layout_.of(Slot::Action).space_before)
                               : space;
}

Unit UnitReader::read(const PagePosition& at) {
    Unit unit;
    unit.begin = at;
    unit.first_part = static_cast<std::uint32_t>(parts.size());
    const Element& element = document_.elements[at.element];
    const bool fresh = at.offset == 0 && at.cue == kNoElement;
    const std::uint32_t blanks = fresh ? blanks_above(at.element) : 0;
    if (at.blanks < blanks) {
        read_blank(unit, blanks);
    } else if (at.right != kNoElement) {
        read_dual(unit);
    } else if (at.cue != kNoElement || element.type == ElementType::Character ||
               goes_on(at.element)) {
        const bool paired =
            fresh && element.dual == Dual::Left && right_of(at.element) != kNoElement;
        paired ? read_dual(unit) : read_speech(unit);
    } else {
        read_paragraph(unit);
    }
    unit.part_count = static_cast<std::uint32_t>(parts.size()) - unit.first_part;
    if (unit.complete) unit.end.element = next_visible(unit.end.element);
    return unit;
}

void UnitReader::read_blank(Unit& unit, std::uint32_t blanks) {
    unit.kind = UnitKind::Blank;
    unit.splits = true;
    unit.space = layout_.of(Slot::Action).space_before;
    unit.rows = static_cast<int>(blanks - unit.begin.blanks);
    unit.end = {.element = unit.begin.element, .blanks = blanks};
}

void UnitReader::read_paragraph(Unit& unit) {
    const std::uint32_t element = unit.begin.element;
    const Slot slot = slot_of(document_.elements[element], Dual::None);
    const ElementLayout& layout = layout_.of(slot);
    unit.rows = add_part(element, unit.begin.offset, slot);
    unit.complete = parts.back().complete;
    unit.space = space_above(element, slot);
    unit.drop = unit.begin.offset == 0 ? layout.drop : 0;
    unit.keep_with_next = layout.keep_with_next;
    unit.splits = layout.splits;
    unit.end = {.element = element + 1};
    if (layout.starts_page && unit.begin.offset == 0) {
        const std::uint32_t above = previous_printed(element);
        unit.starts_page =
            above == kNoElement || slot_of(document_.elements[above], Dual::None) != slot;
        const Element& opening = document_.elements[element];
        if (slot == Slot::Section && opening.level > layout.page_levels) unit.starts_page = false;
    }
}

void UnitReader::read_speech(Unit& unit) {
    unit.kind = UnitKind::Speech;
    unit.splits = layout_.of(Slot::Dialogue).splits;
    unit.space = layout_.of(Slot::Character).space_before;
    unit.cue = unit.begin.cue;
    std::uint32_t element = unit.begin.element;
    if (unit.cue == kNoElement && document_.elements[element].type == ElementType::Character) {
        unit.cue = element;
        unit.rows += add_part(element, unit.begin.offset, Slot::Character);
        unit.complete = parts.back().complete;
        ++element;
    }
    const std::uint32_t offset = element == unit.begin.element ? unit.begin.offset : 0;
    unit.end = {.element = read_parts(unit, element, offset, Dual::None, unit.rows)};
}

void UnitReader::read_dual(Unit& unit) {
    unit.kind = UnitKind::Dual;
    unit.space = layout_.of(Slot::LeftCharacter).space_before;
    const PagePosition& at = unit.begin;
    const bool fresh = at.right == kNoElement;
    unit.cue = fresh ? at.element : at.cue;
    unit.right_cue = fresh ? right_of(at.element) : at.right_cue;
    std::uint32_t left = at.element;
    std::uint32_t right = fresh ? unit.right_cue : at.right;
    int left_rows = 0;
    int right_rows = 0;
    std::uint32_t left_offset = at.offset;
    std::uint32_t right_offset = at.right_offset;
    if (left == unit.cue) {
        left_rows += add_part(left++, std::exchange(left_offset, 0), Slot::LeftCharacter);
    }
    read_parts(unit, left, left_offset, Dual::Left, left_rows);
    unit.left_count = static_cast<std::uint32_t>(parts.size()) - unit.first_part;
    if (right == unit.right_cue) {
        right_rows += add_part(right++, std::exchange(right_offset, 0), Slot::RightCharacter);
    }
    unit.end = {.element = read_parts(unit, right, right_offset, Dual::Right, right_rows)};
    unit.rows = std::max(left_rows, right_rows);
}

std::uint32_t UnitReader::read_parts(Unit& unit, std::uint32_t element, std::uint32_t offset,
                                     Dual side, int& rows) {
    for (;; offset = 0) {
        element = next_visible(element);
        if (!goes_on(element)) return element;
        if (rows > static_cast<int>(line_limit_)) {
            unit.complete = false;
            return element;
        }
        if (unit.first_part + 1 == parts.size()) rows -= run_in();
        rows += add_part(element, offset, slot_of(document_.elements[element], side));
        unit.complete = unit.complete && parts.back().complete;
        ++element;
    }
}

// The cue to the right of a left one; kNoElement where that stands alone.
std::uint32_t UnitReader::right_of(std::uint32_t cue) {
    std::uint32_t element = next_visible(cue + 1);
    while (goes_on(element)) element = next_visible(element + 1);
    if (element >= document_.elements.size()) return kNoElement;
    const Element& next = document_.elements[element];
    const bool right = next.type == ElementType::Character && next.dual == Dual::Right;
    return right ? element : kNoElement;
}

// What is said begins in the last row of the cue above it, in formats that have it so. Answers how
// many rows that saves.
int UnitReader::run_in() {
    Part& cue = parts.back();
    if (cue.slot != Slot::Character || !layout_.of(cue.slot).run_in) return 0;
    const int saved = std::min<int>(cue.rows, layout_.of(cue.slot).line_spacing);
    cue.rows -= saved;
    return saved;
}

int UnitReader::add_part(std::uint32_t element, std::uint32_t offset, Slot slot) {
    Part part{.element = element,
              .offset = offset,
              .first_line = static_cast<std::uint32_t>(lines.size()),
              .slot = slot};
    const WrapOptions options{.columns = columns_[static_cast<std::size_t>(slot)],
                              .join_lines = layout_.breaks.join_lines,
                              .line_limit = line_limit_};
    part.complete = wrap_text(document_.elements[element].text, offset, options, lines);
    part.line_count = static_cast<std::uint32_t>(lines.size()) - part.first_line;
    part.rows = static_cast<int>(part.line_count) * layout_.of(slot).line_spacing;
    parts.push_back(part);
    read_to = std::max(read_to, element + 1);
    return part.rows;
}

}  // namespace fabula::screenplay
