#include "script/edit_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "script/script_service.hpp"

namespace fabula::script {

namespace {

screenplay::Outline outline_of(const std::string& text, const StandingScript& standing) {
    return screenplay::read_outline(
        screenplay::parse_fountain(text, to_engine(standing.script.format)));
}

}  // namespace

Edit edit_to(const StandingScript& standing, const std::string& text) {
    return edit_to(standing, text, {});
}

Edit edit_to(const StandingScript& standing, const std::string& text,
             std::vector<std::optional<std::size_t>> matches) {
    const auto outline = outline_of(text, standing);
    const CutText before(standing.text, standing.outline);
    const CutText after(text, outline);
    if (matches.size() != after.stretches.size()) matches = match_texts(before, after);
    auto edit = edit_between(before, after, matches);
    return {.change = std::move(edit.change),
            .moves = std::move(edit.moves),
            .outline = {.nodes = matched_nodes(matches)}};
}

std::int64_t ScriptEditService::replace_text(
    const Actor& actor, const ScriptId& id, const std::string& client_id, const Json& tag,
    const std::function<std::string(const StandingScript&)>& make) {
    return changes_.edit(actor, id, client_id, [&](const StandingScript& standing) {
        auto edit = edit_to(standing, make(standing));
        edit.tag = tag;
        return edit;
    });
}

std::int64_t ScriptEditService::take_text(const Actor& actor, const ScriptId& id,
                                          const std::string& client_id, const Json& tag,
                                          const std::string& text, std::int64_t version,
                                          const SceneChoice& choice) {
    return changes_.edit(actor, id, client_id, [&](const StandingScript& standing) {
        if (standing.script.version != version) {
            throw AppError(Code::Conflict, PublicText{"The script changed meanwhile. Compare it "
                                                      "with the file again."});
        }
        const auto outline = outline_of(text, standing);
        const CutText before(standing.text, standing.outline);
        const CutText after(text, outline);
        auto merged = merge_texts(before, after, match_texts(before, after), choice);
        auto edit = edit_to(standing, merged.text, std::move(merged.matches));
        edit.tag = tag;
        return edit;
    });
}

std::int64_t ScriptEditService::put_lines(const Actor& actor, const ScriptId& id,
                                          const std::vector<ScriptLine>& lines) {
    return replace_text(actor, id, "save", nullptr, [&](const StandingScript& standing) {
        const auto document =
            screenplay::parse_fountain(standing.text, to_engine(standing.script.format));
        return to_stored_text(with_lines(standing.text, document, lines), "screenplay");
    });
}

namespace {

std::size_t find_node(const StandingScript& standing, const NodeId& id) {
    for (std::size_t i = 0; i < standing.nodes.size(); ++i) {
        if (standing.nodes[i].id == id) return i;
    }
    throw AppError(Code::Conflict, PublicText{"The scene has no heading in the text."});
}

// One behind the last node that belongs to node i: of a section all that it holds.
std::size_t end_of_node(const screenplay::Outline& outline, std::size_t i) {
    const auto& node = outline.nodes[i];
    auto end = i + 1;
    if (node.kind != screenplay::NodeKind::Section) return end;
    while (end < outline.nodes.size() &&
           (outline.nodes[end].kind != screenplay::NodeKind::Section ||
            outline.nodes[end].level > node.level)) {
        ++end;
    }
    return end;
}

// Line ends that are missing for a blank line behind `text`; nothing stands above the first line.
std::string missing_ends(std::string_view text) {
    if (text.empty() || text.ends_with("\n\n")) return "";
    return text.ends_with("\n") ? "\n" : "\n\n";
}

Edit move_stretches(const StandingScript& standing, std::size_t first, std::size_t last,
                    std::size_t place) {
    const CutText cut(standing.text, standing.outline);
    const auto bytes_at = [&](std::size_t stretch) {
        const auto* begin = standing.text.data();
        return stretch < cut.stretches.size()
                   ? static_cast<std::size_t>(cut.stretches[stretch].data() - begin)
                   : standing.text.size();
    };
    const auto from = cut.begins[first];
    const auto to = cut.begins[last];
    const auto at = cut.begins[place];
    const std::string_view text = standing.text;
    const auto moved = text.substr(bytes_at(first), bytes_at(last) - bytes_at(first));
    // What will stand above: without the moved text where that stood there.
    const auto above = bytes_at(place) == bytes_at(last) ? text.substr(0, bytes_at(first))
                                                         : text.substr(0, bytes_at(place));
    const auto prefix = missing_ends(above);
    const bool ends_text = bytes_at(place) == text.size();
    auto inserted = prefix + std::string(moved) + (ends_text ? "" : missing_ends(moved));
    const auto take_out = ChangeSet::replace(cut.begins.back(), from, to, "");
    const auto put_in = ChangeSet::replace(cut.begins.back(), at, at, inserted);
    Edit edit;
    edit.change = take_out.compose(put_in.map(take_out));
    const auto lands = at >= to ? at - (to - from) : at;
    const auto begins = lands + static_cast<std::uint32_t>(prefix.size());
    edit.moves = {{.from = from, .to = to, .at = begins}};
    edit.tag = {{"moved", {{"from", from}, {"to", to}, {"at", begins}}}};
    return edit;
}

}  // namespace

std::int64_t ScriptEditService::move_node(const Actor& actor, const Node& node,
                                          const std::optional<NodeId>& after) {
    return changes_.edit(actor, node.script_id, "move", [&](const StandingScript& standing) {
        const auto i = find_node(standing, node.id);
        const auto first = CutText::stretch_of(i);
        const auto last = CutText::stretch_of(end_of_node(standing.outline, i));
        const auto place =
            after ? CutText::stretch_of(find_node(standing, *after)) + 1 : CutText::stretch_of(0);
        if (place > first && place < last) {
            invalid("after", "is inside of what is to be moved");
        }
        if (place == first || place == last) {
            return Edit{.change = ChangeSet(static_cast<std::size_t>(standing.script.length))};
        }
        return move_stretches(standing, first, last, place);
    });
}

}  // namespace fabula::script
