#include "screenplay/grammar/languages.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"

namespace fabula::screenplay {

namespace {

struct Language {
    std::string_view code;
    std::string_view name;      // English, folded.
    std::string_view own_name;  // Folded.
};

// clang-format off
constexpr std::array kLanguages = {
    Language{"ar", "arabic", "العربية"},       Language{"bg", "bulgarian", "български"},
    Language{"cs", "czech", "čeština"},        Language{"da", "danish", "dansk"},
    Language{"de", "german", "deutsch"},       Language{"el", "greek", "ελληνικά"},
    Language{"en", "english", "english"},      Language{"es", "spanish", "español"},
    Language{"fa", "persian", "فارسی"},        Language{"fi", "finnish", "suomi"},
    Language{"fr", "french", "français"},      Language{"he", "hebrew", "עברית"},
    Language{"hi", "hindi", "हिन्दी"},           Language{"hr", "croatian", "hrvatski"},
    Language{"hu", "hungarian", "magyar"},     Language{"id", "indonesian", "bahasa indonesia"},
    Language{"it", "italian", "italiano"},     Language{"ja", "japanese", "日本語"},
    Language{"ko", "korean", "한국어"},         Language{"nb", "norwegian", "norsk"},
    Language{"nl", "dutch", "nederlands"},     Language{"pl", "polish", "polski"},
    Language{"pt", "portuguese", "português"}, Language{"ro", "romanian", "română"},
    Language{"ru", "russian", "русский"},      Language{"sk", "slovak", "slovenčina"},
    Language{"sr", "serbian", "srpski"},       Language{"sv", "swedish", "svenska"},
    Language{"tr", "turkish", "türkçe"},       Language{"uk", "ukrainian", "українська"},
    Language{"vi", "vietnamese", "tiếng việt"}, Language{"zh", "chinese", "中文"},
};

using enum Setting;

// Longer words before their beginnings.
constexpr std::array kSettingWords = {
    SettingWord{"INNEN", Interior, "de"},
    SettingWord{"AUSSEN", Exterior, "de"},
    SettingWord{"AUßEN", Exterior, "de"},
    SettingWord{"AUẞEN", Exterior, "de"},
    SettingWord{"INN", Interior, "de", Follows::Dot},
    SettingWord{"AUSS", Exterior, "de", Follows::Dot},
    SettingWord{"AUß", Exterior, "de", Follows::Dot},
    SettingWord{"I/A", Both, "de", Follows::Dot},
    SettingWord{"A/I", Both, "de", Follows::Dot},
    SettingWord{"INTÉRIEUR", Interior, "fr"},
    SettingWord{"EXTÉRIEUR", Exterior, "fr"},
    SettingWord{"INTERIOR", Interior, "es", Follows::Dot, true},
    SettingWord{"EXTERIOR", Exterior, "es", Follows::Dot, true},
    SettingWord{"INTERIOR", Interior, "pt", Follows::Dot, true},
    SettingWord{"EXTERIOR", Exterior, "pt", Follows::Dot, true},
    SettingWord{"INTERNO", Interior, "it"},
    SettingWord{"ESTERNO", Exterior, "it"},
    SettingWord{"BINNEN", Interior, "nl"},
    SettingWord{"BUITEN", Exterior, "nl"},
    SettingWord{"INTERIÉR", Interior, "cs"},
    SettingWord{"EXTERIÉR", Exterior, "cs"},
    SettingWord{"WN", Interior, "pl", Follows::Dot},
    SettingWord{"PL", Exterior, "pl", Follows::Dot},
    SettingWord{"ENT", Interior, "hr", Follows::Dot, true},
    SettingWord{"EKST", Exterior, "hr", Follows::Dot},
    SettingWord{"ENT", Interior, "sr", Follows::Dot, true},
    SettingWord{"BELSŐ", Interior, "hu"},
    SettingWord{"KÜLSŐ", Exterior, "hu"},
    SettingWord{"İÇ", Interior, "tr"},
    SettingWord{"DIŞ", Exterior, "tr"},
    SettingWord{"NỘI", Interior, "vi", Follows::Dot},
    SettingWord{"NGOẠI", Exterior, "vi", Follows::Dot},
    SettingWord{"ИНТ", Interior, "ru"},
    SettingWord{"НАТ", Exterior, "ru"},
    SettingWord{"ЭКСТ", Exterior, "ru"},
    SettingWord{"ІНТ", Interior, "uk"},
    SettingWord{"ЕКСТ", Exterior, "uk"},
    SettingWord{"ΕΣΩΤΕΡΙΚΟ", Interior, "el"},
    SettingWord{"ΕΞΩΤΕΡΙΚΟ", Exterior, "el"},
    SettingWord{"ΕΣΩΤ", Interior, "el", Follows::Dot},
    SettingWord{"ΕΞΩΤ", Exterior, "el", Follows::Dot},
    SettingWord{"内外景", Both, "zh"},
    SettingWord{"內外景", Both, "zh"},
    SettingWord{"内景", Interior, "zh"},
    SettingWord{"內景", Interior, "zh"},
    SettingWord{"外景", Exterior, "zh"},
    SettingWord{"内", Interior, "zh", Follows::Mark},
    SettingWord{"內", Interior, "zh", Follows::Mark},
    SettingWord{"外", Exterior, "zh", Follows::Mark},
    SettingWord{"실내", Interior, "ko", Follows::Mark},
    SettingWord{"실외", Exterior, "ko", Follows::Mark},
    SettingWord{"פנים", Interior, "he", Follows::Mark},
    SettingWord{"חוץ", Exterior, "he", Follows::Mark},
    SettingWord{"داخلي", Interior, "ar", Follows::Mark},
    SettingWord{"خارجي", Exterior, "ar", Follows::Mark},
    SettingWord{"داخلی", Interior, "fa", Follows::Mark},
    SettingWord{"خارجی", Exterior, "fa", Follows::Mark},
};

// Each means a time in any script.
constexpr auto kTimes = std::to_array<std::string_view>({
    // English
    "AFTERNOON", "CONT", "CONT'D", "CONTINUING", "CONTINUOUS", "CONT’D", "DAWN", "DAY", "DAYBREAK",
    "DAYLIGHT", "DAYS", "DAYTIME", "DUSK", "EARLIER", "EVENING", "HOURS", "LATE", "LATER", "MAGIC",
    "MIDDAY", "MIDNIGHT", "MINUTES", "MOMENTS", "MORNING", "NIGHT", "NIGHTFALL", "NOON",
    "PRE-DAWN", "PREDAWN", "PRESENT", "SAME", "SUNDOWN", "SUNRISE", "SUNSET", "TIME", "TWILIGHT",
    // German
    "ABEND", "ABENDDÄMMERUNG", "ABENDS", "DÄMMERUNG", "FRÜH", "FRÜHER", "GEGENWART",
    "GLEICHZEITIG", "MITTAG", "MITTAGS", "MITTERNACHT", "MORGEN", "MORGENDÄMMERUNG", "MORGENS",
    "MORGENGRAUEN", "NACHMITTAG", "NACHT", "NACHTS", "SONNENAUFGANG", "SONNENUNTERGANG", "SPÄTER",
    "TAG", "TAGS", "VORMITTAG", "WEITER", "ZEITGLEICH",
    // French
    "APRÈS-MIDI", "AUBE", "CRÉPUSCULE", "JOUR", "JOURNÉE", "L'AUBE", "MATINÉE", "MIDI", "MINUIT",
    "NUIT", "SOIR", "SOIRÉE", "TARD",
    // Spanish, Portuguese, Italian
    "AMANECER", "ANOCHECER", "ATARDECER", "DÍA", "MADRUGADA", "MAÑANA", "MEDIANOCHE", "MEDIODÍA",
    "NOCHE", "AMANHECER", "ANOITECER", "ENTARDECER", "MANHÃ", "NOITE", "CREPUSCOLO", "GIORNO",
    "MATTINA", "MATTINO", "MEZZANOTTE", "MEZZOGIORNO", "NOTTE", "POMERIGGIO", "TRAMONTO",
    // Dutch, Swedish, Danish, Norwegian, Finnish
    "DAG", "MIDDAG", "MIDDERNACHT", "NAMIDDAG", "OCHTEND", "SCHEMERING", "EFTERMIDDAG", "GRYNING",
    "KVÄLL", "MORGON", "NATT", "SKYMNING", "AFTEN", "KVELD", "MORGEN", "AAMU", "ILTA", "PÄIVÄ",
    "YÖ",
    // Czech, Slovak, Polish, Croatian, Serbian, Hungarian, Romanian
    "RÁNO", "VEČER", "ODPOLEDNE", "SVÍTÁNÍ", "DEŇ", "DZIEŃ", "POPOŁUDNIE", "WIECZÓR",
    "ZMIERZCH", "ŚWIT", "JUTRO", "NOĆ", "VEČE", "DÉLELŐTT", "DÉLUTÁN", "ESTE", "HAJNAL", "NAPPAL",
    "REGGEL", "ÉJJEL", "ÉJSZAKA", "AMURG", "DIMINEAȚĂ", "NOAPTE", "SEARĂ",
    // Turkish, Vietnamese, Indonesian
    "AKŞAM", "GECE", "GÜN", "GÜNDÜZ", "SABAH", "ÖĞLE", "CHIỀU", "NGÀY", "SÁNG", "TỐI", "ĐÊM",
    "MALAM", "PAGI",
    // Russian, Ukrainian, Bulgarian, Greek
    "ВЕЧЕР", "ДЕНЬ", "ЗАКАТ", "НОЧЬ", "ПОЗЖЕ", "РАССВЕТ", "СУМЕРКИ", "УТРО", "ВЕЧІР", "НІЧ",
    "РАНОК", "ДЕН", "НОЩ", "ΑΠΟΓΕΥΜΑ", "ΒΡΑΔΥ", "ΗΜΕΡΑ", "ΜΕΡΑ", "ΜΕΣΗΜΕΡΙ", "ΝΥΧΤΑ", "ΠΡΩΙ",
    // Chinese, Japanese, Korean
    "傍晚", "夜", "夜晚", "日", "晨", "清晨", "白天", "黄昏", "黃昏", "夕", "夕方", "早朝", "昼", "朝",
    "深夜", "낮", "밤", "새벽", "아침", "저녁",
    // Hindi, Arabic, Persian, Hebrew
    "दिन", "रात", "शाम", "सुबह", "صباح", "ليل", "مساء", "نهار", "روز", "شب", "צהריים", "בוקר",
    "יום", "לילה", "ערב",
});

// Also a word, a name or a room elsewhere, so only in a script that names its language.
struct NamedTime {
    std::string_view word;
    std::string_view language;
};
constexpr std::array kNamedTimes = {
    NamedTime{"ALBA", "it"},  NamedTime{"SERA", "it"},   NamedTime{"MATIN", "fr"},
    NamedTime{"TARDE", "es"}, NamedTime{"TARDE", "pt"},  NamedTime{"ALBA", "es"},
    NamedTime{"DIA", "pt"},   NamedTime{"AVOND", "nl"},  NamedTime{"NAT", "da"},
    NamedTime{"NOC", "pl"},   NamedTime{"RANO", "pl"},   NamedTime{"NOC", "cs"},
    NamedTime{"DEN", "cs"},   NamedTime{"NOC", "sk"},    NamedTime{"DAN", "hr"},
    NamedTime{"DAN", "sr"},   NamedTime{"ZI", "ro"},     NamedTime{"SIANG", "id"},
    NamedTime{"SORE", "id"},
};

constexpr auto kBesideTimes = std::to_array<std::string_view>({
    "A",    "AM",       "AN",       "AND",     "AT",        "CHRISTMAS", "DAMALS",  "DER",
    "DIE",  "EARLY",    "EIN",      "FEW",     "FOLLOWING", "FRÜHER",    "GLEICHE", "HEUTE",
    "HOUR", "IM",       "IN",       "JAHRE",   "KURZ",      "LAST",      "MID",     "MONTHS",
    "NEAR", "NEXT",     "NÄCHSTER", "NÄCHSTE", "OF",        "ON",        "ONE",     "PAST",
    "PM",   "PREVIOUS", "SAME",     "SEVERAL", "SOME",      "SPÄTER",    "STUNDEN", "THAT",
    "THE",  "THREE",    "TWO",      "UND",     "WEEKS",     "YEARS",
    // French, Spanish, Portuguese, Italian
    "PLUS", "DE", "DU", "LA", "LE", "FIN", "DÉBUT", "EN", "MÊME", "LENDEMAIN", "EL", "AL", "DEL",
    "MÁS", "SIGUIENTE", "MISMO", "ÀS", "MAIS", "SEGUINTE", "IL", "STESSO", "DOPO", "GIORNO",
    // Dutch, Swedish, Polish, Czech, Russian
    "LATE", "VROEGE", "SEN", "TIDIG", "PÓŹNY", "WCZESNY", "POZDNÍ", "РАННЕЕ", "ПОЗДНИЙ",
});
// clang-format on

bool names_language(std::string_view key) {
    const auto folded = fold(key);
    return folded == "language" || folded == "lang" || folded == "sprache" || folded == "langue" ||
           folded == "idioma" || folded == "lingua" || folded == "язык" || folded == "мова";
}

std::string_view language_named(std::string_view value) {
    const auto folded = fold(trim(value));
    const auto code = std::string_view(folded).substr(0, folded.find_first_of("-_"));
    for (const auto& language : kLanguages) {
        if (code == language.code || folded == language.name || folded == fold(language.own_name)) {
            return language.code;
        }
    }
    return code == "no" || code == "nn" ? "nb" : std::string_view();
}

}  // namespace

std::span<const SettingWord> setting_words() noexcept {
    return kSettingWords;
}

std::string_view language_of(const Document& document) {
    constexpr std::size_t kLooked = 100;  // A title page has a dozen keys, a hostile one more.
    for (std::size_t i = 0; i < std::min(document.title_page.size(), kLooked); ++i) {
        const auto& entry = document.title_page[i];
        if (!entry.values.empty() && names_language(entry.key)) {
            return language_named(entry.values.front());
        }
    }
    return {};
}

bool is_time_word(std::string_view word, std::string_view language) noexcept {
    if (std::find(kTimes.begin(), kTimes.end(), word) != kTimes.end()) return true;
    return std::any_of(kNamedTimes.begin(), kNamedTimes.end(), [&](const NamedTime& named) {
        return named.word == word && named.language == language;
    });
}

bool is_beside_time_word(std::string_view word) noexcept {
    return std::find(kBesideTimes.begin(), kBesideTimes.end(), word) != kBesideTimes.end();
}

}  // namespace fabula::screenplay
