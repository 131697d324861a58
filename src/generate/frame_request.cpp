#include "generate/frame_request.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "drawing/frame/light.hpp"

namespace fabula::generate {

namespace {

constexpr std::size_t kMoodCharacters = 600;

std::string mood_of(const screenplay::Document& document, const screenplay::OutlineNode& scene) {
    std::string out;
    for (auto i = scene.element + 1; i < scene.end && out.size() < kMoodCharacters; ++i) {
        const auto& element = document.elements[i];
        if (element.type == screenplay::ElementType::Action) out.append(element.text).append(" ");
    }
    return shorten(out, kMoodCharacters);
}

// "CONTINUOUS" and headings without a time go on where the scene before them was. Prose says the
// hour in its sentences.
std::string time_of(const screenplay::OutlineNode& scene, const std::string& mood,
                    const std::string& before) {
    const auto said = [](const std::string& words) {
        return std::string(name_of(drawing::time_of_day(words)));
    };
    for (const auto& words : {scene.parts.time, scene.title}) {
        if (drawing::says_time_of_day(words)) return said(words);
    }
    if (scene.parts.setting != screenplay::Setting::Unknown) return before;
    return drawing::says_time_of_day(mood) ? said(mood) : std::string();
}

}  // namespace

providers::FrameRequest frame_request(const screenplay::OutlineNode& scene,
                                      const breakdown::ShotPlan& plan,
                                      const SceneContext& context) {
    providers::FrameRequest request;
    request.setting = screenplay::short_name_of(scene.parts.setting);
    request.place = scene.parts.place.empty() ? scene.title : scene.parts.place;
    request.time_of_day = context.time_of_day;
    request.mood = context.mood;
    request.action = plan.description;
    request.framing = name_of(plan.framing);
    request.angle = plan.angle;
    for (const auto& line : plan.dialogue) {
        request.lines.push_back({line.speaker, line.extension, line.parenthetical, line.text});
    }
    request.characters = plan.characters;
    request.scene_characters = context.characters;
    return request;
}

std::vector<SceneContext> scene_contexts(const screenplay::Document& document,
                                         const screenplay::Outline& outline,
                                         const std::vector<breakdown::ShotPlan>& plans) {
    std::vector<SceneContext> contexts(outline.nodes.size());
    std::string time;
    for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
        const auto& scene = outline.nodes[i];
        contexts[i].mood = mood_of(document, scene);
        time = time_of(scene, contexts[i].mood, time);
        contexts[i].time_of_day = time;
    }
    for (const auto& plan : plans) {
        auto& entered = contexts[plan.node].characters;
        for (const auto& name : plan.characters) {
            if (std::find(entered.begin(), entered.end(), name) == entered.end()) {
                entered.push_back(name);
            }
        }
    }
    return contexts;
}

providers::FrameRequest request_of(const shots::Shot& shot, const script::Node& scene) {
    providers::FrameRequest request;
    if (shot.frame.is_object() && !shot.frame.empty()) {
        request = decode<providers::FrameRequest>(shot.frame);
    }
    // A shot that the breakdown has not planned holds at most what a hand set.
    if (!shot.frame.is_object() || !shot.frame.contains("setting")) {
        request.setting = scene.setting;
        request.place = scene.place.empty() ? scene.title : scene.place;
        request.time_of_day = scene.time_of_day;
        request.scene_characters = shot.character_names;
    }
    request.action = shot.description;
    request.framing = shot.framing;
    request.angle = shot.camera_angle;
    request.characters = shot.character_names;
    request.lines.clear();
    for (const auto& line : shot.dialogue) {
        request.lines.push_back({line.speaker, line.extension, line.parenthetical, line.text});
    }
    return request;
}

}  // namespace fabula::generate
