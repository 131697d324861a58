// Looks read off words: "(80), white bun, green shawl".
#include <array>
#include <optional>

#include "base/text.hpp"
#include "drawing/figure/look.hpp"
#include "drawing/frame/canvas.hpp"
#include "drawing/frame/words.hpp"

namespace fabula::drawing {
namespace {

struct ColorWord {
    std::string_view words;
    std::string_view hex;
};

template <class T>
struct Meaning {
    std::string_view words;
    T value;
};

// clang-format off
constexpr ColorWord kColors[] = {
    {"red scarlet crimson rot rote roter rotes roten rotem", "#B83A2E"},
    {"orange ginger rust oranger orangener", "#CF7434"},
    {"yellow gelb gelbe gelber gelbes gelben lemon", "#E6BC3C"},
    {"mustard ochre ocker senfgelb", "#C9962F"},
    {"green grün grüne grüner grünes grünen emerald", "#4B8254"},
    {"olive khaki oliv", "#7D7C42"},
    {"teal turquoise türkis petrol", "#2F817C"},
    {"blue blau blaue blauer blaues blauen denim", "#416FA6"},
    {"navy dunkelblau dunkelblaue dunkelblauer dunkelblaues", "#2C3D63"},
    {"purple violet lila violett violette plum", "#77528C"},
    {"lavender lilac flieder", "#A898C8"},
    {"pink rose rosa rosé", "#DE94A0"},
    {"brown braun braune brauner braunes braunen chestnut tan leather", "#7A5236"},
    {"beige sand camel creme cream ivory", "#E3D2AE"},
    {"white weiß weiße weißer weißes weißen snow-white pale", "#F1EEE6"},
    {"grey gray grau graue grauer graues grauen silver silvery silbern silbernes ash", "#9A9FA4"},
    {"black schwarz schwarze schwarzer schwarzes schwarzen jet raven", "#2A2A30"},
    {"gold golden goldene blonde blond blonder blondes fair", "#D9B05C"},
    {"auburn copper rötlich", "#94482A"},
};

constexpr Meaning<Hair> kHair[] = {
    {"bald shaven hairless glatze kahl glatzkopf", Hair::Bald},
    {"balding receding halbglatze thinning", Hair::Wreath},
    {"crewcut crew+cut buzzcut buzz+cut cropped shaved stoppeln kurzgeschoren short+hair kurze+haare", Hair::Crop},
    {"quiff pompadour tolle", Hair::Quiff},
    {"curls curly locken lockig lockige curl", Hair::Curls},
    {"afro", Hair::Afro},
    {"bob", Hair::Bob},
    {"fringe bangs pageboy pony", Hair::Pageboy},
    {"wavy waves wellen wellig tousled mane mähne", Hair::Wavy},
    {"ponytail pony+tail pferdeschwanz", Hair::Ponytail},
    {"bun chignon topknot dutt haarknoten knoten", Hair::Bun},
    {"braids braid plaits pigtails zöpfe zopf dreadlocks", Hair::Braids},
    {"spiky spikes mohawk punk stachelig", Hair::Spikes},
    {"long+hair lange+haare langes+haar", Hair::Long},
};

constexpr Meaning<FacialHair> kFacialHair[] = {
    {"moustache mustache moustached schnurrbart schnauzer schnauzbart", FacialHair::Moustache},
    {"goatee ziegenbart kinnbart", FacialHair::Goatee},
    {"long+beard flowing+beard long+white+beard rauschebart langer+bart", FacialHair::LongBeard},
    {"beard bearded bart vollbart bärtig bärtiger", FacialHair::Beard},
    {"stubble unshaven unrasiert dreitagebart", FacialHair::Stubble},
};

constexpr Meaning<Headwear> kHeadwear[] = {
    {"peaked+cap officer's+cap captain's+hat captain's+cap schirmmütze kapitänsmütze", Headwear::PeakedCap},
    {"cap baseball+cap schiebermütze", Headwear::FlatCap},
    {"beanie woolly+hat wool+hat mütze pudelmütze wollmütze", Headwear::Beanie},
    {"straw+hat strohhut sunhat sun+hat", Headwear::StrawHat},
    {"top+hat zylinder", Headwear::TopHat},
    {"witch+hat wizard+hat pointed+hat spitzhut hexenhut", Headwear::PointedHat},
    {"chef's+hat chef+hat toque kochmütze", Headwear::ChefHat},
    {"hat fedora bowler hut stetson", Headwear::Fedora},
    {"headscarf head+scarf kopftuch turban bandana veil", Headwear::Headscarf},
    {"crown tiara diadem krone", Headwear::Crown},
    {"helmet helm stahlhelm", Headwear::Helmet},
    {"headset headphones kopfhörer earphones", Headwear::Headset},
    {"hood hooded kapuze", Headwear::Hood},
    {"beret baskenmütze", Headwear::Beret},
    {"hair+bow hair+ribbon haarschleife schleife", Headwear::Bow},
};

constexpr Meaning<Eyewear> kEyewear[] = {
    {"round+glasses round+spectacles runde+brille nickelbrille", Eyewear::Round},
    {"sunglasses sun+glasses shades dark+glasses sonnenbrille", Eyewear::Dark},
    {"eyepatch eye+patch augenklappe", Eyewear::Patch},
    {"glasses spectacles brille bespectacled specs", Eyewear::Square},
};

constexpr Meaning<Neckwear> kNeckwear[] = {
    {"bow+tie bowtie fliege", Neckwear::BowTie},
    {"tie necktie krawatte schlips", Neckwear::Tie},
    {"scarf schal halstuch", Neckwear::Scarf},
    {"shawl stole stola umhängetuch poncho", Neckwear::Shawl},
    {"necklace pearls beads perlenkette halskette", Neckwear::Necklace},
};

constexpr Meaning<Garment> kGarments[] = {
    {"uniform uniformed uniformjacke", Garment::Uniform},
    {"suit anzug tuxedo smoking business+suit", Garment::Suit},
    {"raincoat rain+coat oilskin oilskins anorak regenmantel regenjacke slicker", Garment::Raincoat},
    {"coat overcoat trenchcoat trench+coat mantel lab+coat kittel greatcoat", Garment::Coat},
    {"jacket blazer parka jacke sakko leather+jacket lederjacke denim+jacket", Garment::Jacket},
    {"hoodie hooded+sweatshirt sweatshirt kapuzenpullover kapuzenpulli", Garment::Hoodie},
    {"cardigan strickjacke", Garment::Cardigan},
    {"sweater pullover jumper pulli jersey turtleneck rollkragenpullover", Garment::Sweater},
    {"t-shirt tee tank+top undershirt singlet shirtless unterhemd", Garment::Tee},
    {"shirt blouse hemd bluse pyjamas pajamas pyjama schlafanzug flannel", Garment::Shirt},
    {"dress gown frock kleid abendkleid sundress nightgown nachthemd", Garment::Dress},
    {"robe robes cloak cape bathrobe habit kutte umhang talar bademantel kimono", Garment::Robe},
    {"vest waistcoat weste", Garment::Vest},
    {"overalls dungarees latzhose coveralls boilersuit overall", Garment::Overalls},
    {"apron schürze", Garment::Apron},
    {"tunic toga tunika smock", Garment::Tunic},
    {"armor armour mail rüstung harnisch breastplate", Garment::Armor},
};

constexpr Meaning<Legwear> kLegwear[] = {
    {"skirt rock kilt", Legwear::Skirt},
    {"shorts kurze+hose", Legwear::Shorts},
    {"trousers pants jeans hose leggings", Legwear::Trousers},
};

constexpr Meaning<Pattern> kPatterns[] = {
    {"pinstripe pinstriped nadelstreifen", Pattern::Pinstripes},
    {"striped stripes gestreift gestreifte gestreifter gestreiftes gestreiften ringel*", Pattern::Stripes},
    {"checked checkered plaid tartan kariert karierte kariertes karierter", Pattern::Checks},
    {"polka dotted dots gepunktet gepunktete", Pattern::Dots},
    {"zigzag argyle", Pattern::Zigzag},
};

constexpr Meaning<Build> kBuilds[] = {
    {"fat stout plump heavy heavyset chubby portly overweight obese dick dicker dicke rundlich beleibt", Build::Stout},
    {"thin slim skinny slender lanky gaunt wiry lean dünn dünner dünne schlank hager petite slight", Build::Slim},
    {"broad muscular burly stocky strapping athletic hulking brawny massive kräftig breitschultrig muskulös giant", Build::Broad},
};

constexpr Meaning<Age> kAges[] = {
    {"child kid toddler boy girl little+boy little+girl kind junge mädchen year-old+child", Age::Child},
    {"teenager teenage teen adolescent teenie jugendlicher jugendliche", Age::Teen},
    {"old elderly aged ancient grandmother grandfather alt alte alter greis greisin senior wizened", Age::Old},
};

constexpr Meaning<Gender> kGenders[] = {
    {"woman girl lady she her mother daughter sister wife queen princess female frau mädchen dame tochter mutter schwester hers herself", Gender::Female},
    {"man boy gentleman he his him father son brother husband king prince male mann junge herr sohn vater bruder himself", Gender::Male},
};
// clang-format on

std::optional<std::string> color_at(const std::vector<Word>& words, std::size_t at) {
    for (const auto& color : kColors) {
        if (match_at(words, at, color.words) > 0) return std::string(color.hex);
    }
    return std::nullopt;
}

// Adjectives gathered before the noun they belong to.
struct Pending {
    std::optional<std::string> color;
    std::optional<Pattern> pattern;
    bool long_one = false, dark = false, light = false;

    [[nodiscard]] std::optional<std::string> shade() const {
        if (!color) return std::nullopt;
        Color c = color_of(*color);
        if (dark) c = mix(c, {20, 20, 26}, 0.35);
        if (light) c = mix(c, {255, 255, 255}, 0.4);
        return hex_of(c);
    }
};

class LookReader {
public:
    explicit LookReader(const std::vector<Word>& words) : words_(words) {}

    LookHints read() {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            const std::size_t taken = read_at(at);
            at += taken > 1 ? taken - 1 : 0;
            if (words_[at].stop) pending_ = {};
        }
        settle();
        return hints_;
    }

private:
    const std::vector<Word>& words_;
    LookHints hints_;
    Pending pending_;

    // The first sense of a table that the words here have; how many words it takes, else 0.
    template <class T, std::size_t N, class Take>
    std::size_t noun(std::size_t at, const Meaning<T> (&table)[N], Take&& take) {
        for (const auto& meaning : table) {
            if (const std::size_t taken = match_at(words_, at, meaning.words)) {
                take(meaning.value);
                return taken;
            }
        }
        return 0;
    }

    std::size_t read_head(std::size_t at) {
        auto taken = noun(at, kFacialHair, [&](FacialHair value) {
            hints_.facial_hair =
                pending_.long_one && value == FacialHair::Beard ? FacialHair::LongBeard : value;
            if (auto c = pending_.shade()) hints_.hair_color = c;
            pending_ = {};
        });
        if (taken > 0) return taken;
        taken = noun(at, kHeadwear, [&](Headwear value) {
            hints_.headwear = value;
            if (auto c = pending_.shade()) hints_.headwear_color = c;
            pending_ = {};
        });
        if (taken > 0) return taken;
        taken = noun(at, kEyewear, [&](Eyewear value) {
            hints_.eyewear = value;
            pending_ = {};
        });
        if (taken > 0) return taken;
        taken = noun(at, kHair, [&](Hair value) {
            if (!hints_.hair) hints_.hair = value;
            if (auto c = pending_.shade()) hints_.hair_color = c;
        });
        return taken;
    }

    std::size_t read_clothes(std::size_t at) {
        auto taken = noun(at, kNeckwear, [&](Neckwear value) {
            hints_.neckwear = value;
            if (auto c = pending_.shade()) hints_.neckwear_color = c;
            pending_ = {};
        });
        if (taken > 0) return taken;
        taken = noun(at, kGarments, [&](Garment value) {
            // A coat over a shirt is what is seen.
            const bool under = hints_.garment && (value == Garment::Shirt || value == Garment::Tee);
            if (!under) {
                hints_.garment = value;
                if (auto c = pending_.shade()) hints_.garment_color = c;
                if (pending_.pattern) hints_.pattern = pending_.pattern;
                if (words_[at].text.starts_with("pyjama") ||
                    words_[at].text.starts_with("pajama")) {
                    hints_.pattern = Pattern::Stripes;
                }
            }
            pending_ = {};
        });
        if (taken > 0) return taken;
        taken = noun(at, kLegwear, [&](Legwear value) {
            hints_.legwear = value;
            if (auto c = pending_.shade()) hints_.legwear_color = c;
            pending_ = {};
        });
        if (taken > 0) return taken;
        if (match_at(words_, at, "backpack rucksack knapsack") > 0) hints_.bag = Bag::Backpack;
        if (match_at(words_, at, "satchel handbag shoulder+bag umhängetasche messenger+bag") > 0) {
            hints_.bag = Bag::Shoulder;
        }
        return 0;
    }

    void read_person(std::size_t at) {
        noun(at, kBuilds, [&](Build value) { hints_.build = value; });
        noun(at, kAges, [&](Age value) {
            if (!hints_.age) hints_.age = value;
        });
        noun(at, kGenders, [&](Gender value) {
            if (!hints_.gender) hints_.gender = value;
        });
        const auto number = parse_integer(words_[at].text);
        if (number && *number > 0 && *number < 120) read_age(at, *number);
    }

    // "(67)", ", 42,", "nine years", "60s": a number between stops, or before years.
    void read_age(std::size_t at, std::int64_t years) {
        const bool alone = words_[at].stop && (at == 0 || words_[at - 1].stop);
        const bool named = at + 1 < words_.size() &&
                           match_at(words_, at + 1, "years year jahre jahr year-old") > 0;
        if (!alone && !named) return;
        hints_.age = years < 13   ? Age::Child
                     : years < 19 ? Age::Teen
                     : years < 62 ? Age::Adult
                                  : Age::Old;
    }

    std::size_t read_at(std::size_t at) {
        if (const auto taken = read_head(at)) return taken;
        if (match_at(words_, at, "hair haar haare") > 0) {
            if (auto c = pending_.shade()) hints_.hair_color = c;
            if (pending_.long_one && !hints_.hair) hints_.hair = Hair::Long;
            pending_ = {};
            return 1;
        }
        if (const auto taken = read_clothes(at)) return taken;
        if (auto color = color_at(words_, at)) {
            pending_.color = color;
            if (match_at(words_, at, "blonde blond ginger") > 0) hints_.hair_color = color;
            return 1;
        }
        noun(at, kPatterns, [&](Pattern value) { pending_.pattern = value; });
        if (match_at(words_, at, "long lange langes langer flowing") > 0) pending_.long_one = true;
        if (match_at(words_, at, "dark deep dunkel dunkle dunkles") > 0) pending_.dark = true;
        if (match_at(words_, at, "light pale bright hell helle helles") > 0) pending_.light = true;
        read_person(at);
        return 1;
    }

    void settle() {
        const bool uniform = hints_.garment == Garment::Uniform;
        if (hints_.headwear == Headwear::FlatCap && uniform) hints_.headwear = Headwear::PeakedCap;
    }
};

}  // namespace

LookHints read_look(std::string_view description) {
    const auto words = words_of(description);
    return LookReader(words).read();
}

LookHints combine(const LookHints& over, const LookHints& under) {
    LookHints out = under;
    for_each_field<LookHints>([&](const auto& field, std::size_t) {
        if (field.of(over)) field.of(out) = field.of(over);
    });
    return out;
}

}  // namespace fabula::drawing
