// Cue sheet and voice sheets: what is heard when, and what each voice says.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "pages/running_order.hpp"
#include "screenplay/grammar/format_lines.hpp"

namespace fabula::pages {

namespace {

using screenplay::ElementType;

// "0:04.5": cues are counted in tenths.
std::string cue_time(std::int64_t milliseconds) {
    return clock_text(milliseconds) + "." + std::to_string(milliseconds / 100 % 10);
}

struct Cue {
    std::optional<std::int64_t> in;
    std::optional<std::int64_t> out;
    std::string kind;
    std::string label;
    std::string place;  // The shot's number; empty for a scene's own.
    bool written = false;
};

// "MUSIC: A waltz." in music and what is heard; of the words the label is what stands before.
Cue written_cue(const Sources& from, const Visit& visit, const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) {
        return {.kind = from.texts.get(visit.language, "cues.in_script"),
                .label = text,
                .written = true};
    }
    return {.kind = std::string(trim(text.substr(0, colon))),
            .label = std::string(trim(text.substr(colon + 1))),
            .written = true};
}

// The sound lines of the script in a scene; a scene that is played by its lines tells their times.
std::vector<Cue> written_cues(const Sources& from, const Visit& visit, const Lens& lens,
                              const TimedScene& timed) {
    std::vector<Cue> cues;
    const auto& node = lens.read(*timed.scene);
    for (auto i = node.element + 1; i < node.end; ++i) {
        const auto& element = lens.view.document.elements[i];
        const bool heard = element.type == ElementType::Action &&
                           screenplay::format_line(trim(element.text), screenplay::Format::Audio) ==
                               screenplay::FormatLine::Effect;
        if (!heard) continue;
        auto cue = written_cue(from, visit, element.text);
        for (const auto& part : timed.parts) {
            if (part.shot == nullptr && part.text == element.text) cue.in = part.start_ms;
        }
        cues.push_back(std::move(cue));
    }
    return cues;
}

Cue cue_of(const Sources& from, const Visit& visit, const TimedScene& timed,
           const sound::Sound& sound) {
    const auto kind = "sound.type_" + std::string(name_of(sound.type));
    Cue cue{.kind = from.texts.get(visit.language, kind),
            .label = sound.label.empty() ? sound.file_name : sound.label};
    auto begin = timed.start_ms;
    for (const auto& part : timed.parts) {
        if (part.shot == nullptr || part.shot->id != sound.shot_id) continue;
        begin = part.start_ms;
        cue.place = part.shot->shot_number;
    }
    cue.in = begin + sound.offset_ms;
    if (const auto end = sound.end()) cue.out = *cue.in + *end - sound.start_ms;
    return cue;
}

Json cue_data(const Cue& cue, std::size_t number) {
    Json data = {{"number", std::to_string(number)},
                 {"in", cue.in ? cue_time(*cue.in) : ""},
                 {"out", cue.out ? cue_time(*cue.out) : ""},
                 {"length", cue.in && cue.out ? cue_time(*cue.out - *cue.in) : ""},
                 {"kind", cue.kind},
                 {"label", cue.label},
                 {"place", cue.place},
                 {"written", cue.written}};
    return data;
}

using SoundsByScene = std::map<std::string, std::vector<sound::SoundAnswer>>;

SoundsByScene sounds_by_scene(const Sources& from, const Visit& visit, const Lens& lens) {
    std::map<std::string, std::string> scene_of_shot;
    for (const auto& shot : lens.shots) scene_of_shot[shot.id.text] = shot.scene_id.text;
    SoundsByScene out;
    for (auto& sound : from.sounds.list_of_project(visit.actor, lens.view.project.id)) {
        const auto scene =
            sound.scene_id ? sound.scene_id->text : scene_of_shot[sound.shot_id->text];
        out[scene].push_back(std::move(sound));
    }
    return out;
}

Json cue_scenes(const Sources& from, const Visit& visit, const Lens& lens,
                const SoundsByScene& sounds, std::size_t& count) {
    Json scenes = Json::array();
    for (const auto& timed : running_order_of(lens)) {
        auto cues = written_cues(from, visit, lens, timed);
        const auto& id = lens.node(*timed.scene).id.text;
        if (const auto found = sounds.find(id); found != sounds.end()) {
            for (const auto& sound : found->second) {
                const bool unchosen = sound.type == SoundType::Take && !sound.starred;
                if (!unchosen) cues.push_back(cue_of(from, visit, timed, sound));
            }
        }
        if (cues.empty()) continue;
        std::stable_sort(cues.begin(), cues.end(), [](const Cue& a, const Cue& b) {
            return a.in.value_or(0) < b.in.value_or(0);
        });
        Json rows = Json::array();
        for (const auto& cue : cues) rows.push_back(cue_data(cue, ++count));
        scenes.push_back({{"id", id},
                          {"number", timed.scene->number},
                          {"title", timed.scene->title},
                          {"start", clock_text(timed.start_ms)},
                          {"cues", std::move(rows)}});
    }
    return scenes;
}

// Every line of one voice, by scene.
struct Voice {
    std::string name;
    std::optional<std::size_t> character;  // Into Lens::cast; nothing for who is not in the cast.
    Json scenes = Json::array();
    std::size_t lines = 0;
};

void add_line(Voice& voice, const Lens& lens, const SceneView& scene, const std::string& text,
              const std::string& aside) {
    const auto& id = lens.node(scene).id.text;
    if (voice.scenes.empty() || voice.scenes.back().at("id") != id) {
        voice.scenes.push_back({{"id", id},
                                {"number", scene.number},
                                {"title", scene.title},
                                {"takes", Json::array()},
                                {"lines", Json::array()}});
    }
    voice.scenes.back()["lines"].push_back(
        {{"number", std::to_string(++voice.lines)}, {"text", text}, {"aside", aside}});
}

// In order of their first cue. Whom cues call by an alias is one voice all the same.
class Voices {
public:
    explicit Voices(const Lens& lens) : lens_(lens) {}
    std::size_t find(std::string_view speaker) {
        const auto character = lens_.find_in_cast(speaker);
        auto name = character ? lens_.cast[*character].name : std::string(speaker);
        const auto [at, is_new] = by_name_.try_emplace(fold(name), all.size());
        if (is_new) all.push_back({.name = std::move(name), .character = character});
        return at->second;
    }
    std::vector<Voice> all;

private:
    const Lens& lens_;
    std::map<std::string, std::size_t> by_name_;
};

std::vector<Voice> voices_of(const Lens& lens) {
    Voices voices(lens);
    for (const auto& scene : lens.scenes) {
        const auto& node = lens.read(scene);
        std::optional<std::size_t> speaker;
        std::string aside;
        for (auto i = node.element + 1; i < node.end; ++i) {
            const auto& element = lens.view.document.elements[i];
            if (element.type == ElementType::Character) {
                speaker = voices.find(screenplay::speaker_of(element.text));
                aside.clear();
            } else if (element.type == ElementType::Parenthetical) {
                aside = element.text;
            } else if (element.type == ElementType::Dialogue ||
                       element.type == ElementType::Lyric) {
                if (speaker) add_line(voices.all[*speaker], lens, scene, element.text, aside);
                aside.clear();
            }
        }
    }
    return std::move(voices.all);
}

void add_takes(Json& scene, const SoundsByScene& sounds, const CharacterId& who) {
    const auto found = sounds.find(scene.at("id").get<std::string>());
    Json takes = Json::array();
    if (found != sounds.end()) {
        for (const auto& sound : found->second) {
            const bool theirs = sound.character_id == who &&
                                (sound.type == SoundType::Take || sound.type == SoundType::Voice);
            if (!theirs) continue;
            takes.push_back({{"label", sound.label.empty() ? sound.file_name : sound.label},
                             {"chosen", sound.starred || sound.type == SoundType::Voice}});
        }
    }
    scene["takes"] = std::move(takes);
}

Json voice_sheets(const Lens& lens, const SoundsByScene& sounds) {
    Json out = Json::array();
    for (auto& voice : voices_of(lens)) {
        if (voice.lines == 0) continue;
        if (voice.character) {
            const auto& who = lens.cast[*voice.character].id;
            for (auto& scene : voice.scenes) add_takes(scene, sounds, who);
        }
        out.push_back({{"id", std::to_string(out.size() + 1)},
                       {"name", voice.name},
                       {"count", std::to_string(voice.lines)},
                       {"scenes", std::move(voice.scenes)}});
    }
    return out;
}

}  // namespace

Json cues_page(const Sources& from, const Visit& visit, const ProjectId& id) {
    const auto lens = open_lens(from, visit, id);
    Json data = lens_data(lens, visit);
    const auto sounds = sounds_by_scene(from, visit, lens);
    const bool by_voice = visit.mode == "voices";
    std::size_t count = 0;
    data["scenes"] = by_voice ? Json::array() : cue_scenes(from, visit, lens, sounds, count);
    data["voices"] = by_voice ? voice_sheets(lens, sounds) : Json::array();
    data["by_voice"] = by_voice;
    data["count"] = std::to_string(count);
    data["has_any"] = by_voice ? !data["voices"].empty() : count > 0;
    return data;
}

}  // namespace fabula::pages
