// Places under the sky.
#include "drawing/set/set.hpp"

namespace fabula::drawing {

namespace {

using enum Lighting;

// clang-format off
constexpr SetRecord kSets[] = {
    {"street", "street road avenue boulevard lane highway sidewalk pavement corner crossing intersection driveway *straße *gasse allee car taxi truck auto kreuzung gehweg downtown", Inside::No, Open, 0, 0, 0, "grey", "asphalt", "skyline", "bench",
     "road 5; house #C98B6B -7.4 3 6 5 7; house #D9C39A -7.4 8.6 6 5 9; house #A9B4B8 -7.4 14.2 6 6 7.5; house #B9C2A4 7.4 2.4 6 5 8; house #C6A08A 7.4 8 6 5 6.5; house #D6CDB8 7.4 13.6 6 6 10; art street_lamp -3.5 5; art street_lamp 3.5 9 0 -100; art tree -3.7 10 0 90; art mailbox 3.5 3.4; art car 2.3 12 0 90"},
    {"alley", "alley alleyway backstreet back+street hinterhof courtyard yard hof", Inside::No, Open, 0, 0, 0, "grey", "stone", "skyline", "crate",
     "house #B07A62 -5.4 1 6 14 9; house #94866F 5.4 1 6 14 10; art boxes -1.9 4; art barrel 1.9 3; art old_lamp 2.0 7; art crate 1.9 5; art bicycle -1.8 7"},
    {"village", "village town market marketplace high+street main+street *dorf stadt marktplatz markt hamlet town+square square plaza platz", Inside::No, Open, 0, 0, 0, "sand", "stone", "hills", "bench",
     "house cream -5.6 5 4.6 4 3.6; house white -4.6 11 4.4 4 3.4; house #E4C9A0 5.4 4.6 4.6 4 3.6; house #D8D2C4 5 11 4.4 4 3.6; art church 0.6 22 0 120; art old_lamp -2.8 4.4; art old_lamp 2.9 8; art well 1.6 7.5; art tree -2.6 15; art flowers -3.3 3.9; art bench 3.2 3.4"},
    {"forest", "forest wood woods jungle grove *wald wäldchen dschungel urwald trees thicket", Inside::No, Open, 0, 0, 0, "moss", "forest", "trees", "log",
     "row trunk_tree 12 -14 14 11; row fir 9 -11 11 8; row trunk_tree 6 -8 8 6; art trunk_tree -2.9 3; art trunk_tree 3.2 3.6 0 115; art fir 4.6 5; art bush -3.6 4.5; art bush 2.2 5.5 0 80; scatter grass 26 -7 7 1 8; art rock 1.7 2.6 0 60; front trunk_tree -3.3 -2 0 110; front bush 3.5 -2.4 -0.3 90"},
    {"garden", "garden park orchard backyard lawn playground *garten spielplatz obstgarten terrace patio veranda porch balcony greenhouse", Inside::No, Open, 0, 0, 0, "leaf", "grass", "trees", "bench",
     "row tree 12 -12 12 6; art tree -4 6; art tree 4.6 7.5 0 110; row hedge 9 -9 9 5; art fence -4.4 4.4; art bench 2.9 4; scatter flowers 14 -5 5 2.4 7; scatter grass 20 -6 6 0.8 7; art bush 3.9 4.4; front bush -3.4 -2.2 -0.3 100"},
    {"field", "field meadow farm farmland countryside prairie pasture plain hill hillside vineyard *wiese *feld acker hügel bauernhof weide", Inside::No, Open, 0, 0, 0, "#C3B46A", "grass", "hills", "rock",
     "art barn 6.4 16; art tree -6 12 0 110; row fence 7 -12 12 8; scatter grass 40 -8 8 0.8 10; art haystack -3.4 6; art haystack 3.6 8.5 0 80; art windmill -12 26"},
    {"mountain", "mountain mountains peak cliff canyon summit ridge alps gipfel berg berge schlucht klippe felsen glacier valley gorge", Inside::No, Open, 0, 0, 0, "stone", "rocky", "mountains", "rock",
     "art boulder -4 5; art boulder 4.6 7 0 120; art rock 2.1 3 0 80; art fir -6 10; art fir 6.4 12; scatter rock 8 -7 7 3 12 40; scatter grass 14 -5 5 1 6"},
    {"desert", "desert wasteland sahara wüste mesa dunes einöde", Inside::No, Open, 0, 0, 0, "sand", "sand", "dunes", "rock",
     "art cactus 3.4 5; art cactus -4.4 9 0 80; art dune -4 8 0 150; art dune 5 12 0 190; art rock -2.6 4 0 60; art cactus 6.5 14"},
    {"beach", "beach shore seashore coast *strand bay ufer küste seaside island lagoon insel", Inside::No, Open, 0, 0, 0, "sand", "sand", "sea", "rock",
     "shore 5; art rock -3.6 4.4; art rock -4.4 4.8 0 60; art sail_boat 9 40 0 200; art reeds 3.4 3.2; scatter grass 8 2.6 5 2 4; front reeds -3.2 -2.2 -0.3 100; front reeds -2.9 -2.2 -0.3 -80"},
    {"sea", "sea ocean water underwater lake waves meer ozean see wasser", Inside::No, Open, 0, 0, 0, "water", "water", "sea", "",
     "art sail_boat -8 26 0 160; art buoy 3.6 9"},
    {"boat", "boat ship deck yacht ferry raft sailboat submarine boot schiff fähre segelboot floß pirate canoe", Inside::No, Open, 0, 0, 0, "wood", "deck", "sea", "crate",
     "art mast -1.9 2.6; art railing -4 4; art railing 0 4; art railing 4 4; art barrel 2.4 2.6; art crate 3.1 3; art rope 1.4 2 0 200; art sail_boat 14 50 0 160"},
    {"river", "river stream brook creek bank riverbank waterfall pond canal swamp marsh *fluss bach teich sumpf kanal bridge brücke pier dock jetty harbour+wall", Inside::No, Open, 0, 0, 0, "moss", "grass", "trees", "rock",
     "water 3.4 8; art reeds -2.6 3.2; art reeds 2.4 3.3; art tree -5 10; art tree 5.4 11; art rowing_boat 2.2 5; art birch -3.8 9.4; art birch 3.2 10; scatter grass 18 -6 6 0.8 3; art rock -1.8 3.5 0 60; front reeds 2.8 -2.2 -0.2 110; front reeds 3.1 -2.2 -0.2 -120"},
    {"harbour", "harbour harbor port quay wharf docks marina *hafen kai", Inside::No, Open, 0, 0, 0, "stone", "stone", "sea", "crate",
     "water 4.4; art ship 6 16; art sail_boat -5 14; art boxes 3.2 3.2; art barrel -2.8 3.2; art old_lamp -3.6 3.8; art lighthouse -14 40 0 150; art rope -1.6 3 0 220"},
    {"station", "station platform railway bus+station terminal airport *bahnhof bahnsteig train zug tram flughafen haltestelle bus+stop stop last+stop", Inside::No, Open, 0, 0, 0, "grey", "stone", "skyline", "bench",
     "art train 1 6.4; art platform_sign -2.6 4.4; art bench 2.8 4; art old_lamp -4 4.2; art old_lamp 4.6 4.2; art wall_clock 0.6 4.2 2.6 150; rails 5.6"},
    {"depot", "depot bus+depot parking parking+lot car+park garage+forecourt gas+station petrol+station parkplatz tankstelle yard+depot", Inside::No, Open, 0, 0, 0, "grey", "asphalt", "skyline", "crate",
     "art bus_front -5.2 9; art bus_front -2.2 9; art bus_front 0.8 9; art bus_front 3.8 9; art bus_front 6.8 9; art street_lamp -3.8 4.6; art street_lamp 5 6 0 -100; house #A9A59A 0 16 22 4 6"},
    {"bus_road", "bus on+the+road motorway road+by+bus", Inside::No, Open, 0, 0, 0, "grey", "asphalt", "hills", "bench",
     "road 6; art bus 1.2 6; art tree -6 12; art street_lamp -3.6 4.6; art bus_stop 3.4 3.6"},
    {"roof", "roof rooftop dach hausdach fire+escape skyscraper terrace+roof", Inside::No, Open, 0, 0, 0, "grey", "roof", "skyline", "crate",
     "art railing -4 5; art railing 0 5; art railing 4 5; art chimney -3 4; art antenna 2.7 4.4; art water_tank 5.2 7; art chimney 3.9 4.6 0 80; box grey -4.4 4.2 2 1.4 2"},
    {"cemetery", "cemetery graveyard grave *friedhof grab funeral churchyard", Inside::No, Open, 0, 0, 0, "moss", "grass", "trees", "bench",
     "art gate 0 9; row gravestone 5 -6 6 7; row gravestone 7.4 -8 8 8; art tree -4.6 6; art gravestone -2.2 3; art gravestone 2.4 3.2; scatter grass 20 -5 5 1 7; art church 9 20"},
    {"castle_outside", "castle fortress palace burg schloss festung fort manor mansion estate citadel ruins ruin", Inside::No, Open, 0, 0, 0, "moss", "grass", "hills", "rock",
     "art castle 0 18 0 130; art tree -6 9; art tree 6.6 10; art old_lamp -2.4 5; path 2.4; scatter grass 18 -5 5 1 8; art bush 3.6 6"},
    {"house_outside", "house home cottage cabin villa farmhouse *haus *hütte building apartment+building hotel motel doorstep front+door school hospital church office", Inside::No, Open, 0, 0, 0, "leaf", "grass", "trees", "bench",
     "art house 0.6 9 0 170; art tree -5.4 8; path 1.4; art fence -4.6 5; art fence 5.2 5; art mailbox 2.0 4.4; scatter flowers 8 -4 4 4 5.4; art bush 4.8 7.6; scatter grass 14 -5 5 1 5"},
    {"camp", "camp campsite campfire lager zelt lagerfeuer battlefield trench schlachtfeld", Inside::No, Open, 0, 0, 0, "moss", "grass", "trees", "log",
     "art tent -2.9 5; art tent 3.4 6; art campfire 0.3 3; row fir 10 -11 11 8; scatter grass 18 -5 5 1 6; art fir -5.4 7"},
    {"snow", "snow+field arctic ice frozen antarctica tundra eis schneefeld north+pole glacier+field", Inside::No, Open, 0, 0, 0, "white", "snow", "mountains", "rock",
     "row fir 12 -12 12 7; art fir -4.4 6; art boulder 4 6; scatter rock 5 -6 6 4 9 40"},
    {"moon", "moon planet mars surface alien crater mond asteroid outer+space", Inside::No, Open, 0, 0, 0, "grey", "rocky", "mountains", "rock",
     "art rocket 4.2 9; scatter rock 12 -8 8 2 12 50; art boulder -4.4 6; art flag -2 4 0 260"},
    {"shop_outside", "storefront shopfront shop+window kiosk stall stand imbiss bude schaufenster fair carnival fairground", Inside::No, Open, 0, 0, 0, "grey", "stone", "skyline", "bench",
     "art shop_front -2.9 5; art shop_front 2.9 5 0 -100; art stall -2.4 3.2 0 80; art old_lamp 3.9 3.6; art bench 2.6 3.4"},
    {"outdoor", "", Inside::No, Open, 0, 0, 0, "moss", "grass", "hills", "rock",
     "art tree -4.6 8; art tree 5.4 10 0 90; art bush 3.4 5; scatter grass 26 -6 6 1 8; art rock -2.4 4 0 60"},
};
// clang-format on

}  // namespace

std::span<const SetRecord> outdoor_sets() {
    return kSets;
}

}  // namespace fabula::drawing
