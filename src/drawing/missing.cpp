#include "drawing/missing.hpp"

#include <hb.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.hpp"

namespace fabula::drawing {

namespace {

struct ScriptName {
    hb_script_t script;
    const char* name;
};

// What people call them; others are named by their code of ISO 15924.
constexpr std::array<ScriptName, 34> kNames{{
    {HB_SCRIPT_ARABIC, "Arabic"},
    {HB_SCRIPT_ARMENIAN, "Armenian"},
    {HB_SCRIPT_BENGALI, "Bengali"},
    {HB_SCRIPT_BOPOMOFO, "Bopomofo"},
    {HB_SCRIPT_CHEROKEE, "Cherokee"},
    {HB_SCRIPT_CYRILLIC, "Cyrillic"},
    {HB_SCRIPT_DEVANAGARI, "Devanagari"},
    {HB_SCRIPT_ETHIOPIC, "Ethiopic"},
    {HB_SCRIPT_GEORGIAN, "Georgian"},
    {HB_SCRIPT_GREEK, "Greek"},
    {HB_SCRIPT_GUJARATI, "Gujarati"},
    {HB_SCRIPT_GURMUKHI, "Gurmukhi"},
    {HB_SCRIPT_HAN, "Chinese or Japanese"},
    {HB_SCRIPT_HANGUL, "Korean"},
    {HB_SCRIPT_HEBREW, "Hebrew"},
    {HB_SCRIPT_HIRAGANA, "Japanese"},
    {HB_SCRIPT_KANNADA, "Kannada"},
    {HB_SCRIPT_KATAKANA, "Japanese"},
    {HB_SCRIPT_KHMER, "Khmer"},
    {HB_SCRIPT_LAO, "Lao"},
    {HB_SCRIPT_LATIN, "Latin"},
    {HB_SCRIPT_MALAYALAM, "Malayalam"},
    {HB_SCRIPT_MONGOLIAN, "Mongolian"},
    {HB_SCRIPT_MYANMAR, "Burmese"},
    {HB_SCRIPT_ORIYA, "Odia"},
    {HB_SCRIPT_SINHALA, "Sinhala"},
    {HB_SCRIPT_SYRIAC, "Syriac"},
    {HB_SCRIPT_TAMIL, "Tamil"},
    {HB_SCRIPT_TELUGU, "Telugu"},
    {HB_SCRIPT_THAANA, "Thaana"},
    {HB_SCRIPT_THAI, "Thai"},
    {HB_SCRIPT_TIBETAN, "Tibetan"},
    {HB_SCRIPT_TIFINAGH, "Tifinagh"},
    {HB_SCRIPT_YI, "Yi"},
}};

std::string name_of(hb_script_t script) {
    const auto found = std::ranges::find(kNames, script, &ScriptName::script);
    if (found != kNames.end()) return std::string(found->name) + " letters";
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
        script == HB_SCRIPT_UNKNOWN) {
        return "some signs";
    }
    std::array<char, 5> code{};
    hb_tag_to_string(hb_script_to_iso15924_tag(script), code.data());
    return std::string("letters of the script ") + code.data();
}

}  // namespace

std::vector<std::string> describe_missing(const std::set<char32_t>& characters) {
    std::map<std::string, std::pair<std::size_t, char32_t>> by_name;
    for (const char32_t c : characters) {
        const auto script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
        auto& [count, first] = by_name[name_of(script)];
        if (count++ == 0) first = c;
    }
    std::vector<std::string> sentences;
    for (const auto& [name, found] : by_name) {
        std::string example;
        append_code_point(example, found.second);
        sentences.push_back("No font has " + name + ", for instance “" + example + "” (" +
                            std::to_string(found.first) +
                            " different); install a font for them or name its folder.");
    }
    return sentences;
}

}  // namespace fabula::drawing
