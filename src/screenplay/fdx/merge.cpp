#include "screenplay/fdx/merge.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "screenplay/fdx/align.hpp"
#include "screenplay/fdx/text.hpp"
#include "screenplay/fdx/xml.hpp"
#include "screenplay/fountain.hpp"

namespace fabula::screenplay {

namespace {

constexpr const char* kBlock = "DualDialogue";

bool same_elements(const Document& a, const Document& b) {
    return a.notes.size() == b.notes.size() && a.elements.size() == b.elements.size() &&
           std::equal(
               a.elements.begin(), a.elements.end(), b.elements.begin(),
               [](const Element& one, const Element& other) { return one.type == other.type; });
}

bool is_in_block(const pugi::xml_node& node) {
    return std::string_view(node.parent().name()) == kBlock;
}

// The paragraph that stands in Content: the node or the one whose block holds it.
pugi::xml_node outermost(pugi::xml_node node) {
    while (is_in_block(node)) node = node.parent().parent();
    return node;
}

bool is_plain(const StyledText& text) {
    return std::all_of(text.runs.begin(), text.runs.end(),
                       [](const Run& run) { return run.style == Plain; });
}

bool same_text(const StyledText& a, const StyledText& b) {
    return a.text == b.text && (a.runs == b.runs || (is_plain(a) && is_plain(b)));
}

bool same_texts(const std::vector<StyledText>& a, const std::vector<StyledText>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_text);
}

void set_or_remove(pugi::xml_node node, const char* name, std::string_view value) {
    if (value.empty()) {
        node.remove_attribute(name);
    } else {
        set_attribute(node, name, value);
    }
}

// Indents and alignment are those of the kind, so that a new kind has its own.
void set_type(pugi::xml_node node, std::string_view type) {
    set_attribute(node, "Type", type);
    for (const char* name : {"Alignment", "FirstIndent", "Leading", "LeftIndent", "RightIndent",
                             "SpaceBefore", "Spacing"}) {
        node.remove_attribute(name);
    }
}

// The scene's synopses; paragraphs of it without words stay.
void write_summary(pugi::xml_node node, const std::vector<StyledText>& lines) {
    auto properties = node.child("SceneProperties");
    if (!properties) properties = node.prepend_child("SceneProperties");
    auto summary = properties.child("Summary");
    if (!summary) summary = properties.append_child("Summary");
    std::vector<pugi::xml_node> old;
    for (const auto& paragraph : summary.children("Paragraph")) {
        if (!fdx_raw_text(paragraph).empty()) old.push_back(paragraph);
    }
    for (std::size_t i = 0; i < std::max(old.size(), lines.size()); ++i) {
        if (i >= lines.size()) {
            remove_node(old[i]);
        } else {
            write_fdx_text(i < old.size() ? old[i] : summary.append_child("Paragraph"), lines[i]);
        }
    }
}

}  // namespace

FdxBase read_fdx_base(const pugi::xml_node& root, Format format) {
    FdxBase out;
    out.reading = read_fdx_tree(root);
    out.shown = parse_fountain(print_fountain(out.reading.document), format);
    return out;
}

bool say_the_same(const Document& a, const Document& b) {
    const auto element = [](const Element& one, const Element& other) {
        return one.type == other.type && one.text == other.text && one.runs == other.runs &&
               one.scene_number == other.scene_number && one.level == other.level &&
               one.dual == other.dual && one.shot == other.shot &&
               one.blank_lines == other.blank_lines;
    };
    const auto note = [](const InlineNote& one, const InlineNote& other) {
        return one.element == other.element && one.at == other.at && one.text == other.text;
    };
    return std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(),
                      element) &&
           std::equal(a.notes.begin(), a.notes.end(), b.notes.begin(), b.notes.end(), note);
}

FdxComparison compare_fdx(FdxBase file, const Document& document) {
    FdxComparison out;
    out.reading = std::move(file.reading);
    out.base = std::move(file.shown);
    // Where the words of a strange file read differently the file itself is the base.
    if (!same_elements(out.base, out.reading.document)) out.base = out.reading.document;
    out.before = fdx_paragraphs(out.base);
    out.after = fdx_paragraphs(document);
    out.match = match_paragraphs(out.before.paragraphs, out.after.paragraphs);
    return out;
}

FdxParagraphMerger::FdxParagraphMerger(const FdxComparison& comparison, const pugi::xml_node& root)
    : in_(comparison),
      settings_(root),
      content_(root.child("Content")),
      nodes_(comparison.before.paragraphs.size()),
      hidden_(nodes_.size()),
      placed_(comparison.after.paragraphs.size()) {}

void FdxParagraphMerger::merge() {
    collect_nodes();
    find_staying();
    for (std::uint32_t index = 0; index < placed_.size(); ++index) place(index);
    remove_gone();
}

void FdxParagraphMerger::collect_nodes() {
    const auto count = in_.base.elements.size() + 1;
    std::vector<std::uint32_t> main(count, kNoParagraph);
    std::vector<std::vector<std::uint32_t>> blanks(count);
    for (std::uint32_t i = 0; i < in_.before.paragraphs.size(); ++i) {
        const auto& paragraph = in_.before.paragraphs[i];
        if (paragraph.text.text.empty()) {
            blanks[paragraph.element].push_back(i);
        } else {
            main[paragraph.element] = i;
        }
    }
    std::vector<std::uint32_t> used(count, 0);
    for (const auto& origin : in_.reading.origins) {
        const auto element = origin.element;
        if (!origin.blank) {
            if (main[element] != kNoParagraph) nodes_[main[element]].push_back(origin.node);
        } else if (used[element] < blanks[element].size()) {
            nodes_[blanks[element][used[element]++]].push_back(origin.node);
        } else if (main[element] != kNoParagraph) {
            hidden_[main[element]].push_back(origin.node);
        }
    }
}

void FdxParagraphMerger::find_staying() {
    const auto& after = in_.after.paragraphs;
    stays_.assign(after.size(), false);
    std::unordered_map<std::size_t, std::uint32_t> speeches;  // Of each block the first paragraph.
    std::uint32_t speech = 0;
    for (std::uint32_t k = 0; k < after.size(); ++k) {
        if (!continues_block(k)) speech = k;
        const auto i = in_.match.before[k];
        if (i == kNoParagraph || in_.match.moved[k] || nodes_[i].empty()) continue;
        const bool dual = after[k].dual != Dual::None;
        if ((in_.before.paragraphs[i].dual != Dual::None) != dual) continue;
        const auto block = nodes_[i].front().parent();
        // What belongs to another dual dialogue now leaves the block.
        const auto claim =
            dual ? speeches.try_emplace(block.hash_value(), speech).first->second : speech;
        stays_[k] = claim == speech;
    }
    next_staying_.assign(after.size() + 1, kNoParagraph);
    for (auto k = static_cast<std::uint32_t>(after.size()); k-- > 0;) {
        next_staying_[k] = stays_[k] ? k : next_staying_[k + 1];
    }
}

void FdxParagraphMerger::place(std::uint32_t index) {
    const auto before = in_.match.before[index];
    if (carried_break_.value_or(false) && in_.after.paragraphs[index].starts_page) {
        // Two page breaks need a paragraph between them.
        cursor_ = make_room(index);
        set_attribute(cursor_, "Type", "Action");
        set_attribute(cursor_, "StartsNewPage", "Yes");
        carried_break_.reset();
    }
    if (before == kNoParagraph) {
        const auto node = make_room(index);
        write_new(index, node);
        placed_[index] = {node};
        cursor_ = node;
        return;
    }
    if (nodes_[before].empty()) {
        const bool starts = in_.after.paragraphs[index].starts_page;
        if (starts != in_.before.paragraphs[before].starts_page) carried_break_ = starts;
        return;
    }
    if (!stays_[index]) {
        for (const auto& node : nodes_[before]) put(index, node);
    }
    edit(index, before);
    placed_[index] = nodes_[before];
    cursor_ = nodes_[before].back();
}

// Dual dialogue goes on from the paragraph above.
bool FdxParagraphMerger::continues_block(std::uint32_t index) const {
    if (index == 0) return false;
    const auto above = in_.after.paragraphs[index - 1].dual;
    const auto here = in_.after.paragraphs[index].dual;
    return above != Dual::None && here != Dual::None &&
           !(above == Dual::Right && here == Dual::Left);
}

// The first paragraph of the same dual dialogue that stands in its block already.
pugi::xml_node FdxParagraphMerger::staying_in_block(std::uint32_t index) const {
    constexpr std::uint32_t kLookedAt = 100;
    const auto end = std::min<std::size_t>(index + kLookedAt, placed_.size());
    for (auto k = index; k < end && (k == index || continues_block(k)); ++k) {
        if (!stays_[k]) continue;
        const auto node = nodes_[in_.match.before[k]].front();
        return is_in_block(node) ? node : pugi::xml_node();
    }
    return {};
}

// Behind the blanks with which the content begins.
pugi::xml_node FdxParagraphMerger::insert_first() {
    const auto first = content_.first_child();
    return first.type() == pugi::node_pcdata ? content_.insert_child_after("Paragraph", first)
                                             : content_.prepend_child("Paragraph");
}

// An empty paragraph where the new one belongs.
pugi::xml_node FdxParagraphMerger::make_room(std::uint32_t index) {
    const auto next = next_staying_[index];
    const bool within = cursor_ && is_in_block(cursor_) && next != kNoParagraph &&
                        nodes_[in_.match.before[next]].front().parent() == cursor_.parent();
    const bool dual = in_.after.paragraphs[index].dual != Dual::None;
    if (within || (dual && continues_block(index) && is_in_block(cursor_))) {
        return insert_behind(cursor_, "Paragraph");
    }
    if (dual) {
        if (const auto beside = staying_in_block(index)) {
            return beside.parent().insert_child_before("Paragraph", beside);
        }
    }
    auto node = cursor_ ? insert_behind(outermost(cursor_), "Paragraph") : insert_first();
    return dual ? node.append_child(kBlock).append_child("Paragraph") : node;
}

void FdxParagraphMerger::put(std::uint32_t index, const pugi::xml_node& node) {
    leave_block(node);
    const auto room = make_room(index);
    move_behind(room, node);
    room.parent().remove_child(room);
    cursor_ = node;
}

void FdxParagraphMerger::leave_block(const pugi::xml_node& node) {
    if (is_in_block(node)) left_blocks_.push_back(node.parent().parent());
}

void FdxParagraphMerger::write_new(std::uint32_t index, pugi::xml_node node) {
    const auto& paragraph = in_.after.paragraphs[index];
    set_attribute(node, "Type", paragraph.type);
    if (!paragraph.number.empty()) set_attribute(node, "Number", paragraph.number);
    if (paragraph.centered) set_attribute(node, "Alignment", "Center");
    const bool starts = paragraph.starts_page || carried_break_.value_or(false);
    if (starts != settings_.of(node).starts_page) {
        set_attribute(node, "StartsNewPage", starts ? "Yes" : "No");
    }
    carried_break_.reset();
    if (!paragraph.summary.empty()) write_summary(node, paragraph.summary);
    if (paragraph.text.text.empty()) {
        node.append_child("Text");
    } else {
        write_fdx_text(node, paragraph.text);
    }
}

// Speech of nobody, which is action, would be spoken by whoever comes to stand above it.
bool FdxParagraphMerger::is_orphan_beside_others(std::uint32_t index, std::uint32_t before) const {
    if (in_.after.paragraphs[index].type != "Action" || index == 0) return false;
    if (before > 0 && in_.match.before[index - 1] == before - 1) return false;
    return is_spoken(settings_.of(nodes_[before].front()).kind);
}

void FdxParagraphMerger::edit(std::uint32_t index, std::uint32_t before) {
    const auto& old = in_.before.paragraphs[before];
    const auto& now = in_.after.paragraphs[index];
    auto first = nodes_[before].front();
    const bool by_kind = settings_.of(first).kind == FdxKind::Title;
    if (old.type != now.type || (by_kind && !now.centered) ||
        is_orphan_beside_others(index, before)) {
        for (const auto& node : nodes_[before]) set_type(node, now.type);
    }
    if (old.number != now.number) set_or_remove(first, "Number", now.number);
    if (old.starts_page != now.starts_page || carried_break_) {
        const bool starts = now.starts_page || carried_break_.value_or(false);
        set_attribute(first, "StartsNewPage", starts ? "Yes" : "No");
        carried_break_.reset();
    }
    if (old.centered != now.centered || (now.centered && old.type != now.type)) {
        const bool set_so = settings_.of(first).centered;
        set_or_remove(first, "Alignment", now.centered ? "Center" : set_so ? "Left" : "");
    }
    if (!same_texts(old.summary, now.summary)) write_summary(first, now.summary);
    if (!same_text(old.text, now.text) || old.type != now.type) edit_text(before, now.text);
}

void FdxParagraphMerger::edit_text(std::uint32_t before, const StyledText& text) {
    auto& nodes = nodes_[before];
    bool capitals = settings_.of(nodes.front()).capitals;
    for (const auto& run : nodes.front().children("Text")) {
        const std::string_view style = run.attribute("Style").as_string();
        capitals = capitals || style.find("AllCaps") != std::string_view::npos;
    }
    for (const auto& node : nodes) leave_block(node);
    auto kept = rewrite_fdx_text(nodes, text, capitals ? Compare::InAnyCase : Compare::Exactly);
    kept_.insert(kept_.end(), kept.begin(), kept.end());
}

void FdxParagraphMerger::remove_gone() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (in_.match.after[i] != kUnmatched) continue;
        for (const auto& node : hidden_[i]) remove_node(node);
        for (auto node : nodes_[i]) {
            leave_block(node);
            if (node.child(kBlock)) {
                while (node.child("Text")) node.remove_child("Text");
            } else {
                remove_node(node);
            }
        }
    }
    std::sort(left_blocks_.begin(), left_blocks_.end());
    left_blocks_.erase(std::unique(left_blocks_.begin(), left_blocks_.end()), left_blocks_.end());
    for (const auto& wrapper : left_blocks_) {
        const auto block = wrapper.child(kBlock);
        if (!block || block.child("Paragraph")) continue;
        if (fdx_raw_text(wrapper).empty()) {
            remove_node(wrapper);
        } else {
            remove_node(block);
        }
    }
}

}  // namespace fabula::screenplay
