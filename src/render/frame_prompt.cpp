#include "render/frame_prompt.hpp"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace fabula::render {

namespace {

// The action of the whole scene: what is far from its start says less of the light.
constexpr std::size_t kMoodMax = 300;  // Code points.

// As image models are usually asked for them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kFramings{{
    {"EWS", "Extreme wide shot."},
    {"WS", "Wide shot."},
    {"MWS", "Medium wide shot, the whole figure."},
    {"TWO_SHOT", "Two-shot."},
    {"MS", "Medium shot, from the waist up."},
    {"MCU", "Medium close-up, from the chest up."},
    {"CU", "Close-up."},
    {"ECU", "Extreme close-up."},
    {"OTS", "Over the shoulder."},
    {"INSERT", "Close detail of a thing."},
}};

std::string framing_words(std::string_view framing) {
    for (const auto& [name, words] : kFramings) {
        if (fold(name) == fold(framing)) return std::string(words);
    }
    return framing.empty() ? std::string() : std::string(framing) + ".";
}

std::string setting_words(std::string_view setting) {
    if (setting == "int") return "Indoors.";
    if (setting == "ext") return "Outdoors.";
    return {};
}

std::string people_words(const std::vector<Anchor>& people) {
    std::string out;
    for (const auto& [name, clause] : people) {
        if (!out.empty()) out += "; ";
        out += name;
        if (!clause.empty()) out += ": " + clause;
    }
    return out.empty() ? out : out + ".";
}

PromptValues values_of(const providers::FrameRequest& request, const std::vector<Anchor>& people) {
    return {{"framing", framing_words(request.framing)},
            {"angle", request.angle.empty() ? "" : request.angle + "."},
            {"place", request.place},
            {"setting", setting_words(request.setting)},
            {"time", request.time_of_day},
            {"mood", shorten(request.mood, kMoodMax)},
            {"action", request.action},
            {"people", people_words(people)}};
}

// One line filled in; nothing where all that it names is empty.
std::optional<std::string> fill_line(std::string_view line, const PromptValues& values) {
    std::string out;
    bool names_some = false;
    bool has_some = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto end = line[at] == '{' ? line.find('}', at) : std::string_view::npos;
        const auto found = end == std::string_view::npos
                               ? values.end()
                               : values.find(line.substr(at + 1, end - at - 1));
        if (found == values.end()) {
            out += line[at];
            continue;
        }
        names_some = true;
        has_some = has_some || !found->second.empty();
        out += found->second;
        at = end;
    }
    if (names_some && !has_some) return std::nullopt;
    return std::string(trim(out));
}

}  // namespace

std::string language_name(const std::string& tag) {
    const auto main = fold(tag.substr(0, tag.find('-')));
    if (main == "en") return "English";
    if (main == "de") return "German";
    return "the language \"" + in_one_line(tag) + "\"";
}

std::string fill_prompt(std::string_view text, const PromptValues& values) {
    std::string out;
    for (const auto line : split(text, '\n')) {
        const auto filled = fill_line(line, values);
        if (!filled || filled->empty()) continue;
        if (!out.empty()) out += '\n';
        out += *filled;
    }
    return out;
}

std::string frame_prompt(std::string_view text, const providers::FrameRequest& request,
                         const std::vector<Anchor>& people) {
    return fill_prompt(text, values_of(request, people));
}

}  // namespace fabula::render
