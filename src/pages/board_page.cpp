// The Board: every card of a story, written and planned, as an outline or in columns.
#include <algorithm>
#include <cstdio>
#include <unordered_map>

#include "outline/structure.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kOwnTemplatesShown = 200;

// What the cards of one project are shown with.
struct Board {
    Lens lens;
    outline::Lengths lengths;
    bool words = false;  // Lengths in words; else in eighths of a page.
    std::unordered_map<std::string, std::size_t> by_id;
    std::unordered_map<std::string, std::int64_t> children;  // By parent; "" is the top.
    std::unordered_map<std::string, std::string> numbers;    // Of the scenes that are written.

    [[nodiscard]] int depth_of(const outline::NodeRecord& node) const {
        int depth = 1;
        for (auto at = &node; at->parent_id; ++depth) {
            const auto found = by_id.find(at->parent_id->text);
            if (found == by_id.end()) break;
            at = &lens.outline[found->second];
        }
        return depth;
    }
};

std::string parent_key(const outline::NodeRecord& node) {
    return node.parent_id ? node.parent_id->text : std::string();
}

Board open_board(const Sources& from, const Visit& visit, const ProjectId& id) {
    Board board{.lens = open_lens(from, visit, id),
                .lengths = from.lengths.measure(visit.actor, id)};
    board.words = screenplay::is_prose(board.lens.view.document.format);
    for (std::size_t i = 0; i < board.lens.outline.size(); ++i) {
        board.by_id.emplace(board.lens.outline[i].id.text, i);
        ++board.children[parent_key(board.lens.outline[i])];
    }
    for (const auto& scene : board.lens.scenes) {
        board.numbers.emplace(board.lens.node(scene).id.text, scene.number);
    }
    return board;
}

// Empty for nothing.
std::string length_text(const Board& board, std::int64_t eighths, std::int64_t words) {
    const auto length = board.words ? words : eighths;
    if (length == 0) return {};
    return board.words ? std::to_string(words)
                       : screenplay::eighths_text(static_cast<int>(eighths));
}

Json row_of(const Board& board, const outline::NodeRecord& node,
            const outline::NodeLength& length) {
    const auto planned = board.words ? length.planned_words : length.planned_eighths;
    const auto own = board.words ? node.planned_words : node.planned_eighths;
    const auto written = board.words ? length.words : length.eighths;
    const auto number = board.numbers.find(node.id.text);
    const bool scene = node.kind == LevelKind::Scene;
    Json row = {{"id", node.id.text},
                {"kind", name_of(node.kind)},
                {"is_scene", scene},
                {"parent", parent_key(node)},
                {"depth", board.depth_of(node)},
                {"position", node.position},
                {"count", board.children.at(parent_key(node))},
                {"holds", board.children.contains(node.id.text)},
                {"rev", node.rev},
                {"number", number == board.numbers.end() ? "" : number->second},
                {"level_name", node.level_name},
                {"title", node.title},
                {"synopsis", node.synopsis},
                {"planned", node.state != NodeState::Attached},
                {"dormant", node.state == NodeState::Dormant},
                {"pencil", node.pencil},
                {"scene_count", length.scene_count},
                {"planned_own", own ? std::to_string(*own) : ""},
                {"planned_text", length_text(board, length.planned_eighths.value_or(0),
                                             length.planned_words.value_or(0))},
                {"written_text", length_text(board, length.eighths, length.words)},
                {"over", planned && written > *planned}};
    return row;
}

Json rows_of(const Board& board) {
    // Read a moment apart: somebody may have added a card in between.
    std::unordered_map<std::string_view, const outline::NodeLength*> lengths;
    for (const auto& length : board.lengths.nodes) lengths.emplace(length.node_id.text, &length);
    const outline::NodeLength none;
    Json rows = Json::array();
    for (const auto& node : board.lens.outline) {
        const auto found = lengths.find(node.id.text);
        rows.push_back(row_of(board, node, found == lengths.end() ? none : *found->second));
    }
    return rows;
}

// One column for each section at the top, and one before them for what stands in none.
Json columns_of(const Json& rows) {
    Json columns = Json::array();
    for (const auto& row : rows) {
        const bool top = row.at("depth") == 1;
        if (top && !row.at("is_scene").get<bool>()) {
            columns.push_back({{"head", row}, {"id", row.at("id")}, {"cards", Json::array()}});
            continue;
        }
        if (columns.empty()) columns.push_back({{"id", ""}, {"cards", Json::array()}});
        columns.back().at("cards").push_back(row);
    }
    return columns;
}

std::string percent_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

// A beat as a stretch of the bar, in hundredths of its width, at least one wide.
Json beats_of(const Sources& from, const Visit& visit, const Board& board) {
    std::unordered_map<std::string_view, const outline::BeatLength*> lengths;
    for (const auto& length : board.lengths.beats) lengths.emplace(length.beat_id.text, &length);
    Json beats = Json::array();
    for (const auto& beat : from.beats.list(visit.actor, board.lens.view.project.id)) {
        const auto share = percent_text(beat.pct_from) +
                           (beat.pct_to > beat.pct_from ? "–" + percent_text(beat.pct_to) : "");
        const auto width = std::max(1.0, beat.pct_to - beat.pct_from);
        Json row = {{"id", beat.id.text},
                    {"number", beats.size() + 1},
                    {"label", beat.label},
                    {"description", beat.description},
                    {"share", share},
                    {"pct_from", percent_text(beat.pct_from)},
                    {"pct_to", percent_text(beat.pct_to)},
                    {"from", percent_text(std::min(beat.pct_from, 100 - width))},
                    {"width", percent_text(width)},
                    {"rev", beat.rev}};
        if (const auto found = lengths.find(beat.id.text); found != lengths.end()) {
            const auto& length = *found->second;
            if (length.target_page_to > 0) {
                row["page_target"] = static_cast<std::int64_t>(length.target_page_from) + 1;
            }
            if (length.page_from) row["page_now"] = *length.page_from;
        }
        beats.push_back(std::move(row));
    }
    return beats;
}

Json templates_of(const Sources& from, const Visit& visit) {
    Json out = Json::array();
    for (const auto& [id, definition] : outline::built_in_structures()) {
        out.push_back(
            {{"id", id}, {"name", outline::in_language(definition.at("name"), visit.language)}});
    }
    for (const auto& own : from.structures.list(visit.actor, "", kOwnTemplatesShown)) {
        out.push_back({{"id", own.id.text}, {"name", own.name}});
    }
    return out;
}

void choose(Json& options, const std::string& id) {
    for (auto& option : options) option["chosen"] = option.at("id") == id;
}

}  // namespace

Json board_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto board = open_board(from, visit, id);
    const auto& project = board.lens.view.project;
    Json data = lens_data(board.lens, visit);
    auto rows = rows_of(board);
    const bool columns = visit.mode == "columns";
    data["mode"] = {{"outline", !columns}, {"columns", columns}};
    data["unit"] = {{"words", board.words}, {"eighths", !board.words}};
    data["card_count"] = rows.size();
    data["planned_total"] = length_text(board, board.lengths.planned_eighths.value_or(0),
                                        board.lengths.planned_words.value_or(0));
    data["written_total"] =
        board.words ? std::to_string(board.lengths.words) : std::to_string(board.lengths.pages);
    data["minutes"] = (board.lengths.seconds + 59) / 60;
    data["too_long"] = board.lengths.too_long;
    data["may_edit"] = from.accounts.can(visit.actor, Action::Edit, project.id);
    data["empty"] = rows.empty();
    if (columns) {
        data["columns"] = columns_of(rows);
    } else {
        data["rows"] = std::move(rows);
    }
    data["beats"] = beats_of(from, visit, board);
    data["has_beats"] = !data["beats"].empty();
    data["beat_count"] = data["beats"].size();
    Json beat_sets = Json::array();
    for (const auto& set : outline::beat_templates(visit.language)) {
        beat_sets.push_back({{"id", set.id}, {"name", set.name}});
    }
    choose(beat_sets, project.beat_template);
    data["beat_templates"] = std::move(beat_sets);
    auto structures = templates_of(from, visit);
    choose(structures, project.structure_template.empty()
                           ? std::string(outline::structure_for(project.kind))
                           : project.structure_template);
    data["structures"] = std::move(structures);
    return data;
}

}  // namespace fabula::pages
