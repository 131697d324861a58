#include "typeset/script_page.hpp"

#include <algorithm>

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
    PageDrawer(const Document& document, const Page& page, const Layout& layout)
        : document_(document), page_(page), layout_(layout) {}

    Drawing draw() {
        Drawing drawing{layout_.page.width * 72, layout_.page.height * 72, {}};
        for (std::size_t i = 0; i < page_.lines.size();) {
            Group group;
            group.role = role_of(i);
            const std::size_t first = i;
            do add_line(group, page_.lines[i++]);
            while (i < page_.lines.size() && belong_together(first, i));
            if (!group.items.empty()) drawing.items.emplace_back(std::move(group));
        }
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

    void add_line(Group& group, const PageLine& line) const {
        const double cell = layout_.page.cell_points;
        const double baseline = screenplay::baseline_of(layout_.page, line.row);
        for (std::size_t r = 0; r < line.run_count; ++r) {
            const PageRun& run = page_.runs[line.first_run + r];
            const auto text = screenplay::text_of(document_, page_, line, run);
            if (!is_shown(text, run)) continue;
            group.items.emplace_back(
                Text{.text = std::string(text),
                     .face = face_of(run.style),
                     .size = kTypeSize,
                     .baseline = {static_cast<double>(line.x) + run.column * cell, baseline},
                     .cell = cell,
                     .underline = (run.style & screenplay::Underline) != 0});
        }
    }

    const Document& document_;
    const Page& page_;
    const Layout& layout_;
};

}  // namespace

Drawing page_drawing(const Document& document, const Page& page, const Layout& layout) {
    return PageDrawer(document, page, layout).draw();
}

}  // namespace fabula::typeset
