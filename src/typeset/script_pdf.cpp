#include "typeset/script_pdf.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/pages/title.hpp"
#include "typeset/script_page.hpp"

namespace fabula::typeset {

using screenplay::Document;
using screenplay::Element;
using screenplay::ElementType;
using screenplay::LineKind;
using screenplay::Page;

namespace {

// Adds the bookmarks of a page. Sections that take no room on paper lead to the next scene.
class Outliner {
public:
    Outliner(const Document& document, const screenplay::Layout& layout, PdfDocument& pdf)
        : document_(document), layout_(layout), pdf_(pdf) {}

    void add_page(const Page& page) {
        for (const auto& part : page.elements) {
            if (part.continued) continue;
            const Element& element = document_.elements[part.element];
            const bool heading = element.type == ElementType::SceneHeading;
            if (!heading && element.type != ElementType::Section) continue;
            const double y = top_of(page, part.element);
            add_sections_before(part.element, y);
            pdf_.add_bookmark(title_of(element), y, heading ? depth_ : section_level(element));
            if (!heading) depth_ = section_level(element) + 1;
            next_ = part.element + 1;
        }
    }

private:
    static int section_level(const Element& section) { return std::max(0, section.level - 1); }

    static std::string title_of(const Element& element) {
        std::string title(trim(element.text));
        std::replace(title.begin(), title.end(), '\n', ' ');
        return element.scene_number.empty() ? title : element.scene_number + "  " + title;
    }

    void add_sections_before(std::uint32_t end, double y) {
        for (; next_ < end; ++next_) {
            const Element& element = document_.elements[next_];
            if (element.type != ElementType::Section) continue;
            pdf_.add_bookmark(title_of(element), y, section_level(element));
            depth_ = section_level(element) + 1;
        }
    }

    [[nodiscard]] double top_of(const Page& page, std::uint32_t element) const {
        const auto line = std::find_if(page.lines.begin(), page.lines.end(), [&](const auto& l) {
            return l.kind == LineKind::Text && l.element == element;
        });
        if (line == page.lines.end()) return 0;
        const double leading = layout_.page.leading_points;
        return std::max(0.0, screenplay::baseline_of(layout_.page, line->row) - 2 * leading);
    }

    const Document& document_;
    const screenplay::Layout& layout_;
    PdfDocument& pdf_;
    std::uint32_t next_ = 0;  // Elements before this one are in the outline.
    int depth_ = 0;           // Level of a scene: one below the section it stands in.
};

}  // namespace

std::string script_pdf(const Document& document, const screenplay::Pages& pages,
                       const screenplay::Layout& layout, PdfInfo info) {
    if (info.title.empty()) info.title = screenplay::title_value(document, "title");
    if (info.author.empty()) info.author = screenplay::title_value(document, "author", "authors");
    PdfDocument pdf(std::move(info));
    if (pages.title_page) {
        pdf.add_page(page_drawing(document, *pages.title_page, layout), {.label = "Title"});
    }
    Outliner outliner(document, layout, pdf);
    for (const Page& page : pages.pages) {
        pdf.add_page(page_drawing(document, page, layout), {.label = page.label});
        outliner.add_page(page);
    }
    return pdf.finish();
}

}  // namespace fabula::typeset
