#include <algorithm>

#include "base/text.hpp"
#include "drawing/frame/geometry.hpp"
#include "drawing/frame/mentions.hpp"
#include "drawing/frame/words.hpp"
#include "drawing/frame_plan.hpp"
#include "drawing/set/sprite.hpp"

namespace fabula::drawing {
namespace {

constexpr std::string_view kHolding =
    "holds hold holding carries carrying lifts raises hands has with opens unfolds reads clutches "
    "takes picks grabs drinks waves shows guards brings puts polishes knitting knits hält trägt "
    "nimmt "
    "hebt mit bringt liest around in+her+lap in+his+hands in+her+hands";
constexpr std::string_view kAll = "they all everybody everyone both together sie+alle alle beide";
constexpr std::string_view kSitting =
    "sits sitting seated sit sitzt setzt sits+down at+the+table at+the+desk at+the+wheel seat "
    "seats "
    "chair couch sofa bench stuhl bank";

bool is_off_screen(std::string_view extension) {
    const auto words = words_of(extension);
    return has_word(words,
                    "v+o vo voice+over o+s os off+screen offscreen o+c oc off phone+voice radio "
                    "filtered telephone aus+dem+off");
}

// Whether the hands of a pose can hold something besides.
bool can_hold(Pose pose) {
    switch (pose) {
        case Pose::Walk:
        case Pose::Run:
        case Pose::Hold:
        case Pose::Offer:
        case Pose::Reach:
        case Pose::Read:
        case Pose::Phone:
        case Pose::Drink:
        case Pose::Work:
        case Pose::Kneel:
        case Pose::Crouch: return true;
        default: return false;
    }
}

void give(FigureSpec& figure, const Sprite& prop) {
    figure.prop = prop.name;
    figure.seated = figure.seated || figure.pose == Pose::Sit;
    if (!can_hold(figure.pose)) figure.pose = Pose::Hold;
}

// One clause after the other: who it is about, and what it says of them.
class ActionReader {
public:
    ActionReader(const ShotText& shot, std::vector<FigureSpec>& figures)
        : text_(shot.description),
          words_(words_of(shot.description)),
          list_(shot.characters),
          figures_(figures),
          said_(figures.size(), false) {
        // "He checks his watch": who else.
        if (figures.size() == 1 && !names_anybody()) about_ = {0};
    }

    void read() {
        std::size_t from = 0;
        for (std::size_t at = 0; at < words_.size(); ++at) {
            const bool last = at + 1 == words_.size();
            const bool joins = !last && words_[at + 1].text == "and" && at > from + 1;
            if (!words_[at].stop && !last && !joins) continue;
            read_clause(from, at + 1);
            from = at + 1;
        }
    }

private:
    const std::string& text_;
    std::vector<Word> words_;
    NameList list_;
    std::vector<FigureSpec>& figures_;
    std::vector<bool> said_;
    std::vector<std::size_t> about_;

    [[nodiscard]] bool names_anybody() const {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            if (list_.at(words_, at).who != NameList::kNobody) return true;
        }
        return false;
    }

    void find_subjects(std::size_t from, std::size_t to) {
        std::vector<std::size_t> named;
        for (std::size_t at = from; at < to; ++at) {
            const auto mention = list_.at(words_, at);
            if (mention.who == NameList::kNobody) continue;
            const bool opens = at <= from + 2 || named.empty();
            const bool owner = words_[at + mention.words - 1].genitive;
            if (opens && !owner) named.push_back(mention.who);
            at += mention.words - 1;
        }
        if (!named.empty()) {
            // "Tomas, Mina and Pell climb out": an enumeration gathers subjects.
            if (to - from <= 2 && !acted_)
                about_.insert(about_.end(), named.begin(), named.end());
            else if (listing_)
                about_.insert(about_.end(), named.begin(), named.end());
            else
                about_ = named;
            listing_ = to - from <= 2;
            acted_ = false;
        } else {
            listing_ = false;
        }
        const std::vector<Word> clause(words_.begin() + static_cast<std::ptrdiff_t>(from),
                                       words_.begin() + static_cast<std::ptrdiff_t>(to));
        if (has_word(clause, kAll)) {
            about_.clear();
            for (std::size_t i = 0; i < figures_.size(); ++i) about_.push_back(i);
        }
    }

    void read_clause(std::size_t from, std::size_t to) {
        find_subjects(from, to);
        const std::size_t a = words_[from].from;
        const std::string_view clause = std::string_view(text_).substr(a, words_[to - 1].to - a);
        const Acting acting = read_acting(clause);
        acted_ = acted_ || acting.says_pose;
        const auto words = words_of(clause);
        const Sprite* prop = has_word(words, kHolding) ? find_prop(clause) : nullptr;
        for (const std::size_t who : about_) {
            if (who >= figures_.size()) continue;
            FigureSpec& figure = figures_[who];
            if (acting.says_pose && !said_[who]) {
                figure.pose = acting.pose;
                said_[who] = true;
            }
            if (acting.says_expression) figure.expression = acting.expression;
            if (acting.gaze != Gaze::Ahead) figure.gaze = acting.gaze;
            if (prop && figure.prop.empty()) {
                give(figure, *prop);
            }
            if (has_word(words, kSitting)) figure.seated = true;
        }
    }

    bool listing_ = false;
    bool acted_ = false;
};

std::size_t index_of(const std::vector<std::string>& names, std::string_view name) {
    const std::string folded = fold(name);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (fold(names[i]) == folded) return i;
    }
    return names.size();
}

// In frame from left to right by when they entered: 1st left, 2nd right, further ones between
// and around, always on their side.
std::vector<std::string> by_side(const ShotText& shot) {
    std::vector<std::string> left, right;
    for (const auto& name : shot.scene_characters) {
        const std::size_t order = index_of(shot.scene_characters, name);
        if (index_of(shot.characters, name) == shot.characters.size()) continue;
        if (order % 2 == 0)
            left.push_back(name);
        else
            right.insert(right.begin(), name);
    }
    std::vector<std::string> out = left;
    out.insert(out.end(), right.begin(), right.end());
    for (const auto& name : shot.characters) {
        if (index_of(out, name) == out.size()) out.push_back(name);
    }
    return out;
}

// Those whom the hand named first, in its order.
std::vector<std::string> by_hand(const ShotText& shot) {
    std::vector<std::string> out;
    for (const auto& name : shot.order) {
        const auto at = index_of(shot.characters, name);
        const bool again = index_of(out, name) < out.size();
        if (at < shot.characters.size() && !again) out.push_back(shot.characters[at]);
    }
    for (const auto& name : by_side(shot)) {
        if (index_of(out, name) == out.size()) out.push_back(name);
    }
    return out;
}

bool stands_left(const ShotText& shot, std::string_view name) {
    const std::size_t order = index_of(shot.scene_characters, name);
    return order == shot.scene_characters.size() || order % 2 == 0;
}

void face_each_other(const ShotText& shot, FrameSpec& spec) {
    auto& figures = spec.figures;
    if (figures.size() == 1) {
        figures[0].facing = stands_left(shot, figures[0].name) ? Facing::Right : Facing::Left;
        return;
    }
    std::size_t speaker = figures.size();
    for (std::size_t i = figures.size(); i-- > 0;) {
        if (figures[i].speaking) speaker = i;
    }
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const bool left_half =
            2 * i + 1 < figures.size() || (2 * i + 1 == figures.size() && i == 0);
        figures[i].facing = left_half ? Facing::Right : Facing::Left;
        if (speaker < figures.size() && i != speaker) {
            figures[i].facing = i < speaker ? Facing::Right : Facing::Left;
        }
    }
}

// Whole groups move one way.
void face_one_way(FrameSpec& spec) {
    const auto moves = [](Pose pose) {
        return pose == Pose::Run || pose == Pose::Push || pose == Pose::Walk || pose == Pose::Climb;
    };
    if (!std::all_of(spec.figures.begin(), spec.figures.end(),
                     [&](const FigureSpec& f) { return moves(f.pose); })) {
        return;
    }
    for (auto& figure : spec.figures) figure.facing = Facing::Right;
}

void act_lines(const ShotText& shot, FrameSpec& spec) {
    for (auto& figure : spec.figures) {
        const std::string name = fold(figure.name);
        const auto line =
            std::find_if(shot.lines.begin(), shot.lines.end(), [&](const ShotLine& l) {
                return fold(l.speaker) == name && !is_off_screen(l.extension);
            });
        if (line == shot.lines.end()) continue;
        figure.speaking = true;
        const Acting acting = read_delivery(line->text, line->parenthetical);
        const bool free = figure.pose == Pose::Stand || figure.pose == Pose::Walk;
        if (free || acting.says_pose) {
            figure.seated = figure.seated || figure.pose == Pose::Sit;
            figure.pose = acting.pose;
        } else if (figure.pose == Pose::Sit) {
            figure.seated = true;
            figure.pose = acting.pose;
        }
        if (figure.expression == Expression::Neutral) figure.expression = acting.expression;
        if (acting.gaze != Gaze::Ahead) figure.gaze = acting.gaze;
        const Sprite* prop = line->parenthetical.empty() ? nullptr : find_prop(line->parenthetical);
        if (prop && figure.prop.empty()) give(figure, *prop);
    }
}

// People who only listen do not all stand to attention.
void vary_listeners(const ShotText& shot, FrameSpec& spec) {
    for (auto& figure : spec.figures) {
        if (figure.speaking || figure.pose != Pose::Stand) continue;
        const std::uint64_t h = hash_of(shot.description, hash_of(figure.name));
        const std::uint64_t pick =
            nth(shot.lines.empty() ? h : hash_of(shot.lines[0].text, h), 0) % 7;
        if (pick == 0) figure.pose = Pose::ArmsCrossed;
        if (pick == 1) figure.pose = Pose::HandsOnHips;
        if (pick == 2) figure.pose = Pose::Think;
    }
}

// The longest stretch of capitals that is more than a name: what a sign says.
std::string sign_in(const ShotText& shot) {
    const NameList names(shot.scene_characters);
    const auto words = words_of(shot.description);
    std::string best;
    std::size_t most = 1;
    for (std::size_t from = 0; from < words.size();) {
        std::size_t to = from;
        while (to < words.size() && words[to].capitals &&
               names.at(words, to).who == NameList::kNobody) {
            const bool stop = words[to].stop;
            ++to;
            if (stop) break;
        }
        if (to - from > most) {
            most = to - from;
            best = shot.description.substr(words[from].from, words[to - 1].to - words[from].from);
        }
        from = std::max(to, from + 1);
    }
    return best;
}

// What stands in the open besides what belongs to the place: the bus that came. Near shots show
// it only where they speak of it.
std::string feature_in(const ShotText& shot) {
    if (shot.inside) return {};
    if (const Sprite* found = find_feature(shot.description)) return std::string(found->name);
    const auto framing = find_enum<Framing>(shot.framing).value_or(Framing::Medium);
    if (framing != Framing::Wide && framing != Framing::ExtremeWide) return {};
    const Sprite* found = find_feature(shot.scene_action);
    return found ? std::string(found->name) : std::string{};
}

std::int64_t focus_of(const FrameSpec& spec) {
    for (std::size_t i = 0; i < spec.figures.size(); ++i) {
        if (spec.figures[i].speaking) return static_cast<std::int64_t>(i);
    }
    return spec.figures.empty() ? -1 : 0;
}

void settle_framing(const ShotText& shot, FrameSpec& spec) {
    spec.framing = find_enum<Framing>(shot.framing).value_or(Framing::Medium);
    spec.focus = focus_of(spec);
    if (spec.framing == Framing::OverShoulder && spec.figures.size() != 2) {
        spec.framing = Framing::MediumClose;
    }
    if (spec.framing == Framing::TwoShot && spec.figures.size() < 2) spec.framing = Framing::Medium;
    if (spec.framing == Framing::Insert) {
        spec.sign = sign_in(shot);
        if (const Sprite* prop = find_prop(shot.description)) spec.insert = prop->name;
        if (spec.sign.empty() && spec.insert.empty()) {
            spec.framing = spec.figures.empty() ? Framing::Wide : Framing::Medium;
        }
    }
    const bool single = spec.framing == Framing::ExtremeClose || spec.framing == Framing::Close ||
                        spec.framing == Framing::MediumClose ||
                        spec.framing == Framing::OverShoulder;
    if (!single) spec.focus = -1;
}

}  // namespace

FrameSpec plan_frame(const ShotText& shot) {
    FrameSpec spec;
    spec.place = shot.place;
    spec.inside = shot.inside;
    spec.time = time_of_day(says_time_of_day(shot.time) ? shot.time : shot.place);
    const Weather here = weather_of(shot.description);
    spec.weather = here != Weather::Clear ? here : weather_of(shot.scene_action);
    spec.feature = feature_in(shot);
    if (const auto angle = find_enum<CameraAngle>(shot.angle)) spec.angle = *angle;

    ShotText sorted = shot;
    sorted.characters = by_hand(shot);
    for (const auto& name : sorted.characters) spec.figures.push_back({.name = name});
    ActionReader(sorted, spec.figures).read();
    act_lines(sorted, spec);
    vary_listeners(sorted, spec);
    face_each_other(sorted, spec);
    face_one_way(spec);
    settle_framing(sorted, spec);
    return spec;
}

}  // namespace fabula::drawing
