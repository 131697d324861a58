// What a page says about its place in the script: its label, that a scene goes on, numbers.
#include <algorithm>

#include "base/text.hpp"
#include "screenplay/pages/filler.hpp"

namespace fabula::screenplay {

namespace {

std::optional<std::int64_t> number_of(std::string_view label) {
    std::size_t digits = 0;
    while (digits < label.size() && label[digits] >= '0' && label[digits] <= '9') ++digits;
    return parse_integer(label.substr(0, digits));
}

}  // namespace

// Numbered pages one after the other without text: one page for all but the last of them. False
// where there are none.
bool PageFiller::fill_omitted() {
    PagePosition& at = state_->at;
    if (at.offset > 0 || at.cue != kNoElement || at.blanks > 0 || named_breaks_.empty()) {
        return false;
    }
    const auto count = static_cast<std::uint32_t>(document_.elements.size());
    std::uint32_t first = kNoElement;   // Numbered breaks in a row: the first, the last but one and
    std::uint32_t before = kNoElement;  // the last of them.
    std::uint32_t last = kNoElement;
    std::uint32_t next = reader_.next_visible(at.element);
    for (; next < count && document_.elements[next].type == ElementType::PageBreak;
         next = reader_.next_visible(next + 1)) {
        if (document_.elements[next].scene_number.empty()) continue;
        before = last;
        last = next;
        if (first == kNoElement) first = next;
    }
    if (first == last || next == count) return false;
    page_->label = document_.elements[first].scene_number;
    if (before != first) page_->label += "-" + document_.elements[before].scene_number;
    PageWriter(document_, layout_, *page_)
        .add_own(LineKind::Omitted, page_->label + " OMITTED", layout_.page.width / 2,
                 Align::Center, 0);
    at = {.element = last};
    page_->rows = 1;
    page_->read_to = reader_.read_to;
    return true;
}

// The label of the page below. Numbers that a later break gives are not taken.
std::string PageFiller::label_below(const std::string& label) const {
    std::string next = label_after(label);
    const auto named =
        std::lower_bound(named_breaks_.begin(), named_breaks_.end(), state_->at.element);
    if (label.empty() || named == named_breaks_.end()) return next;
    const std::string& claimed = document_.elements[*named].scene_number;
    const auto claimed_number = number_of(claimed);
    const bool beyond =
        claimed_number && number_of(next) >= claimed_number && number_of(label) < claimed_number;
    return beyond || next == claimed ? label + "A" : next;
}

// "CONTINUED:" above the first line, where the page above ended inside the scene.
void PageFiller::mark_scene_above() {
    if (!options_.scene_continued || state_->scene_pages == 0) return;
    const std::uint32_t page = state_->scene_pages++;
    std::string text = layout_.continued.scene_top;
    if (options_.count_continued && page > 1) text += " (" + std::to_string(page) + ")";
    PageWriter(document_, layout_, *page_)
        .add_own(LineKind::SceneContinuedTop, text, layout_.of(Slot::SceneHeading).left,
                 Align::Left, -2, state_->scene);
}

void PageFiller::mark_scene_below() {
    if (!options_.scene_continued || state_->scene == kNoElement) return;
    const PagePosition& at = state_->at;
    const auto count = static_cast<std::uint32_t>(document_.elements.size());
    std::uint32_t next = reader_.next_visible(at.element);
    while (next < count && document_.elements[next].type == ElementType::PageBreak) {
        next = reader_.next_visible(next + 1);
    }
    const bool inside = at.offset > 0 || at.cue != kNoElement;
    const bool goes_on =
        next < count && (inside || document_.elements[next].type != ElementType::SceneHeading);
    if (!goes_on) {
        state_->scene = kNoElement;
        state_->scene_pages = 0;
        return;
    }
    state_->scene_pages = std::max(state_->scene_pages, 1U);
    PageWriter(document_, layout_, *page_)
        .add_own(LineKind::SceneContinuedBottom, layout_.continued.scene_bottom,
                 layout_.of(Slot::Action).right, Align::Right, page_rows_ + 1, state_->scene);
}

void PageFiller::open_scene(std::uint32_t element) {
    state_->last_cue = kNoElement;
    if (options_.scene_continued) {
        state_->scene = element;
        state_->scene_pages = 0;
    }
    if (scenes_counted_) ++state_->scenes;
    if (options_.scene_numbers == SceneNumbers::None) return;
    const std::string number =
        scenes_counted_ ? std::to_string(state_->scenes) : document_.elements[element].scene_number;
    if (number.empty()) return;
    PageWriter writer(document_, layout_, *page_);
    if (options_.scene_numbers != SceneNumbers::Right) {
        writer.add_own(LineKind::SceneNumberLeft, number, layout_.page.scene_number_left,
                       Align::Left, row_, element);
    }
    if (options_.scene_numbers != SceneNumbers::Left) {
        writer.add_own(LineKind::SceneNumberRight, number, layout_.page.scene_number_right,
                       Align::Right, row_, element);
    }
}

void PageFiller::number_cue(const Part& part) {
    if (layout_.cue_numbers == CueNumbers::None || !layout_.of(part.slot).numbered) return;
    if (part.offset > 0) return;
    const bool all = layout_.cue_numbers == CueNumbers::Script;
    const std::uint32_t number = all ? ++state_->cues : ++page_cues_;
    PageWriter(document_, layout_, *page_)
        .add_own(LineKind::CueNumber, std::to_string(number) + ".", layout_.page.cue_number_left,
                 Align::Left, row_, part.element);
}

std::string label_after(const std::string& label) {
    std::string next = label;
    std::size_t at = next.size();
    if (at == 0) return next;
    const bool digits = next.back() >= '0' && next.back() <= '9';
    const char first = digits ? '0' : 'A';
    const char last = digits ? '9' : 'Z';
    while (at > 0 && next[at - 1] >= first && next[at - 1] <= last) {
        if (next[at - 1]++ != last) return next;
        next[--at] = first;
    }
    next.insert(at, 1, digits ? '1' : 'A');
    return next;
}

}  // namespace fabula::screenplay
