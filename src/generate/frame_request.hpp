// A shot in the words that a provider draws from.
#pragma once

#include <string>
#include <vector>

#include "breakdown/breakdown.hpp"
#include "providers/providers.hpp"
#include "screenplay/outline.hpp"
#include "shots/shots.hpp"

namespace fabula::generate {

// What all frames of a scene share.
struct SceneContext {
    std::string mood;                     // Its action, which says weather and light.
    std::string time_of_day;              // As it names it, or the last scene that named one.
    std::vector<std::string> characters;  // In the order in which they enter.
};

// The context of each scene that a plan shows, by Outline::nodes.
std::vector<SceneContext> scene_contexts(const screenplay::Document& document,
                                         const screenplay::Outline& outline,
                                         const std::vector<breakdown::ShotPlan>& plans);

providers::FrameRequest frame_request(const screenplay::OutlineNode& scene,
                                      const breakdown::ShotPlan& plan, const SceneContext& context);

// A shot as it stands. The set is the one that the breakdown found, or as the scene's heading has
// it; what is seen of it is what the shot says today.
providers::FrameRequest request_of(const shots::Shot& shot, const script::Node& scene);

}  // namespace fabula::generate
