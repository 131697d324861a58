#include "screenplay/intake/words.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

// Each list is one string of words between blanks.
bool contains(std::string_view list, std::string_view word) noexcept {
    if (word.empty() || word.find(' ') != std::string_view::npos) return false;
    for (auto at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        const bool opens = at == 0 || list[at - 1] == ' ';
        const auto end = at + word.size();
        if (opens && (end == list.size() || list[end] == ' ')) return true;
    }
    return false;
}

constexpr std::string_view kDeterminer =
    "a an another das dem den der des die diesem dieser dieses ein eine einem einen einer "
    "eines her his ihr ihre ihrem ihren ihrer its jenem jener jenes my our sein seine "
    "seinem seinen seiner some that the their these this those your";

constexpr std::string_view kPlaceWord =
    "abbey alley apartment attic bahnhof balcony barn bathroom beach bedroom berg "
    "bibliothek bridge brucke brücke burg büro cafe café camp carriage castle cathedral "
    "cave cellar cemetery chamber chapel chateau church city clearing cliff coast corridor "
    "cottage countries court courtroom courtyard croquet-ground dining-room dorf drawing- "
    "room dungeon farm farmhouse feld field fields fluss forest friedhof garden gardens "
    "garten gasse gate gates gefängnis graveyard ground hafen hall harbor harbour haus hill "
    "hills hof hole home hospital hotel house hut höhle hütte inn insel island jungle "
    "kammer kapelle keller kingdom kirche kitchen kloster krankenhaus küche laden lake land "
    "landing library lichtung lighthouse market markt meadow meer monastery mountain "
    "mountains office orchard palace palast park passage plain plains platz pool port "
    "prison quay rabbit-hole river riverbank road room rooms saal schiff schloss school "
    "schule sea seaside ship shop shore square stable stadt stairs station stiege strand "
    "strasse street stube tal tavern temple theater theatre tower town train treppe tunnel "
    "turm ufer valley village wald wharf wiese wirtshaus wohnung wood woods yard zimmer zug";

constexpr std::string_view kMotionVerb =
    "ankam arrived came climbed crept drove eilte eilten fand fanden fell fled flew found "
    "fuhr fuhren galloped ging gingen got hastened hurried journeyed kam kamen kehrte "
    "kehrten landed lief liefen marched moved passed ran reiste reisten returned ritt "
    "ritten rode sailed schlich schlichen stepped stieg stiegen trat traten traveled "
    "travelled walked wandered wanderte wanderten went";

constexpr std::string_view kArrivalVerb =
    "betrat betraten entered erreichte erreichten gained reached";

constexpr std::string_view kPlacePreposition =
    "am an ans at auf aufs durch im in ins inside into nach on onto over through to toward "
    "towards upon vor vors zu zum zur";

constexpr std::string_view kTimeWord =
    "abend abends afternoon afternoons autumn dawn day daybreak days dinner dusk evening "
    "frühling herbst hour hours jahr jahre jahren midnight minute mittag mitternacht monat "
    "monate monaten month months morgen morgens morning nachmittag nacht nachts night noon "
    "sommer spring stunde stunden summer sunrise sunset tag tage tagen vormittag week weeks "
    "winter woche wochen year years";

constexpr std::string_view kSpeechVerb =
    "added admitted agreed announced answered antwortete antworteten asked barked bat "
    "befahl began begann begged bellowed bemerkte boasted called chuckled commanded "
    "complained concluded confessed continued cried croaked declared demanded enquired "
    "entgegnete ergänzte erklärte erwiderte exclaimed explained flehte flüsterte fragte "
    "fragten fügte gasped groaned growled grumbled grunted hauchte hissed howled inquired "
    "insisted interposed interrupted jammerte jubelte keuchte kicherte knurrte lachte "
    "laughed meinte murmelte murmured muttered observed ordered panted persisted pleaded "
    "prayed protested remarked repeated replied resumed retorted returned rief riefen "
    "roared sagen sagend sagt sagte sagten said sang say says schluchzte schnaubte schrie "
    "schrien screamed seufzte shouted shrieked sighed snapped snarled sobbed spoke sprach "
    "squeaked stammelte stammered stöhnte suggested told unterbrach urged versetzte "
    "versicherte wailed whimpered whined whispered wiederholte wimmerte yelled zischte";

constexpr std::string_view kThoughtVerb =
    "dachte dachten mused reflected thought wondered überlegte";

constexpr std::string_view kPronoun = "er es he i ich ihr it she sie they we who wir you";

constexpr std::string_view kFunctionWord =
    "a aber after all als am among an and as at auf aus because before behind bei beside "
    "between bis but by da dann das dass dem den der des die doch du durch ein eine einem "
    "einen einer er es for from für had has hat hatte have he her him his how i ich if ihm "
    "ihn ihr im in into is ist it its ja like mit my nach nein nicht no noch not now nun "
    "nur ob oder of off on one or our out over quite rather sein she sich sie sind so than "
    "that the their them then there they this through till to too toward towards turning "
    "two um und under uns until up upon very vom von vor war was we were what when where "
    "which while who whom whose why wie wieder wir with without wo would yes you your zu "
    "zum zur über";

constexpr std::string_view kNameTitle =
    "aunt baron baroness capt captain count countess doctor doktor don dona dr duchess duke "
    "father frau fräulein general herr hofrat king lady lord m madame mademoiselle major "
    "maman miss mlle mme monsieur mr mrs ms onkel pater prince princess prof professor "
    "queen saint sergeant signor sir sister sr st tante uncle";

constexpr std::string_view kCommonCapital =
    "american americans april august bohemian chapter chinese christian christians "
    "christmas december deutsch dezember dienstag donnerstag east easter englisch english "
    "englishman europe excellency februar february freitag french frenchman friday german "
    "germans god gott greek greeks heaven heavens hell highness himmel italian italians "
    "januar january juli july june juni kapitel lord lords madam mai majesty march mittwoch "
    "monday montag märz north november october oktober ostern roman romans russian samstag "
    "saturday september sir sonnabend sonntag south spaniard spanish sunday thursday "
    "tuesday wednesday weihnachten west";

bool is_inner(char32_t c) noexcept {
    return c == '-' || c == '\'' || c == 0x2019;
}

bool is_ascii(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_word_char(char32_t c) noexcept {
    return is_letter(c) || is_digit(c);
}

}  // namespace

std::vector<Word> read_words(std::string_view text, std::size_t from, std::size_t limit) {
    std::vector<Word> words;
    std::size_t at = from;
    while (at < text.size() && words.size() < limit) {
        auto start = at;
        const auto c = next_code_point(text, at);
        if (!is_word_char(c)) {
            if (words.empty()) continue;
            words.back().stop = words.back().stop || (c != ' ' && c != '\n');
            words.back().end = words.back().end || c == '.' || c == '!' || c == '?';
            continue;
        }
        auto end = at;
        while (at < text.size()) {
            auto next = at;
            const auto inner = next_code_point(text, next);
            if (is_word_char(inner)) {
                at = end = next;
            } else if (is_inner(inner)) {
                at = next;
            } else {
                break;
            }
        }
        // A hyphen or apostrophe belongs to a word only where a letter follows.
        at = end;
        Word word;
        word.text = text.substr(start, end - start);
        word.folded = is_ascii(word.text) ? to_lower_ascii(word.text) : fold(word.text);
        word.from = start;
        word.to = end;
        word.capital = is_upper(c);
        words.push_back(std::move(word));
    }
    return words;
}

bool is_determiner(std::string_view word) noexcept {
    return contains(kDeterminer, word);
}

bool is_place_word(std::string_view word) noexcept {
    return contains(kPlaceWord, word);
}

bool is_motion_verb(std::string_view word) noexcept {
    return contains(kMotionVerb, word);
}

bool is_arrival_verb(std::string_view word) noexcept {
    return contains(kArrivalVerb, word);
}

bool is_place_preposition(std::string_view word) noexcept {
    return contains(kPlacePreposition, word);
}

bool is_time_word(std::string_view word) noexcept {
    return contains(kTimeWord, word);
}

bool is_speech_verb(std::string_view word) noexcept {
    return contains(kSpeechVerb, word);
}

bool is_thought_verb(std::string_view word) noexcept {
    return contains(kThoughtVerb, word);
}

bool is_pronoun(std::string_view word) noexcept {
    return contains(kPronoun, word);
}

bool is_function_word(std::string_view word) noexcept {
    return contains(kFunctionWord, word);
}

bool is_name_title(std::string_view word) noexcept {
    return contains(kNameTitle, word);
}

bool is_common_capital(std::string_view word) noexcept {
    return contains(kCommonCapital, word);
}
}  // namespace fabula::screenplay
