#include "screenplay/pages/filler.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "screenplay/pages/cells.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::uint32_t kWholeText = std::numeric_limits<std::uint32_t>::max();

std::uint32_t end_without_blanks(std::string_view text, std::uint32_t from, std::uint32_t end) {
    while (end > from && std::string_view(" \t\n").find(text[end - 1]) != std::string_view::npos) {
        --end;
    }
    return end;
}

}  // namespace

PageFiller::PageFiller(const Document& document, const Layout& layout, const PageOptions& options,
                       bool scenes_counted)
    : document_(document),
      layout_(layout),
      options_(options),
      scenes_counted_(scenes_counted && options.scene_numbers != SceneNumbers::None),
      page_rows_(lines_per_page(layout.page)),
      reader_(document, layout) {
    for (std::uint32_t i = 0; i < document.elements.size(); ++i) {
        const Element& element = document.elements[i];
        if (element.type == ElementType::PageBreak && !element.scene_number.empty()) {
            named_breaks_.push_back(i);
        }
    }
}

bool PageFiller::fill(PageStart& start, Page& page) {
    state_ = &start;
    page_ = &page;
    row_ = 0;
    page_cues_ = 0;
    reader_.read_to = 0;
    page.start = start;
    if (fill_omitted()) return true;
    mark_scene_above();
    while (skip_breaks()) {
        load_chain();
        if (chain_.front().starts_page && row_ > 0) break;
        const std::size_t fitting = count_fitting();
        if (fitting == chain_.size() && chain_.back().complete) {
            for (const Unit& unit : chain_) place(unit);
            start.at = chain_.back().end;
            continue;
        }
        part_chain(std::min(fitting, chain_.size() - 1));
        break;
    }
    mark_scene_below();
    page.rows = static_cast<std::int16_t>(row_);
    page.read_to = reader_.read_to;
    page.label = start.label;
    start.label = label_below(start.label);
    return !page.elements.empty() || row_ > 0;
}

// Moves over page breaks. False where the page ends here.
bool PageFiller::skip_breaks() {
    PagePosition& at = state_->at;
    const bool fresh = at.offset == 0 && at.cue == kNoElement && at.blanks == 0;
    if (!fresh) return true;
    for (;;) {
        at.element = reader_.next_visible(at.element);
        if (at.element == document_.elements.size()) return false;
        const Element& element = document_.elements[at.element];
        if (element.type != ElementType::PageBreak) return true;
        if (row_ > 0) return false;
        // A break at the top of a page makes no empty page; it only names this one.
        if (!element.scene_number.empty()) state_->label = element.scene_number;
        ++at.element;
    }
}

// Reads units as long as they must stay together. More than a page cannot.
void PageFiller::load_chain() {
    reader_.clear();
    chain_.clear();
    PagePosition at = state_->at;
    for (int rows = 0; rows <= page_rows_;) {
        Unit& unit = chain_.emplace_back(reader_.read(at));
        // A heading stays with the first words below it, not with the room between.
        if (unit.kind == UnitKind::Blank) unit.keep_with_next = chain_.size() > 1;
        rows += unit.space + unit.rows;
        if (!unit.complete || unit.end.element >= document_.elements.size()) return;
        if (document_.elements[unit.end.element].type == ElementType::PageBreak) return;
        if (!unit.keep_with_next && !reader_.stays_with_previous(unit.end.element)) return;
        at = unit.end;
    }
}

// Rows that are free for a unit of the chain with those before it placed; negative if none.
int PageFiller::room_for(std::size_t unit) const {
    int row = row_;
    for (std::size_t i = 0;; ++i) {
        row += row > 0 ? chain_[i].space : chain_[i].drop;
        if (i == unit) return page_rows_ - row;
        row += chain_[i].rows;
    }
}

std::size_t PageFiller::count_fitting() const {
    int row = row_;
    for (std::size_t i = 0; i < chain_.size(); ++i) {
        row += (row > 0 ? chain_[i].space : chain_[i].drop) + chain_[i].rows;
        if (row > page_rows_) return i;
    }
    return chain_.size();
}

// The chain does not fit: its first `fitting` units would.
void PageFiller::part_chain(std::size_t fitting) {
    if (cut_inside(fitting, room_for(fitting))) return;
    // What fits may go over in part, to keep company with what does not.
    for (std::size_t i = fitting; i-- > 0;) {
        if (cut_inside(i, std::min(room_for(i), chain_[i].rows))) return;
    }
    if (row_ == 0) force(fitting);
}

bool PageFiller::cut_inside(std::size_t unit, int room) {
    const Unit& parted = chain_[unit];
    if (parted.kind == UnitKind::Blank && unit == 0 && room > 0 && room < parted.rows) {
        place_blank_above(parted, room);
        return true;
    }
    const bool below_heading = unit > 0 && chain_[unit - 1].keep_with_next;
    if (below_heading && parted.kind == UnitKind::Paragraph &&
        reader_.parts[parted.first_part].line_count < layout_.breaks.heading_lines) {
        return false;
    }
    const auto cut = find_cut(document_, layout_, reader_, parted, room);
    if (!cut) return false;
    for (std::size_t i = 0; i < unit; ++i) place(chain_[i]);
    place_above(parted, *cut);
    return true;
}

// Nothing may part the chain and a page of its own does not hold it: fill the page.
void PageFiller::force(std::size_t fitting) {
    const int room = room_for(fitting);
    for (std::size_t i = 0; i < fitting; ++i) place(chain_[i]);
    const Unit& unit = chain_[fitting];
    if (fitting > 0 && room < 2) {
        state_->at = unit.begin;
        return;
    }
    if (unit.kind == UnitKind::Blank) return place_blank_above(unit, room);
    if (unit.kind == UnitKind::Dual) return place_dual_above(unit, room);
    const std::uint32_t last = unit.first_part + unit.part_count;
    place_above(unit, force_cut(layout_, reader_, unit.first_part, last, room));
}

PagePosition PageFiller::position_below(const Unit& unit, const Cut& cut) const {
    PagePosition at{.element = reader_.parts[cut.part].element, .offset = cut.offset};
    const bool in_cue = is_cue(reader_.parts[cut.part].slot);
    if (unit.kind == UnitKind::Speech && !in_cue) at.cue = unit.cue;
    return at;
}

void PageFiller::open_unit(const Unit& unit) {
    row_ += row_ > 0 ? unit.space : unit.drop;
}

void PageFiller::place(const Unit& unit) {
    open_unit(unit);
    if (unit.kind == UnitKind::Blank) {
        row_ += unit.rows;
        return;
    }
    const int row = row_;
    place_repeated_cues(unit);
    const std::uint32_t last = unit.first_part + unit.part_count;
    const std::uint32_t middle =
        unit.kind == UnitKind::Dual ? unit.first_part + unit.left_count : last;
    place_column(unit.first_part, {middle, 0, 0});
    if (unit.kind != UnitKind::Dual) return;
    row_ = row;
    place_column(middle, {last, 0, 0});
    row_ = row + unit.rows;
}

void PageFiller::place_above(const Unit& unit, const Cut& cut) {
    open_unit(unit);
    place_repeated_cues(unit);
    const PagePosition below = position_below(unit, cut);
    place_column(unit.first_part, cut);
    if (unit.kind == UnitKind::Speech && !layout_.continued.more.empty()) {
        PageWriter(document_, layout_, *page_)
            .add_own(LineKind::More, layout_.continued.more, layout_.continued.more_left,
                     Align::Left, row_, below.element);
    }
    state_->at = below;
}

void PageFiller::place_blank_above(const Unit& unit, int room) {
    open_unit(unit);
    row_ += room;
    state_->at = unit.begin;
    state_->at.blanks += static_cast<std::uint32_t>(room);
}

// Both columns fill the page; each goes on where it was cut.
void PageFiller::place_dual_above(const Unit& unit, int room) {
    open_unit(unit);
    place_repeated_cues(unit);
    const std::uint32_t middle = unit.first_part + unit.left_count;
    const std::uint32_t last = unit.first_part + unit.part_count;
    const Cut left = force_cut(layout_, reader_, unit.first_part, middle, room);
    const Cut right = force_cut(layout_, reader_, middle, last, room);
    PagePosition at{.cue = unit.cue, .right_cue = unit.right_cue};
    at.element = left.part < middle ? reader_.parts[left.part].element : unit.right_cue;
    at.offset = left.offset;
    at.right = right.part < last ? reader_.parts[right.part].element : unit.end.element;
    at.right_offset = right.offset;
    const int row = row_;
    place_column(unit.first_part, left);
    const int left_row = std::exchange(row_, row);
    place_column(middle, right);
    row_ = std::max(row_, left_row);
    state_->at = at;
}

// Parts from `first` up to the cut, downwards from the current row.
void PageFiller::place_column(std::uint32_t first, const Cut& cut) {
    for (std::uint32_t i = first; i < cut.part; ++i) {
        place_lines(reader_.parts[i], reader_.parts[i].line_count, kWholeText);
    }
    if (cut.lines > 0) place_lines(reader_.parts[cut.part], cut.lines, cut.offset);
}

void PageFiller::place_lines(const Part& part, std::uint32_t count, std::uint32_t end) {
    PageWriter writer(document_, layout_, *page_);
    const Element& element = document_.elements[part.element];
    const auto to = end == kWholeText ? static_cast<std::uint32_t>(element.text.size())
                                      : end_without_blanks(element.text, part.offset, end);
    page_->elements.push_back({part.element, part.offset, to, part.offset > 0});
    if (part.slot == Slot::SceneHeading && part.offset == 0) open_scene(part.element);
    number_cue(part);
    const int below = row_ + part.rows;
    const std::string suffix = is_cue(part.slot) ? suffix_of_cue(part) : std::string();
    for (std::uint32_t i = 0; i < count; ++i) {
        LineSpan span = reader_.lines[part.first_line + i];
        if (span.to > to) {
            span.to = to;
            span.cells =
                count_cells(std::string_view(element.text).substr(span.from, span.to - span.from));
        }
        const bool opens = i == 0 && part.offset == 0;
        const bool closes = i + 1 == part.line_count;
        writer.add_text(LineKind::Text, part.element, part.slot, span, row_, opens,
                        closes ? std::string_view(suffix) : std::string_view());
        row_ += layout_.of(part.slot).line_spacing;
    }
    if (count == part.line_count) row_ = below;
}

// " (CONT'D)" where the speaker goes on after something else in the same scene. A voice over the
// picture neither goes on nor is gone on with, as in Final Draft.
std::string PageFiller::suffix_of_cue(const Part& part) {
    const std::string& cue = document_.elements[part.element].text;
    if (cue.find("(V.O.") != std::string::npos) {
        state_->last_cue = kNoElement;
        return {};
    }
    const std::uint32_t last = std::exchange(state_->last_cue, part.element);
    if (!options_.automatic_continued || last == kNoElement || last == part.element) return {};
    if (speaker_of(cue) != speaker_of(document_.elements[last].text)) return {};
    return continued_suffix(layout_, cue);
}

// Above the first line of a page that goes on with a speech: who speaks.
void PageFiller::place_repeated_cues(const Unit& unit) {
    if (unit.begin.cue == kNoElement || row_ != 0) return;
    PageWriter writer(document_, layout_, *page_);
    const auto repeat = [&](std::uint32_t cue, Slot slot) {
        const std::string& text = document_.elements[cue].text;
        const std::string_view line = std::string_view(text).substr(0, text.find('\n'));
        const LineSpan span{0, static_cast<std::uint32_t>(line.size()), count_cells(line)};
        writer.add_text(LineKind::ContinuedCue, cue, slot, span, -1, true,
                        continued_suffix(layout_, text));
    };
    if (unit.kind == UnitKind::Speech) return repeat(unit.cue, Slot::Character);
    if (unit.left_count > 0) repeat(unit.cue, Slot::LeftCharacter);
    const bool right_goes_on =
        unit.part_count > unit.left_count && unit.begin.right != unit.right_cue;
    if (right_goes_on) repeat(unit.right_cue, Slot::RightCharacter);
}

}  // namespace fabula::screenplay
