// What the editor asks while a script is written: the elements that are on the screen, the edges of
// the pages, the outline, the columns.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "answer.hpp"
#include "base/json_value.hpp"
#include "screenplay/format_file.hpp"
#include "screenplay/live_script.hpp"
#include "screenplay/outline.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/source_view.hpp"

using namespace fabula;
using namespace fabula::screenplay;
using fabula::engine::answer;

namespace {

enum ElementFlag : std::uint32_t { Forced = 1, Shot = 2, Left = 4, Right = 8, GoesOn = 16 };

std::uint32_t flags_of(const Element& element) {
    std::uint32_t flags = 0;
    if (element.forced) flags |= Forced;
    if (element.shot) flags |= Shot;
    if (element.dual == Dual::Left) flags |= Left;
    if (element.dual == Dual::Right) flags |= Right;
    return flags;
}

void add_element(const LiveScript& script, std::uint32_t index, std::vector<std::uint32_t>& out) {
    const Element& element = script.document().elements[index];
    const SourceView view = source_view(script, index);
    out.insert(
        out.end(),
        {index, static_cast<std::uint32_t>(element.type), static_cast<std::uint32_t>(view.slot),
         flags_of(element) | (view.added.empty() ? 0U : GoesOn), element.level, element.range.from,
         element.range.to, static_cast<std::uint32_t>(view.spans.size()),
         static_cast<std::uint32_t>(view.breaks.size())});
    for (const auto& span : view.spans) {
        out.insert(out.end(), {span.range.from, span.range.to,
                               static_cast<std::uint32_t>(span.kind) | span.style << 4U});
    }
    out.insert(out.end(), view.breaks.begin(), view.breaks.end());
}

Json slots_of(const Layout& layout) {
    Json slots = Json::object();
    for (std::size_t i = 0; i < kSlotCount; ++i) {
        const auto slot = static_cast<Slot>(i);
        const ElementLayout& of = layout.of(slot);
        const Columns columns = columns_of(layout, slot);
        slots[std::string(name_of(slot))] = {{"left", of.left},
                                             {"right", of.right},
                                             {"first_indent", of.first_indent},
                                             {"align", static_cast<int>(of.align)},
                                             {"space_before", of.space_before},
                                             {"line_spacing", of.line_spacing},
                                             {"style", of.style},
                                             {"upper_case", of.upper_case},
                                             {"printed", of.printed},
                                             {"columns", columns.rest}};
    }
    return slots;
}

Json node_json(const LiveScript& script, const OutlineNode& node) {
    Json speakers = Json::array();
    for (const auto& speaker : node.speakers) speakers.push_back(speaker.name);
    return {{"scene", node.kind == NodeKind::Scene},
            {"level", node.level},
            {"element", node.element},
            {"from", node.heading.from},
            {"to", node.heading.to},
            {"end", node.body.to},
            {"title", node.title},
            {"number", node.scene_number},
            {"place", node.parts.place},
            {"time", node.parts.time},
            {"synopsis", node.synopsis},
            {"speakers", std::move(speakers)},
            {"words", node.word_count},
            {"length", ""},
            {"page", 0},
            {"forced", script.document().elements[node.element].forced}};
}

}  // namespace

extern "C" {

// Little-endian numbers: the title page's range, the number of elements, and of each element that
// touches the UTF-16 range [from, to] what add_element() writes.
[[clang::export_name("fabula_view")]] void fabula_view(const LiveScript* script, unsigned from,
                                                       unsigned to) {
    const auto& document = script->document();
    const auto& elements = document.elements;
    const auto begin =
        std::partition_point(elements.begin(), elements.end(),
                             [from](const Element& element) { return element.range.to < from; });
    std::vector<std::uint32_t> out = {document.title_page_range.from, document.title_page_range.to,
                                      0};
    for (auto it = begin; it != elements.end() && it->range.from <= to; ++it) {
        add_element(*script, static_cast<std::uint32_t>(it - elements.begin()), out);
        ++out[2];
    }
    answer().assign(reinterpret_cast<const char*>(out.data()), out.size() * sizeof(out[0]));
}

// [[label, UTF-16 unit, "(MORE)" above, repeated cue below], …]: the edges between pages.
[[clang::export_name("fabula_edges")]] void fabula_edges(const LiveScript* script) {
    Json list = Json::array();
    for (const auto& edge : page_edges(*script)) {
        list.push_back(Json::array({edge.label, edge.unit, edge.more, edge.cue}));
    }
    answer() = list.dump();
}

// {"nodes": […], "pages", "seconds"}: sections and scenes in text order with their lengths.
[[clang::export_name("fabula_outline")]] void fabula_outline(const LiveScript* script) {
    const auto& document = script->document();
    const Outline outline = read_outline(document);
    const Measures measures = measure(document, script->layout(), script->pages());
    Json nodes = Json::array();
    auto scene = measures.scenes.begin();
    for (const auto& node : outline.nodes) {
        Json json = node_json(*script, node);
        json["page"] = measures.page_of_element[node.element];
        while (scene != measures.scenes.end() && scene->heading < node.element) ++scene;
        if (scene != measures.scenes.end() && scene->heading == node.element) {
            json["length"] = eighths_text(scene->eighths);
            json["eighths"] = scene->eighths;
            json["seconds"] = scene->seconds;
        }
        nodes.push_back(std::move(json));
    }
    answer() = Json{{"nodes", std::move(nodes)},
                    {"pages", script->pages().pages.size()},
                    {"seconds", measures.seconds}}
                   .dump();
}

// The columns in which the script is laid out; inches from the left edge of the paper.
[[clang::export_name("fabula_layout")]] void fabula_layout(const LiveScript* script) {
    const Layout& layout = script->layout();
    answer() = Json{{"width", layout.page.width},
                    {"height", layout.page.height},
                    {"top", layout.page.top},
                    {"cell_points", layout.page.cell_points},
                    {"leading_points", layout.page.leading_points},
                    {"header_right", layout.page.header_right},
                    {"number_left", layout.page.scene_number_left},
                    {"number_right", layout.page.scene_number_right},
                    {"more_left", layout.continued.more_left},
                    {"cue_continued", layout.continued.cue},
                    {"joins_lines", layout.breaks.join_lines},
                    {"slots", slots_of(layout)}}
                   .dump();
}

}  // extern "C"
