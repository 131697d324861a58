// A project's text cut into pictures: which stretch each is of, and the shot that shows it.
#pragma once

#include <optional>
#include <vector>

#include "history/record.hpp"
#include "picture_stories/picture_stories.hpp"
#include "shots/shot_lines.hpp"
#include "store/store.hpp"

namespace fabula::picture_stories {

struct ScenePlan {
    // A shot of the project that begins in the stretch, the weightiest of them; else none, and
    // `fresh` holds one that is to be made.
    std::optional<ShotId> shot{};
    shots::Shot fresh{};
    screenplay::Range range{};
    std::string title{};
    std::string excerpt{};
};

struct StoryPlan {
    story::Project project{};
    shots::ReadScript read{};
    std::vector<ScenePlan> scenes{};
};

// Throws Invalid, field "num_scenes", where the text has fewer words than that, Conflict where the
// script is empty or has no heading.
StoryPlan plan_scenes(store::Store& store, const Actor& actor, const ProjectId& project,
                      std::int64_t count);

// Stores the fresh shot of a scene, with the lines that it holds on to. Throws Conflict where the
// script was changed since the plan.
shots::Shot insert_shot(store::Tx& tx, const history::By& by, const StoryPlan& plan,
                        const ScenePlan& scene);

// How the text of a script would be cut, without a project.
std::vector<ProposedScene> propose_scenes(const screenplay::Document& document,
                                          std::string_view text, std::int64_t count);

// The first words of a text as a title: "The lamp goes out…".
std::string first_words(std::string_view text);

}  // namespace fabula::picture_stories
