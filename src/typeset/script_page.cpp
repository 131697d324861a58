#include "typeset/script_page.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "drawing/bidi.hpp"
#include "drawing/shape.hpp"
#include "screenplay/pages/cells.hpp"

namespace fabula::typeset {

using namespace drawing;
using screenplay::Document;
using screenplay::Layout;
using screenplay::LineKind;
using screenplay::Page;
using screenplay::PageLine;
using screenplay::PageRun;

namespace {

constexpr double kTypeSize = 12;
constexpr double kRevisionMark = 7.75 * 72;  // Where Final Draft's star stands.
constexpr double kRevisionTitle = 1.5 * 72;
constexpr Color kBlack{0, 0, 0, 255};
constexpr Color kDim{165, 165, 165, 255};
constexpr Color kMarker{255, 240, 150, 255};

// As Final Draft 13 tints them, by RevisionColor.
constexpr std::array<Color, 10> kPaperTints = {{{255, 255, 255, 255},
                                                {0xC6, 0xED, 0xFE, 255},
                                                {0xFD, 0xCC, 0xD4, 255},
                                                {0xFD, 0xFF, 0xAB, 255},
                                                {0xD1, 0xFE, 0xD0, 255},
                                                {0xFA, 0xCD, 0x39, 255},
                                                {0xFC, 0xED, 0x9D, 255},
                                                {0xF8, 0xAE, 0x8E, 255},
                                                {0xFB, 0xA4, 0xB4, 255},
                                                {0xFD, 0xF1, 0xC7, 255}}};

Face face_of(std::uint8_t style) {
    const bool bold = (style & screenplay::Bold) != 0;
    const bool italic = (style & screenplay::Italic) != 0;
    if (bold) return italic ? Face::CourierPrimeBoldItalic : Face::CourierPrimeBold;
    return italic ? Face::CourierPrimeItalic : Face::CourierPrime;
}

bool is_shown(std::string_view text, const PageRun& run) {
    return (run.style & screenplay::Underline) != 0 ||
           text.find_first_not_of(' ') != std::string_view::npos;
}

class PageDrawer {
public:
    PageDrawer(const Document& document, const Page& page, const Layout& layout,
               const PageMarks& marks)
        : document_(document), page_(page), layout_(layout), marks_(marks) {}

    Drawing draw() {
        Drawing drawing{layout_.page.width * 72, layout_.page.height * 72, {}};
        if (!marks_.changed.empty()) tint_paper(drawing);
        add_markers(drawing);
        for (std::size_t i = 0; i < page_.lines.size();) {
            Group group;
            group.role = role_of(i);
            const std::size_t first = i;
            do add_line(group, page_.lines[i++]);
            while (i < page_.lines.size() && belong_together(first, i));
            if (!group.items.empty()) drawing.items.emplace_back(std::move(group));
        }
        if (!marks_.changed.empty()) add_revision_marks(drawing);
        return drawing;
    }

private:
    [[nodiscard]] Role role_of(std::size_t index) const {
        const PageLine& line = page_.lines[index];
        if (line.kind != LineKind::Text) return Role::Artifact;
        if (line.element == screenplay::kNoElement) {
            return page_.number == 0 && index == 0 ? Role::Heading1 : Role::Paragraph;
        }
        switch (document_.elements[line.element].type) {
            case screenplay::ElementType::Section: return Role::Heading1;
            case screenplay::ElementType::SceneHeading: return Role::Heading2;
            default: return Role::Paragraph;
        }
    }

    // Lines of one element; on a title page, lines without a blank one between them.
    [[nodiscard]] bool belong_together(std::size_t first, std::size_t next) const {
        const PageLine& a = page_.lines[first];
        const PageLine& b = page_.lines[next];
        if (a.kind != b.kind || a.element != b.element) return false;
        return a.element != screenplay::kNoElement || b.row == page_.lines[next - 1].row + 1;
    }

    [[nodiscard]] ElementLook look_of(const PageLine& line) const {
        if (marks_.looks.empty() || line.element == screenplay::kNoElement) {
            return ElementLook::Normal;
        }
        return marks_.looks[line.element];
    }

    // A highlighter behind lines that are marked.
    void add_markers(Drawing& drawing) const {
        if (marks_.looks.empty()) return;
        const double cell = layout_.page.cell_points;
        Group group{.items = {}, .role = Role::Artifact};
        for (const PageLine& line : page_.lines) {
            if (look_of(line) != ElementLook::Marked || line.run_count == 0) continue;
            const std::string text = screenplay::text_of(document_, page_, line);
            const double width = screenplay::count_cells(text) * cell;
            const double baseline = screenplay::baseline_of(layout_.page, line.row);
            group.items.emplace_back(Fill{
                .path = rectangle({static_cast<double>(line.x) - 2, baseline - 9, width + 4, 12}),
                .color = kMarker});
        }
        if (!group.items.empty()) drawing.items.emplace_back(std::move(group));
    }

    // Lines whose text differs from the version before. Text that is shown in other letters than
    // were typed has no places of its own: there the whole element counts.
    [[nodiscard]] bool is_changed(const PageLine& line) const {
        if (line.kind != LineKind::Text || line.element == screenplay::kNoElement) return false;
        auto change = std::ranges::lower_bound(marks_.changed, line.element, {},
                                               &screenplay::ChangedText::element);
        const auto end = std::ranges::upper_bound(marks_.changed, line.element, {},
                                                  &screenplay::ChangedText::element);
        if (change == end) return false;
        if (line.run_count == 0) return true;
        const PageRun& first = page_.runs[line.first_run];
        const PageRun& last = page_.runs[line.first_run + line.run_count - 1U];
        if (first.own) return true;
        const std::uint32_t line_end = last.own ? first.to : last.to;
        return std::any_of(change, end, [&](const screenplay::ChangedText& text) {
            if (text.from < text.to) return text.from < line_end && text.to > first.from;
            return text.from >= first.from && text.from <= line_end;
        });
    }

    void tint_paper(Drawing& drawing) const {
        if (marks_.color == screenplay::RevisionColor::White) return;
        const bool changed = std::ranges::any_of(
            page_.lines, [&](const PageLine& line) { return is_changed(line); });
        if (!changed) return;
        Group group{.items = {}, .role = Role::Artifact};
        group.items.emplace_back(
            Fill{.path = rectangle({0, 0, layout_.page.width * 72, layout_.page.height * 72}),
                 .color = kPaperTints[static_cast<std::size_t>(marks_.color)]});
        drawing.items.emplace_back(std::move(group));
    }

    void add_revision_marks(Drawing& drawing) const {
        Group group{.items = {}, .role = Role::Artifact};
        const auto add = [&](std::string_view text, double x, double baseline) {
            group.items.emplace_back(Text{.text = std::string(text),
                                          .face = Face::CourierPrime,
                                          .size = kTypeSize,
                                          .baseline = {x, baseline},
                                          .cell = layout_.page.cell_points});
        };
        std::int16_t last_row = -1;  // Columns side by side share one star.
        for (const PageLine& line : page_.lines) {
            if (line.row == last_row || !is_changed(line)) continue;
            last_row = line.row;
            add("*", kRevisionMark, screenplay::baseline_of(layout_.page, line.row));
        }
        if (group.items.empty()) return;
        const double header = (layout_.page.header * 72) + 0.75 * layout_.page.leading_points;
        if (!marks_.revision.empty()) add(marks_.revision, kRevisionTitle, header);
        drawing.items.emplace_back(std::move(group));
    }

    // The column that a line of the element belongs to.
    [[nodiscard]] const screenplay::ElementLayout& column_of(std::uint32_t index) const {
        using screenplay::Slot;
        const screenplay::Element& element = document_.elements[index];
        const auto side = [&](Slot alone, Slot left, Slot right) {
            return element.dual == screenplay::Dual::None   ? alone
                   : element.dual == screenplay::Dual::Left ? left
                                                            : right;
        };
        switch (element.type) {
            case screenplay::ElementType::SceneHeading: return layout_.of(Slot::SceneHeading);
            case screenplay::ElementType::Character:
                return layout_.of(side(Slot::Character, Slot::LeftCharacter, Slot::RightCharacter));
            case screenplay::ElementType::Parenthetical:
                return layout_.of(
                    side(Slot::Parenthetical, Slot::LeftParenthetical, Slot::RightParenthetical));
            case screenplay::ElementType::Dialogue:
                return layout_.of(side(Slot::Dialogue, Slot::LeftDialogue, Slot::RightDialogue));
            case screenplay::ElementType::Lyric: return layout_.of(Slot::Lyric);
            case screenplay::ElementType::Transition: return layout_.of(Slot::Transition);
            case screenplay::ElementType::Centered: return layout_.of(Slot::Centered);
            default: return layout_.of(Slot::Action);
        }
    }

    // Where a line of `width` points begins. A paragraph that is written to the left has its
    // column mirrored in the action's.
    [[nodiscard]] double start_of(const PageLine& line, double width, BaseDirection base) const {
        const auto x = static_cast<double>(line.x);
        if (base != BaseDirection::ToLeft || line.element == screenplay::kNoElement) return x;
        const auto& column = column_of(line.element);
        const auto& body = layout_.of(screenplay::Slot::Action);
        if (column.align == screenplay::Align::Center) return x;
        if (column.align == screenplay::Align::Right) {
            return (body.left + body.right - column.right) * 72;
        }
        return (body.left + body.right - column.left) * 72 - width;
    }

    // A stretch of a line in one direction and one style.
    struct Piece {
        Text text;
        std::size_t from = 0;  // In the line.
        double width = 0;
    };

    // Pieces in the order in which they stand from left to right.
    [[nodiscard]] std::vector<Piece> directed_pieces(const PageLine& line, BaseDirection base,
                                                     const Color& color) const {
        const std::string whole = screenplay::text_of(document_, page_, line);
        std::vector<Piece> pieces;
        for (const DirectedStretch& stretch : painting_order(whole, base)) {
            const std::size_t first_piece = pieces.size();
            std::size_t at = 0;
            for (std::size_t r = 0; r < line.run_count; ++r) {
                const PageRun& run = page_.runs[line.first_run + r];
                const std::size_t from = std::max<std::size_t>(stretch.from, at);
                at += run.to - run.from;
                const std::size_t to = std::min<std::size_t>(stretch.to, at);
                if (from >= to) continue;
                Piece piece{text_item(whole.substr(from, to - from), run, color), from, 0};
                piece.width = shape_text(piece.text).width;
                pieces.push_back(std::move(piece));
            }
            if (stretch.to_left) {
                std::reverse(pieces.begin() + static_cast<std::ptrdiff_t>(first_piece),
                             pieces.end());
            }
        }
        return pieces;
    }

    void add_directed_line(Group& group, const PageLine& line, const Color& color) const {
        const std::string_view paragraph =
            line.element == screenplay::kNoElement
                ? std::string_view(page_.text)
                : std::string_view(document_.elements[line.element].text);
        const auto base =
            reads_to_the_left(paragraph) ? BaseDirection::ToLeft : BaseDirection::ToRight;
        auto pieces = directed_pieces(line, base, color);
        double width = 0;
        for (const Piece& piece : pieces) width += piece.width;
        double x = start_of(line, width, base);
        for (Piece& piece : pieces) {
            piece.text.baseline = {x, screenplay::baseline_of(layout_.page, line.row)};
            x += piece.width;
        }
        // They are read in the order of the text.
        std::ranges::sort(pieces, {}, &Piece::from);
        for (Piece& piece : pieces) {
            if (trim(piece.text.text).empty() && !piece.text.underline) continue;
            group.items.emplace_back(std::move(piece.text));
        }
    }

    [[nodiscard]] Text text_item(std::string text, const PageRun& run, const Color& color) const {
        return {.text = std::move(text),
                .face = face_of(run.style),
                .size = kTypeSize,
                .color = color,
                .cell = layout_.page.cell_points,
                .underline = (run.style & screenplay::Underline) != 0};
    }

    void add_line(Group& group, const PageLine& line) const {
        const double cell = layout_.page.cell_points;
        const Color color = look_of(line) == ElementLook::Dimmed ? kDim : kBlack;
        const std::size_t first = group.items.size();
        const double baseline = screenplay::baseline_of(layout_.page, line.row);
        for (std::size_t r = 0; r < line.run_count; ++r) {
            const PageRun& run = page_.runs[line.first_run + r];
            const auto text = screenplay::text_of(document_, page_, line, run);
            if (may_read_to_left(text)) {
                group.items.resize(first);
                return add_directed_line(group, line, color);
            }
            if (!is_shown(text, run)) continue;
            Text item = text_item(std::string(text), run, color);
            item.baseline = {static_cast<double>(line.x) + run.column * cell, baseline};
            group.items.emplace_back(std::move(item));
        }
    }

    const Document& document_;
    const Page& page_;
    const Layout& layout_;
    const PageMarks& marks_;
};

}  // namespace

Drawing page_drawing(const Document& document, const Page& page, const Layout& layout,
                     const PageMarks& marks) {
    return PageDrawer(document, page, layout, marks).draw();
}

}  // namespace fabula::typeset
