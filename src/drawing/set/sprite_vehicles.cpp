// What drives, sails and flies, from the side.
#include "drawing/set/sprite.hpp"

namespace fabula::drawing {

namespace {

// clang-format off
constexpr Sprite kSprites[] = {
    {"car", "car taxi cab limousine automobile sedan convertible jeep auto wagen polizeiwagen suv", 420, 150,
     "red 2 M-204 30 L-206 70 C-204 84 -180 88 -130 92 L-84 136 C-76 144 60 146 72 140 L124 96 C170 92 200 86 206 66 L204 30Z|"
     "glass 1 M-112 92 L-76 130 -12 132 -12 92Z|glass 1 M0 92 L0 132 62 130 106 92Z|- 1 M-6 92 L-6 36|- 1 M-200 56 L200 56|lamp 1 E196 68 8 9|red 1 R-206 60 8 16|"
     "black 2 E-126 30 32 32|steel 1 E-126 30 14 14|black 2 E124 30 32 32|steel 1 E124 30 14 14|steel 1 R-30 76 18 4"},
    {"bus", "bus coach tram omnibus", 980, 310,
     "yellow 3 O-480 34 960 266 26|cream 1 M-476 170 L476 170 476 210 -476 210Z|pane 2 R-440 176 120 84|pane 2 R-300 176 120 84|pane 2 R-160 176 120 84|pane 2 R-20 176 120 84|pane 2 R120 176 120 84|"
     "pane 2 R380 120 84 140|steel 2 R270 44 90 216|pane 1 R278 110 34 140|pane 1 R318 110 34 140|black 1 R-120 272 300 22|lamp 0 R-110 278 280 10|"
     "black 3 E-290 38 46 46|steel 2 E-290 38 20 20|black 3 E210 38 46 46|steel 2 E210 38 20 20|lamp 1 E470 84 10 14|- 1 M-470 110 L260 110"},
    {"bus_front", "", 260, 320,
     "yellow 3 O-126 26 252 286 22|pane 2 O-108 130 216 130 12|- 2 M0 130 L0 260|- 2 S-70 138 -40 180 -30 220|- 2 S40 138 60 180 70 220|black 2 O-90 268 180 34 6|lamp 0 R-80 276 160 18|"
     "lamp 2 E-88 84 20 20|lamp 2 E88 84 20 20|glow 0 E-88 84 70 60|glow 0 E88 84 70 60|steel 1 R-50 60 100 26|- 1 M-50 72 L50 72|black 2 O-104 0 46 40 8|black 2 O58 0 46 40 8|white 1 R-26 36 52 16|cream 1 M-122 104 L122 104 122 116 -122 116Z"},
    {"train", "train locomotive zug eisenbahn railcar", 1200, 330,
     "teal 3 O-600 40 1200 270 24|cream 1 M-598 190 L598 190 598 250 -598 250Z|pane 2 R-540 160 120 96|pane 2 R-390 160 120 96|pane 2 R-240 160 120 96|pane 2 R60 160 120 96|pane 2 R210 160 120 96|pane 2 R360 160 120 96|"
     "steel 2 R-90 50 120 220|pane 1 R-80 150 46 110|pane 1 R-24 150 46 110|black 2 E-460 34 34 34|black 2 E-370 34 34 34|black 2 E370 34 34 34|black 2 E460 34 34 34|iron 1 R-560 36 1120 10"},
    {"bicycle", "bicycle bike cycles fahrrad motorcycle motorbike motorrad scooter", 180, 110, "- 3 E-56 34 34 34|- 3 E56 34 34 34|- 3 M-56 34 L-20 80 36 80 56 34|- 3 M-20 80 L4 34 -56 34|- 3 M4 34 L36 80 32 100 50 104|black 1 O-34 84 26 7 3"},
    {"truck", "truck van lorry ambulance lastwagen lkw krankenwagen", 560, 260, "white 3 R-280 50 350 200|blue 2 M80 50 L80 190 C84 206 170 206 190 190 L240 120 270 110 274 50Z|pane 1 M120 124 L120 186 174 186 216 124Z|black 2 E-190 46 42 42|steel 1 E-190 46 18 18|black 2 E190 46 42 42|steel 1 E190 46 18 18|lamp 1 E264 86 9 9"},
    {"rowing_boat", "rowing+boat boat canoe raft dinghy boot ruderboot floß kahn longboat", 320, 80, "wood 3 M-160 66 C-130 6 -90 0 -40 0 L50 0 C100 0 136 10 160 66 C80 48 -80 48 -160 66Z|oak 1 M-130 54 C-60 42 60 42 130 54 L124 44 C60 34 -60 34 -124 44Z|- 3 M30 50 L130 -24"},
    {"ship", "ship steamer vessel ferry schiff dampfer fähre schooner pharaon longship", 900, 420, "navy 3 M-440 150 L-390 0 370 0 450 170Z|white 2 R-300 150 560 90|white 2 R-220 240 380 70|red 2 M-120 310 L-110 410 -20 410 -10 310Z|red 2 M30 310 L40 410 130 410 140 310Z|pane 1 E-240 196 16 16|pane 1 E-160 196 16 16|pane 1 E-80 196 16 16|pane 1 E0 196 16 16|pane 1 E80 196 16 16|pane 1 E160 196 16 16"},
    {"rocket", "rocket spaceship spacecraft rakete raumschiff shuttle", 200, 520, "white 3 B-60 60 -70 260 -40 420 0 510 40 420 70 260 60 60|red 2 M-60 110 L-120 20 -52 50Z|red 2 M60 110 L120 20 52 50Z|glass 2 E0 340 28 28|fire 1 M-40 50 L0 -40 40 50Z"},
    {"plane", "plane airplane jet aircraft helicopter flugzeug hubschrauber", 700, 220, "white 3 B-340 80 -240 130 200 136 320 112 344 84 200 60 -240 60|blue 2 M-330 86 L-350 210 -290 200 -240 120Z|steel 2 M-20 84 L-120 10 -60 10 110 80Z|glass 1 R-180 96 18 16|glass 1 R-140 96 18 16|glass 1 R-100 96 18 16|glass 1 R-60 96 18 16|glass 1 R-20 96 18 16|glass 1 R20 96 18 16|glass 1 R60 96 18 16|glass 1 M270 116 L312 108 296 98 262 100Z"},
    {"carriage", "carriage wagon cart coach+and cab+horse kutsche hansom wagen+und", 360, 240, "oak 3 O-120 70 210 130 20|pane 1 O-70 120 90 60 8|- 3 E-90 54 54 54|- 3 E90 44 44 44|- 2 M-90 0 L-90 108|- 2 M-144 54 L-36 54|- 2 M90 0 L90 88|- 2 M46 44 L134 44|- 3 M90 80 L176 90|gold 1 R-120 196 210 8"},
};
// clang-format on

}  // namespace

std::span<const Sprite> vehicle_sprites() {
    return kSprites;
}

}  // namespace fabula::drawing
