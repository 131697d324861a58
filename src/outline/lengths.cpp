#include "outline/lengths.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "outline/structure_store.hpp"
#include "outline/tree.hpp"
#include "screenplay/pages_measure.hpp"

namespace fabula::outline {

namespace {

constexpr std::int64_t kEighthsOfPage = 8;

// What is read of one script, in a state of its own.
struct Measured {
    script::ScriptView view;
    Tree tree;
    std::vector<NodeLength> lengths;  // By node of the tree.
    std::int64_t pages = 0;
    std::int64_t seconds = 0;
    std::int64_t words = 0;
};

std::int64_t reading_seconds(std::int64_t words, const story::Project& project) {
    constexpr std::int64_t kMinute = 60;
    return words * kMinute / std::max<std::int64_t>(1, project.reading_speed_wpm);
}

void add_written(Measured& out) {
    const auto laid_out = script::lay_out(out.view, {.paper = out.view.project.paper});
    const auto measures = screenplay::measure(out.view.document, laid_out.layout, laid_out.pages);
    const bool prose = screenplay::is_prose(out.view.document.format);
    out.pages = std::ssize(laid_out.pages.pages);
    out.seconds = measures.seconds;
    std::size_t next = 0;
    for (std::size_t h = 0; h < out.view.nodes.size(); ++h) {
        const auto& read = out.view.outline.nodes[h];
        out.words += read.word_count;
        const auto i = out.tree.find(out.view.nodes[h].id);
        if (!i) continue;
        auto& length = out.lengths[*i];
        length.written = true;
        length.words = read.word_count;
        if (const auto page = measures.page_of_element[read.element]; page > 0) length.page = page;
        while (next < measures.scenes.size() && measures.scenes[next].heading < read.element) {
            ++next;
        }
        if (next < measures.scenes.size() && measures.scenes[next].heading == read.element) {
            length.eighths = measures.scenes[next].eighths;
            length.seconds = measures.scenes[next].seconds;
        }
        if (prose) length.seconds = reading_seconds(length.words, out.view.project);
    }
    if (prose) out.seconds = reading_seconds(out.words, out.view.project);
}

void add(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& part) {
    if (part) sum = sum.value_or(0) + *part;
}

// Everything below counts for what holds it.
void add_up(Measured& out) {
    auto order = out.tree.in_order();
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
        auto& own = out.lengths[*at];
        const auto& node = out.tree.node(*at);
        if (node.kind == NodeKind::Scene) own.scene_count = 1;
        if (node.planned_eighths) own.planned_eighths = node.planned_eighths;
        if (node.planned_words) own.planned_words = node.planned_words;
        const auto parent = out.tree.parent_of(*at);
        if (!parent) continue;
        auto& above = out.lengths[*parent];
        above.written = above.written || own.written;
        above.scene_count += own.scene_count;
        above.words += own.words;
        above.eighths += own.eighths;
        above.seconds += own.seconds;
        add(above.planned_eighths, own.planned_eighths);
        add(above.planned_words, own.planned_words);
    }
}

Measured measure_script(store::Store& store, script::ScriptService& scripts, const Actor& actor,
                        const ProjectId& project) {
    auto view = scripts.view(actor, project);
    auto rows =
        store.read([&](store::Reader& db) { return script::list_all_nodes(db, view.project.id); });
    Measured out{.view = std::move(view), .tree = Tree(std::move(rows)), .lengths = {}};
    out.lengths.resize(out.tree.nodes().size());
    for (std::size_t i = 0; i < out.lengths.size(); ++i) {
        out.lengths[i].node_id = out.tree.node(i).id;
    }
    add_written(out);
    add_up(out);
    return out;
}

// The last page of a node: where the next heading behind it begins.
std::optional<std::int64_t> last_page_of(const Measured& measured, std::size_t i) {
    const auto& own = measured.lengths[i];
    if (!own.page) return std::nullopt;
    return *own.page + std::max<std::int64_t>(0, (own.eighths - 1) / kEighthsOfPage);
}

BeatLength length_of(const Beat& beat, const Measured& measured, std::int64_t pages) {
    BeatLength out{.beat_id = beat.id, .label = beat.label};
    const auto whole = static_cast<double>(pages);
    out.target_page_from = beat.pct_from / 100 * whole;
    out.target_page_to = beat.pct_to / 100 * whole;
    const auto from =
        beat.from_container_id ? measured.tree.find(*beat.from_container_id) : std::nullopt;
    const auto to = beat.to_container_id ? measured.tree.find(*beat.to_container_id) : std::nullopt;
    if (from) out.page_from = measured.lengths[*from].page;
    if (to) out.page_to = last_page_of(measured, *to);
    return out;
}

}  // namespace

Lengths LengthService::measure(const Actor& actor, const ProjectId& project) {
    auto measured = measure_script(store_, scripts_, actor, project);
    const auto& own = measured.view.project;
    Lengths out;
    out.pages = measured.pages;
    out.words = measured.words;
    out.seconds = measured.seconds;
    out.max_duration_seconds = own.max_duration_seconds;
    out.too_long = own.max_duration_seconds && out.seconds > *own.max_duration_seconds;
    for (const auto i : measured.tree.in_order()) {
        const auto& length = measured.lengths[i];
        if (!measured.tree.parent_of(i)) {
            add(out.planned_eighths, length.planned_eighths);
            add(out.planned_words, length.planned_words);
        }
        out.nodes.push_back(length);
    }
    // Shares are of what it may become, else of what is planned or written: a page is a minute.
    auto pages = out.pages;
    if (out.planned_eighths) pages = std::max(pages, *out.planned_eighths / kEighthsOfPage);
    if (own.max_duration_seconds) pages = *own.max_duration_seconds / 60;
    const auto beats =
        store_.read([&](store::Reader& db) { return list_beats(db, measured.view.project.id); });
    for (const auto& beat : beats) out.beats.push_back(length_of(beat, measured, pages));
    return out;
}

std::vector<Episode> LengthService::list_episodes(const Actor& actor, const ProjectId& project) {
    const auto measured = measure_script(store_, scripts_, actor, project);
    const auto& own = measured.view.project;
    if (own.kind != ProjectKind::Series) invalid("project_id", "is no series");
    const auto structure = store_.read([&](store::Reader& db) { return structure_of(db, own); });
    const auto level = std::max<std::int64_t>(1, structure.scene_level() - 1);
    std::vector<Episode> out;
    for (const auto i : measured.tree.in_order()) {
        const auto& node = measured.tree.node(i);
        if (node.kind != NodeKind::Section || node.level != level) continue;
        const auto& length = measured.lengths[i];
        const auto season = measured.tree.parent_of(i);
        out.push_back({.id = node.id,
                       .number = measured.tree.position_of(i),
                       .season_id = node.parent_id,
                       .season = season ? measured.tree.node(*season).title : std::string(),
                       .title = node.title,
                       .synopsis = node.synopsis,
                       .state = node.state,
                       .scene_count = length.scene_count,
                       .words = length.words,
                       .eighths = length.eighths,
                       .seconds = length.seconds,
                       .planned_eighths = length.planned_eighths});
    }
    return out;
}

WordCount LengthService::count_words(const Actor& actor, const ProjectId& project) {
    const auto view = scripts_.view(actor, project);
    if (view.project.kind != ProjectKind::Book) invalid("project_id", "is no book");
    WordCount out;
    for (const auto& read : view.outline.nodes) {
        out.current_words += read.word_count;
        out.sections_count += read.has_content;
    }
    for (std::uint32_t i = 0; i < view.outline.first_element; ++i) {
        out.current_words += screenplay::count_words(view.document.elements[i].text);
    }
    out.reading_seconds = reading_seconds(out.current_words, view.project);
    return out;
}

}  // namespace fabula::outline
