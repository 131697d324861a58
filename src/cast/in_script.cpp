#include "cast/in_script.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"
#include "screenplay/speech.hpp"

namespace fabula::cast {

using screenplay::ElementType;

std::set<std::string> folded_names(const Character& character) {
    std::set<std::string> names{fold(character.name)};
    for (const auto& alias : character.aliases) names.insert(fold(alias));
    return names;
}

SceneFinder::SceneFinder(const script::ScriptView& view)
    : view_(view), numbers_(view.outline.nodes.size()) {
    std::size_t scenes = 0;
    for (std::size_t i = 0; i < view.outline.nodes.size(); ++i) {
        const auto& node = view.outline.nodes[i];
        if (node.kind != screenplay::NodeKind::Scene) continue;
        ++scenes;
        numbers_[i] = node.scene_number.empty() ? std::to_string(scenes) : node.scene_number;
    }
}

std::optional<std::size_t> SceneFinder::at(std::size_t element) const {
    const auto& nodes = view_.outline.nodes;
    const auto next =
        std::upper_bound(nodes.begin(), nodes.end(), element,
                         [](std::size_t value, const auto& node) { return value < node.element; });
    if (next == nodes.begin()) return std::nullopt;
    return static_cast<std::size_t>(next - nodes.begin()) - 1;
}

std::vector<FoundName> find_names(const script::ScriptView& view,
                                  const std::set<std::string>& known) {
    std::vector<FoundName> found;
    std::unordered_map<std::string, std::size_t> index;
    for (const auto& node : view.outline.nodes) {
        for (const auto& speaker : node.speakers) {
            const auto key = fold(speaker.name);
            if (known.contains(key) || names_effect(speaker.name, view.document.format)) continue;
            const auto [at, fresh] = index.try_emplace(key, found.size());
            if (fresh) found.push_back({.name = screenplay::name_case(speaker.name)});
            found[at->second].speeches += speaker.speeches;
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const FoundName& a, const FoundName& b) {
        return a.speeches > b.speeches;
    });
    return found;
}

std::vector<SpokenLine> list_lines(const Character& character, const script::ScriptView& view,
                                   const screenplay::Measures& measures) {
    const auto names = folded_names(character);
    const SceneFinder scenes(view);

    std::vector<SpokenLine> lines;
    bool theirs = false;
    for (std::size_t i = 0; i < view.document.elements.size(); ++i) {
        const auto& element = view.document.elements[i];
        if (element.type == ElementType::Character) {
            theirs = names.contains(fold(screenplay::speaker_of(element.text)));
            if (!theirs) continue;
            auto& line = lines.emplace_back();
            if (const auto scene = scenes.at(i)) {
                line.scene_id = view.nodes[*scene].id;
                line.scene_number = scenes.number(*scene);
                line.scene_title = scenes.title(*scene);
            }
            line.page = measures.page_of_element[i];
            line.cue = element.text;
            line.from = element.range.from;
            line.to = element.range.to;
            continue;
        }
        const bool spoken = element.type == ElementType::Dialogue ||
                            element.type == ElementType::Parenthetical ||
                            element.type == ElementType::Lyric;
        theirs = theirs && (spoken || element.type == ElementType::Note);
        if (!theirs || !spoken) continue;
        auto& line = lines.back();
        line.text += (line.text.empty() ? "" : "\n") + element.text;
        line.to = element.range.to;
    }
    return lines;
}

std::vector<ScenePresence> list_presence(const Character& character, const script::ScriptView& view,
                                         const screenplay::Statistics& statistics) {
    const auto names = folded_names(character);
    const auto is_theirs = [&](std::uint32_t index) {
        return names.contains(fold(statistics.characters[index].name));
    };
    const SceneFinder scenes(view);

    std::vector<ScenePresence> out;
    for (const auto& scene : statistics.scenes) {
        const auto node = scenes.at(scene.heading);
        if (!node) continue;
        ScenePresence presence{.scene_id = view.nodes[*node].id,
                               .scene_number = scenes.number(*node),
                               .title = scene.title,
                               .eighths = scene.eighths};
        for (const auto& speaker : view.outline.nodes[*node].speakers) {
            if (names.contains(fold(speaker.name))) presence.speeches += speaker.speeches;
        }
        presence.named = std::ranges::any_of(scene.present, is_theirs);
        out.push_back(std::move(presence));
    }
    return out;
}

}  // namespace fabula::cast
