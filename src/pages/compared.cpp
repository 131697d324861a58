#include "pages/compared.hpp"

#include "base/text.hpp"

namespace fabula::pages {

namespace {

constexpr std::size_t kSameShown = 160;  // Code points of what stayed, at each end.

std::string shortened(const std::string& text, bool first, bool last) {
    const auto count = count_code_points(text);
    if (count <= 2 * kSameShown + 40) return text;
    std::size_t head = 0, tail = 0, at = 0;
    for (std::size_t i = 0; at < text.size(); ++i) {
        if (i == kSameShown) head = at;
        if (i == count - kSameShown) tail = at;
        next_code_point(text, at);
    }
    return (first ? std::string() : text.substr(0, head)) + " … " +
           (last ? std::string() : text.substr(tail));
}

}  // namespace

Json parts_of(const script::ComparedScene& scene, bool old_side, bool new_side) {
    Json parts = Json::array();
    for (std::size_t i = 0; i < scene.parts.size(); ++i) {
        const auto& part = scene.parts[i];
        if (part.kind == DiffKind::Gone && !old_side) continue;
        if (part.kind == DiffKind::Come && !new_side) continue;
        const bool same = part.kind == DiffKind::Same;
        parts.push_back({{"same", same},
                         {"gone", part.kind == DiffKind::Gone},
                         {"come", part.kind == DiffKind::Come},
                         {"text", same ? shortened(part.text, i == 0, i + 1 == scene.parts.size())
                                       : part.text}});
    }
    return parts;
}

Json compared_head(const Sources& from, const Visit& visit, const script::ComparedScene& scene) {
    const auto text = [&](const std::string& key) { return from.texts.get(visit.language, key); };
    const auto& title = scene.title_after.empty() ? scene.title_before : scene.title_after;
    return {{"title", title.empty() ? text("history.front") : title},
            {"change", name_of(scene.change)},
            {"change_name", text("history.change_" + std::string(name_of(scene.change)))},
            {"moved", scene.moved && scene.change != script::SceneChange::Moved}};
}

}  // namespace fabula::pages
