#include "picture_stories/scene_prompts.hpp"

#include <array>

#include "base/text.hpp"
#include "render/planned.hpp"

namespace fabula::picture_stories {

namespace {

constexpr std::string_view kStylePlace = "{style}";

// By MediaType.
constexpr std::array<std::string_view, 4> kStyles{
    "A still from a feature film: cinematic light, shallow depth of field, natural colours, wide "
    "frame.",
    "A frame of a hand-drawn animated film: clean outlines, flat bright colours, friendly shapes.",
    "A photograph: natural light, true colours and textures, real people and places.",
    "An illustration painted by hand: visible brush strokes, warm paper, colours that carry the "
    "mood."};

std::string styled(std::string prompt, MediaType look) {
    const auto at = prompt.find(kStylePlace);
    if (at == std::string::npos) return prompt;
    return prompt.replace(at, kStylePlace.size(), style_of(look));
}

}  // namespace

std::string_view style_of(MediaType look) {
    return kStyles.at(static_cast<std::size_t>(look));
}

std::string prompt_by_rules(store::Reader& db, const Actor& actor, const Session& session,
                            const Scene& scene) {
    const auto planned = render::plan_pictures(db, actor, session.project_id,
                                               {.shot_ids = {scene.shot_id}}, 0, kPicturePrompt);
    return shorten(styled(planned.front().prompt, session.media_type), kPromptMax);
}

}  // namespace fabula::picture_stories
