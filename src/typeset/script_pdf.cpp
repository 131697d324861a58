#include "typeset/script_pdf.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "screenplay/pages/title.hpp"
#include "typeset/script_notes.hpp"
#include "typeset/watermark.hpp"

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

public:
    [[nodiscard]] double top_of(const Page& page, std::uint32_t element) const {
        const auto line = std::find_if(page.lines.begin(), page.lines.end(), [&](const auto& l) {
            return l.kind == LineKind::Text && l.element == element;
        });
        if (line == page.lines.end()) return 0;
        const double leading = layout_.page.leading_points;
        return std::max(0.0, screenplay::baseline_of(layout_.page, line->row) - 2 * leading);
    }

private:
    const Document& document_;
    const screenplay::Layout& layout_;
    PdfDocument& pdf_;
    std::uint32_t next_ = 0;  // Elements before this one are in the outline.
    int depth_ = 0;           // Level of a scene: one below the section it stands in.
};

// Puts a document together: title page, contents, script, notes.
class ScriptWriter {
public:
    ScriptWriter(const Document& document, const screenplay::Pages& pages,
                 const screenplay::Layout& layout, ScriptPdfOptions options)
        : document_(document),
          pages_(pages),
          layout_(layout),
          options_(std::move(options)),
          pdf_(std::move(options_.info)),
          outliner_(document, layout, pdf_) {}

    PdfFileBytes write() {
        if (!options_.watermark.empty()) {
            stamp_ = pdf_.add_stamp(watermark_drawing(options_.watermark, layout_.page.width * 72,
                                                      layout_.page.height * 72));
        }
        choose_pages();
        if (options_.notes) notes_ = place_notes(document_);
        const bool title = pages_.title_page.has_value() && !options_.only_undimmed;
        Leaves contents;
        if (options_.contents) contents = contents_pages(list_contents(), layout_);
        first_page_ = (title ? 1 : 0) + contents.pages.size();
        if (title) {
            pdf_.add_page(page_drawing(document_, *pages_.title_page, layout_),
                          {.label = "Title", .stamp = stamp_});
        }
        add_contents(contents);
        Leaves notes;
        if (!notes_.empty()) notes = note_pages(notes_, places_of_notes(), layout_);
        for (const Page* page : shown_) add_page(*page, notes);
        add_notes(notes);
        return pdf_.finish_with_missing();
    }

private:
    void choose_pages() {
        page_of_element_.assign(document_.elements.size(), kNoPage);
        for (const Page& page : pages_.pages) {
            if (options_.only_undimmed && !is_undimmed(page)) continue;
            for (const auto& part : page.elements) {
                auto& first = page_of_element_[part.element];
                if (first == kNoPage) first = shown_.size();
            }
            shown_.push_back(&page);
        }
    }

    [[nodiscard]] bool is_undimmed(const Page& page) const {
        const auto& looks = options_.marks.looks;
        return std::ranges::any_of(page.elements, [&](const auto& part) {
            return looks.empty() || looks[part.element] != ElementLook::Dimmed;
        });
    }

    std::vector<ContentsLine> list_contents() {
        std::vector<ContentsLine> lines;
        for (std::uint32_t i = 0; i < document_.elements.size(); ++i) {
            const Element& element = document_.elements[i];
            const bool section = element.type == ElementType::Section;
            if (!section && element.type != ElementType::SceneHeading) continue;
            auto page = page_of_element_[i];
            // A section that takes no room stands where the text below it does.
            for (std::size_t next = i; section && page == kNoPage && next < i + kLookBelow;
                 ++next) {
                if (next < page_of_element_.size()) page = page_of_element_[next];
            }
            if (page == kNoPage) continue;
            std::string title(trim(element.text));
            std::replace(title.begin(), title.end(), '\n', ' ');
            lines.push_back({element.scene_number, std::move(title), shown_[page]->label, section});
            contents_targets_.push_back({page, section ? 0 : outliner_.top_of(*shown_[page], i)});
        }
        return lines;
    }

    void add_contents(const Leaves& contents) {
        for (std::size_t i = 0; i < contents.pages.size(); ++i) {
            pdf_.add_page(contents.pages[i], {.label = roman(i + 1), .stamp = stamp_});
            for (const Spot& spot : contents.spots) {
                if (spot.page != i) continue;
                auto target = contents_targets_[spot.item];
                target.page += first_page_;
                pdf_.add_link(spot.area, target, "Scene");
            }
        }
    }

    std::vector<std::string> places_of_notes() {
        std::vector<std::string> places;
        std::uint32_t element = 0;
        std::string heading;
        for (const PlacedNote& note : notes_) {
            for (; element <= note.element; ++element) {
                const Element& passed = document_.elements[element];
                if (passed.type == ElementType::SceneHeading)
                    heading = std::string(trim(passed.text));
            }
            const auto page = page_of_element_[note.element];
            std::string place = page == kNoPage ? std::string() : "p. " + shown_[page]->label;
            if (!heading.empty()) place += (place.empty() ? "" : "  ") + heading;
            places.push_back(std::move(place));
        }
        return places;
    }

    void add_page(const Page& page, const Leaves& notes) {
        auto drawing = page_drawing(document_, page, layout_, options_.marks);
        const auto spots = notes_.empty()
                               ? std::vector<Spot>()
                               : add_note_marks(drawing, document_, page, layout_, notes_);
        pdf_.add_page(drawing, {.label = page.label, .stamp = stamp_});
        for (const Spot& spot : spots) {
            const Spot& goal = notes.spots[spot.item];
            pdf_.add_link(spot.area, {first_page_ + shown_.size() + goal.page, goal.area.y},
                          "Note " + std::to_string(spot.item + 1));
        }
        outliner_.add_page(page);
    }

    void add_notes(const Leaves& notes) {
        for (std::size_t i = 0; i < notes.pages.size(); ++i) {
            pdf_.add_page(notes.pages[i],
                          {.label = "Notes " + std::to_string(i + 1), .stamp = stamp_});
            if (i == 0) pdf_.add_bookmark("Notes");
            for (const Spot& spot : notes.spots) {
                const auto page = page_of_element_[notes_[spot.item].element];
                if (spot.page != i || page == kNoPage) continue;
                pdf_.add_link(spot.area, {first_page_ + page, 0}, "Page " + shown_[page]->label);
            }
        }
    }

    static std::string roman(std::size_t number) {
        static constexpr std::array<std::pair<std::size_t, std::string_view>, 9> kDigits{
            {{100, "c"},
             {90, "xc"},
             {50, "l"},
             {40, "xl"},
             {10, "x"},
             {9, "ix"},
             {5, "v"},
             {4, "iv"},
             {1, "i"}}};
        std::string out;
        for (const auto& [value, digits] : kDigits) {
            for (; number >= value; number -= value) out += digits;
        }
        return out;
    }

    static constexpr std::size_t kNoPage = static_cast<std::size_t>(-1);
    static constexpr std::size_t kLookBelow = 32;

    const Document& document_;
    const screenplay::Pages& pages_;
    const screenplay::Layout& layout_;
    ScriptPdfOptions options_;
    PdfDocument pdf_;
    Outliner outliner_;
    int stamp_ = 0;
    std::vector<const Page*> shown_;
    std::vector<std::size_t> page_of_element_;  // Into shown_.
    std::size_t first_page_ = 0;                // Index of the first of shown_ in the document.
    std::vector<PdfTarget> contents_targets_;
    std::vector<PlacedNote> notes_;
};

}  // namespace

PdfFileBytes script_pdf(const Document& document, const screenplay::Pages& pages,
                        const screenplay::Layout& layout, ScriptPdfOptions options) {
    PdfInfo& info = options.info;
    if (info.title.empty()) info.title = screenplay::title_value(document, "title");
    if (info.author.empty()) info.author = screenplay::title_value(document, "author", "authors");
    return ScriptWriter(document, pages, layout, std::move(options)).write();
}

}  // namespace fabula::typeset
