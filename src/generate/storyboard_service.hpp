// The storyboard of a project: one frame per shot, drawn by a job.
#pragma once

#include <string_view>

#include "cast/cast.hpp"
#include "generate/frames.hpp"
#include "providers/builtin.hpp"

namespace fabula::generate {

inline constexpr std::string_view kStoryboardKind = "storyboard";

class StoryboardService {
public:
    // Registers the kind of job; the job service must not have started.
    StoryboardService(store::Store& store, jobs::JobService& jobs, Frames& frames,
                      const providers::BuiltinProvider& builtin);

    // Breaks the project into shots where it has none and draws every frame that is missing.
    // Answers the job that is at it already where there is one. Conflict where nothing is missing.
    jobs::Job start(const Actor& actor, const ProjectId& project);

    // How the built-in rules draw a character of a project.
    std::string portrait_svg(const Actor& actor, const CharacterId& id);

private:
    store::Store& store_;
    jobs::JobService& jobs_;
    const providers::BuiltinProvider& builtin_;
};

}  // namespace fabula::generate
