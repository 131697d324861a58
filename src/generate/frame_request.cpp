#include "generate/frame_request.hpp"

#include "base/text.hpp"
#include "breakdown/mentions.hpp"

namespace fabula::generate {

namespace {

constexpr std::size_t kMoodCharacters = 600;

std::string_view setting_text(screenplay::Setting setting) {
    switch (setting) {
        case screenplay::Setting::Interior: return "int";
        case screenplay::Setting::Exterior: return "ext";
        case screenplay::Setting::Both: return "int/ext";
        case screenplay::Setting::Unknown: break;
    }
    return "";
}

// The sentences that name somebody; all of the action where only one figure is in frame.
std::string acting_of(const std::string& action, const std::string& name, std::size_t figures) {
    if (figures <= 1) return action;
    const breakdown::Mentions mentions(std::vector<std::string>{name});
    std::string out;
    std::size_t from = 0;
    for (std::size_t i = 0; i < action.size(); ++i) {
        const bool ends = action[i] == '.' || action[i] == '!' || action[i] == '?' ||
                          action[i] == '\n' || i + 1 == action.size();
        if (!ends) continue;
        const auto sentence = std::string_view(action).substr(from, i + 1 - from);
        if (!mentions.in(sentence).empty()) out.append(trim(sentence)).append(" ");
        from = i + 1;
    }
    return out;
}

}  // namespace

providers::FrameRequest frame_request(const screenplay::OutlineNode& scene,
                                      const breakdown::ShotPlan& plan, const std::string& mood) {
    providers::FrameRequest request;
    request.setting = setting_text(scene.parts.setting);
    request.place = scene.parts.place.empty() ? scene.title : scene.parts.place;
    request.time_of_day = scene.parts.time;
    request.mood = mood;
    request.action = plan.description;
    request.framing = name_of(plan.framing);
    request.angle = plan.angle;
    for (const auto& name : plan.characters) {
        providers::FigureRequest figure;
        figure.name = name;
        figure.acting = acting_of(plan.description, name, plan.characters.size());
        for (const auto& line : plan.dialogue) {
            if (fold(line.speaker) != fold(name)) continue;
            figure.speech = line.text;
            figure.parenthetical = line.parenthetical;
            break;
        }
        request.figures.push_back(std::move(figure));
    }
    return request;
}

std::string mood_of(const screenplay::Document& document, const screenplay::OutlineNode& scene) {
    std::string out;
    for (auto i = scene.element + 1; i < scene.end && out.size() < kMoodCharacters; ++i) {
        const auto& element = document.elements[i];
        if (element.type == screenplay::ElementType::Action) out.append(element.text).append(" ");
    }
    return shorten(out, kMoodCharacters);
}

}  // namespace fabula::generate
