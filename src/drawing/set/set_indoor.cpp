// Rooms, vehicles from inside, caves.
#include "drawing/set/set.hpp"

namespace fabula::drawing {

namespace {

using enum Lighting;

// clang-format off
constexpr SetRecord kSets[] = {
    {"kitchen", "kitchen kitchenette *küche", Inside::Yes, Lamps, 5.6, 2.6, 2.7, "#F0E2BE", "tiles", "", "chair",
     "window 0.5 1.15 1.4 1.0; box wood -1.75 2.3 1.7 0.6 0.88; box wood 0.5 2.3 2.6 0.6 0.88; art stove -0.55 2.25; art fridge 2.25 2.2; on sink 0.5 0.9; on cupboard -1.8 1.65; on pans -0.55 1.75; on wall_clock 1.75 1.9; up hanging_lamp 0 1.0; art plant -2.5 2.0 0 80"},
    {"bathroom", "bathroom bath restroom toilet shower washroom lavatory *badezimmer bad *toilette", Inside::Yes, Lamps, 4.2, 2.2, 2.6, "#CFE3E2", "tiles", "", "stool",
     "art bathtub 0.9 1.9; art washbasin -1.1 2.1; on mirror -1.1 1.25; window 1.0 1.35 0.8 0.7; on neon -1.1 2.15 60; art plant -1.8 1.9 0 70; rug blue -0.4 0.6 0.9 0.6"},
    {"bedroom", "bedroom bed+room sleeping+room dormitory hotel+room motel nursery *schlafzimmer *kinderzimmer hotelzimmer guest+room", Inside::Yes, Lamps, 5.4, 2.6, 2.6, "#D9D3E2", "boards", "", "chair",
     "window -1.2 1.0 1.3 1.2; art bed 1.0 2.1; art wardrobe -2.3 2.3 0 95; on picture 1.1 1.55; box wood 2.35 2.2 0.5 0.45 0.5; art floor_lamp 2.35 2.0 0.5 45; rug red 0.1 0.7 1.8 0.8; up hanging_lamp 0 1.2 80"},
    {"control_room", "control+room control+center command+center operations newsroom studio radio+station tower control zentrale leitstelle", Inside::Yes, Lamps, 6, 2.6, 2.8, "#B8C2C9", "carpet", "", "chair",
     "on wall_map -0.2 1.2 115; on wall_clock 2.0 1.9; box slate 0 1.9 4.2 0.6 0.78; art monitor -1.2 1.7 0.78; art monitor 1.3 1.7 0.78; art telephone 0.4 1.65 0.78 120; on notice_board -2.4 1.3 80; up neon -1.2 1.2; up neon 1.2 1.2; art coat_rack 2.7 2.2"},
    {"office", "office study desk workplace bureau headquarters precinct police+station reception conference boardroom agency bank *büro arbeitszimmer amt", Inside::Yes, Lamps, 6, 2.8, 2.8, "#D6DBD2", "carpet", "", "chair",
     "window 1.6 0.95 1.8 1.3; art bookcase -2.2 2.6; box oak -0.2 1.9 2.0 0.75 0.76; art monitor -0.5 1.8 0.76; art lamp 0.5 1.8 0.76 90; on notice_board -0.4 1.5; art plant 2.7 2.2; up neon 0 1.0"},
    {"school", "school classroom class+room lecture university schoolroom auditorium klassenzimmer *schule klasse hörsaal college", Inside::Yes, Lamps, 7, 3.2, 3.0, "#E4DFC8", "boards", "", "chair",
     "on blackboard -0.4 0.95 115; on wall_clock 2.2 2.1; rwin 1.2 1.0 1.6 1.4; rwin -0.9 1.0 1.6 1.4; box wood -1.9 1.6 1.1 0.5 0.72; box wood 1.8 1.6 1.1 0.5 0.72; art chair -1.9 1.95; art chair 1.8 1.95; on poster 2.9 1.2; up neon -1.2 1.4; up neon 1.4 1.4"},
    {"library", "library archive bookshop bookstore bibliothek archiv buchladen", Inside::Yes, Lamps, 6.4, 3, 3.4, "#C9B697", "boards", "", "chair",
     "art bookcase -2.5 2.8 0 120; art bookcase -1.15 2.8 0 120; art bookcase 1.15 2.8 0 120; art bookcase 2.5 2.8 0 120; window 0 1.4 0.9 1.5; box oak 0 1.8 1.7 0.8 0.76; art lamp -0.4 1.7 0.76 110; art book 0.4 1.65 0.76; up hanging_lamp 0 1.6; rug red 0 0.6 3 1"},
    {"hospital", "hospital clinic ward infirmary emergency surgery operating doctor *krankenhaus *klinik krankenzimmer praxis medical", Inside::Yes, Lamps, 5.8, 2.8, 2.8, "#D8E6E4", "tiles", "", "chair",
     "window -1.6 1.1 1.2 1.1; art hospital_bed 0.9 2.2; art drip 2.3 2.1; box white -0.6 2.4 0.5 0.45 0.8; on notice_board 2.1 1.6 60; art metal_door -2.9 2.79; up neon -1 1.2; up neon 1.4 1.2"},
    {"cafe", "café cafe coffee+shop diner restaurant bistro cafeteria canteen bakery tearoom kantine gasthaus lokal *café", Inside::Yes, Lamps, 6.4, 3, 2.9, "#E9CFA6", "tiles", "", "chair",
     "window -1.3 0.9 2.4 1.5; box wood 1.9 2.6 2.0 0.6 1.05; on bottles 1.9 1.35 90; art cup 1.5 2.4 1.05 110; art cup 2.3 2.4 1.05 110; box oak -1.5 1.5 0.9 0.7 0.74; art chair -2.2 1.6; art chair -0.8 1.6; on poster 0.5 1.4; up hanging_lamp -1.5 1.2; up hanging_lamp 1.5 1.2"},
    {"bar", "bar pub tavern saloon nightclub club inn disco *kneipe wirtshaus schenke casino", Inside::Yes, Dim, 6.4, 3, 2.9, "#8C6A55", "boards", "", "stool",
     "on bottles -0.6 1.25 130; box oak 0 2.0 4.6 0.6 1.08; art stool -1.6 1.4; art stool -0.5 1.4; art stool 0.8 1.4; art glass 0.6 1.8 1.08 120; art bottle -1.0 1.8 1.08; up hanging_lamp -1.4 1.6; up hanging_lamp 1.2 1.6; on mirror 2.2 1.3 130; left poster 1.2 1.3"},
    {"church", "church chapel cathedral temple abbey monastery altar *kirche *kapelle dom kloster synagogue mosque", Inside::Yes, Lamps, 8, 6, 6, "#D9D2C2", "stone", "", "pew",
     "on church_window -2.2 1.6 120; on church_window 2.2 1.6 120; on church_window 0 2.0 150; art altar 0 5.2; art column -3.1 4 0 130; art column 3.1 4 0 130; art column -3.4 1.4 0 130; art column 3.4 1.4 0 130; art pew -2.2 2.6; art pew 2.2 2.6; art pew -2.2 1.3; art pew 2.2 1.3; rug red 0 2.2 1.2 4.4"},
    {"stage", "stage theatre theater opera concert+hall backstage cabaret circus bühne zirkus arena", Inside::Yes, Dim, 9, 3.4, 5, "#5E3B3B", "boards", "", "chair",
     "art beam -1.2 0.6 0 110; art beam 1.4 0.6 0 110; art stage_curtain -3.6 1.2 0 115; art stage_curtain 3.6 1.2 0 -115; up spotlight -1.2 0.6 130; up spotlight 1.4 0.6 130; art crate 2.3 2.2; art easel -2.1 2.4"},
    {"shop", "shop store supermarket market+hall grocery boutique pharmacy mall checkout laden geschäft supermarkt apotheke kiosk", Inside::Yes, Lamps, 6.4, 3, 2.9, "#E7E0C9", "tiles", "", "stool",
     "art shelf_goods -2.3 2.8; art shelf_goods -0.8 2.8; art shelf_goods 0.7 2.8; art door 2.3 2.99; box wood 1.9 1.6 1.8 0.6 0.95; art box 2.3 1.5 0.95; up neon -1.2 1.4; up neon 1.2 1.4; left poster 0.8 1.3"},
    {"prison", "prison jail cell dungeon gaol gefängnis zelle kerker verlies", Inside::Yes, Dim, 4.4, 2.4, 2.6, "#9C9A92", "stone", "", "bench_seat",
     "on bars 0.9 0.2 95; window -1.1 1.7 0.6 0.5; on bars -1.1 1.7 22; art bench_seat -1.1 2.0; art bottle 1.9 1.4"},
    {"cellar", "cellar basement vault crypt bunker boiler *keller gewölbe gruft", Inside::Yes, Dim, 5.4, 2.8, 2.3, "#8B8377", "stone", "", "crate",
     "art barrel -2.1 2.3; art barrel -1.3 2.5; art crate 1.7 2.2; art boxes 2.3 2.5; on pipe 0 1.9 160; up bulb 0.2 1.0; up cobweb -2.6 2.7; art trunk 0.4 2.4; left pipe 1.0 1.7"},
    {"attic", "attic loft garret dachboden speicher", Inside::Yes, Dim, 5.2, 3, 2.4, "#A98A66", "boards", "", "trunk",
     "window 0 0.9 0.9 0.8; art trunk -1.6 2.3; art boxes 1.8 2.5; art coat_rack 2.4 2.2; art easel 1.0 2.6; up bulb -0.6 1.1; up cobweb -2.5 2.8; up cobweb 2.5 2.8 -100; art mirror -2.3 2.6 0 180"},
    {"corridor", "corridor hallway hall passage lobby foyer staircase stairs landing elevator stairwell *flur gang *treppe treppenhaus korridor diele aufzug entrance", Inside::Yes, Lamps, 3.4, 9, 2.7, "#D8CBB4", "boards", "", "bench_seat",
     "on door 0 0; left door 1.4 0; left door 4.6 0; right door 3.0 0; right door 6.2 0; right picture 1.2 1.4; left picture 3.0 1.4; up hanging_lamp 0 2.0 70; up hanging_lamp 0 5.0 70; rug red 0 3.4 1.2 8"},
    {"car", "car taxi cab limousine automobile suv van auto wagen windshield pickup truck driver", Inside::Yes, Lamps, 1.9, 1.4, 1.5, "#6D7580", "carpet", "", "armchair",
     "window 0 0.75 1.4 0.5; lwin 0.3 0.72 1.5 0.5; rwin 0.3 0.72 1.5 0.5; box slate -0.45 0.9 0.6 0.3 0.95; box slate 0.45 0.9 0.6 0.3 0.95; front dashboard 0 -0.6 0.52 92"},
    {"bus", "bus tram coach minibus streetcar straßenbahn", Inside::Yes, Lamps, 2.8, 4.6, 2.3, "#E6D9B8", "metal", "", "bus_seat",
     "window 0 0.95 2.2 1.0; lwin 0.0 0.95 1.5 0.85; lwin 1.75 0.95 1.5 0.85; lwin 3.45 0.95 1.4 0.85; rwin 0.0 0.95 1.5 0.85; rwin 1.75 0.95 1.5 0.85; rwin 3.45 0.95 1.4 0.85; box red -0.9 3.2 0.8 0.3 1.0; box red 0.9 3.2 0.8 0.3 1.0; box red -0.95 2.0 0.8 0.3 1.0; box red 0.95 2.0 0.8 0.3 1.0; box red -1.0 1.0 0.7 0.3 1.0; box red 1.0 1.0 0.7 0.3 1.0; art pole -0.42 2.6; art pole 0.42 1.4; art steering_wheel 0.55 4.2 0.8; up neon -0.5 1.6 60; up neon 0.5 2.8 60"},
    {"train", "train compartment railway+carriage subway metro underground zug abteil u+bahn s+bahn carriage", Inside::Yes, Lamps, 3.2, 2.2, 2.4, "#D9C6A0", "carpet", "", "bench_seat",
     "window 0 0.95 1.7 1.0; box teal -1.2 1.4 0.6 1.2 0.48; box teal 1.2 1.4 0.6 1.2 0.48; box teal -1.45 1.4 0.14 1.2 1.15; box teal 1.45 1.4 0.14 1.2 1.15; on pipe -1.0 2.05 35; on pipe 1.0 2.05 35; art suitcase -1.0 2.0 2.06 130; box wood 0 2.0 0.7 0.3 0.7; up neon 0 1.0 70"},
    {"plane", "plane airplane aircraft cabin+of+plane cockpit helicopter jet flugzeug", Inside::Yes, Lamps, 3, 3, 2.1, "#DDE2E4", "carpet", "", "armchair",
     "left porthole 0.4 1.0 60; left porthole 1.3 1.0 60; left porthole 2.2 1.0 60; right porthole 0.4 1.0 60; right porthole 1.3 1.0 60; right porthole 2.2 1.0 60; on door 0 0 90; box blue -0.9 2.0 0.9 0.3 1.1; box blue 0.9 2.0 0.9 0.3 1.1; box blue -0.9 1.1 0.9 0.3 1.1; box blue 0.9 1.1 0.9 0.3 1.1; up neon 0 1.2 80"},
    {"spaceship", "spaceship starship bridge spacecraft space+station shuttle airlock rocket capsule raumschiff raumstation space orbit module", Inside::Yes, Dim, 6, 3, 2.8, "#8FA0AE", "metal", "", "armchair",
     "on porthole -1.7 1.1 130; on porthole 1.7 1.1 130; on screens 0 1.2 60; art console 0 2.2; left console 1.0 0; right pipe 1.0 2.2; on pipe 0 2.5 190; up neon -1.2 1.2; up neon 1.2 1.2; art metal_door -2.5 2.9"},
    {"castle", "throne great+hall palace castle+hall ballroom thronsaal rittersaal chamber court tower", Inside::Yes, Lamps, 8, 4.4, 5, "#B9B1A4", "stone", "", "chair",
     "on church_window -2.4 1.4; on church_window 2.4 1.4; art armchair 0 3.8 0 150; on flag -1.2 2.2 180; on flag 1.2 2.2 180; art column -3.2 2.4; art column 3.2 2.4; rug red 0 2.0 1.6 4.2; left lamp 1.4 1.8 120; right lamp 1.4 1.8 120"},
    {"workshop", "workshop garage laboratory lab factory warehouse hangar werkstatt fabrik halle labor barn stable shed studio atelier stall scheune", Inside::Yes, Dim, 7, 3.4, 3.4, "#A79C8B", "stone", "", "crate",
     "window -1.9 1.5 1.5 0.9; box oak 1.0 2.8 2.6 0.7 0.9; art boxes -2.6 2.8; art barrel 2.9 2.4; on pans 1.2 1.7 110; on pipe 0 2.9 200; up bulb -0.6 1.2; up bulb 1.4 1.2; art crate -1.3 2.8; art bottle 0.5 2.6 0.9; art lamp 1.9 2.6 0.9"},
    {"gym", "gym gymnasium sports dojo boxing turnhalle sporthalle locker lockers umkleide changing", Inside::Yes, Lamps, 7, 3.2, 3.2, "#D3CDB8", "boards", "", "bench_seat",
     "art lockers -1.9 3.1; art lockers 0.1 3.1; art bench_seat 1.6 2.4; art ball 2.4 1.8 0 130; window 2.4 1.9 1.2 0.7; up neon -1.4 1.2; up neon 1.4 1.2"},
    {"cave", "cave cavern grotto tunnel mine *höhle grotte stollen lair", Inside::Yes, Dim, 7, 4, 3.6, "#77716B", "rock", "", "rock",
     "art stalagmite -2.4 2.8; art stalagmite 2.6 3.2 0 130; art stalagmite 1.7 3.6 0 70; up stalactite -1.4 2.6; up stalactite 1.0 3.0 120; up stalactite 2.6 2.0 90; art boulder -2.7 3.4 0 90; art rock 2.0 2.2 0 80"},
    {"room", "living+room livingroom lounge parlor parlour apartment flat room home house wohnzimmer *wohnung *zimmer *stube *haus salon den sitting+room dining drawing+room villa mansion", Inside::Yes, Lamps, 6, 2.8, 2.7, "#E2CDB0", "boards", "", "chair",
     "window -1.5 0.95 1.5 1.3; art sofa 1.2 2.3; art bookcase -2.7 2.5 0 95; on picture 0.8 1.5; on picture 1.8 1.6 80; art floor_lamp 2.6 2.3; art plant -0.4 2.5; rug teal 0.3 1.0 2.6 1.2; up hanging_lamp 0 1.2 80"},
    {"indoor", "", Inside::Yes, Lamps, 6, 2.8, 2.8, "#DCD3C2", "boards", "", "chair",
     "window -1.4 1.0 1.4 1.2; art door 2.0 2.79; on picture 0.4 1.5; art plant -2.6 2.3; up hanging_lamp 0 1.2"},
};
// clang-format on

}  // namespace

std::span<const SetRecord> indoor_sets() {
    return kSets;
}

}  // namespace fabula::drawing
