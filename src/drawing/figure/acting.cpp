// Poses and faces by words.
#include "base/text.hpp"
#include "drawing/figure/pose.hpp"
#include "drawing/frame/words.hpp"

namespace fabula::drawing {
namespace {

template <class T>
struct Sense {
    std::string_view words;
    T value;
};

// clang-format off
constexpr Sense<Pose> kPoses[] = {
    {"shouts shout yell scream shouting yells yelling screams screaming bellows roars cries+out calls+out schreit schreien brüllt ruft rufen", Pose::Shout},
    {"whispers whisper whispering murmurs mutters flüstert flüstern wispert leans+in", Pose::Whisper},
    {"points pointing point+at gestures zeigt zeigen deutet", Pose::Point},
    {"runs run running sprints races rushes hurries dashes flees bolts chases chasing rennt rennen läuft stürmt flieht leaps jumps springt", Pose::Run},
    {"lies lie lying sleeps sleeping asleep unconscious collapses dead faints liegt liegen schläft schlafen tot bewusstlos", Pose::Lie},
    {"crouches crouch crouching squats ducks bends+down hockt hocken duckt kauert", Pose::Crouch},
    {"kneels kneel kneeling knees kniet knien", Pose::Kneel},
    {"hugs hug embraces embracing kisses kissing embrace umarmt umarmen küsst holds+her holds+him", Pose::Hug},
    {"hands+him hands+her offers gives reaches+out presents shows+him hands+over reicht gibt bietet passes", Pose::Offer},
    {"waves wave waving greets salutes+with winkt winken grüßt beckons", Pose::Wave},
    {"crosses+his+arms crosses+her+arms arms+crossed folded+arms arms+folded verschränkt shrugs", Pose::ArmsCrossed},
    {"hands+on+hips hands+on+his+hips hands+on+her+hips hände+in+die+hüften", Pose::HandsOnHips},
    {"thinks think thinking ponders considers wonders scratches+his strokes+his denkt überlegt grübelt", Pose::Think},
    {"reaches reach+for reaching stretches lifts lift raises raise grabs+for unhooks greift hebt streckt", Pose::Reach},
    {"climbs climb climbing clambers klettert klettern steigt", Pose::Climb},
    {"falls fall falling tumbles trips stumbles slips land lands fällt stürzt stolpert", Pose::Fall},
    {"pushes push pushing shoves shoving presses+against shoulder+against schiebt drückt stemmt", Pose::Push},
    {"drives drive driving steers steering fährt lenkt behind+the+wheel at+the+wheel", Pose::Drive},
    {"cheers cheer cheering celebrates celebrating jubelt jubeln throws+up+his+arms hurray", Pose::Cheer},
    {"weeps weep weeping sobs sob sobbing cries crying hides+his+face buries+her+face weint weinen schluchzt", Pose::Weep},
    {"prays pray praying begs begging pleads clasps betet fleht bittet", Pose::Pray},
    {"fights fight fighting punches+him punches+her hits hit strikes attacks attacking slaps swings kämpft schlägt boxt prügelt", Pose::Fight},
    {"dances dance dancing twirls spins tanzt tanzen", Pose::Dance},
    {"reads reading studies unfolds liest lesen turns+pages examines opens+his+book opens+a", Pose::Read},
    {"phones phoning on+the+phone into+phone telephones dials picks+up+the+phone telefoniert answers+the+phone into+the+phone on+phone", Pose::Phone},
    {"drinks drink drinking sips eats eat eating swallows trinkt trinken isst essen", Pose::Drink},
    {"salutes saluting touching+his+cap tips+his+hat touches+his+cap salutiert peers shades+his+eyes", Pose::Salute},
    {"works work working knits knitting writes writing types typing cooks cooking chops polishes polishing scrubs draws unscrews screws counting counts ties arbeitet schreibt kocht strickt tippt putzt putzen malt malen", Pose::Work},
    {"sits sit sitting seated sitzt sitzen setzt sits+down crouched+in at+the+table at+the+desk in+the+first+row has+the+seat guards watches+over", Pose::Sit},
    {"carries carry carrying holds hold holding clutches clutching hugging cradles cradling with+both+arms hält halten trägt tragen umklammert guards+a", Pose::Hold},
    {"leans lean leaning lehnt slouches", Pose::Lean},
    {"walks walk walking enters enter entering exits steps step strides strolls crosses wanders goes leaves leaving arrives follows paces approaches comes marches geht gehen kommt kommen tritt läuft+langsam verlässt betritt schreitet climbs+aboard takes+a+few", Pose::Walk},
};

constexpr Sense<Expression> kFaces[] = {
    {"laughs laugh laughing giggles chuckles lacht lachen kichert grins+broadly laughter delighted beaming", Expression::Laugh},
    {"smiles smile smiling grins grin happy happily proud proudly pleased cheerful lächelt lächelnd lächeln grinst froh glücklich warmly content gently tender", Expression::Smile},
    {"weeps weeping sobs sobbing crying tears weint tränen in+tears cries+quietly", Expression::Cry},
    {"sad sadly sorrow trembles tremble trembling disappointed disappoint heartbroken lonely mourns traurig enttäuscht sigh sighs seufzt chin miserable gloomy begins+to+tremble", Expression::Sad},
    {"angry angrily furious furiously rage glares glare snaps scowls mad wütend zornig böse fights fighting attacks shouting yells hisses", Expression::Angry},
    {"surprised surprise astonished stunned amazed shocked gasps stares wide-eyed überrascht erstaunt verblüfft startled disbelief", Expression::Surprised},
    {"afraid fear frightened scared terrified panic panics nervous nervously horrified ängstlich angst erschrocken flees screams anxious worried", Expression::Afraid},
    {"tired exhausted weary sleepy yawns müde erschöpft drunk", Expression::Tired},
    {"sly smirks smirk winks mischievous ironically ironic wry knowing grinst+frech schelmisch slyly", Expression::Sly},
    {"stern sternly frowns frown serious seriously coldly suspicious suspiciously strict disapproving determined streng ernst misstrauisch grim grimly", Expression::Stern},
    {"sleeps sleeping asleep unconscious closes+his+eyes closes+her+eyes eyes+closed schläft schlafen dead tot", Expression::Asleep},
    {"shy shyly blushes embarrassed quietly softly schüchtern verlegen timid", Expression::Shy},
};

constexpr std::string_view kUp = "looks+up looking+up stares+up gazes+up up+at sky ceiling blickt+auf schaut+hoch looks+into+the+sky high";
constexpr std::string_view kDown = "looks+down looking+down stares+at+the+floor not+looking+up down+at lowers bows+his+head blickt+hinunter senkt reads reading knits knitting counting looks+at+the+floor";
// clang-format on

// The sense whose words come first.
template <class T, std::size_t N>
bool first_sense(const std::vector<Word>& words, const Sense<T> (&table)[N], T& out) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::size_t longest = 0;
        for (const auto& sense : table) {
            const std::size_t taken = match_at(words, at, sense.words);
            if (taken <= longest) continue;
            longest = taken;
            out = sense.value;
        }
        if (longest > 0) return true;
    }
    return false;
}

std::size_t shouted_words(const std::vector<Word>& words) {
    std::size_t count = 0;
    for (const auto& word : words) count += word.capitals && word.to - word.from > 2 ? 1 : 0;
    return count;
}

}  // namespace

Acting read_acting(std::string_view text) {
    const auto words = words_of(text);
    Acting acting;
    acting.says_pose = first_sense(words, kPoses, acting.pose);
    acting.says_expression = first_sense(words, kFaces, acting.expression);
    if (has_word(words, kUp)) acting.gaze = Gaze::Up;
    if (has_word(words, kDown)) acting.gaze = Gaze::Down;
    return acting;
}

Acting read_delivery(std::string_view speech, std::string_view parenthetical) {
    Acting acting = read_acting(parenthetical);
    const auto words = words_of(speech);
    const bool loud = speech.find('!') != std::string_view::npos;
    if (!acting.says_pose) {
        acting.pose = Pose::Talk;
        if (loud && (words.size() <= 6 || shouted_words(words) > 1)) acting.pose = Pose::Shout;
        if (!words.empty() &&
            match_at(words, 0, "hello hi hey bye goodbye farewell hallo tschüss servus") > 0) {
            acting.pose = Pose::Wave;
        }
        if (has_word(words,
                     "look+at over+there up+there down+there out+there right+there look+there "
                     "that+way dort da+drüben get+out go+away")) {
            acting.pose = Pose::Point;
        }
    }
    if (!acting.says_expression) {
        if (has_word(words, "ha haha hehe hihi hahaha wonderful hurray bravo"))
            acting.expression = Expression::Laugh;
        else if (has_word(words, "help hilfe watch+out careful"))
            acting.expression = Expression::Afraid;
        else if (loud && shouted_words(words) > 1)
            acting.expression = Expression::Angry;
        else if (has_word(words, "sorry forgive miss+you alone died dead tot leider"))
            acting.expression = Expression::Sad;
        else if (has_word(words, "thank thanks danke love please bitte dear lovely friend welcome"))
            acting.expression = Expression::Smile;
        else if (speech.find("?!") != std::string_view::npos ||
                 has_word(words, "what+the god himmel"))
            acting.expression = Expression::Surprised;
    }
    return acting;
}

}  // namespace fabula::drawing
