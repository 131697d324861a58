// A text that comes back, taken into the one that stands scene by scene, as somebody chose.
#pragma once

#include "script/text_match.hpp"

namespace fabula::script {

// Places as ComparedScene has them: 0 is what stands above the first heading.
struct SceneChoice {
    std::vector<std::int64_t> keep;       // In the standing text: these stay as they are.
    std::vector<std::int64_t> leave_out;  // In the other text: new scenes that are not taken.

    [[nodiscard]] bool empty() const { return keep.empty() && leave_out.empty(); }
};

struct MergedText {
    std::string text;
    std::vector<std::optional<std::size_t>> matches;  // Of its stretches with those of `before`.
};

// `matches`: as match_texts() gives them. Without a choice this is `after` to the letter. Scenes
// that are kept though they are missing or stand elsewhere in `after` come behind what stands above
// them in `before`. Throws Invalid ("keep", "leave_out") for a place that there is not.
MergedText merge_texts(const CutText& before, const CutText& after,
                       const std::vector<std::optional<std::size_t>>& matches,
                       const SceneChoice& choice);

}  // namespace fabula::script
