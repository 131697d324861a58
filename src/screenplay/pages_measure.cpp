#include "screenplay/pages_measure.hpp"

#include <algorithm>

namespace fabula::screenplay {

namespace {

int seconds_of(int rows, int page_rows) noexcept {
    return (rows * 60 + page_rows / 2) / page_rows;
}

// An eighth is an eighth of one line more than a page holds, which is how the scene lengths that
// Final Draft stores come out.
int eighths_of(int rows, int page_rows) noexcept {
    const int lines = page_rows + 1;
    return std::max(1, (rows * 8 + lines - 1) / lines);
}

// Adds the scenes that begin on the page, and its rows to the scene that goes on there.
void add_scenes(const Document& document, const Page& page, std::vector<SceneLength>& scenes) {
    int from = 0;
    const auto end_scene = [&](int row) {
        if (!scenes.empty()) scenes.back().rows += row - from;
        from = row;
    };
    for (const PageLine& line : page.lines) {
        if (line.kind != LineKind::Text || line.element == kNoElement) continue;
        if (document.elements[line.element].type != ElementType::SceneHeading) continue;
        if (!scenes.empty() && scenes.back().heading == line.element) continue;
        end_scene(line.row);
        scenes.push_back({.heading = line.element, .page = page.number});
    }
    end_scene(page.rows);
}

int count_words(std::string_view text) noexcept {
    int words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        words += !blank && !inside ? 1 : 0;
        inside = !blank;
    }
    return words;
}

// What is printed takes its time in words.
void time_by_words(const Document& document, int words_per_minute, Measures& measures) {
    std::int64_t all = 0;
    std::vector<std::int64_t> words(measures.scenes.size(), 0);
    std::size_t scene = 0;  // One behind the scene in hand.
    for (std::uint32_t i = 0; i < document.elements.size(); ++i) {
        if (scene < words.size() && measures.scenes[scene].heading == i) ++scene;
        if (measures.page_of_element[i] == 0) continue;
        const int count = count_words(document.elements[i].text);
        all += count;
        if (scene > 0) words[scene - 1] += count;
    }
    const auto seconds = [&](std::int64_t count) {
        return static_cast<int>((count * 60 + words_per_minute / 2) / words_per_minute);
    };
    for (std::size_t i = 0; i < words.size(); ++i) measures.scenes[i].seconds = seconds(words[i]);
    measures.seconds = seconds(all);
}

}  // namespace

Measures measure(const Document& document, const Layout& layout, const Pages& pages) {
    const int page_rows = lines_per_page(layout.page);
    Measures result;
    result.page_of_element.assign(document.elements.size(), 0);
    for (const Page& page : pages.pages) {
        add_scenes(document, page, result.scenes);
        for (const PageElement& part : page.elements) {
            int& first = result.page_of_element[part.element];
            if (first == 0) first = page.number;
        }
    }
    for (SceneLength& scene : result.scenes) {
        scene.eighths = eighths_of(scene.rows, page_rows);
        scene.seconds = seconds_of(scene.rows, page_rows);
    }
    if (!pages.pages.empty()) {
        const int full = static_cast<int>(pages.pages.size()) - 1;
        result.seconds = full * 60 + seconds_of(pages.pages.back().rows, page_rows);
    }
    if (layout.words_per_minute > 0) time_by_words(document, layout.words_per_minute, result);
    return result;
}

std::string eighths_text(int eighths) {
    const int whole = eighths / 8;
    const int rest = eighths % 8;
    std::string text = whole > 0 ? std::to_string(whole) : std::string();
    if (rest == 0) return whole > 0 ? text : "0";
    if (whole > 0) text += ' ';
    return text + std::to_string(rest) + "/8";
}

}  // namespace fabula::screenplay
