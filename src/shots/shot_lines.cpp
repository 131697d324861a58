#include "shots/shot_lines.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"
#include "script/node_rows.hpp"
#include "script/script_service.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "store/positions.hpp"

namespace fabula::shots {

using screenplay::ElementType;

namespace {

constexpr std::int64_t kChangesMax = 1'000'000;

std::string extension_of(std::string_view cue) {
    const auto open = cue.find('(');
    const auto close = cue.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return {};
    return std::string(cue.substr(open + 1, close - open - 1));
}

std::string without_brackets(std::string_view text) {
    if (text.starts_with('(')) text.remove_prefix(1);
    if (text.ends_with(')')) text.remove_suffix(1);
    return std::string(text);
}

}  // namespace

ShownLines read_lines(const screenplay::Document& document, screenplay::Range range) {
    ShownLines out;
    std::string cue;
    for (const auto& element : document.elements) {
        if (element.range.from >= range.to) break;
        if (element.type == ElementType::Character) cue = element.text;
        if (element.range.to <= range.from) continue;
        const auto speaker = std::string(screenplay::speaker_of(cue));
        const auto line_of_speaker = [&]() -> Line& {
            if (out.dialogue.empty() || out.dialogue.back().speaker != speaker) {
                out.dialogue.push_back({.speaker = speaker, .extension = extension_of(cue)});
            }
            return out.dialogue.back();
        };
        switch (element.type) {
            case ElementType::Action:
                out.description += (out.description.empty() ? "" : "\n") + element.text;
                break;
            case ElementType::Parenthetical:
                line_of_speaker().parenthetical = without_brackets(element.text);
                break;
            case ElementType::Dialogue:
            case ElementType::Lyric: {
                auto& text = line_of_speaker().text;
                text += (text.empty() ? "" : "\n") + element.text;
                break;
            }
            default: break;
        }
    }
    for (const auto& line : out.dialogue) {
        if (std::ranges::find(out.speakers, line.speaker) == out.speakers.end()) {
            out.speakers.push_back(line.speaker);
        }
    }
    return out;
}

ReadScript read_script(store::Reader& db, const ProjectId& project) {
    ReadScript out{.script = script::get_script_of(db, project), .document = {}};
    out.document = screenplay::parse_fountain(script::read_text(db, out.script).text,
                                              script::to_engine(out.script.format));
    return out;
}

NodeId scene_of_lines(store::Reader& db, const ReadScript& in, screenplay::Range range) {
    const auto& document = in.document;
    const auto outline = screenplay::read_outline(document);
    auto nodes = script::list_all_nodes(db, in.script.project_id);
    std::erase_if(nodes,
                  [](const script::Node& node) { return node.state != NodeState::Attached; });
    std::optional<NodeId> scene;
    for (std::size_t i = 0; i < std::min(nodes.size(), outline.nodes.size()); ++i) {
        const auto& node = outline.nodes[i];
        if (document.elements[node.element].range.from > range.from) break;
        const bool holds = node.kind == screenplay::NodeKind::Scene || node.has_content;
        if (holds) scene = nodes[i].id;
    }
    if (!scene) invalid("from", "stands before the first scene");
    return *scene;
}

ShownLines hold_lines(store::Tx& tx, const Shot& shot, const ReadScript& in,
                      screenplay::Range range, std::int64_t version) {
    const auto& script = in.script;
    if (version != script.version) {
        throw AppError(Code::Conflict,
                       PublicText{"The script was changed since the lines were selected. Select "
                                  "them again."},
                       {.field = "version"});
    }
    if (range.to <= range.from) invalid("to", "must be behind from");
    if (range.to > script.length) invalid("to", "is behind the end of the script");
    delete_anchor(tx, shot.id);
    tx.insert(script::Anchor{.id = make_id<AnchorId>(),
                             .script_id = script.id,
                             .owner_kind = std::string(kAnchorOwner),
                             .owner_id = shot.id.text,
                             .from_offset = range.from,
                             .to_offset = range.to,
                             .version = version});
    return read_lines(in.document, range);
}

namespace {

// The anchors of shots as they stand in the text of the script's version.
std::vector<script::Anchor> anchors_now(store::Reader& db, const script::Script& script,
                                        const std::function<bool(const std::string&)>& wanted) {
    auto anchors = script::list_anchors(db, script.id);
    std::erase_if(anchors, [&](const script::Anchor& anchor) {
        return anchor.owner_kind != kAnchorOwner || !wanted(anchor.owner_id);
    });
    auto oldest = script.version;
    for (const auto& anchor : anchors) oldest = std::min(oldest, anchor.version);
    std::vector<ChangeSet> changes;
    for (const auto& row : script::list_changes(db, script.id, oldest, kChangesMax)) {
        changes.push_back(script::to_change_set(row));
    }
    for (auto& anchor : anchors) {
        for (auto at = anchor.version - oldest; at < std::ssize(changes); ++at) {
            script::move(anchor, changes[static_cast<std::size_t>(at)]);
        }
    }
    return anchors;
}

}  // namespace

void find_lines(store::Reader& db, const ProjectId& project, std::vector<ShotAnswer>& shots) {
    const auto script = script::find_script_of(db, project);
    if (!script || shots.empty()) return;
    std::map<std::string, ShotAnswer*> by_id;
    for (auto& shot : shots) by_id.emplace(shot.id.text, &shot);
    const auto anchors =
        anchors_now(db, *script, [&](const std::string& owner) { return by_id.contains(owner); });
    for (const auto& anchor : anchors) {
        auto& shot = *by_id.at(anchor.owner_id);
        shot.from = anchor.from_offset;
        shot.to = anchor.to_offset;
        shot.version = script->version;
    }
}

void follow_lines(store::Tx& tx, const script::Script& script,
                  const std::vector<script::ScriptChangeService::NewScene>& scenes) {
    for (const auto& scene : scenes) {
        auto above = list_shots_of_scene(tx, scene.above);
        if (above.empty()) continue;
        std::map<std::string, script::Anchor> anchors;
        for (auto& anchor : anchors_now(tx, script, [&](const std::string& owner) {
                 return std::ranges::find(above, ShotId{owner}, &Shot::id) != above.end();
             })) {
            anchors.emplace(anchor.owner_id, anchor);
        }
        std::int64_t place = std::ssize(list_shots_of_scene(tx, scene.id));
        std::erase_if(above, [&](Shot& shot) {
            const auto at = anchors.find(shot.id.text);
            if (at == anchors.end()) return false;
            const auto& lines = at->second;
            const bool follows = lines.to_offset > lines.from_offset &&
                                 lines.from_offset >= scene.from && lines.from_offset < scene.to;
            if (!follows) return false;
            shot.scene_id = scene.id;
            shot.position = ++place;
            tx.update(shot);
            return true;
        });
        store::number_siblings(tx, above);
    }
}

}  // namespace fabula::shots
