// Things that are held, or shown alone in an insert. Where words name several, the last one
// counts. Lengths in centimetres as they are held, some larger than life to read well.
#include "drawing/set/sprite.hpp"

namespace fabula::drawing {

namespace {

// clang-format off
constexpr Sprite kSprites[] = {
    {"fish_jar", "goldfish pickle+jar fish+bowl fishbowl fish jar goldfisch fisch glas", 24, 32,
     "glass 2 M-10 0 C-14 2 -14 24 -9 27 L9 27 C14 24 14 2 10 0Z|water 0 M-11 2 C-13 6 -13 16 -11.5 20 L11.5 20 C13 16 13 6 11 2Z|"
     "orange 1 B-6 9 -2 13 3 12 5 10 9 13 8 9 9 6 5 8 3 6 -2 5|black 0 E-2.5 10 0.8 0.8|steel 2 R-9 26 18 4|- 1 S-8 6 -9.5 12 -8 20|white 0 E4 16 1 1|white 0 E6 18 0.8 0.8"},
    {"telephone", "telephone phone+rings receiver hörer telefon", 30, 22, "black 2 M-13 0 L-10 11 10 11 13 0Z|black 2 B-15 12 -15 18 -8 20 8 20 15 18 15 12 9 12 8 16 -8 16 -9 12|steel 1 E0 5 4.5 4.5"},
    {"mobile", "cellphone cell mobile smartphone phone texts handy iphone", 12, 22, "black 2 O-5.5 0 11 21 1.8|screen 1 R-4.5 3 9 15"},
    {"letter", "letter envelope note brief umschlag postcard telegram invitation", 28, 20, "paper 2 R-13 0 26 18|- 1 M-13 18 L0 7 13 18|red 1 E0 7 2.4 2.4"},
    {"document", "form document contract paper papers page pages file report manuscript script formular vertrag blatt", 24, 30, "white 2 M-11 0 L-11 29 6 29 11 24 11 0Z|- 1 M6 29 L6 24 11 24|- 1 M-7 22 L5 22|- 1 M-7 18 L7 18|- 1 M-7 14 L7 14|- 1 M-7 10 L3 10|- 1 M-7 6 L7 6"},
    {"newspaper", "newspaper headline zeitung", 34, 40, "paper 2 R-16 0 32 38|black 0 R-12 30 24 4|- 1 M-12 26 L12 26|grey 1 R-12 12 11 11|- 1 M2 22 L12 22|- 1 M2 18 L12 18|- 1 M2 14 L12 14|- 1 M-12 8 L12 8|- 1 M-12 4 L12 4"},
    {"book", "book diary journal novel bible notebook buch tagebuch little+book", 30, 24, "red 2 M-14 0 L-14 22 14 22 14 0Z|paper 1 M-12 1 L12 1 12 4 -12 4Z|gold 1 R-7 10 14 7|- 1 M-10 0 L-10 22"},
    {"map", "map chart treasure+map karte landkarte", 38, 28, "paper 2 M-18 2 L-6 -1 6 2 18 -1 18 24 6 27 -6 24 -18 27Z|- 1 M-6 -1 L-6 24|- 1 M6 2 L6 27|- 1 S-14 8 -4 14 4 10 12 18|red 1 M10 20 L15 15|red 2 M10 15 L15 20"},
    {"key", "key keys schlüssel", 28, 12, "gold 2 E-8 6 6 6|sky 1 E-8 6 2.6 2.6|gold 2 M-2 4.6 L14 4.6 14 1 11 1 11 3 8 3 8 0.6 5 0.6 5 4.6 5 7.4 14 7.4 14 4.6 -2 7.4Z"},
    {"gun", "gun pistol revolver weapon pistole waffe handgun", 34, 22, "iron 2 M-14 12 L-14 19 16 19 16 14 0 12 -4 8 -8 -2 -15 -2 -12 10Z|- 1 S-4 12 -1 7 4 12|- 1 M-12 16 L14 16"},
    {"rifle", "rifle shotgun musket gewehr", 110, 20, "oak 2 M-54 0 L-52 12 -20 12 -10 9 -14 5Z|iron 2 R-20 9 74 4|- 1 S-16 8 -12 3 -8 8"},
    {"knife", "knife dagger blade messer dolch scalpel", 40, 10, "steel 2 M-2 2 L20 4 C18 8 10 9 -2 9Z|oak 2 O-19 2 17 7 2"},
    {"sword", "sword saber sabre schwert säbel", 110, 20, "steel 2 M-24 8 L50 8 56 10 50 12 -24 12Z|gold 2 R-28 1 4 18|oak 2 R-44 8 16 4|gold 1 E-46 10 3.4 3.4"},
    {"axe", "axe hatchet axt beil", 60, 30, "oak 2 R-28 10 50 4|steel 2 M14 8 C12 2 16 -4 24 -4 L28 12 24 28 C16 28 12 22 14 16Z"},
    {"cup", "cup coffee tea mug teacup kaffee tasse tee", 22, 18, "white 2 M-8 14 C-8 2 -4 0 0 0 C4 0 8 2 8 14Z|- 2 S8 11 13 10 12 5 7 5|oak 1 E0 14 8 2|- 1 S-3 18 -1 21 -3 24|- 1 S3 18 5 21 3 24"},
    {"teapot", "teapot kettle teekanne kessel", 34, 26, "blue 2 B-11 2 -13 12 -7 20 7 20 13 12 11 2 0 0|blue 2 M11 8 L20 18 18 20 9 14Z|- 2 S-12 16 -19 15 -18 6 -11 5|gold 1 E0 22 2.4 2"},
    {"glass", "wine+glass glass whisky champagne beer weinglas bier", 14, 24, "glass 2 M-6 24 C-7 12 -2 10 -1 9 L-1 2 -5 0 5 0 1 2 1 9 C2 10 7 12 6 24Z|red 0 M-5.4 18 C-5 13 -2 11 0 11 C2 11 5 13 5.4 18Z"},
    {"bottle", "bottle vial potion poison flasche wine rum", 14, 36, "green 2 M-6 0 L-6 18 C-6 22 -2.4 22 -2.4 26 L-2.4 35 2.4 35 2.4 26 C2.4 22 6 22 6 18 L6 0Z|paper 1 R-5.6 6 11.2 8|- 1 M-4 2 L-4 16"},
    {"watch", "watch pocket+watch wristwatch stopwatch armbanduhr taschenuhr uhr", 24, 30, "gold 2 E0 11 11 11|white 1 E0 11 8.6 8.6|gold 1 R-2 21 4 4|- 2 M0 11 L0 17|- 2 M0 11 L4 9"},
    {"alarm_clock", "alarm+clock clock wecker", 30, 32, "red 2 E0 13 13 13|white 1 E0 13 10 10|red 1 E-9 27 5 4|red 1 E9 27 5 4|- 2 M0 13 L0 21|- 2 M0 13 L5 10|- 2 M-8 2 L-11 -2|- 2 M8 2 L11 -2|- 1 M0 26 L0 29"},
    {"candle", "candle candles kerze", 12, 34, "glow 0 E0 28 22 20|paper 2 R-4 0 8 22|fire 1 B-3 24 0 34 3 24 0 22|- 1 M0 22 L0 24"},
    {"cupcake", "cupcake birthday+cake cake muffin kuchen torte", 22, 34, "glow 0 E0 30 16 15|pink 2 B-9 10 -10 16 -4 20 4 20 10 16 9 10|brick 2 M-8 11 L-6 0 6 0 8 11Z|- 1 M-3 1 L-4 10|- 1 M3 1 L4 10|white 1 R-1.4 19 2.8 8|fire 1 B-2 28 0 34 2 28 0 27"},
    {"lamp", "lantern flashlight torch lamp laterne taschenlampe fackel", 24, 36, "glow 0 E0 14 30 28|iron 2 R-8 0 16 4|lamp 2 R-7 4 14 18|iron 2 M-10 22 L0 29 10 22Z|- 2 E0 31 3.4 3.4|- 1 M0 4 L0 22"},
    {"camera", "camera photographs kamera fotoapparat", 30, 22, "black 2 O-14 0 28 17 2|black 1 R-5 17 10 4|steel 2 E0 8 7 7|navy 1 E0 8 4.6 4.6|white 0 E-1.6 9.6 1.2 1.2"},
    {"photo", "photograph photo snapshot picture foto bild portrait polaroid", 24, 28, "white 2 R-11 0 22 26|sky 1 R-9 6 18 18|skin 0 E0 15 4 5|navy 0 M-7 6 C-6 12 6 12 7 6Z"},
    {"laptop", "laptop computer keyboard rechner tablet", 42, 28, "iron 2 M-17 6 L-14 27 14 27 17 6Z|screen 1 M-14.5 8 L-12 25 12 25 14.5 8Z|steel 2 M-20 0 L-17 6 17 6 20 0Z"},
    {"radio", "radio walkie+talkie funkgerät transistor", 34, 26, "brick 2 O-16 0 32 20 3|paper 1 R-12 4 12 12|steel 1 E8 10 5 5|- 2 M12 20 L18 32"},
    {"microphone", "microphone mic mikrofon", 12, 34, "iron 2 E0 27 6 7|- 1 M-5 27 L5 27|black 2 M-3 20 L-2 0 2 0 3 20Z"},
    {"ring", "ring wedding+ring diamond ehering", 18, 22, "- 3 E0 7 7 7|glass 2 M-4 14 L-6 18 -3 21 3 21 6 18 4 14 0 12Z"},
    {"necklace", "necklace pendant amulet locket kette medaillon", 24, 26, "- 2 S-10 26 -8 10 0 6 8 10 10 26|gold 2 B-4 4 0 7 4 4 0 -2"},
    {"coins", "coin coins money cash dollars geld münze münzen bills gold", 26, 16, "gold 2 E-4 3 9 3|gold 2 E-4 6 9 3|gold 2 E-4 9 9 3|gold 2 E7 4 7 6|- 1 M7 1 L7 7"},
    {"ticket", "ticket tickets fahrkarte eintrittskarte ticket+punch", 28, 14, "yellow 2 M-13 0 L-13 12 13 12 13 0Z|- 1 M6 0 L6 12|- 1 M-9 8 L2 8|- 1 M-9 4 L0 4"},
    {"suitcase", "suitcase briefcase luggage koffer aktentasche trunk", 40, 32, "oak 2 O-19 0 38 25 3|- 2 S-6 25 -6 31 6 31 6 25|gold 1 R-12 14 4 4|gold 1 R8 14 4 4|- 1 M-19 17 L19 17"},
    {"bag", "bag handbag purse sack tasche handtasche beutel backpack", 34, 32, "brick 2 B-15 0 -17 14 -12 22 12 22 17 14 15 0|- 2 S-8 22 -6 31 6 31 8 22|gold 1 E0 19 2.4 2.4"},
    {"box", "box parcel package gift present paket geschenk schachtel kiste chest", 32, 26, "wood 2 R-15 0 30 22|red 1 R-2.5 0 5 22|red 2 B0 22 -9 28 -9 21|red 2 B0 22 9 28 9 21"},
    {"flower", "flower flowers rose roses bouquet tulip blume rose blumen strauß", 22, 40, "- 2 S0 0 1 14 0 28|leaf 1 B0 10 8 16 9 10|leaf 1 B0 14 -8 20 -9 13|red 2 B-7 30 -6 37 0 40 6 37 7 30 0 26|- 1 S-3 34 0 30 4 35"},
    {"umbrella", "umbrella parasol schirm regenschirm", 80, 80, "- 3 M0 0 L0 66|- 2 S0 0 -6 -4 -8 4|navy 2 B-40 44 -26 66 0 74 26 66 40 44 20 50 0 46 -20 50"},
    {"hat", "his+hat her+hat the+hat hut", 34, 20, "earth 2 B-17 4 0 0 17 4 12 7 0 5 -12 7|earth 2 M-9 6 C-9 20 -5 20 0 18 C5 20 9 20 9 6Z|black 1 M-9 6 L-9 9 9 9 9 6Z"},
    {"scarf", "scarf knitting knits wool needles schal wolle strickt orange+wool", 44, 40, "orange 2 M-16 30 L10 30 16 2 -10 2Z|- 1 M-14 24 L11 24|- 1 M-13 18 L12 18|- 1 M-12 12 L13 12|- 1 M-11 7 L14 7|- 3 M-22 36 L8 26|- 3 M18 38 L-8 26|orange 2 E20 2 7 7|- 1 S15 4 20 6 25 2"},
    {"crank", "crank lever handle switch kurbel hebel schalter button", 34, 30, "steel 2 R-14 0 10 28|gold 2 E-9 14 5 5|gold 2 M-10 12 L12 22 12 26 -10 17Z|oak 2 O9 21 6 10 2"},
    {"wheel", "steering+wheel lenkrad wheel", 40, 40, "- 3 E0 20 18 18|- 3 M-18 20 L18 20|- 3 M0 20 L0 2|iron 2 E0 20 5 5"},
    {"hand_mirror", "hand+mirror mirror spiegel", 22, 34, "gold 2 E0 22 10 11|glass 1 E0 22 7.6 8.6|gold 2 R-2 0 4 12|- 1 M-3 20 L3 27"},
    {"apple", "apple fruit apfel obst", 20, 22, "red 2 B-9 6 -9 15 -2 17 0 16 2 17 9 15 9 6 3 0 -3 0|- 2 M0 16 L2 21|leaf 1 B2 19 8 22 9 18"},
    {"bread", "bread loaf sandwich baguette brot brötchen", 34, 18, "wood 2 B-16 2 -17 10 -8 16 8 16 17 10 16 2 0 0|- 1 S-8 14 -5 10 -6 6|- 1 S0 15 3 10 2 6|- 1 S8 14 11 10 10 6"},
    {"plate", "plate dinner meal soup food teller essen suppe", 36, 14, "white 2 E0 3 17 4|white 1 E0 4 11 2.4|orange 1 E-3 6 5 2.6|leaf 1 E4 6 4 2.2|- 1 S-4 10 -2 13 -4 16|- 1 S4 10 6 13 4 16"},
    {"skull", "skull bone bones skeleton schädel knochen", 24, 28, "white 2 B-10 12 -8 24 0 27 8 24 10 12 6 7 5 1 -5 1 -6 7|black 0 E-4 15 2.6 3.2|black 0 E4 15 2.6 3.2|black 0 M0 11 L-1.6 8 1.6 8Z|- 1 M-2 1 L-2 5|- 1 M2 1 L2 5"},
    {"heart", "heart herz", 24, 24, "red 2 M0 2 C-16 12 -11 24 -4 22 C-1 21 0 18 0 17 C0 18 1 21 4 22 C11 24 16 12 0 2Z"},
    {"crown_prop", "crown tiara krone", 30, 22, "gold 2 M-13 2 L-15 20 -7 11 0 22 7 11 15 20 13 2Z|red 1 E0 7 2.2 2.2|blue 1 E-7 6 1.6 1.6|blue 1 E7 6 1.6 1.6"},
    {"guitar", "guitar violin fiddle gitarre geige", 40, 90, "wood 2 B-16 12 -12 26 -9 32 -12 42 0 48 12 42 9 32 12 26 16 12 0 0|black 1 E0 28 5 5|oak 2 R-2.6 44 5.2 38|oak 2 R-4 80 8 10|- 1 M-6 12 L6 12"},
    {"ball", "ball football basketball", 24, 24, "white 2 E0 12 11 11|black 0 B-4 12 -2 16 2 16 4 12 0 9|- 1 M-4 12 L-11 12|- 1 M4 12 L11 12|- 1 M0 9 L0 1|- 1 M2 16 L6 22|- 1 M-2 16 L-6 22"},
    {"doll", "teddy doll bear+toy toy puppe spielzeug plush", 28, 38, "wood 2 E0 12 9 11|wood 2 E-7 34 4 4|wood 2 E7 34 4 4|wood 2 E0 28 9 8|wood 1 E-10 14 4 7|wood 1 E10 14 4 7|wood 1 E-6 2 5 4|wood 1 E6 2 5 4|black 0 E-3 29 1.1 1.4|black 0 E3 29 1.1 1.4|cream 1 E0 25 4 3|black 0 E0 26 1.4 1"},
    {"bomb", "bomb dynamite explosive bombe sprengstoff", 26, 32, "black 2 E0 11 11 11|iron 1 R-3 20 6 4|- 2 S0 24 4 30 8 28|fire 1 B6 28 9 33 12 28 9 25|white 0 E-4 15 2.4 2.4"},
    {"syringe", "syringe needle injection spritze", 40, 10, "glass 2 R-12 2 22 7|- 2 M10 5.5 L20 5.5|- 2 M-12 5.5 L-18 5.5|- 2 M-18 1 L-18 10|teal 0 R-4 3 13 5"},
    {"cigarette", "cigarette cigar smoke pipe zigarette zigarre pfeife smokes", 26, 20, "white 2 R-12 0 18 4|orange 1 R6 0 6 4|fire 0 R-13 0 2 4|- 1 S-13 6 -10 11 -14 16 -10 21"},
    {"cross", "cross crucifix rosary kreuz", 20, 32, "oak 2 M-3 0 L-3 18 -9 18 -9 24 -3 24 -3 31 3 31 3 24 9 24 9 18 3 18 3 0Z"},
    {"flag", "flag banner fahne flagge", 50, 70, "oak 2 R-20 0 3 70|red 2 M-17 68 C-6 72 6 60 22 66 L22 42 C6 36 -6 48 -17 44Z"},
    {"rope", "rope noose seil strick handcuffs chain", 36, 28, "wood 2 E0 12 16 11|sky 1 E0 12 9 5.6|- 1 S-14 16 -9 13 -8 9|- 1 S2 22 4 18 8 18|- 1 S10 2 8 5 6 6|- 2 S14 6 22 2 24 -4"},
    {"ring_bell", "bell glocke doorbell", 24, 28, "gold 2 M-11 6 C-6 10 -8 24 0 25 C8 24 6 10 11 6Z|gold 1 E0 4 3 3|- 2 E0 27 2 2"},
    {"traffic_sign", "sign schild nameplate", 34, 44, "steel 1 R-1.4 0 2.8 20|yellow 2 O-16 18 32 22 2|- 1 M-10 32 L10 32|- 1 M-10 27 L6 27"},
    {"cat", "cat kitten katze kater", 44, 36, "grey 2 B-16 0 -18 16 -8 22 4 18 10 0|grey 2 B0 16 -2 30 8 34 18 30 17 18 8 14|grey 2 M0 28 L0 38 6 33Z|grey 2 M11 33 L17 38 18 28Z|black 0 E5 25 1.2 1.6|black 0 E13 25 1.2 1.6|pink 0 E9 21 1.4 1|- 2 S-16 4 -26 10 -22 24"},
    {"dog", "dog puppy hund hunde welpe", 60, 46, "wood 2 B-20 14 -20 26 4 28 14 22 12 12 -8 10|wood 2 M-18 16 L-18 0 -12 0 -10 14Z|wood 2 M4 14 L6 0 12 0 13 16Z|wood 2 B8 24 8 40 20 42 32 34 32 28 20 24|oak 2 B8 40 4 30 8 22 14 30|black 0 E21 36 1.6 1.8|black 0 E31 32 2.2 1.8|- 3 S-20 24 -28 30 -28 38"},
    {"bird", "bird seagull raven crow pigeon dove vogel möwe rabe taube parrot", 44, 30, "slate 2 B-14 8 -12 18 4 20 12 24 16 22 12 10 0 4|slate 2 M-12 12 L-24 6 -20 14Z|yellow 1 M16 23 L22 21 16 19Z|black 0 E12 21 1.2 1.2|- 1 S-8 14 0 10 6 14|- 2 M0 5 L0 0|- 2 M5 6 L5 0"},
    {"horse", "horse pony mare stallion pferd", 150, 150, "oak 2 B-50 60 -54 86 0 92 40 88 44 60 0 54|oak 2 M-46 64 L-48 0 -38 0 -32 58Z|oak 2 M30 60 L32 0 42 0 44 66Z|oak 2 M-26 58 L-24 4 -16 4 -16 58Z|oak 2 M16 58 L14 4 22 4 28 58Z|oak 2 B34 70 48 116 62 136 84 118 88 106 74 106 58 96 48 66|black 2 B36 80 42 116 56 138 62 132 52 110 44 80|- 3 S-52 82 -66 70 -64 40|black 0 E72 120 2 2.4"},
};
// clang-format on

}  // namespace

std::span<const Sprite> prop_sprites() {
    return kSprites;
}

}  // namespace fabula::drawing
