#include "takeout/sheet_words.hpp"

namespace fabula::takeout {

namespace {

constexpr SheetWords kEnglish{.shot_list = "Shot list",
                              .cast = "Cast",
                              .locations = "Locations",
                              .shot = "Shot",
                              .size = "Size",
                              .angle = "Angle",
                              .move = "Move",
                              .lens = "Lens",
                              .description = "Description",
                              .in_frame = "In frame",
                              .sound = "Sound",
                              .seconds = "Sec.",
                              .shots = "shots",
                              .looks = "Looks",
                              .wants = "Wants",
                              .hides = "Hides",
                              .voice = "Sounds like",
                              .traits = "Traits",
                              .personality = "Personality",
                              .backstory = "Backstory",
                              .aliases = "Also called",
                              .notes = "Notes",
                              .scenes = "Scenes",
                              .speeches = "speeches",
                              .words = "words",
                              .pages = "pages",
                              .day = "Day",
                              .night = "Night",
                              .interior = "Interior",
                              .exterior = "Exterior",
                              .protagonist = "Protagonist",
                              .antagonist = "Antagonist",
                              .supporting = "Supporting",
                              .minor = "Minor"};
constexpr SheetWords kGerman{.shot_list = "Einstellungsliste",
                             .cast = "Figuren",
                             .locations = "Schauplätze",
                             .shot = "Nr.",
                             .size = "Größe",
                             .angle = "Winkel",
                             .move = "Bewegung",
                             .lens = "Objektiv",
                             .description = "Beschreibung",
                             .in_frame = "Im Bild",
                             .sound = "Ton",
                             .seconds = "Sek.",
                             .shots = "Einstellungen",
                             .looks = "Aussehen",
                             .wants = "Will",
                             .hides = "Verbirgt",
                             .voice = "Klingt wie",
                             .traits = "Eigenschaften",
                             .personality = "Wesen",
                             .backstory = "Vorgeschichte",
                             .aliases = "Auch genannt",
                             .notes = "Notizen",
                             .scenes = "Szenen",
                             .speeches = "Reden",
                             .words = "Wörter",
                             .pages = "Seiten",
                             .day = "Tag",
                             .night = "Nacht",
                             .interior = "Innen",
                             .exterior = "Außen",
                             .protagonist = "Hauptfigur",
                             .antagonist = "Gegenspieler",
                             .supporting = "Nebenfigur",
                             .minor = "Randfigur"};

}  // namespace

const SheetWords& sheet_words(std::string_view language) {
    return language.starts_with("de") ? kGerman : kEnglish;
}

}  // namespace fabula::takeout
