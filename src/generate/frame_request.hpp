// A shot in the words that a provider draws from.
#pragma once

#include <string>
#include <vector>

#include "breakdown/breakdown.hpp"
#include "providers/providers.hpp"
#include "screenplay/outline.hpp"

namespace fabula::generate {

providers::FrameRequest frame_request(const screenplay::OutlineNode& scene,
                                      const breakdown::ShotPlan& plan, const std::string& mood);

// The sentences of a scene's action, which say weather and light for all its shots.
std::string mood_of(const screenplay::Document& document, const screenplay::OutlineNode& scene);

}  // namespace fabula::generate
