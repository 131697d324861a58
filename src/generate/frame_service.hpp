// Frames that the rules draw, set by hand: who stands where and does what, before which set, and
// how a character looks in every frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cast/cast.hpp"
#include "drawing/frame_hand.hpp"
#include "drawing/frame_json.hpp"
#include "generate/frames.hpp"
#include "providers/builtin.hpp"

namespace fabula::generate {

inline constexpr std::string_view kRedrawKind = "redraw";

// What a caller wants of a frame. Absent members stay; a `hand` takes the place of the one before,
// and an empty one gives the frame back to the rules.
struct FrameWish {
    std::string framing;
    std::string camera_angle;
    std::vector<std::string> character_names;
    drawing::FrameHand hand;

    static constexpr Rules choice = {.visibility = Visibility::Patch, .length_max = 100};
    static constexpr auto fields = FieldList{
        Field<&FrameWish::framing>{"framing", choice},
        Field<&FrameWish::camera_angle>{"camera_angle", choice},
        Field<&FrameWish::character_names>{
            "character_names",
            {.visibility = Visibility::Patch, .length_max = 100, .help = "in frame"}},
        Field<&FrameWish::hand>{
            "hand", {.visibility = Visibility::Patch, .help = "empty: back to the rules"}}};
};

// Somebody who may be in the frame.
struct FramePerson {
    std::string name;
    std::optional<CharacterId> character_id;  // Absent: in the script and not in the cast.
    drawing::LookHints look;                  // Chosen by hand.
    drawing::Look shown;                      // As drawn.

    static constexpr auto fields = FieldList{
        Field<&FramePerson::name>{"name"}, Field<&FramePerson::character_id>{"character_id"},
        Field<&FramePerson::look>{"look"}, Field<&FramePerson::shown>{"shown"}};
};

// A frame as it stands, with what of it a hand set.
struct FrameAnswer {
    ShotId id;
    std::int64_t rev = 1;
    std::string shot_number;
    std::string framing;
    std::string camera_angle;
    std::vector<std::string> character_names;
    std::optional<AssetId> image_id;
    bool editable = true;  // False where the shot shows a picture that the rules did not draw.
    std::string set;       // Key of the set that is drawn.
    drawing::FrameHand hand;
    drawing::FrameSpec spec;
    std::vector<FramePerson> people;  // The cast, and who is in frame besides.

    static constexpr auto fields = FieldList{
        Field<&FrameAnswer::id>{"id"},
        Field<&FrameAnswer::rev>{"rev"},
        Field<&FrameAnswer::shot_number>{"shot_number"},
        Field<&FrameAnswer::framing>{"framing"},
        Field<&FrameAnswer::camera_angle>{"camera_angle"},
        Field<&FrameAnswer::character_names>{"character_names"},
        Field<&FrameAnswer::image_id>{"image_id"},
        Field<&FrameAnswer::editable>{
            "editable", {.help = "false: a picture that the rules did not draw is shown"}},
        Field<&FrameAnswer::set>{"set"},
        Field<&FrameAnswer::hand>{"hand"},
        Field<&FrameAnswer::spec>{"spec", {.help = "what is drawn"}},
        Field<&FrameAnswer::people>{"people", {.length_max = 2000}}};
};

// What one can choose in a frame.
struct FrameValues {
    std::vector<std::string> indoor_sets;
    std::vector<std::string> outdoor_sets;
    std::vector<std::string> poses;
    std::vector<std::string> expressions;
    std::vector<std::string> gazes;
    std::vector<std::string> facings;
    std::vector<std::string> times;
    std::vector<std::string> weathers;
    std::vector<std::string> genders;
    std::vector<std::string> ages;
    std::vector<std::string> builds;
    std::vector<std::string> species;
    std::vector<std::string> hairs;
    std::vector<std::string> headwear;
    std::vector<std::string> facial_hair;
    std::vector<std::string> eyewear;
    std::vector<std::string> neckwear;
    std::vector<std::string> garments;
    std::vector<std::string> patterns;
    std::vector<std::string> legwear;
    std::vector<std::string> bags;

    static constexpr auto fields = FieldList{Field<&FrameValues::indoor_sets>{"indoor_sets"},
                                             Field<&FrameValues::outdoor_sets>{"outdoor_sets"},
                                             Field<&FrameValues::poses>{"poses"},
                                             Field<&FrameValues::expressions>{"expressions"},
                                             Field<&FrameValues::gazes>{"gazes"},
                                             Field<&FrameValues::facings>{"facings"},
                                             Field<&FrameValues::times>{"times"},
                                             Field<&FrameValues::weathers>{"weathers"},
                                             Field<&FrameValues::genders>{"genders"},
                                             Field<&FrameValues::ages>{"ages"},
                                             Field<&FrameValues::builds>{"builds"},
                                             Field<&FrameValues::species>{"species"},
                                             Field<&FrameValues::hairs>{"hairs"},
                                             Field<&FrameValues::headwear>{"headwear"},
                                             Field<&FrameValues::facial_hair>{"facial_hair"},
                                             Field<&FrameValues::eyewear>{"eyewear"},
                                             Field<&FrameValues::neckwear>{"neckwear"},
                                             Field<&FrameValues::garments>{"garments"},
                                             Field<&FrameValues::patterns>{"patterns"},
                                             Field<&FrameValues::legwear>{"legwear"},
                                             Field<&FrameValues::bags>{"bags"}};
};
const FrameValues& frame_values();

class FrameService {
public:
    // Registers the kind of job that draws a character's frames anew; the job service must not
    // have started.
    FrameService(store::Store& store, jobs::JobService& jobs, files::AssetService& assets,
                 Frames& frames, const providers::ImageProvider& rules);

    FrameAnswer get(const Actor& actor, const ShotId& shot);
    // Draws the frame anew and stores both. Throws Conflict where the shot shows a picture that
    // the rules did not draw: that is never touched.
    FrameAnswer update(const Actor& actor, const ShotId& shot, const Patch<FrameWish>& wish,
                       std::optional<std::int64_t> expected_rev);

    // Takes the place of what was chosen before; the frames that show them follow by a job.
    cast::Character put_look(const Actor& actor, const CharacterId& character,
                             const drawing::LookHints& look,
                             std::optional<std::int64_t> expected_rev);

private:
    store::Store& store_;
    jobs::JobService& jobs_;
    files::AssetService& assets_;
    const providers::ImageProvider& rules_;
};

}  // namespace fabula::generate
