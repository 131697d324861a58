// What holds for every script: nothing is lost, nothing lies off the page, and paging again after
// an edit gives what paging from the start gives. Shown on scripts and edits made at random from
// fixed seeds.
#include <algorithm>
#include <random>

#include "screenplay/page_text.hpp"

using namespace fabula::screenplay;
using namespace fabula::screenplay::test;

namespace {

class Writer {
public:
    explicit Writer(unsigned seed) : random_(seed) {}

    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

    std::string words(int most) {
        static constexpr const char* kWords[] = {"the", "harbour", "Anna",  "--",     "well-known",
                                                 "a",   "goes",    "night", "slowly", "日本"};
        std::string text;
        for (int i = 1 + below(most); i > 0; --i) {
            text += kWords[below(10)];
            text += below(6) == 0 ? (below(2) == 0 ? ". " : ".  ") : " ";
        }
        text.back() = '.';
        return text;
    }

    Element element() {
        Element element;
        element.type = static_cast<ElementType>(below(13));
        element.text = words(
            element.type == ElementType::Dialogue || element.type == ElementType::Action ? 90 : 8);
        if (below(40) == 0) element.text = words(900);
        if (below(12) == 0) element.text += "\n" + words(20);
        element.blank_lines = static_cast<std::uint16_t>(below(9) == 0 ? below(5) : 1);
        element.dual = static_cast<Dual>(below(3));
        element.shot = below(20) == 0;
        if (element.type == ElementType::Character) element.text = below(2) == 0 ? "ANNA" : "BEN";
        if (element.type == ElementType::PageBreak) {
            element.text.clear();
            if (below(3) != 0) element.type = ElementType::Action;
            if (below(4) == 0) element.scene_number = "7A";
        }
        if (element.type == ElementType::Lyric) element.blank_lines = element.blank_lines % 2;
        return element;
    }

    Document script(int elements) {
        Document document;
        for (int i = 0; i < elements; ++i) document.elements.push_back(element());
        return document;
    }

    // Puts, takes or changes a few elements in a row.
    ElementChange edit(Document& document) {
        const auto count = static_cast<int>(document.elements.size());
        const int first = below(count + 1);
        const int removed = std::min(below(4), count - first);
        const int inserted = below(4);
        const auto at = document.elements.begin() + first;
        document.elements.erase(at, at + removed);
        for (int i = 0; i < inserted; ++i) {
            document.elements.insert(document.elements.begin() + first + i, element());
        }
        return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(removed),
                static_cast<std::uint32_t>(inserted)};
    }

private:
    std::mt19937 random_;
};

// Everything a reader of the pages can see, and what the next edit starts from.
std::string shown(const Document& document, const Pages& pages) {
    std::string text;
    for (const Page& page : pages.pages) {
        text += "page " + std::to_string(page.number) + " " + page.label + " rows " +
                std::to_string(page.rows) + " reads to " + std::to_string(page.read_to) + " from " +
                std::to_string(page.start.at.element) + "\n";
        for (const PageElement& part : page.elements) {
            text += "  part " + std::to_string(part.element) + " " + std::to_string(part.from) +
                    " " + std::to_string(part.to) + (part.continued ? " continued\n" : "\n");
        }
        for (const PageLine& line : page.lines) {
            text += "  " + std::to_string(line.row) + " " +
                    std::to_string(static_cast<int>(line.kind)) + " " +
                    std::to_string(line.element) + " " + std::to_string(line.x) + " " +
                    text_of(document, page, line) + "\n";
        }
    }
    return text;
}

// The first line in which two texts differ; empty where they do not.
std::string first_difference(const std::string& a, const std::string& b) {
    const auto [left, right] = std::ranges::mismatch(a, b);
    if (left == a.end() && right == b.end()) return "";
    const auto begin = a.rfind('\n', static_cast<std::size_t>(left - a.begin())) + 1;
    return a.substr(begin, a.find('\n', begin) - begin) + " instead of " +
           b.substr(begin, b.find('\n', begin) - begin);
}

std::string letters(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        if (c != ' ' && c != '\n') kept += c;
    }
    return kept;
}

bool is_printed(const Element& element) {
    return element.type != ElementType::PageBreak && element.type != ElementType::Section &&
           element.type != ElementType::Synopsis && element.type != ElementType::Note &&
           element.type != ElementType::Boneyard;
}

}  // namespace

TEST_CASE("every letter of a script is on one page, in one line, within the page") {
    for (unsigned seed = 0; seed < 40; ++seed) {
        CAPTURE(seed);
        Writer writer(seed);
        const Document document = writer.script(120);
        const PageOptions options{.paper = seed % 2 == 0 ? Paper::Letter : Paper::A4,
                                  .automatic_continued = false};
        const Pages pages = paginate(document, options);
        const int rows = options.paper == Paper::Letter ? 54 : 58;
        std::vector<std::string> placed(document.elements.size());
        std::vector<std::string> parts(document.elements.size());
        for (const Page& page : pages.pages) {
            CHECK(page.rows <= rows);
            for (const PageLine& line : page.lines) {
                CHECK(line.row >= (line.kind == LineKind::Header ? -3 : -1));
                CHECK(line.row <= (line.kind == LineKind::More ? rows : rows - 1));
                if (line.kind != LineKind::Text) continue;
                placed[line.element] += text_of(document, page, line);
            }
            for (const PageElement& part : page.elements) {
                CHECK(part.continued == (part.from > 0));
                parts[part.element] +=
                    document.elements[part.element].text.substr(part.from, part.to - part.from);
            }
        }
        for (std::size_t i = 0; i < document.elements.size(); ++i) {
            CAPTURE(i);
            const Element& element = document.elements[i];
            const std::string wanted = is_printed(element) ? letters(element.text) : "";
            CHECK(letters(parts[i]) == wanted);
            // Headings and shots are shown in capitals.
            if (element.type != ElementType::SceneHeading && !element.shot) {
                CHECK(letters(placed[i]) == wanted);
            }
        }
    }
}

TEST_CASE("paging again after an edit gives the pages of the whole script") {
    for (unsigned seed = 0; seed < 20; ++seed) {
        CAPTURE(seed);
        Writer writer(seed);
        Document document = writer.script(150);
        const PageOptions options{.scene_numbers =
                                      seed % 3 == 0 ? SceneNumbers::Both : SceneNumbers::None};
        const Layout layout = layout_for(Format::Screenplay, Paper::Letter);
        Pages pages = paginate(document, layout, options);
        for (int i = 0; i < 20; ++i) {
            CAPTURE(i);
            const ElementChange change = writer.edit(document);
            pages = repaginate(std::move(pages), document, change, layout, options);
            REQUIRE(first_difference(shown(document, pages),
                                     shown(document, paginate(document, options))) == "");
        }
    }
}

TEST_CASE("the difference of two scripts is where they differ, and no more") {
    Document before = parse_fountain("INT. A - DAY\n\nOne.\n\nTwo.\n\nThree.\n");
    Document after = parse_fountain("INT. A - DAY\n\nOne!\n\nOne.\n\nTwo.\n\nThree.\n");
    const ElementChange change = difference(before, after);
    CHECK(change.first == 1);
    CHECK(change.removed == 0);
    CHECK(change.inserted == 1);
    CHECK(difference(before, before).inserted == 0);
    CHECK(difference(before, before).removed == 0);
}

TEST_CASE("a hundred thousand lines in one speech cost no more than their pages") {
    std::string script = "ANNA\n";
    for (int i = 0; i < 100000; ++i) script += "All of it, every day.\n";
    const Document document = parse_fountain(script);
    REQUIRE(document.elements.size() == 2);
    const Pages pages = paginate(document);
    CHECK(pages.pages.size() >= 100000 / 54);
    std::size_t lines = 0;
    for (const Page& page : pages.pages) {
        lines += static_cast<std::size_t>(std::ranges::count_if(
            page.lines, [](const PageLine& line) { return line.kind == LineKind::Text; }));
    }
    CHECK(lines == 100001);
}
