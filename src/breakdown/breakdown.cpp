#include "breakdown/breakdown.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "breakdown/camera.hpp"
#include "breakdown/mentions.hpp"
#include "breakdown/sentences.hpp"
#include "screenplay/speech.hpp"

namespace fabula::breakdown {

using screenplay::Document;
using screenplay::Dual;
using screenplay::Element;
using screenplay::ElementType;
using screenplay::Outline;
using screenplay::OutlineNode;

namespace {

constexpr std::size_t kBeatWordsMax = 34;      // An action longer than this is two pictures.
constexpr std::size_t kJoinedWordsMax = 26;    // Paragraphs this short together are one.
constexpr std::size_t kSpeechWordsMax = 42;    // A speech longer than this is two pictures.
constexpr std::size_t kExchangeWordsMax = 28;  // Two speeches this short share a picture.
constexpr std::uint32_t kTagWordsMax = 8;      // "said the old man" is no picture of its own.
constexpr double kNameConfidence = 0.5;        // From here on a name of prose is a figure.
constexpr std::uint32_t kShortSpeechWords = 5;
constexpr std::size_t kFiguresMax = 4;  // More than these are a crowd that nobody can tell apart.
constexpr std::int64_t kShortestShotMs = 1500;
constexpr int kActionWordsPerMinute = 220;  // Read and played at once.

std::int64_t duration_of(const ShotPlan& shot, int words_per_minute) {
    std::int64_t spoken = 0;
    for (const auto& line : shot.dialogue) spoken += screenplay::count_words(line.text);
    const std::int64_t shown = screenplay::count_words(shot.description);
    const auto time = spoken * 60'000 / words_per_minute + shown * 60'000 / kActionWordsPerMinute;
    return std::max(time, kShortestShotMs);
}

// "(V.O.)" behind a cue, without brackets; "CONT'D" says nothing about the picture.
std::string extension_of(std::string_view cue) {
    const auto from = cue.find('(');
    if (from == std::string_view::npos) return {};
    const auto to = cue.find(')', from);
    const auto inside = trim(cue.substr(from + 1, to - from - 1));
    return fold(inside).starts_with("cont") ? std::string{} : std::string(inside);
}

bool is_off_screen(std::string_view extension) {
    const auto text = fold(extension);
    return text.starts_with("v.o") || text.starts_with("vo") || text.starts_with("o.s") ||
           text.starts_with("o.c") || text.starts_with("off") || text.find("phone") != text.npos ||
           text.find("radio") != text.npos;
}

// A cue with everything said under it.
struct Speech {
    std::uint32_t first = 0;  // Elements [first, end).
    std::uint32_t end = 0;
    Dual dual = Dual::None;
    std::string speaker;
    std::string extension;
    std::vector<SpokenLine> lines;  // One for each parenthetical.

    [[nodiscard]] std::uint32_t words() const {
        std::uint32_t count = 0;
        for (const auto& line : lines) count += screenplay::count_words(line.text);
        return count;
    }
};

bool belongs_to_speech(const Element& element) {
    return element.type == ElementType::Dialogue || element.type == ElementType::Parenthetical ||
           element.type == ElementType::Lyric;
}

std::string without_brackets(std::string_view text) {
    text = trim(text);
    if (text.starts_with('(')) text.remove_prefix(1);
    if (text.ends_with(')')) text.remove_suffix(1);
    return std::string(trim(text));
}

Speech read_speech(const Document& document, std::uint32_t first) {
    const auto& cue = document.elements[first];
    Speech speech{.first = first,
                  .end = first + 1,
                  .dual = cue.dual,
                  .speaker = std::string(trim(screenplay::speaker_of(cue.text))),
                  .extension = extension_of(cue.text),
                  .lines = {}};
    std::string parenthetical;
    for (; speech.end < document.elements.size(); ++speech.end) {
        const auto& element = document.elements[speech.end];
        if (!belongs_to_speech(element)) break;
        if (element.type == ElementType::Parenthetical) {
            parenthetical = without_brackets(element.text);
            continue;
        }
        if (parenthetical.empty() && !speech.lines.empty()) {
            speech.lines.back().text += "\n" + element.text;
            continue;
        }
        speech.lines.push_back(
            {speech.speaker, speech.extension, std::move(parenthetical), element.text});
        parenthetical.clear();
    }
    return speech;
}

using SpeechByElement = std::map<std::uint32_t, std::vector<screenplay::Speech>>;

SpeechByElement find_spoken(const Document& document) {
    SpeechByElement out;
    if (!screenplay::is_prose(document.format)) return out;
    for (auto& placed : screenplay::find_speech(document)) {
        out[placed.element].push_back(std::move(placed.speech));
    }
    return out;
}

Mentions find_people(const Document& document) {
    if (!screenplay::is_prose(document.format)) return Mentions(document);
    std::vector<std::string> names;
    for (const auto& found : screenplay::find_names(document)) {
        if (found.confidence >= kNameConfidence) names.push_back(found.name);
    }
    return Mentions(names);
}

// Walks through one scene and gathers its shots.
class SceneBreakdown {
public:
    // `spoken`: what is said in prose, by element; empty for a screenplay.
    SceneBreakdown(const Document& document, const Mentions& mentions,
                   const SpeechByElement& spoken, std::uint32_t node_index, bool new_place,
                   const OutlineNode& node)
        : document_(document),
          mentions_(mentions),
          spoken_(spoken),
          node_index_(node_index),
          node_(node),
          new_place_(new_place) {}

    std::vector<ShotPlan> run() {
        // A panel of a comic says on its own line what is seen.
        const bool panel = document_.elements[node_.element].type == ElementType::Action;
        for (std::uint32_t i = node_.element + (panel ? 0 : 1); i < node_.end;) {
            const auto& element = document_.elements[i];
            if (element.type == ElementType::Character) {
                i = take_speeches(i);
            } else {
                const auto said = spoken_.find(i);
                if (said != spoken_.end())
                    take_prose(element, said->second);
                else if (is_beat(element.type))
                    take_action(element, element.text);
                ++i;
            }
        }
        if (!shots_.empty()) {
            shots_.back().weight = std::max<std::uint8_t>(shots_.back().weight, 3);
        }
        return std::move(shots_);
    }

private:
    static bool is_beat(ElementType type) {
        return type == ElementType::Action || type == ElementType::Centered ||
               type == ElementType::Lyric;
    }

    // A paragraph of prose in which somebody speaks: what is told around the speech is an action
    // of its own where it is more than "said Anna", else it stays with the speech.
    void take_prose(const Element& element, const std::vector<screenplay::Speech>& said) {
        std::string told;
        std::size_t at = 0;
        for (const auto& speech : said) {
            told.append(trim(std::string_view(element.text).substr(at, speech.from - at)));
            told.push_back(' ');
            at = speech.to;
        }
        told.append(trim(std::string_view(element.text).substr(at)));
        const bool tag_only = screenplay::count_words(told) <= kTagWordsMax;
        if (!tag_only) take_action(element, told);
        const auto first = shots_.size();
        for (const auto& speech : said) take_quote(element, speech);
        if (tag_only && first < shots_.size()) shots_[first].description = trim(told);
    }

    void take_quote(const Element& element, const screenplay::Speech& speech) {
        const auto index = mentions_.find(speech.speaker);
        if (index < mentions_.size()) enter(index);
        for (const auto part : cut_text(speech.text, kSpeechWordsMax)) {
            const auto words = screenplay::count_words(part);
            const SpokenLine line{speech.speaker, {}, {}, std::string(part)};
            if (joins_speech(line, words)) {
                shots_.back().dialogue.push_back(line);
                continue;
            }
            auto shot = start_shot(element.range);
            shot.dialogue.push_back(line);
            show(shot, index < mentions_.size() ? std::vector<std::size_t>{index} : listeners());
            frame_speech(shot, words);
            shots_.push_back(std::move(shot));
        }
    }

    // A few more words of the same speaker go on in the same picture.
    [[nodiscard]] bool joins_speech(const SpokenLine& line, std::uint32_t words) const {
        if (shots_.empty() || shots_.back().dialogue.empty()) return false;
        std::uint32_t before = 0;
        for (const auto& known : shots_.back().dialogue) {
            before += screenplay::count_words(known.text);
        }
        return shots_.back().dialogue.back().speaker == line.speaker &&
               before + words <= kExchangeWordsMax;
    }

    [[nodiscard]] std::vector<std::size_t> listeners() const {
        std::vector<std::size_t> seen = present_;
        if (seen.size() > 2) seen.resize(2);
        return seen;
    }

    void take_action(const Element& element, std::string_view text) {
        for (const auto part : cut_text(text, kBeatWordsMax)) {
            auto shot = joins_last(part) ? take_back_last() : start_shot(element.range);
            if (!shot.description.empty()) shot.description += "\n";
            shot.description += part;
            shot.range.to = element.range.to;
            const auto named = who_acts(shot.description);
            for (const auto index : named) enter(index);
            if (!named.empty()) last_seen_ = named;
            shot.characters.clear();
            show(shot, named);
            shot.angle = angle_of(shot.description);
            shot.movement = movement_of(shot.description);
            frame_action(shot, shot.description, named.size());
            shots_.push_back(std::move(shot));
        }
    }

    // Those whom the text names; where it opens with a pronoun, those who acted or spoke last.
    [[nodiscard]] std::vector<std::size_t> who_acts(std::string_view text) const {
        auto named = mentions_.in(text);
        if (!named.empty() || last_seen_.empty()) return named;
        switch (opening_pronoun(text)) {
            case Pronoun::None: break;
            case Pronoun::One: return {last_seen_.front()};
            case Pronoun::Several: return last_seen_.size() > 1 ? last_seen_ : present_;
        }
        return named;
    }

    // Short paragraphs in a row are one picture unless the writer asks for another.
    [[nodiscard]] bool joins_last(std::string_view part) const {
        if (shots_.empty() || !shots_.back().dialogue.empty() || asked_framing(part)) return false;
        return screenplay::count_words(shots_.back().description) + screenplay::count_words(part) <=
               kJoinedWordsMax;
    }

    ShotPlan take_back_last() {
        auto shot = std::move(shots_.back());
        shots_.pop_back();
        return shot;
    }

    void frame_action(ShotPlan& shot, std::string_view action, std::size_t named) {
        const auto words = screenplay::count_words(action);
        if (const auto asked = asked_framing(action)) {
            shot.framing = *asked;
            shot.weight = 3;
        } else if (shot.establishing) {
            const bool outside = node_.parts.setting == screenplay::Setting::Exterior;
            shot.framing = outside ? Framing::ExtremeWide : Framing::Wide;
            shot.weight = 4;
        } else if (named == 0) {
            const bool thing = has_marked_prop(action) || words <= 9;
            shot.framing = thing ? Framing::Insert : Framing::Wide;
            shot.weight = thing ? 1 : 2;
        } else if (named == 1) {
            shot.framing = is_about_a_face(action)   ? Framing::Close
                           : is_about_moving(action) ? Framing::MediumWide
                                                     : Framing::Medium;
        } else {
            shot.framing = named == 2 ? Framing::TwoShot : Framing::Wide;
            shot.weight = named == 2 ? 2 : 3;
        }
        if (action.find('!') != std::string_view::npos) shot.weight = 3;
    }

    // Speeches that follow one another without action in between.
    std::uint32_t take_speeches(std::uint32_t first) {
        std::vector<Speech> exchange;
        auto at = first;
        while (at < node_.end && document_.elements[at].type == ElementType::Character) {
            exchange.push_back(read_speech(document_, at));
            at = std::min(exchange.back().end, node_.end);
        }
        for (std::size_t i = 0; i < exchange.size(); ++i) {
            const bool together =
                i + 1 < exchange.size() && share_a_shot(exchange[i], exchange[i + 1]);
            if (together) {
                take_pair(exchange[i], exchange[i + 1]);
                ++i;
            } else {
                take_speech(exchange[i]);
            }
        }
        return at;
    }

    static bool share_a_shot(const Speech& a, const Speech& b) {
        if (b.dual == Dual::Right) return true;
        return a.speaker != b.speaker && a.lines.size() <= 2 && b.lines.size() <= 2 &&
               a.words() + b.words() <= kExchangeWordsMax;
    }

    void take_pair(const Speech& a, const Speech& b) {
        auto shot = start_shot(
            {document_.elements[a.first].range.from, document_.elements[b.end - 1].range.to});
        for (const auto* speech : {&a, &b}) {
            enter_speaker(*speech);
            for (const auto& line : speech->lines) shot.dialogue.push_back(line);
        }
        show(shot, on_screen({&a, &b}));
        frame_speech(shot, a.words() + b.words());
        shots_.push_back(std::move(shot));
    }

    void take_speech(const Speech& speech) {
        enter_speaker(speech);
        for (const auto& line : speech.lines) {
            for (const auto part : cut_text(line.text, kSpeechWordsMax)) {
                auto shot = start_shot({document_.elements[speech.first].range.from,
                                        document_.elements[speech.end - 1].range.to});
                shot.dialogue.push_back(
                    {line.speaker, line.extension, line.parenthetical, std::string(part)});
                show(shot, on_screen({&speech}));
                frame_speech(shot, screenplay::count_words(part));
                shots_.push_back(std::move(shot));
            }
        }
    }

    void frame_speech(ShotPlan& shot, std::uint32_t words) {
        const auto figures = shot.characters.size();
        const auto& line = shot.dialogue.front();
        const bool loud = line.text.find('!') != std::string::npos;
        if (shot.establishing || figures == 0) {
            shot.framing = Framing::Wide;
        } else if (figures > 1) {
            // Over a shoulder and back: the next picture of a talk is seen from the other side.
            shot.framing = shots_since_two_++ % 2 == 0 ? Framing::TwoShot : Framing::OverShoulder;
        } else if (words <= kShortSpeechWords || loud) {
            shot.framing = Framing::Close;
        } else {
            shot.framing = line.parenthetical.empty() ? Framing::Medium : Framing::MediumClose;
        }
        if (loud) shot.weight = 3;
        if (words > 24) shot.weight = 3;
    }

    ShotPlan start_shot(screenplay::Range range) {
        ShotPlan shot;
        shot.node = node_index_;
        shot.range = range;
        shot.establishing = shots_.empty() && new_place_;
        return shot;
    }

    // Those of the speeches who are seen: a voice from elsewhere leaves the picture to who listens.
    std::vector<std::size_t> on_screen(std::initializer_list<const Speech*> speeches) const {
        std::vector<std::size_t> seen;
        for (const auto* speech : speeches) {
            const auto index = mentions_.find(speech->speaker);
            if (index < mentions_.size() && !is_off_screen(speech->extension)) {
                seen.push_back(index);
            }
        }
        return seen.empty() ? listeners() : seen;
    }

    void enter_speaker(const Speech& speech) {
        if (is_off_screen(speech.extension)) return;
        const auto index = mentions_.find(speech.speaker);
        if (index == mentions_.size()) return;
        enter(index);
        last_seen_ = {index};
    }

    void enter(std::size_t index) {
        if (std::find(present_.begin(), present_.end(), index) == present_.end()) {
            present_.push_back(index);
        }
    }

    // Figures stand in the order in which they entered the scene, so that nobody changes sides.
    void show(ShotPlan& shot, const std::vector<std::size_t>& indexes) const {
        for (const auto index : present_) {
            const bool seen = std::find(indexes.begin(), indexes.end(), index) != indexes.end();
            if (seen && shot.characters.size() < kFiguresMax) {
                shot.characters.push_back(mentions_.name(index));
            }
        }
    }

    const Document& document_;
    const Mentions& mentions_;
    const SpeechByElement& spoken_;
    std::uint32_t node_index_;
    const OutlineNode& node_;
    bool new_place_;
    std::vector<std::size_t> present_;
    std::vector<std::size_t> last_seen_;  // Who acted or spoke last; whom a pronoun means.
    std::vector<ShotPlan> shots_;
    std::size_t shots_since_two_ = 0;
};

}  // namespace

std::vector<ShotPlan> break_down(const Document& document, const Outline& outline,
                                 const BreakdownOptions& options) {
    const auto mentions = find_people(document);
    const auto spoken = find_spoken(document);
    std::vector<ShotPlan> all;
    std::string last_place;
    for (std::uint32_t i = 0; i < outline.nodes.size(); ++i) {
        const auto& node = outline.nodes[i];
        if (!node.has_content) continue;
        const auto place = fold(node.parts.place.empty() ? node.title : node.parts.place);
        auto shots = SceneBreakdown(document, mentions, spoken, i, place != last_place, node).run();
        last_place = place;
        for (auto& shot : shots) {
            shot.duration_ms = duration_of(shot, options.words_per_minute);
            all.push_back(std::move(shot));
        }
    }
    return all;
}

}  // namespace fabula::breakdown
