#include "screenplay/fdx/note_merge.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

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

bool keeps_notes_apart(const pugi::xml_node& root) {
    return root.child("ScriptNotes") || root.attribute("Version").as_int() >= 5;
}

}  // namespace

FdxNoteMerger::FdxNoteMerger(const FdxComparison& comparison, const pugi::xml_node& root,
                             const FdxPlaces& places)
    : in_(comparison),
      places_(places),
      root_(root),
      ranged_(keeps_notes_apart(root)),
      nodes_(comparison.before.notes.size()),
      match_(match_notes(comparison.before.notes, comparison.after.notes, comparison.match)) {
    match_origins();
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
    map_ranges();
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
    const auto* last = places_.find(counted_paragraph(nodes.back()));
    if (last == nullptr) return {0, 0};
    if (note.own_line) return {last->start + last->length, last->start + last->length + 1};
    if (counted_paragraph(nodes.back()) != nodes.back()) return {last->start, last->start + 2};
    const std::string_view text = in_.after.paragraphs[note.paragraph].text.text;
    auto units = static_cast<std::uint32_t>(count_utf16_units(text.substr(0, note.at)));
    for (const auto& node : nodes) {
        const auto* place = places_.find(node);
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

// The ranges that there were, to where their words are now.
void FdxNoteMerger::map_ranges() {
    for (auto note : root_.child("ScriptNotes").children("ScriptNote")) {
        const auto range = read_fdx_range(note);
        if (!range) continue;
        const auto from = places_.map(range->from, false);
        const auto to = places_.map(range->to, true);
        if (!from && !to) continue;
        FdxRange now{from ? *from : *to, to ? *to : *from};
        now.to = std::max(now.from, now.to);
        if (now.from != range->from || now.to != range->to) {
            set_attribute(note, "Range", write_fdx_range(now));
        }
    }
}

}  // namespace fabula::screenplay
