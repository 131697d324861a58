#include "screenplay/paginate.hpp"

#include <algorithm>
#include <utility>

#include "screenplay/pages/filler.hpp"
#include "screenplay/pages/title.hpp"

namespace fabula::screenplay {

namespace {

// Stands for the page's number in a header whose other names are put in.
constexpr char kNumberMark = '\f';

// A header or footer with all but the page's number put in.
std::string fill_in(std::string_view pattern, const Document& document) {
    std::string header;
    for (std::string_view rest = pattern; !rest.empty();) {
        const auto take = [&](std::string_view name) {
            const bool found = rest.starts_with(name);
            if (found) rest.remove_prefix(name.size());
            return found;
        };
        if (take("{page}")) {
            header += kNumberMark;
        } else if (take("{title}")) {
            header += title_value(document, "title");
        } else if (take("{author}")) {
            header += title_value(document, "author", "authors");
        } else if (take("{date}")) {
            header += title_value(document, "draft date", "date");
        } else if (take("{revision}")) {
            header += title_value(document, "revision");
        } else {
            header += rest.front();
            rest.remove_prefix(1);
        }
    }
    return header;
}

std::string with_number(const std::string& line, const std::string& label) {
    std::string text;
    for (const char c : line) c == kNumberMark ? text += label : text += c;
    return text;
}

// What a page says that depends on its place in the row of pages.
void number_page(Page& page, int number, const Pages& pages, const Document& document,
                 const Layout& layout, const PageOptions& options) {
    page.number = number;
    page.counted = page.counted || page.label.empty();
    if (page.counted) page.label = std::to_string(number);
    const bool shown = number > 1 || options.number_first_page;
    PageWriter(document, layout, page)
        .set_margins(shown ? with_number(pages.header, page.label) : std::string(),
                     shown ? with_number(pages.footer, page.label) : std::string());
}

std::vector<std::string> labels_of_breaks(const Document& document) {
    std::vector<std::string> labels;
    for (const Element& element : document.elements) {
        const bool named = element.type == ElementType::PageBreak && !element.scene_number.empty();
        if (named) labels.push_back(element.scene_number);
    }
    return labels;
}

// All of the answer but its pages.
Pages begin_pages(const Document& document, const Layout& layout) {
    Pages result;
    result.title_page = lay_out_title_page(document, layout);
    result.header = fill_in(layout.header, document);
    result.footer = fill_in(layout.footer, document);
    result.break_labels = labels_of_breaks(document);
    result.scenes_counted = !numbers_scenes(document);
    return result;
}

// The last page ends where the text does.
Pages& end_pages(Pages& pages, const Document& document) {
    if (!pages.pages.empty()) {
        pages.pages.back().read_to = static_cast<std::uint32_t>(document.elements.size()) + 1;
    }
    return pages;
}

std::uint32_t moved(std::uint32_t element, const ElementChange& change) noexcept {
    if (element == kNoElement || element < change.first) return element;
    return element - change.removed + change.inserted;
}

// Whether an old index lies where the text changed.
bool is_changed(std::uint32_t element, const ElementChange& change) noexcept {
    return element != kNoElement && element >= change.first &&
           element < change.first + change.removed;
}

// The old start in terms of the new document; nullopt where it speaks of changed elements.
std::optional<PageStart> moved(const PageStart& start, const ElementChange& change) {
    PageStart result = start;
    for (std::uint32_t* element : {&result.at.element, &result.at.cue, &result.at.right,
                                   &result.at.right_cue, &result.last_cue, &result.scene}) {
        if (is_changed(*element, change)) return std::nullopt;
        *element = moved(*element, change);
    }
    if (start.at.element < change.first + change.removed) return std::nullopt;
    return result;
}

// Whether an old place is above a new one, or in what has changed.
bool lies_before(const PagePosition& old, const PagePosition& place, const ElementChange& change) {
    if (old.element < change.first + change.removed) return true;
    const std::uint32_t element = moved(old.element, change);
    return element < place.element || (element == place.element && old.offset < place.offset);
}

void move_elements(Page& page, const ElementChange& change) {
    if (change.removed == change.inserted) return;
    for (PageElement& part : page.elements) part.element = moved(part.element, change);
    for (PageLine& line : page.lines) line.element = moved(line.element, change);
    page.start = *moved(page.start, change);
    page.read_to = moved(page.read_to, change);
}

bool reads_the_same(const Element& a, const Element& b) {
    return a.type == b.type && a.text == b.text && a.runs == b.runs &&
           a.scene_number == b.scene_number && a.level == b.level && a.dual == b.dual &&
           a.forced == b.forced && a.shot == b.shot && a.blank_lines == b.blank_lines;
}

}  // namespace

bool numbers_scenes(const Document& document) noexcept {
    return std::any_of(
        document.elements.begin(), document.elements.end(), [](const Element& element) {
            return element.type == ElementType::SceneHeading && !element.scene_number.empty();
        });
}

Pages paginate(const Document& document, const Layout& layout, const PageOptions& options) {
    Pages result = begin_pages(document, layout);
    PageFiller filler(document, layout, options, result.scenes_counted);
    PageStart start;
    for (;;) {
        Page page;
        if (!filler.fill(start, page)) return std::move(end_pages(result, document));
        const int number = static_cast<int>(result.pages.size()) + 1;
        number_page(page, number, result, document, layout, options);
        result.pages.push_back(std::move(page));
    }
}

Pages paginate(const Document& document, const PageOptions& options) {
    return paginate(document, layout_for(document, options.paper), options);
}

ElementChange difference(const Document& before, const Document& after) {
    const auto& a = before.elements;
    const auto& b = after.elements;
    const std::size_t common = std::min(a.size(), b.size());
    std::size_t head = 0;
    while (head < common && reads_the_same(a[head], b[head])) ++head;
    std::size_t tail = 0;
    while (tail < common - head && reads_the_same(a[a.size() - 1 - tail], b[b.size() - 1 - tail])) {
        ++tail;
    }
    return {.first = static_cast<std::uint32_t>(head),
            .removed = static_cast<std::uint32_t>(a.size() - head - tail),
            .inserted = static_cast<std::uint32_t>(b.size() - head - tail)};
}

Pages repaginate(Pages previous, const Document& document, const ElementChange& change,
                 const Layout& layout, const PageOptions& options) {
    Pages result = begin_pages(document, layout);
    const bool renumbers = result.scenes_counted != previous.scenes_counted &&
                           options.scene_numbers != SceneNumbers::None;
    if (renumbers || result.header != previous.header || result.footer != previous.footer ||
        result.break_labels != previous.break_labels) {
        return paginate(document, layout, options);
    }

    // A page is right if all that decided where it ends lies above the change.
    auto old = std::find_if(previous.pages.begin(), previous.pages.end(),
                            [&](const Page& page) { return page.read_to > change.first; });
    PageStart start = old == previous.pages.end() ? PageStart{} : old->start;
    result.pages.assign(std::make_move_iterator(previous.pages.begin()),
                        std::make_move_iterator(old));
    PageFiller filler(document, layout, options, result.scenes_counted);
    for (;;) {
        Page page;
        if (!filler.fill(start, page)) return std::move(end_pages(result, document));
        const int number = static_cast<int>(result.pages.size()) + 1;
        number_page(page, number, result, document, layout, options);
        result.pages.push_back(std::move(page));
        while (old != previous.pages.end() && lies_before(old->start.at, start.at, change)) ++old;
        if (old != previous.pages.end() && moved(old->start, change) == start) break;
    }
    for (; old != previous.pages.end(); ++old) {
        Page& kept = result.pages.emplace_back(std::move(*old));
        move_elements(kept, change);
        const int number = static_cast<int>(result.pages.size());
        if (kept.number != number) {
            number_page(kept, number, result, document, layout, options);
        }
    }
    return result;
}

}  // namespace fabula::screenplay
