#include "outline/arrange.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "script/script_service.hpp"
#include "script/text_match.hpp"

namespace fabula::outline {

namespace {

[[noreturn]] void refuse() {
    throw AppError(Code::Conflict,
                   PublicText{"The text would not be read as this outline. Change it in the "
                              "script itself."});
}

bool is_attached(const script::Node& node) {
    return node.state == NodeState::Attached;
}

// One line, without what would end it.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) out += c == '\n' || c == '\r' ? ' ' : c;
    return out;
}

// The heading reads as one without a mark that forces it.
bool reads_as_heading(const std::string& title, ScriptFormat format) {
    const auto document =
        screenplay::parse_fountain("\n\n" + title + "\n\n", script::to_engine(format));
    return document.elements.size() == 1 &&
           document.elements[0].type == screenplay::ElementType::SceneHeading &&
           document.elements[0].text == title;
}

std::string heading_of(const script::Node& node, ScriptFormat format) {
    auto title = one_line(node.title);
    if (title.empty()) title = node.kind == NodeKind::Section ? "Section" : "Scene";
    if (node.kind == NodeKind::Section) {
        return std::string(static_cast<std::size_t>(node.level), '#') + " " + title;
    }
    return (reads_as_heading(title, format) ? "" : ".") + title;
}

// The stretch, which begins with a heading, read on its own. Blank lines keep a colon in it from
// beginning a title page.
struct ReadStretch {
    ReadStretch(const std::string& stretch, ScriptFormat format)
        : text("\n\n" + stretch),
          document(screenplay::parse_fountain(text, script::to_engine(format))) {}

    [[nodiscard]] std::size_t byte_at(std::uint32_t unit) const {
        return byte_offset_of(text, unit).value_or(text.size());
    }

    std::string text;
    screenplay::Document document;
};

// With another heading of the same kind and number.
std::string with_title(const std::string& stretch, const script::Node& node, ScriptFormat format) {
    const ReadStretch read(stretch, format);
    if (read.document.elements.empty()) refuse();
    const auto& element = read.document.elements.front();
    auto heading = heading_of(node, format);
    if (!element.scene_number.empty()) heading += " #" + element.scene_number + "#";
    return heading + read.text.substr(read.byte_at(element.range.to));
}

// With one synopsis in place of all that stand there.
std::string with_synopsis(const std::string& stretch, const script::Node& node,
                          ScriptFormat format) {
    const ReadStretch read(stretch, format);
    if (read.document.elements.empty()) refuse();
    const auto synopsis = one_line(node.synopsis);
    std::string out;
    std::size_t done = 2;
    bool told = synopsis.empty();
    const auto copy_to = [&](std::size_t end) {
        out += read.text.substr(done, end - done);
        done = end;
    };
    for (const auto& element : read.document.elements) {
        if (element.type != screenplay::ElementType::Synopsis) continue;
        copy_to(read.byte_at(element.range.from));
        done = read.byte_at(element.range.to);
        if (!told) out += "= " + synopsis;
        if (told && read.text.substr(done, 1) == "\n") ++done;
        told = true;
    }
    copy_to(read.text.size());
    if (told) return out;
    const auto behind = read.byte_at(read.document.elements.front().range.to) - 2;
    return out.substr(0, behind) + "\n\n= " + synopsis + out.substr(behind);
}

std::string missing_ends(std::string_view text) {
    if (text.empty() || text.ends_with("\n\n")) return "";
    return text.ends_with("\n") ? "\n" : "\n\n";
}

// The stretch with its section mark at another level.
std::string with_level(std::string_view stretch, std::int64_t level) {
    const auto marks = std::min(stretch.find_first_not_of('#'), stretch.size());
    return std::string(static_cast<std::size_t>(level), '#') + std::string(stretch.substr(marks));
}

// A heading of the new text: one that stands in the old one, or one that is written.
struct Item {
    std::size_t node = 0;                // In the tree.
    std::optional<std::size_t> heading;  // In the standing outline.
};

std::vector<Item> items_of(const script::StandingScript& standing, const Tree& tree,
                           const Wish& wish) {
    std::unordered_map<std::string, std::size_t> headings;
    for (std::size_t h = 0; h < standing.nodes.size(); ++h) {
        headings.emplace(standing.nodes[h].id.text, h);
    }
    const std::set<NodeId> cut(wish.cut.begin(), wish.cut.end());
    std::vector<bool> written(tree.nodes().size(), false);
    const auto order = tree.in_order();
    for (const auto i : order) {
        const auto& node = tree.node(i);
        const bool stands = is_attached(node) && !cut.contains(node.id);
        if (!stands && !wish.written.contains(node.id.text)) continue;
        // A section that holds something written is written itself.
        for (auto at = std::optional(i); at && !written[*at]; at = tree.parent_of(*at)) {
            written[*at] = true;
        }
    }
    std::vector<Item> items;
    for (const auto i : order) {
        if (!written[i]) continue;
        const auto known = headings.find(tree.node(i).id.text);
        items.push_back({i, known == headings.end() ? std::nullopt : std::optional(known->second)});
    }
    return items;
}

std::string text_of(const script::StandingScript& standing, const script::CutText& cut,
                    const Tree& tree, const Wish& wish, const Item& item) {
    const auto& node = tree.node(item.node);
    if (item.heading) {
        const auto& before = standing.nodes[*item.heading];
        std::string stretch(cut.stretches[script::CutText::stretch_of(*item.heading)]);
        if (node.synopsis != before.synopsis) {
            stretch = with_synopsis(stretch, node, standing.script.format);
        }
        if (node.title != before.title) {
            stretch = with_title(stretch, node, standing.script.format);
        }
        return node.level != before.level ? with_level(stretch, node.level) : stretch;
    }
    const auto given = wish.written.find(node.id.text);
    if (given != wish.written.end() && !given->second.empty()) {
        return node.kind == NodeKind::Section ? with_level(given->second, node.level)
                                              : given->second;
    }
    return heading_lines(node, standing.script.format);
}

std::string text_behind(const script::StandingScript& standing, const script::CutText& cut,
                        const Tree& tree, const Wish& wish, const std::vector<Item>& items) {
    std::string text(cut.stretches[0]);
    for (const auto& item : items) {
        text += missing_ends(text);
        auto part = text_of(standing, cut, tree, wish, item);
        // A colon in the first line of all would begin a title page.
        if (text.empty() && part.substr(0, part.find('\n')).find(':') != part.npos) text = "\n";
        text += part;
    }
    return text;
}

// Throws where a heading is missing, or read as another kind or at another level.
void check_reading(const screenplay::Outline& outline, const Tree& tree,
                   const std::vector<Item>& items) {
    if (outline.nodes.size() != items.size()) refuse();
    for (std::size_t k = 0; k < items.size(); ++k) {
        const auto& node = tree.node(items[k].node);
        const auto& read = outline.nodes[k];
        const bool section = read.kind == screenplay::NodeKind::Section;
        if (section != (node.kind == NodeKind::Section)) refuse();
        if (section && read.level != node.level) refuse();
        const auto parent = tree.parent_of(items[k].node);
        if (parent.has_value() != read.parent.has_value()) refuse();
        if (parent && items[*read.parent].node != *parent) refuse();
    }
}

// {"moved": …} for a single stretch; else what was done to the outline.
Json tag_of(const std::vector<script::TextMove>& moves) {
    if (moves.empty()) return {{"outline", "written"}};
    return {{"moved",
             {{"from", moves.front().from}, {"to", moves.back().to}, {"at", moves.front().at}}}};
}

bool same_place(const script::Node& a, const script::Node& b) {
    return a.parent_id == b.parent_id && a.level == b.level && a.deleted_at == b.deleted_at &&
           a.state == b.state && a.title == b.title && a.synopsis == b.synopsis &&
           a.color == b.color && a.metadata == b.metadata &&
           a.planned_eighths == b.planned_eighths && a.planned_words == b.planned_words;
}

// Rows that change with the text; of those that are cut with what is cut.
std::vector<script::Node> rows_with_text(const script::StandingScript& standing,
                                         const script::CutText& cut, const Tree& after,
                                         const Wish& wish) {
    std::unordered_map<std::string, const script::Node*> held;
    for (const auto& node : standing.held) held.emplace(node.row.id.text, &node.row);
    std::unordered_map<std::string, std::string_view> stretches;
    for (std::size_t h = 0; h < standing.nodes.size(); ++h) {
        stretches.emplace(standing.nodes[h].id.text, cut.stretches[script::CutText::stretch_of(h)]);
    }
    const std::set<NodeId> to_cut(wish.cut.begin(), wish.cut.end());
    std::vector<script::Node> rows;
    for (std::size_t i = 0; i < after.nodes().size(); ++i) {
        const auto& node = after.node(i);
        const auto before = held.find(node.id.text);
        if (before == held.end()) continue;
        if (same_place(*before->second, node) && !after.was_moved(i)) continue;
        auto& row = rows.emplace_back(node);
        const auto stretch = stretches.find(node.id.text);
        if (stretch == stretches.end() || !to_cut.contains(node.id)) continue;
        row.metadata[std::string(script::kCutText)] = stretch->second;
    }
    return rows;
}

}  // namespace

std::string heading_lines(const script::Node& node, ScriptFormat format) {
    auto lines = heading_of(node, format);
    const auto synopsis = one_line(node.synopsis);
    if (!synopsis.empty()) lines += "\n\n= " + synopsis;
    return lines + "\n\n";
}

bool needs_text(const Tree& before, const Tree& after, const Wish& wish) {
    if (!wish.written.empty() || !wish.cut.empty()) return true;
    const auto is_retold = [&](std::size_t i) {
        const auto& node = after.node(i);
        return is_attached(node) && i < before.nodes().size() &&
               (node.title != before.node(i).title || node.synopsis != before.node(i).synopsis);
    };
    for (std::size_t i = 0; i < after.nodes().size(); ++i) {
        if (is_retold(i)) return true;
    }
    const auto attached = [](const Tree& tree) {
        std::vector<std::pair<std::string_view, std::int64_t>> out;
        for (const auto i : tree.in_order()) {
            const auto& node = tree.node(i);
            if (is_attached(node)) out.emplace_back(node.id.text, node.level);
        }
        return out;
    };
    if (attached(before) != attached(after)) return true;
    for (const auto i : after.in_order()) {
        const auto parent = after.parent_of(i);
        if (is_attached(after.node(i)) && parent && !is_attached(after.node(*parent))) return true;
    }
    return false;
}

script::Edit arrange(const script::StandingScript& standing, const Tree& after, const Wish& wish) {
    const script::CutText cut(standing.text, standing.outline);
    const auto items = items_of(standing, after, wish);
    const auto text = text_behind(standing, cut, after, wish, items);
    const auto outline = screenplay::read_outline(
        screenplay::parse_fountain(text, script::to_engine(standing.script.format)));
    check_reading(outline, after, items);
    std::vector<std::optional<std::size_t>> matches{0};
    script::Edit edit;
    for (std::size_t k = 0; k < items.size(); ++k) {
        const auto& item = items[k];
        matches.push_back(item.heading ? std::optional(script::CutText::stretch_of(*item.heading))
                                       : std::nullopt);
        if (!item.heading) edit.outline.woken.emplace_back(k, after.node(item.node).id);
    }
    const script::CutText behind(text, outline);
    auto change = script::edit_between(cut, behind, matches);
    edit.change = std::move(change.change);
    edit.moves = std::move(change.moves);
    edit.tag = tag_of(edit.moves);
    edit.outline.nodes = script::matched_nodes(matches);
    for (const auto i : after.in_order()) edit.outline.order.push_back(after.node(i).id);
    edit.outline.rows = rows_with_text(standing, cut, after, wish);
    return edit;
}

RowChanges changed_rows(const Tree& before, const Tree& after) {
    const auto order = after.in_order();
    std::vector<std::int64_t> known;
    // A new row has no rank yet: the tree puts those behind the rows that it was made of.
    const auto is_new = [&](std::size_t i) { return i >= before.nodes().size(); };
    for (const auto i : order) known.push_back(is_new(i) ? 0 : before.node(i).rank);
    const auto ranks = script::assign_ranks(known);
    RowChanges changes;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const auto i = order[k];
        auto node = after.node(i);
        node.rank = ranks[k];
        if (is_new(i)) {
            changes.added.push_back(std::move(node));
        } else if (after.was_moved(i) || node.rank != before.node(i).rank ||
                   !same_place(before.node(i), node)) {
            changes.changed.push_back(std::move(node));
        }
    }
    for (std::size_t i = 0; i < before.nodes().size(); ++i) {
        const auto& node = after.node(i);
        if (node.deleted_at && !same_place(before.node(i), node)) changes.changed.push_back(node);
    }
    return changes;
}

}  // namespace fabula::outline
