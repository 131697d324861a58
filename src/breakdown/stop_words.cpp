#include "breakdown/stop_words.hpp"

#include <algorithm>
#include <array>

namespace fabula::breakdown {

namespace {

// Both lists are sorted as bytes sort. Beside articles, pronouns, conjunctions and the like they
// hold the verbs and adverbs that every story is full of.
constexpr std::array kEnglish = std::to_array<std::string_view>(
    {"a",         "about",     "above",   "across",  "after",  "again",    "against",    "ago",
     "all",       "almost",    "along",   "already", "also",   "although", "always",     "am",
     "among",     "an",        "and",     "another", "any",    "anyone",   "anything",   "are",
     "around",    "as",        "asked",   "at",      "away",   "back",     "be",         "became",
     "because",   "been",      "before",  "began",   "behind", "being",    "below",      "beneath",
     "beside",    "between",   "beyond",  "both",    "but",    "by",       "called",     "came",
     "can",       "cannot",    "come",    "comes",   "could",  "did",      "do",         "does",
     "done",      "down",      "each",    "either",  "else",   "enough",   "even",       "ever",
     "every",     "everyone",  "far",     "few",     "first",  "for",      "found",      "from",
     "gave",      "get",       "give",    "go",      "goes",   "going",    "gone",       "got",
     "had",       "has",       "have",    "having",  "he",     "held",     "her",        "here",
     "hers",      "herself",   "him",     "himself", "his",    "how",      "however",    "i",
     "if",        "in",        "indeed",  "inside",  "into",   "is",       "it",         "its",
     "itself",    "just",      "keep",    "kept",    "knew",   "know",     "last",       "later",
     "least",     "left",      "less",    "let",     "like",   "little",   "long",       "look",
     "looked",    "looks",     "made",    "make",    "many",   "may",      "me",         "might",
     "mine",      "more",      "most",    "much",    "must",   "my",       "myself",     "near",
     "neither",   "never",     "next",    "no",      "nobody", "none",     "nor",        "not",
     "nothing",   "now",       "of",      "off",     "often",  "on",       "once",       "one",
     "only",      "onto",      "or",      "other",   "others", "our",      "ours",       "out",
     "outside",   "over",      "own",     "perhaps", "put",    "quite",    "rather",     "really",
     "said",      "same",      "saw",     "say",     "says",   "see",      "seemed",     "seen",
     "several",   "shall",     "she",     "should",  "since",  "so",       "some",       "someone",
     "something", "sometimes", "soon",    "still",   "such",   "take",     "taken",      "tell",
     "than",      "that",      "the",     "their",   "theirs", "them",     "themselves", "then",
     "there",     "these",     "they",    "thing",   "things", "think",    "this",       "those",
     "though",    "thought",   "three",   "through", "till",   "to",       "together",   "told",
     "too",       "took",      "toward",  "towards", "two",    "under",    "until",      "up",
     "upon",      "us",        "use",     "used",    "very",   "want",     "wanted",     "was",
     "way",       "we",        "well",    "went",    "were",   "what",     "when",       "where",
     "whether",   "which",     "while",   "who",     "whole",  "whom",     "whose",      "why",
     "will",      "with",      "within",  "without", "would",  "yes",      "yet",        "you",
     "your",      "yours",     "yourself"});

constexpr std::array kGerman = std::to_array<std::string_view>(
    {"ab",      "aber",    "alle",    "allein",  "allem",      "allen",   "aller",    "alles",
     "als",     "also",    "am",      "an",      "andere",     "anderen", "anderer",  "anderes",
     "auch",    "auf",     "aus",     "ausser",  "bald",       "bei",     "beide",    "beiden",
     "beim",    "bin",     "bis",     "bist",    "da",         "dabei",   "dafür",    "dagegen",
     "daher",   "dahin",   "damals",  "damit",   "danach",     "dann",    "daran",    "darauf",
     "daraus",  "darin",   "darum",   "darüber", "das",        "dass",    "davon",    "dazu",
     "dein",    "deine",   "deinen",  "deiner",  "dem",        "den",     "denen",    "denn",
     "dennoch", "der",     "deren",   "des",     "dessen",     "dich",    "die",      "dies",
     "diese",   "diesem",  "diesen",  "dieser",  "dieses",     "dir",     "doch",     "dort",
     "du",      "durch",   "eben",    "ein",     "eine",       "einem",   "einen",    "einer",
     "eines",   "einige",  "einmal",  "endlich", "er",         "erst",    "es",       "etwa",
     "etwas",   "euch",    "euer",    "eure",    "fast",       "fragte",  "für",      "gab",
     "ganz",    "ganze",   "ganzen",  "gar",     "geben",      "gegen",   "gehen",    "geht",
     "ging",    "gleich",  "gut",     "habe",    "haben",      "hat",     "hatte",    "hatten",
     "her",     "heraus",  "hier",    "hin",     "hinaus",     "hinein",  "hinter",   "ich",
     "ihm",     "ihn",     "ihnen",   "ihr",     "ihre",       "ihrem",   "ihren",    "ihrer",
     "ihres",   "im",      "immer",   "in",      "indem",      "ins",     "ist",      "ja",
     "jede",    "jedem",   "jeden",   "jeder",   "jedes",      "jemand",  "jene",     "jetzt",
     "kam",     "kamen",   "kann",    "kein",    "keine",      "keinen",  "keiner",   "kommen",
     "kommt",   "konnte",  "konnten", "können",  "lange",      "lassen",  "liess",    "machen",
     "machte",  "man",     "manche",  "mehr",    "mein",       "meine",   "meinem",   "meinen",
     "meiner",  "mich",    "mir",     "mit",     "muss",       "musste",  "müssen",   "nach",
     "nachdem", "nahm",    "neben",   "nein",    "nicht",      "nichts",  "nie",      "niemand",
     "noch",    "nun",     "nur",     "ob",      "oben",       "oder",    "oft",      "ohne",
     "recht",   "sagte",   "sagten",  "sah",     "schon",      "sehen",   "sehr",     "sei",
     "sein",    "seine",   "seinem",  "seinen",  "seiner",     "seines",  "seit",     "selbst",
     "sich",    "sie",     "sind",    "so",      "sofort",     "sogar",   "solche",   "soll",
     "sollte",  "sondern", "sonst",   "stand",   "und",        "uns",     "unser",    "unsere",
     "unter",   "viel",    "viele",   "vielen",  "vielleicht", "vom",     "von",      "vor",
     "vorbei",  "wann",    "war",     "waren",   "warum",      "was",     "weg",      "weil",
     "weiter",  "welche",  "welcher", "wenig",   "wenn",       "wer",     "werde",    "werden",
     "wie",     "wieder",  "will",    "wir",     "wird",       "wo",      "wohl",     "wollen",
     "wollte",  "wollten", "worden",  "wurde",   "wurden",     "während", "wäre",     "zu",
     "zuerst",  "zum",     "zur",     "zurück",  "zwar",       "zwei",    "zwischen", "über"});

static_assert(std::ranges::is_sorted(kEnglish));
static_assert(std::ranges::is_sorted(kGerman));

}  // namespace

std::string_view code_of(TextLanguage language) noexcept {
    return language == TextLanguage::German ? "de" : "en";
}

bool is_stop_word(TextLanguage language, std::string_view word) noexcept {
    return language == TextLanguage::German ? std::ranges::binary_search(kGerman, word)
                                            : std::ranges::binary_search(kEnglish, word);
}

}  // namespace fabula::breakdown
