#include "breakdown/camera.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace fabula::breakdown {

namespace {

template <class T>
using WordTable = std::pair<std::string_view, T>;

// The value of the first entry whose words stand in the text; `text` begins and ends with a blank.
template <class T, std::size_t Count>
std::optional<T> find_entry(const std::string& text, const std::array<WordTable<T>, Count>& table) {
    for (const auto& [words, value] : table) {
        if (text.find(words) != std::string::npos) return value;
    }
    return std::nullopt;
}

// Lower case, every mark a blank, so that " close on " is found in "(CLOSE ON:".
std::string plain_words(std::string_view text) {
    std::string out = " ";
    for (const char c : to_lower(text)) {
        const bool letter = static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
                            (c >= '0' && c <= '9') || c == '\'';
        if (letter)
            out.push_back(c);
        else if (out.back() != ' ')
            out.push_back(' ');
    }
    if (out.back() != ' ') out.push_back(' ');
    return out;
}

bool has_any(const std::string& text, std::string_view list) {
    for (const auto word : split(list, '|')) {
        if (text.find(word) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

std::optional<Framing> asked_framing(std::string_view action) {
    static constexpr std::array<WordTable<Framing>, 20> table{{
        {" extreme close ", Framing::ExtremeClose},
        {" ecu ", Framing::ExtremeClose},
        {" close on ", Framing::Close},
        {" close up ", Framing::Close},
        {" closeup ", Framing::Close},
        {" close shot ", Framing::Close},
        {" in close ", Framing::Close},
        {" over the shoulder ", Framing::OverShoulder},
        {" over his shoulder ", Framing::OverShoulder},
        {" over her shoulder ", Framing::OverShoulder},
        {" insert ", Framing::Insert},
        {" detail on ", Framing::Insert},
        {" two shot ", Framing::TwoShot},
        {" extreme wide ", Framing::ExtremeWide},
        {" establishing ", Framing::ExtremeWide},
        {" aerial ", Framing::ExtremeWide},
        {" wide on ", Framing::Wide},
        {" wide shot ", Framing::Wide},
        {" wide angle ", Framing::Wide},
        {" medium shot ", Framing::Medium},
    }};
    return find_entry(plain_words(action), table);
}

std::string angle_of(std::string_view action) {
    static constexpr std::array<WordTable<std::string_view>, 15> table{{
        {" pov ", "POV"},
        {" point of view ", "POV"},
        {" bird's eye ", "Bird's Eye View"},
        {" aerial ", "Bird's Eye View"},
        {" from high above ", "Bird's Eye View"},
        {" from above ", "High Angle"},
        {" high angle ", "High Angle"},
        {" looks down at ", "High Angle"},
        {" far below ", "High Angle"},
        {" low angle ", "Low Angle"},
        {" from below ", "Low Angle"},
        {" looks up at ", "Low Angle"},
        {" towers over ", "Low Angle"},
        {" towering ", "Low Angle"},
        {" dutch angle ", "Dutch Angle"},
    }};
    return std::string(find_entry(plain_words(action), table).value_or("Eye Level"));
}

std::string movement_of(std::string_view action) {
    static constexpr std::array<WordTable<std::string_view>, 19> table{{
        {" whip pan ", "Whip Pan"},
        {" pan across ", "Pan"},
        {" pan to ", "Pan"},
        {" we pan ", "Pan"},
        {" tilt up ", "Tilt"},
        {" tilt down ", "Tilt"},
        {" push in ", "Dolly In"},
        {" pushes in ", "Dolly In"},
        {" moves in on ", "Dolly In"},
        {" pull back ", "Dolly Out"},
        {" pulls back ", "Dolly Out"},
        {" zoom ", "Zoom In"},
        {" tracking ", "Truck"},
        {" we follow ", "Steadicam"},
        {" camera follows ", "Steadicam"},
        {" crane ", "Crane"},
        {" drone ", "Drone"},
        {" chase ", "Handheld"},
        {" handheld ", "Handheld"},
    }};
    return std::string(find_entry(plain_words(action), table).value_or("Static"));
}

bool is_about_a_face(std::string_view action) {
    return has_any(plain_words(action),
                   " eyes | smiles | smile | frowns | tears | tear | blushes | stares | face | "
                   "winks | grins | blinks | cries | swallows | gasps | lips ");
}

bool is_about_moving(std::string_view action) {
    return has_any(plain_words(action),
                   " runs | walks | enters | exits | crosses | climbs | drives | rides | arrives | "
                   "leaves | jumps | falls | dances | fights | follows | marches | hurries | "
                   "rushes | swims | flies | steps ");
}

namespace {

bool is_capital_word(std::string_view word) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size();) {
        const auto c = next_code_point(word, at);
        if (is_lower(c)) return false;
        letters += is_upper(c);
    }
    return letters >= 3;
}

}  // namespace

bool has_marked_prop(std::string_view action) {
    for (const auto word : split(action, ' ')) {
        if (is_capital_word(word)) return true;
    }
    return false;
}

}  // namespace fabula::breakdown
