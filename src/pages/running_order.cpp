#include "pages/running_order.hpp"

#include <algorithm>
#include <cstdio>

#include "base/text.hpp"

namespace fabula::pages {

namespace {

using screenplay::ElementType;

constexpr std::int64_t kShotMin = 2000;  // Shorter than this nothing is made out.
constexpr std::int64_t kLineMin = 1200;

std::int64_t reading_ms(const Lens& lens, std::int64_t words, std::int64_t least) {
    const auto speed = std::max<std::int64_t>(1, lens.view.project.reading_speed_wpm);
    return std::max(least, words * 60'000 / speed);
}

TimedPart part_of(const Lens& lens, const shots::Shot& shot) {
    TimedPart part{.shot = &shot, .text = shot.description, .length_ms = shot.duration_ms};
    if (part.length_ms > 0) return part;
    std::int64_t words = 0;
    for (const auto& line : shot.dialogue) words += screenplay::count_words(line.text);
    if (words == 0) words = screenplay::count_words(shot.dialog);
    part.length_ms = reading_ms(lens, words, kShotMin);
    part.estimated = true;
    return part;
}

// The paragraphs of a scene, speeches with who says them.
std::vector<TimedPart> lines_of(const Lens& lens, const SceneView& scene) {
    std::vector<TimedPart> parts;
    const auto& node = lens.read(scene);
    std::string speaker;
    for (auto i = node.element + 1; i < node.end; ++i) {
        const auto& element = lens.view.document.elements[i];
        if (element.type == ElementType::Character) {
            speaker = screenplay::speaker_of(element.text);
            continue;
        }
        const bool spoken =
            element.type == ElementType::Dialogue || element.type == ElementType::Lyric;
        const bool told =
            element.type == ElementType::Action || element.type == ElementType::Centered;
        if (!spoken && !told) continue;
        const auto words = screenplay::count_words(element.text);
        if (words == 0) continue;
        parts.push_back({.speaker = spoken ? speaker : "",
                         .text = element.text,
                         .length_ms = reading_ms(lens, words, kLineMin),
                         .estimated = true});
    }
    return parts;
}

}  // namespace

std::vector<TimedScene> running_order_of(const Lens& lens) {
    std::multimap<std::string_view, const shots::Shot*> by_scene;
    for (const auto& shot : lens.shots) by_scene.emplace(shot.scene_id.text, &shot);
    std::vector<TimedScene> order;
    std::int64_t now = 0;
    for (const auto& scene : lens.scenes) {
        TimedScene timed{.scene = &scene, .start_ms = now};
        const auto [first, last] = by_scene.equal_range(lens.node(scene).id.text);
        for (auto at = first; at != last; ++at) timed.parts.push_back(part_of(lens, *at->second));
        if (timed.parts.empty()) timed.parts = lines_of(lens, scene);
        for (auto& part : timed.parts) {
            part.start_ms = now;
            now += part.length_ms;
        }
        timed.length_ms = now - timed.start_ms;
        order.push_back(std::move(timed));
    }
    return order;
}

std::string clock_text(std::int64_t milliseconds) {
    const auto seconds = milliseconds / 1000;
    const auto hours = seconds / 3600;
    char text[40];
    if (hours > 0) {
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", static_cast<long long>(hours),
                      static_cast<long long>(seconds / 60 % 60),
                      static_cast<long long>(seconds % 60));
    } else {
        std::snprintf(text, sizeof text, "%lld:%02lld", static_cast<long long>(seconds / 60),
                      static_cast<long long>(seconds % 60));
    }
    return text;
}

}  // namespace fabula::pages
