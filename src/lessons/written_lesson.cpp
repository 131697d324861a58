#include "lessons/written_lesson.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "screenplay/fountain.hpp"
#include "screenplay/outline.hpp"

namespace fabula::lessons {

using screenplay::ElementType;

namespace {

Json text(std::size_t length_max) {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", length_max}};
}

Json list(Json items, std::size_t from, std::size_t to) {
    return {{"type", "array"}, {"items", std::move(items)}, {"minItems", from}, {"maxItems", to}};
}

Json object(Json properties) {
    Json required = Json::array();
    for (const auto& [name, schema] : properties.items()) required.push_back(name);
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)}};
}

}  // namespace

Json scene_schema() {
    const Json who = {{"type", "string"},
                      {"maxLength", 60},
                      {"description", "name of who speaks; empty: an action"}};
    return object({{"title", text(120)},
                   {"heading", text(120)},
                   {"beats", list(object({{"who", who}, {"text", text(400)}}), 1, 16)},
                   {"learning_point", text(400)},
                   {"visual_elements", list(text(100), 1, 8)}});
}

Json lesson_schema() {
    return object(
        {{"title", text(120)},
         {"characters", list(object({{"name", text(60)}, {"description", text(300)}}), 1, 8)},
         {"scenes", list(scene_schema(), kScenesWritten, kScenesWritten)}});
}

std::string plain_line(std::string_view given) {
    std::string out;
    for (std::size_t at = 0; at < given.size();) {
        const auto point = next_code_point(given, at);
        const bool blank = point <= 0x20 || point == 0x7f || point == 0x85 || point == 0xa0 ||
                           point == 0x2028 || point == 0x2029;
        // Marks of stress, notes, comments and scene numbers.
        const bool mark = point == '*' || point == '_' || point == '[' || point == ']' ||
                          point == '\\' || point == '#';
        if (mark) continue;
        if (!blank) append_code_point(out, point);
        if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
    for (auto at = out.find("/"); at != std::string::npos; at = out.find("/", at)) out[at] = ' ';
    return std::string(trim(out));
}

namespace {

constexpr std::string_view kProbe = "INT. ROOM - DAY\n\n";

// Whether the lines, below a heading, are read as elements of these types.
bool reads_as(const std::string& lines, const std::vector<ElementType>& types) {
    const auto document = screenplay::parse_fountain(std::string(kProbe) + lines + "\n\nEnd.\n");
    if (document.elements.size() != types.size() + 2 || !document.notes.empty()) return false;
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (document.elements[i + 1].type != types[i]) return false;
    }
    return true;
}

std::string without_first_marks(std::string_view line) {
    const auto from = line.find_first_not_of("(~!@=.>{<+- ");
    return std::string(from == std::string_view::npos ? std::string_view() : line.substr(from));
}

std::optional<std::string> action_of(const WrittenBeat& beat) {
    const auto line = plain_line(beat.text);
    if (line.empty()) return std::nullopt;
    for (const auto& tried : {line, "!" + line}) {
        if (reads_as(tried, {ElementType::Action})) return tried;
    }
    return std::nullopt;
}

std::optional<std::string> speech_of(const WrittenBeat& beat) {
    const auto who = without_first_marks(plain_line(beat.who));
    auto cue = to_upper(who.substr(0, who.find_first_of("(^:")));
    cue = trim(cue);
    const auto says = without_first_marks(plain_line(beat.text));
    if (cue.empty() || says.empty()) return std::nullopt;
    for (const auto& tried : {cue, "@" + cue}) {
        auto lines = tried + "\n" + says;
        if (reads_as(lines, {ElementType::Character, ElementType::Dialogue})) return lines;
    }
    return std::nullopt;
}

std::string heading_of(const WrittenScene& scene) {
    auto heading = to_upper(without_first_marks(plain_line(scene.heading)));
    if (heading.empty()) heading = "INT. ROOM - DAY";
    const auto document = screenplay::parse_fountain(heading + "\n\nEnd.\n");
    const bool reads = document.elements.size() == 2 &&
                       document.elements[0].type == ElementType::SceneHeading &&
                       !document.elements[0].forced;
    return reads ? heading : "INT. " + heading;
}

std::size_t count_scenes(const std::string& script) {
    const auto outline = screenplay::read_outline(screenplay::parse_fountain(script));
    const bool scenes = std::ranges::all_of(outline.nodes, [](const auto& node) {
        return node.kind == screenplay::NodeKind::Scene && node.has_content;
    });
    return scenes ? outline.nodes.size() : 0;
}

}  // namespace

std::optional<std::string> body_of(const WrittenScene& scene) {
    std::string out = "= " + without_first_marks(plain_line(scene.title)) + "\n\n";
    bool any = false;
    for (const auto& beat : scene.beats) {
        const auto lines = trim(beat.who).empty() ? action_of(beat) : speech_of(beat);
        if (!lines) continue;
        any = true;
        out += *lines + "\n\n";
    }
    if (!any || count_scenes(std::string(kProbe) + out) != 1) return std::nullopt;
    return out;
}

std::optional<std::string> fountain_of(const WrittenLesson& lesson) {
    std::string out = "Title: " + without_first_marks(plain_line(lesson.title)) + "\n\n";
    for (const auto& scene : lesson.scenes) {
        const auto body = body_of(scene);
        if (!body) return std::nullopt;
        out += heading_of(scene) + "\n\n" + *body;
    }
    out.pop_back();
    if (count_scenes(out) != lesson.scenes.size()) return std::nullopt;
    return out;
}

}  // namespace fabula::lessons
