#include "picture_stories/scene_plan.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "breakdown/camera.hpp"
#include "breakdown/mentions.hpp"
#include "breakdown/sentences.hpp"
#include "breakdown/stretches.hpp"
#include "breakdown/themes.hpp"
#include "cast/cast_store.hpp"
#include "drawing/frame/light.hpp"
#include "providers/providers.hpp"
#include "screenplay/fountain.hpp"
#include "script/script_service.hpp"
#include "script/script_store.hpp"
#include "shots/shots_service.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::picture_stories {

using breakdown::Framing;
using breakdown::Stretch;

namespace {

constexpr std::size_t kPassageWords = 34;      // A picture shows no more than this of its stretch.
constexpr std::size_t kLookedThrough = 8'000;  // Code points of a stretch.
constexpr std::size_t kExcerptMax = 200;
constexpr std::size_t kMoodMax = 600;
constexpr std::size_t kTitleWords = 6;
constexpr std::size_t kFiguresMax = 3;
constexpr std::size_t kLinesMax = 2;  // Of speech in one picture.

// All that the stretches of a text are read by.
struct Reading {
    StoryPlan& plan;
    std::string text;
    std::vector<shots::ShotAnswer> shots;
    std::vector<std::string> cast;
    breakdown::TextLanguage language = breakdown::TextLanguage::English;
};

std::vector<std::string> cast_names(store::Reader& db, const ProjectId& project) {
    std::vector<std::string> names;
    for (const auto& one : cast::list_cast(db, project)) {
        names.push_back(one.name);
    }
    return names;
}

std::string in_one_line(std::string_view text, std::size_t length) {
    std::string out(text);
    std::ranges::replace(out, '\n', ' ');
    return shorten(out, length);
}

// The part of a stretch that holds most of what the whole text is about, and people.
std::string telling_passage(std::string_view text, const breakdown::Themes& themes,
                            const breakdown::Mentions& people) {
    const auto looked_through = shorten(text, kLookedThrough);
    std::string best;
    double most = -1;
    for (const auto part : breakdown::cut_text(looked_through, kPassageWords)) {
        const auto named = std::min<std::size_t>(people.in(part).size(), 2);
        const auto weight = themes.weight_of(part) * (1.0 + 0.5 * static_cast<double>(named));
        if (weight <= most) continue;
        most = weight;
        best = part;
    }
    return best;
}

Framing framing_of(std::string_view passage, std::size_t figures, bool first) {
    if (const auto asked = breakdown::asked_framing(passage)) return *asked;
    if (first || figures == 0 || figures > 2) return Framing::Wide;
    if (figures == 2) return Framing::TwoShot;
    if (breakdown::is_about_a_face(passage)) return Framing::Close;
    return breakdown::is_about_moving(passage) ? Framing::MediumWide : Framing::Medium;
}

std::string place_in(std::string_view passage, std::string_view stretch, const Reading& reading) {
    for (const auto text : {passage, stretch}) {
        screenplay::Document one;
        one.elements.push_back({.text = std::string(text)});
        const auto places = breakdown::places_of(one, reading.cast, reading.language, 1);
        if (!places.empty()) return places.front();
    }
    return {};
}

std::string hour_in(const std::string& words) {
    return drawing::says_time_of_day(words) ? std::string(name_of(drawing::time_of_day(words)))
                                            : std::string();
}

// What the shot's frame is drawn from besides its own fields.
providers::FrameRequest frame_of(const shots::Shot& shot, const Stretch& stretch,
                                 const script::Node& node, const Reading& reading) {
    const auto mood = in_one_line(stretch.text, kMoodMax);
    providers::FrameRequest request;
    request.setting = node.setting;
    request.place = node.place;
    if (request.place.empty()) request.place = place_in(shot.description, stretch.text, reading);
    request.time_of_day = node.time_of_day.empty() ? hour_in(mood) : node.time_of_day;
    request.mood = mood;
    request.scene_characters = shot.character_names;
    return request;
}

shots::Shot fresh_shot(const Stretch& stretch, const script::Node& node, const Reading& reading,
                       const breakdown::Themes& themes, bool first) {
    const breakdown::Mentions people(reading.cast);
    shots::Shot shot;
    shot.project_id = reading.plan.project.id;
    shot.scene_id = node.id;
    shot.description = telling_passage(stretch.text, themes, people);
    auto named = people.in(shot.description);
    if (named.empty()) named = people.in(shorten(stretch.text, kLookedThrough));
    if (named.size() > kFiguresMax) named.resize(kFiguresMax);
    for (const auto index : named) shot.character_names.push_back(people.name(index));
    shot.framing = name_of(framing_of(shot.description, named.size(), first));
    shot.camera_angle = breakdown::angle_of(shot.description);
    shot.camera_movement = "Static";
    shot.establishing = first;
    shot.weight = 3;
    shot.dialogue = shots::read_lines(reading.plan.read.document, stretch.range).dialogue;
    if (shot.dialogue.size() > kLinesMax) shot.dialogue.resize(kLinesMax);
    shot.frame = encode(frame_of(shot, stretch, node, reading));
    return shot;
}

// The weightiest shot that begins in the stretch and shows no other one.
std::optional<ShotId> find_shot(const Reading& reading, const Stretch& stretch,
                                std::set<std::string>& taken) {
    const shots::ShotAnswer* best = nullptr;
    for (const auto& shot : reading.shots) {
        const bool inside =
            shot.from && *shot.from >= stretch.range.from && *shot.from < stretch.range.to;
        if (!inside || taken.contains(shot.id.text)) continue;
        if (best == nullptr || shot.weight > best->weight) best = &shot;
    }
    if (best == nullptr) return std::nullopt;
    taken.insert(best->id.text);
    return best->id;
}

Reading read_project(store::Store& store, const Actor& actor, const ProjectId& id,
                     StoryPlan& plan) {
    Reading out{.plan = plan, .text = {}, .shots = {}, .cast = {}};
    store.read([&](store::Reader& db) {
        plan.project = story::get_project(db, actor, Action::Edit, id);
        plan.read.script = script::get_script_of(db, plan.project.id);
        out.text = script::read_text(db, plan.read.script).text;
        out.shots = shots::with_answers(db, shots::list_shots_of_project(db, plan.project.id));
        out.cast = cast_names(db, plan.project.id);
    });
    plan.read.document =
        screenplay::parse_fountain(out.text, script::to_engine(plan.read.script.format));
    out.language = breakdown::language_of(plan.read.document);
    if (out.cast.empty()) out.cast = breakdown::people_of(plan.read.document, 50);
    return out;
}

// What stands before the first heading is shown with its scene.
std::uint32_t first_heading(const screenplay::Document& document) {
    const auto outline = screenplay::read_outline(document);
    for (const auto& node : outline.nodes) {
        const bool holds = node.kind == screenplay::NodeKind::Scene || node.has_content;
        if (holds) return document.elements[node.element].range.from;
    }
    throw AppError(Code::Conflict,
                   PublicText{"The script has no heading yet. Give it one: pictures belong to "
                              "scenes."});
}

std::vector<Stretch> cut(const Reading& reading, std::int64_t count) {
    const auto words = breakdown::count_told_words(reading.plan.read.document);
    if (words == 0) throw AppError(Code::Conflict, PublicText{"The script has no text yet."});
    if (words < count) {
        invalid("num_scenes", "is more than the " + std::to_string(words) + " words of the story");
    }
    return breakdown::cut_into(reading.plan.read.document, reading.text,
                               static_cast<std::size_t>(count));
}

}  // namespace

std::string first_words(std::string_view text) {
    const auto ends = breakdown::word_ends(text);
    if (ends.empty()) return {};
    const bool cut = ends.size() > kTitleWords;
    auto words = trim(text.substr(0, cut ? ends[kTitleWords - 1] : ends.back()));
    while (!words.empty() && std::string_view(",;:.-").find(words.back()) != words.npos) {
        words.remove_suffix(1);
    }
    return in_one_line(words, 150) + (cut ? "…" : "");
}

namespace {

// A heading names a scene where there are several; one alone is the story's own.
std::vector<ProposedScene> named(const std::vector<Stretch>& stretches) {
    const auto headed = std::ranges::count_if(
        stretches, [](const Stretch& stretch) { return !stretch.heading.empty(); });
    std::vector<ProposedScene> out;
    for (const auto& stretch : stretches) {
        const bool by_heading = headed > 1 && !stretch.heading.empty();
        out.push_back(
            {.scene_number = std::ssize(out),
             .title = by_heading ? shorten(stretch.heading, 200) : first_words(stretch.text),
             .excerpt = in_one_line(stretch.text, kExcerptMax),
             .word_count = stretch.word_count});
    }
    return out;
}

}  // namespace

std::vector<ProposedScene> propose_scenes(const screenplay::Document& document,
                                          std::string_view text, std::int64_t count) {
    return named(breakdown::cut_into(document, text, static_cast<std::size_t>(count)));
}

StoryPlan plan_scenes(store::Store& store, const Actor& actor, const ProjectId& project,
                      std::int64_t count) {
    StoryPlan plan;
    const auto reading = read_project(store, actor, project, plan);
    const auto stretches = cut(reading, count);
    const auto& document = plan.read.document;
    const auto first = first_heading(document);
    const breakdown::Themes themes(document, reading.language, reading.cast);
    const auto names = named(stretches);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const auto& stretch = stretches[i];
        ScenePlan scene{
            .range = stretch.range, .title = names[i].title, .excerpt = names[i].excerpt};
        scene.shot = find_shot(reading, stretch, taken);
        if (!scene.shot) {
            const auto from = std::max(stretch.range.from, first);
            const auto node = store.read([&](store::Reader& db) {
                const auto id = shots::scene_of_lines(db, plan.read, {from, from + 1});
                return script::get_node(db, actor, Action::Edit, id);
            });
            scene.fresh = fresh_shot(stretch, node, reading, themes, plan.scenes.empty());
        }
        plan.scenes.push_back(std::move(scene));
    }
    return plan;
}

shots::Shot insert_shot(store::Tx& tx, const history::By& by, const StoryPlan& plan,
                        const ScenePlan& scene) {
    const auto& fresh = scene.fresh;
    auto shot = shots::write_row(tx, by, fresh.scene_id,
                                 {{"description", fresh.description},
                                  {"framing", fresh.framing},
                                  {"camera_angle", fresh.camera_angle},
                                  {"camera_movement", fresh.camera_movement},
                                  {"character_names", fresh.character_names},
                                  {"establishing", fresh.establishing},
                                  {"weight", fresh.weight}});
    shots::hold_lines(tx, shot, plan.read, scene.range, plan.read.script.version);
    shot.dialogue = fresh.dialogue;
    shot.frame = fresh.frame;
    tx.update(shot);
    return shot;
}

}  // namespace fabula::picture_stories
