#include "screenplay/fdx/note_merge.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "screenplay/fdx/note_reader.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/fdx/xml.hpp"

namespace fabula::screenplay {

namespace {

constexpr const char* kUnanchored = "UnanchoredScriptNotes";

bool has_name(const pugi::xml_node& node, std::string_view name) {
    return std::string_view(node.name()) == name;
}

// The paragraph of Content that a node stands in.
pugi::xml_node counted_paragraph(pugi::xml_node node) {
    while (has_name(node.parent(), "DualDialogue")) node = node.parent().parent();
    return node;
}

bool keeps_notes_apart(const pugi::xml_node& root) {
    return root.child("ScriptNotes") || root.attribute("Version").as_int() >= 5;
}

}  // namespace

FdxNoteMerger::FdxNoteMerger(const FdxComparison& comparison, const pugi::xml_node& root)
    : in_(comparison),
      root_(root),
      ranged_(keeps_notes_apart(root)),
      nodes_(comparison.before.notes.size()),
      match_(match_notes(comparison.before.notes, comparison.after.notes, comparison.match)) {
    match_origins();
    if (root.child("ScriptNotes")) before_ = read_places();
}

void FdxNoteMerger::match_origins() {
    std::unordered_map<std::uint64_t, pugi::xml_node> origins;
    const auto key = [](bool own_line, std::uint32_t index) {
        return (std::uint64_t{index} << 1U) | static_cast<std::uint64_t>(own_line);
    };
    for (const auto& origin : in_.reading.notes) {
        origins[key(origin.own_line, origin.index)] = origin.node;
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const auto& note = in_.before.notes[i];
        const auto found = origins.find(key(note.own_line, note.source));
        if (found != origins.end()) nodes_[i] = found->second;
    }
}

std::vector<FdxNoteMerger::Place> FdxNoteMerger::read_places() const {
    std::vector<Place> places;
    std::uint32_t start = 0;
    each_fdx_paragraph(root_.child("Content"), [&](const pugi::xml_node& node) {
        places.push_back({node, start, fdx_length(node)});
        start += places.back().length + 1;
    });
    return places;
}

// A note that was deleted goes; one whose paragraph was deleted with it is kept.
void FdxNoteMerger::release() {
    std::vector<bool> stays(nodes_.size(), false);
    for (const auto before : match_) {
        if (before != kNoParagraph) stays[before] = true;
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i]) continue;
        const auto paragraph = in_.before.notes[i].paragraph;
        const bool gone = paragraph != kNoParagraph && in_.match.after[paragraph] == kNoParagraph;
        if (stays[i]) {
            if (gone && has_name(nodes_[i].parent(), "Paragraph")) nodes_[i] = unanchor(nodes_[i]);
        } else if (gone) {
            nodes_[i] = unanchor(nodes_[i]);
            ++unanchored_;
        } else {
            remove_node(nodes_[i]);
            nodes_[i] = {};
        }
    }
}

pugi::xml_node FdxNoteMerger::unanchor(const pugi::xml_node& note) {
    auto holder = root_.child(kUnanchored);
    if (!holder) holder = root_.append_child(kUnanchored);
    if (note.parent() == holder) return note;
    auto moved = holder.append_move(note);
    moved.remove_attribute("Range");
    return moved;
}

void FdxNoteMerger::merge(const FdxParagraphMerger& paragraphs) {
    paragraphs_ = &paragraphs;
    const bool any = !in_.after.notes.empty() || !before_.empty();
    if (!any) return;
    for (const auto& place : read_places()) after_[place.node.hash_value()] = place;
    map_ranges(paragraphs.kept());
    for (std::uint32_t k = 0; k < in_.after.notes.size(); ++k) {
        const auto before = match_[k];
        update(k, before == kNoParagraph ? pugi::xml_node() : nodes_[before]);
    }
}

void FdxNoteMerger::update(std::uint32_t index, const pugi::xml_node& note) {
    const auto& now = in_.after.notes[index];
    const auto before = match_[index];
    if (!note) {
        // A comment that is an omitted scene of the file has no note.
        if (before != kNoParagraph) return;
        auto node =
            ranged_ ? ranged_notes().append_child("ScriptNote") : root_.append_child("ScriptNote");
        if (now.comment) set_attribute(node, "Name", kBoneyardNote);
        set_text(now, node);
        anchor(now, node);
        return;
    }
    const auto& old = in_.before.notes[before];
    if (old.text != now.text) set_text(now, note);
    const bool here =
        now.own_line == old.own_line &&
        (now.paragraph == kNoParagraph ? old.paragraph == kNoParagraph
                                       : in_.match.before[now.paragraph] == old.paragraph);
    if (!here) anchor(now, note);
}

pugi::xml_node FdxNoteMerger::ranged_notes() {
    auto notes = root_.child("ScriptNotes");
    return notes ? notes : root_.append_child("ScriptNotes");
}

// To where the document has it.
void FdxNoteMerger::anchor(const FdxNote& note, pugi::xml_node node) {
    if (ranged_) {
        if (!has_name(node.parent(), "ScriptNotes")) node = ranged_notes().append_move(node);
        set_attribute(node, "Range", write_fdx_range(range_of(note)));
        return;
    }
    pugi::xml_node paragraph;
    if (note.paragraph != kNoParagraph && !paragraphs_->nodes_of(note.paragraph).empty()) {
        paragraph = paragraphs_->nodes_of(note.paragraph).back();
    }
    if (paragraph) {
        paragraph.append_move(node);
    } else {
        unanchor(node);
    }
}

// Units of the note's paragraph, which other paragraphs of the file may make together.
FdxRange FdxNoteMerger::range_of(const FdxNote& note) const {
    if (note.paragraph == kNoParagraph) return {0, 0};
    const auto& nodes = paragraphs_->nodes_of(note.paragraph);
    if (nodes.empty()) return {0, 0};
    const auto* last = find_new(counted_paragraph(nodes.back()));
    if (last == nullptr) return {0, 0};
    if (note.own_line) return {last->start + last->length, last->start + last->length + 1};
    if (counted_paragraph(nodes.back()) != nodes.back()) return {last->start, last->start + 2};
    const std::string_view text = in_.after.paragraphs[note.paragraph].text.text;
    auto units = static_cast<std::uint32_t>(count_utf16_units(text.substr(0, note.at)));
    for (const auto& node : nodes) {
        const auto* place = find_new(node);
        if (place == nullptr) continue;
        if (units <= place->length || node == nodes.back()) {
            const auto at = place->start + std::min(units, place->length);
            return {at, at};
        }
        units -= place->length + 1;
    }
    return {last->start, last->start};
}

// Fabula shows the name before the text.
void FdxNoteMerger::set_text(const FdxNote& note, pugi::xml_node node) const {
    std::string_view text = note.text;
    const std::string name(trim(node.attribute("Name").as_string()));
    const auto shown = name + ": ";
    if (!note.comment && !name.empty()) {
        if (text.starts_with(shown)) {
            text.remove_prefix(shown.size());
        } else {
            node.remove_attribute("Name");
        }
    }
    std::vector<pugi::xml_node> old;
    for (const auto& paragraph : node.children("Paragraph")) old.push_back(paragraph);
    const auto lines = split(text, '\n');
    for (std::size_t i = 0; i < std::max(old.size(), lines.size()); ++i) {
        if (i >= lines.size()) {
            remove_node(old[i]);
        } else {
            write_fdx_text(i < old.size() ? old[i] : node.append_child("Paragraph"),
                           {std::string(lines[i]), {}});
        }
    }
}

const FdxNoteMerger::Place* FdxNoteMerger::find_new(const pugi::xml_node& paragraph) const {
    const auto found = after_.find(paragraph.hash_value());
    return found == after_.end() ? nullptr : &found->second;
}

// The ranges that there were, to where their words are now.
void FdxNoteMerger::map_ranges(const std::vector<KeptStretch>& kept) {
    for (const auto& stretch : kept) stretches_[stretch.before.hash_value()].push_back(stretch);
    if (before_.empty()) return;
    for (auto note : root_.child("ScriptNotes").children("ScriptNote")) {
        const auto range = read_fdx_range(note);
        if (!range) continue;
        const auto from = map(range->from, false);
        const auto to = map(range->to, true);
        if (!from && !to) continue;
        FdxRange now{from ? *from : *to, to ? *to : *from};
        now.to = std::max(now.from, now.to);
        if (now.from != range->from || now.to != range->to) {
            set_attribute(note, "Range", write_fdx_range(now));
        }
    }
}

// `end`: the place ends a range, so that it belongs to the words before it.
std::optional<std::uint32_t> FdxNoteMerger::map(std::uint32_t place, bool end) const {
    const auto behind = std::upper_bound(
        before_.begin(), before_.end(), place,
        [](std::uint32_t at, const Place& paragraph) { return at < paragraph.start; });
    if (behind == before_.begin()) return std::nullopt;
    const auto& old = *(behind - 1);
    const auto offset = place - old.start;
    const auto* now = find_new(old.node);
    const auto found = stretches_.find(old.node.hash_value());
    if (found == stretches_.end() || (now != nullptr && offset >= old.length)) {
        if (now == nullptr) return std::nullopt;
        return now->start + (offset >= old.length ? now->length + (offset - old.length)
                                                  : std::min(offset, now->length));
    }
    const auto& stretches = found->second;
    const auto at = [&](const KeptStretch& stretch, std::uint32_t units) {
        const auto* paragraph = find_new(stretch.after);
        return paragraph == nullptr ? std::nullopt
                                    : std::optional(paragraph->start + stretch.to + units);
    };
    const auto next = std::partition_point(stretches.begin(), stretches.end(), [&](const auto& s) {
        return end ? s.from < offset : s.from + s.length <= offset;
    });
    if (end && next != stretches.begin()) {
        const auto& before = *(next - 1);
        return at(before, std::min(offset - before.from, before.length));
    }
    if (next == stretches.end()) return at(stretches.back(), stretches.back().length);
    return at(*next, offset > next->from ? offset - next->from : 0);
}

}  // namespace fabula::screenplay
