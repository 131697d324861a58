#include "screenplay/statistics.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "screenplay/pages_measure.hpp"
#include "screenplay/statistics/cast_counter.hpp"

namespace fabula::screenplay {

namespace {

constexpr std::array<std::string_view, 15> kDayWords = {
    "afternoon", "day",     "daylight",   "daytime", "midday", "mittag",    "mittags", "morgen",
    "morgens",   "morning", "nachmittag", "noon",    "tag",    "vormittag", "день"};
constexpr std::array<std::string_view, 12> kNightWords = {
    "abend",  "abends", "evening",   "midnight", "mitternacht", "nacht",
    "nachts", "night",  "nightfall", "nuit",     "вечер",       "ночь"};
constexpr std::array<std::string_view, 15> kBetweenWords = {
    "abenddämmerung",  "dawn",     "daybreak", "dusk",          "dämmerung",       "magic",
    "morgendämmerung", "pre-dawn", "predawn",  "sonnenaufgang", "sonnenuntergang", "sundown",
    "sunrise",         "sunset",   "twilight"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool is_spoken(ElementType type) {
    return type == ElementType::Dialogue || type == ElementType::Lyric;
}

bool is_action(ElementType type) {
    return type == ElementType::Action || type == ElementType::Centered;
}

bool is_of_speech(ElementType type) {
    return is_spoken(type) || type == ElementType::Character || type == ElementType::Parenthetical;
}

bool is_printed(ElementType type) {
    return type != ElementType::PageBreak && type != ElementType::Section &&
           type != ElementType::Synopsis && type != ElementType::Note &&
           type != ElementType::Boneyard;
}

class Counter {
public:
    Counter(const Document& document, const Layout& layout, const Pages& pages)
        : document_(document),
          pages_(pages),
          measures_(measure(document, layout, pages)),
          cast_(document, measures_.page_of_element) {}

    Statistics count() {
        result_.pages = static_cast<int>(pages_.pages.size());
        result_.seconds = measures_.seconds;
        read_scenes();
        count_words_of_elements();
        count_rows();
        cast_.finish(result_.scenes, result_.characters);
        for (std::uint32_t i = 0; i < result_.scenes.size(); ++i) add_to_places(i);
        count_kinds();
        return std::move(result_);
    }

private:
    void read_scenes() {
        std::unordered_map<std::uint32_t, const SceneLength*> lengths;
        for (const SceneLength& length : measures_.scenes) lengths[length.heading] = &length;
        DayPart day_part = DayPart::Unknown;
        for (OutlineNode& node : read_outline(document_).nodes) {
            if (node.kind != NodeKind::Scene) continue;
            SceneCounts scene;
            scene.heading = node.element;
            scene.number = std::move(node.scene_number);
            scene.title = std::move(node.title);
            scene.parts = std::move(node.parts);
            scene.synopsis = std::move(node.synopsis);
            const DayPart own = day_part_of(scene.parts.time);
            if (own != DayPart::Unknown || scene.parts.time.empty()) day_part = own;
            scene.day_part = day_part;
            if (const auto found = lengths.find(node.element); found != lengths.end()) {
                scene.page = found->second->page;
                scene.eighths = found->second->eighths;
                scene.seconds = found->second->seconds;
            }
            result_.eighths += scene.eighths;
            result_.scenes.push_back(std::move(scene));
        }
    }

    void count_words_of_elements() {
        std::uint32_t next_scene = 0;
        for (std::uint32_t i = 0; i < document_.elements.size(); ++i) {
            const Element& element = document_.elements[i];
            const bool opens =
                next_scene < result_.scenes.size() && result_.scenes[next_scene].heading == i;
            if (opens) ++next_scene;
            const std::uint32_t scene = next_scene == 0 ? kNoScene : next_scene - 1;
            cast_.add(i, scene);
            if (!is_printed(element.type)) continue;
            const std::uint32_t words = count_words(element.text);
            result_.words += words;
            if (is_spoken(element.type)) result_.dialogue_words += words;
            if (is_action(element.type)) result_.action_words += words;
            if (scene == kNoScene || opens) continue;
            result_.scenes[scene].words += words;
            if (is_spoken(element.type)) result_.scenes[scene].dialogue_words += words;
        }
    }

    void count_rows() {
        result_.page_counts.reserve(pages_.pages.size());
        for (const Page& page : pages_.pages) {
            PageCounts counts{.number = page.number, .label = page.label};
            for (const PageLine& line : page.lines) {
                if (line.kind != LineKind::Text || line.element == kNoElement) continue;
                const ElementType type = document_.elements[line.element].type;
                ++(is_of_speech(type) ? counts.dialogue_rows : counts.action_rows);
                if (is_spoken(type)) cast_.add_line(line.element);
            }
            result_.page_counts.push_back(std::move(counts));
        }
    }

    void add_to_places(std::uint32_t index) {
        const SceneCounts& scene = result_.scenes[index];
        if (scene.parts.place.empty()) return;
        const auto [known, fresh] = places_.try_emplace(
            fold(scene.parts.place), static_cast<std::uint32_t>(result_.places.size()));
        if (fresh) result_.places.push_back({.name = scene.parts.place});
        PlaceCounts& place = result_.places[known->second];
        place.scenes.push_back(index);
        place.eighths += scene.eighths;
        const Setting setting = scene.parts.setting;
        if (setting == Setting::Interior || setting == Setting::Both) ++place.interior;
        if (setting == Setting::Exterior || setting == Setting::Both) ++place.exterior;
        if (scene.day_part == DayPart::Day) ++place.day;
        if (scene.day_part == DayPart::Night) ++place.night;
    }

    void count_kinds() {
        const auto add = [](KindCounts& kind, const SceneCounts& scene) {
            ++kind.scenes;
            kind.eighths += scene.eighths;
        };
        for (const SceneCounts& scene : result_.scenes) {
            switch (scene.parts.setting) {
                case Setting::Interior: add(result_.interior, scene); break;
                case Setting::Exterior: add(result_.exterior, scene); break;
                case Setting::Both: add(result_.interior_exterior, scene); break;
                case Setting::Unknown: add(result_.unknown_setting, scene); break;
            }
            switch (scene.day_part) {
                case DayPart::Day: add(result_.day, scene); break;
                case DayPart::Night: add(result_.night, scene); break;
                case DayPart::Between: add(result_.between, scene); break;
                case DayPart::Unknown: add(result_.unknown_day_part, scene); break;
            }
        }
    }

    const Document& document_;
    const Pages& pages_;
    Measures measures_;
    CastCounter cast_;
    Statistics result_;
    std::unordered_map<std::string, std::uint32_t> places_;  // By folded name.
};

}  // namespace

DayPart day_part_of(std::string_view time) {
    bool day = false, night = false, between = false;
    const std::string words = to_lower(time);
    for (std::string_view rest = words; !rest.empty();) {
        const auto end = std::min(rest.find_first_of(" \t/,.()"), rest.size());
        const std::string_view word = rest.substr(0, end);
        day = day || holds(kDayWords, word);
        night = night || holds(kNightWords, word);
        between = between || holds(kBetweenWords, word);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (between || (day && night)) return DayPart::Between;
    return day ? DayPart::Day : night ? DayPart::Night : DayPart::Unknown;
}

std::string Statistics::number_of(std::size_t scene) const {
    const std::string& own = scenes[scene].number;
    return own.empty() ? std::to_string(scene + 1) : own;
}

double Statistics::dialogue_share() const noexcept {
    const double all = static_cast<double>(dialogue_words) + action_words;
    return all > 0 ? dialogue_words / all : 0;
}

Statistics count_statistics(const Document& document, const Layout& layout, const Pages& pages) {
    return Counter(document, layout, pages).count();
}

}  // namespace fabula::screenplay
