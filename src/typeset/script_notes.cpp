#include "typeset/script_notes.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "drawing/shape.hpp"

namespace fabula::typeset {

using namespace drawing;
using screenplay::Document;
using screenplay::ElementType;
using screenplay::Layout;
using screenplay::LineKind;
using screenplay::Page;
using screenplay::PageLine;

namespace {

constexpr double kMargin = 90;
constexpr double kBottom = 72;
constexpr double kTitleSize = 16;
constexpr double kTextSize = 10;
constexpr double kLeading = 13;
constexpr double kNumberWidth = 26;
constexpr double kSpace = 8;             // Between notes.
constexpr double kMarkRight = 1.4 * 72;  // Of the numbers in a page's margin.
constexpr double kMarkSize = 7.5;
constexpr Color kInk{0, 0, 0, 255};
constexpr Color kQuiet{95, 95, 95, 255};

bool is_printed(ElementType type) {
    return type != ElementType::Section && type != ElementType::Synopsis &&
           type != ElementType::Note && type != ElementType::Boneyard &&
           type != ElementType::PageBreak;
}

Text line_of(std::string text, double x, double baseline, double size, Color color,
             Face face = Face::Sans) {
    return {.text = std::move(text),
            .face = face,
            .size = size,
            .baseline = {x, baseline},
            .color = color};
}

// Fills pages from top to bottom.
class LeafWriter {
public:
    LeafWriter(const Layout& layout, std::string title)
        : width_(layout.page.width * 72), height_(layout.page.height * 72) {
        begin_page();
        Group heading{.items = {}, .role = Role::Heading1};
        heading.items.emplace_back(
            line_of(std::move(title), kMargin, y_ + kTitleSize, kTitleSize, kInk, Face::SansBold));
        leaves_.pages.back().items.emplace_back(std::move(heading));
        y_ += 2.2 * kTitleSize;
    }

    [[nodiscard]] double width() const { return width_ - 2 * kMargin; }
    [[nodiscard]] std::size_t page() const { return leaves_.pages.size() - 1; }
    [[nodiscard]] double top() const { return y_; }

    // A new page where `height` is not left on this one.
    void need(double height) {
        if (y_ + height > height_ - kBottom && y_ > kBottom) begin_page();
    }
    void add(Group group, double height) {
        leaves_.pages.back().items.emplace_back(std::move(group));
        y_ += height;
    }
    void skip(double height) { y_ += height; }
    void add_spot(std::size_t item, double top, double height) {
        leaves_.spots.push_back({item, page(), {kMargin, top, width(), height}});
    }
    Leaves take() { return std::move(leaves_); }

private:
    void begin_page() {
        leaves_.pages.push_back({width_, height_, {}});
        y_ = kBottom;
    }

    double width_, height_;
    double y_ = 0;
    Leaves leaves_;
};

}  // namespace

std::vector<PlacedNote> place_notes(const Document& document) {
    std::vector<PlacedNote> notes;
    auto inside = document.notes.begin();
    std::uint32_t last = screenplay::kNoElement;  // Printed.
    std::size_t waiting = 0;                      // Notes above the first printed element.
    for (std::uint32_t i = 0; i < document.elements.size(); ++i) {
        const auto& element = document.elements[i];
        const auto end = [&](std::uint32_t at) {
            return static_cast<std::uint32_t>(document.elements[at].text.size());
        };
        if (element.type == ElementType::Note) {
            const bool placed = last != screenplay::kNoElement;
            notes.push_back({placed ? last : 0, placed ? end(last) : 0, element.text});
            if (!placed) ++waiting;
        }
        if (is_printed(element.type)) {
            if (last == screenplay::kNoElement) {
                for (std::size_t n = 0; n < waiting; ++n) notes[n].element = i;
            }
            last = i;
        }
        for (; inside != document.notes.end() && inside->element <= i; ++inside) {
            if (is_printed(element.type)) notes.push_back({i, inside->at, inside->text});
        }
    }
    if (last == screenplay::kNoElement) notes.clear();
    return notes;
}

Leaves note_pages(const std::vector<PlacedNote>& notes, const std::vector<std::string>& places,
                  const Layout& layout) {
    LeafWriter writer(layout, "Notes");
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const auto lines =
            wrap_text(notes[i].text, Face::Sans, kTextSize, writer.width() - kNumberWidth);
        writer.need(2 * kLeading);
        const double top = writer.top();
        Group head{.items = {}, .role = Role::Heading3};
        head.items.emplace_back(line_of(std::to_string(i + 1), kMargin, top + kTextSize, kTextSize,
                                        kInk, Face::SansBold));
        head.items.emplace_back(
            line_of(places[i], kMargin + kNumberWidth, top + kTextSize, kTextSize, kQuiet));
        writer.add(std::move(head), kLeading);
        writer.add_spot(i, top, kLeading);
        for (const std::string& line : lines) {
            writer.need(kLeading);
            Group text{.items = {}, .role = Role::Paragraph};
            text.items.emplace_back(
                line_of(line, kMargin + kNumberWidth, writer.top() + kTextSize, kTextSize, kInk));
            writer.add(std::move(text), kLeading);
        }
        writer.skip(kSpace);
    }
    return writer.take();
}

namespace {

// Which places of its element a line stands for: behind `after`, up to `to`.
struct LineReach {
    std::int64_t after = -1;
    std::int64_t to = -1;
};

class NoteMarker {
public:
    NoteMarker(const Document& document, const Page& page, const Layout& layout,
               const std::vector<PlacedNote>& notes)
        : document_(document), page_(page), layout_(layout), notes_(notes) {}

    std::vector<Spot> add_to(Drawing& drawing) {
        for (std::size_t l = 0; l < page_.lines.size(); ++l) {
            const PageLine& line = page_.lines[l];
            if (line.kind != LineKind::Text || line.element == screenplay::kNoElement) continue;
            add_line(line, reach_of(l));
        }
        if (!group_.items.empty()) drawing.items.emplace_back(std::move(group_));
        return std::move(spots_);
    }

private:
    [[nodiscard]] bool same_element(std::size_t a, std::size_t b) const {
        return b < page_.lines.size() && page_.lines[b].kind == LineKind::Text &&
               page_.lines[a].element == page_.lines[b].element;
    }

    // Where the line's text begins in its element; -1 where the page holds a copy of it.
    [[nodiscard]] std::int64_t start_of(std::size_t l) const {
        const PageLine& line = page_.lines[l];
        if (line.run_count == 0 || page_.runs[line.first_run].own) return -1;
        return page_.runs[line.first_run].from;
    }

    [[nodiscard]] LineReach reach_of(std::size_t l) const {
        const std::uint32_t element = page_.lines[l].element;
        const auto part =
            std::ranges::find(page_.elements, element, &screenplay::PageElement::element);
        const bool opens = l == 0 || !same_element(l - 1, l);
        const bool closes = !same_element(l, l + 1);
        LineReach reach;
        if (!opens) reach.after = start_of(l);
        if (opens && part != page_.elements.end() && part->from > 0) reach.after = part->from;
        if (closes) {
            const std::string& text = document_.elements[element].text;
            std::size_t end = part == page_.elements.end() ? text.size() : part->to;
            while (end < text.size() && (text[end] == ' ' || text[end] == '\n')) ++end;
            reach.to = static_cast<std::int64_t>(end);
        } else {
            reach.to = start_of(l + 1);
        }
        return reach;
    }

    // Numbers of one line stand side by side.
    void add_line(const PageLine& line, const LineReach& reach) {
        const auto range = std::ranges::equal_range(notes_, line.element, {}, &PlacedNote::element);
        std::string numbers;
        std::size_t first = 0;
        for (auto note = range.begin(); note != range.end(); ++note) {
            if (note->offset <= reach.after || note->offset > reach.to) continue;
            const auto index = static_cast<std::size_t>(note - notes_.begin());
            if (numbers.empty()) first = index;
            numbers += (numbers.empty() ? "" : " ") + std::to_string(index + 1);
        }
        if (numbers.empty()) return;
        const double baseline = screenplay::baseline_of(layout_.page, line.row);
        const double width = text_width(numbers, Face::Sans, kMarkSize);
        const double x = kMarkRight - width;
        group_.items.emplace_back(line_of(std::move(numbers), x, baseline, kMarkSize, kQuiet));
        spots_.push_back({first, 0, {x - 3, baseline - 9, width + 6, 12}});
    }

    const Document& document_;
    const Page& page_;
    const Layout& layout_;
    const std::vector<PlacedNote>& notes_;
    Group group_{.items = {}, .role = Role::Artifact};
    std::vector<Spot> spots_;
};

}  // namespace

std::vector<Spot> add_note_marks(Drawing& drawing, const Document& document, const Page& page,
                                 const Layout& layout, const std::vector<PlacedNote>& notes) {
    return NoteMarker(document, page, layout, notes).add_to(drawing);
}

Leaves contents_pages(const std::vector<ContentsLine>& lines, const Layout& layout) {
    LeafWriter writer(layout, "Contents");
    const double right = kMargin + writer.width();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ContentsLine& line = lines[i];
        const Face face = line.section ? Face::SansBold : Face::Sans;
        if (line.section) writer.skip(kSpace);
        writer.need(kLeading * 1.2);
        const double baseline = writer.top() + kTextSize;
        const double indent = line.section ? 0 : 36;
        const double page_left = right - text_width(line.page, face, kTextSize);
        const double room = page_left - kMargin - indent - 12;
        Group group{.items = {}, .role = Role::Paragraph};
        if (!line.number.empty()) {
            group.items.emplace_back(line_of(line.number, kMargin, baseline, kTextSize, kQuiet));
        }
        auto shown = wrap_text(line.title, face, kTextSize, room).front();
        if (shown.size() < line.title.size()) shown += " …";
        group.items.emplace_back(
            line_of(std::move(shown), kMargin + indent, baseline, kTextSize, kInk, face));
        group.items.emplace_back(line_of(line.page, page_left, baseline, kTextSize, kInk, face));
        writer.add_spot(i, writer.top() - 2, kLeading * 1.2);
        writer.add(std::move(group), kLeading * 1.2);
    }
    return writer.take();
}

}  // namespace fabula::typeset
