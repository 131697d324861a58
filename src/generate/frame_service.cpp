#include "generate/frame_service.hpp"

#include <algorithm>
#include <span>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "drawing/frame/staging.hpp"
#include "files/asset_store.hpp"
#include "generate/frame_request.hpp"
#include "history/record.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::generate {

namespace {

// Of the placeholder in points; the picture's shape is the storyboard's.
constexpr double kWidth = 640;
constexpr double kHeight = 360;

// A shot with all that its frame is drawn from.
struct Subject {
    shots::Shot shot;
    script::Node scene;
    std::vector<cast::Character> cast;
    std::vector<providers::CastMember> members;
    bool editable = true;
};

Subject read_subject(store::Reader& db, const Actor& actor, Action action, const ShotId& id) {
    Subject out;
    out.shot = shots::get_shot(db, actor, action, id);
    out.scene = script::get_node(db, actor, Action::View, out.shot.scene_id);
    out.cast = cast::list_cast(db, out.shot.project_id);
    out.members = cast_members(db, out.shot.project_id);
    if (out.shot.image_id) {
        const auto asset = files::find_asset(db, *out.shot.image_id);
        out.editable = !asset || providers::is_builtin(asset->provenance);
    }
    return out;
}

std::vector<FramePerson> people_of(const Subject& subject, const providers::DressedCast& dressed,
                                   const drawing::FrameSpec& spec) {
    std::vector<FramePerson> out;
    for (std::size_t i = 0; i < subject.cast.size(); ++i) {
        out.push_back({.name = subject.cast[i].name,
                       .character_id = subject.cast[i].id,
                       .look = subject.members[i].look,
                       .shown = dressed.looks[i]});
    }
    for (const auto& figure : spec.figures) {
        const auto name = fold(figure.name);
        const bool known = std::ranges::any_of(
            out, [&](const FramePerson& person) { return fold(person.name) == name; });
        if (!known) out.push_back({figure.name, {}, {}, figure.look});
    }
    return out;
}

FrameAnswer answer_of(const Subject& subject) {
    const auto& shot = subject.shot;
    const auto request = request_of(shot, subject.scene);
    const auto dressed = providers::dress_cast(subject.members);
    FrameAnswer out;
    out.id = shot.id;
    out.rev = shot.rev;
    out.shot_number = shot.shot_number;
    out.framing = shot.framing;
    out.camera_angle = shot.camera_angle;
    out.character_names = shot.character_names;
    out.image_id = shot.image_id;
    out.editable = subject.editable;
    out.hand = request.hand;
    out.spec = providers::frame_spec(request, dressed, kWidth, kHeight);
    out.set = drawing::set_of(out.spec).key;
    out.people = people_of(subject, dressed, out.spec);
    return out;
}

void check_hand(const drawing::FrameHand& hand) {
    if (!hand.set.empty() && drawing::find_set_by_key(hand.set) == nullptr) {
        invalid("hand.set", "is no set of GET /frames/values");
    }
}

void take_wish(shots::Shot& shot, const Patch<FrameWish>& wish) {
    const auto& given = wish.value;
    if (wish.has<&FrameWish::framing>()) shot.framing = given.framing;
    if (wish.has<&FrameWish::camera_angle>()) shot.camera_angle = given.camera_angle;
    if (wish.has<&FrameWish::character_names>()) {
        for (const auto& name : given.character_names) {
            if (trim(name).empty()) invalid("character_names", "has an empty entry");
        }
        shot.character_names = given.character_names;
    }
    if (!wish.has<&FrameWish::hand>()) return;
    check_hand(given.hand);
    if (!shot.frame.is_object()) shot.frame = Json::object();
    if (encode(given.hand) == encode(drawing::FrameHand{})) {
        shot.frame.erase("hand");
    } else {
        shot.frame["hand"] = encode(given.hand);
    }
}

// With the hand, which is no field of the shot that others may write.
Json logged(const shots::Shot& shot) {
    auto out = history::logged_fields(shot);
    out["frame"] = shot.frame.value("hand", Json::object());
    return out;
}

[[noreturn]] void refuse_picture() {
    throw AppError(Code::Conflict,
                   PublicText{"This shot shows a picture that was brought or made. It is not "
                              "changed; choose the rough version first to edit it."});
}

}  // namespace

namespace {

template <class E>
std::vector<std::string> names() {
    return {EnumNames<E>::names.begin(), EnumNames<E>::names.end()};
}

std::vector<std::string> keys_of(std::span<const drawing::SetRecord> sets) {
    std::vector<std::string> out;
    for (const auto& set : sets) out.emplace_back(set.key);
    return out;
}

}  // namespace

const FrameValues& frame_values() {
    static const FrameValues values{.indoor_sets = keys_of(drawing::indoor_sets()),
                                    .outdoor_sets = keys_of(drawing::outdoor_sets()),
                                    .poses = names<drawing::Pose>(),
                                    .expressions = names<drawing::Expression>(),
                                    .gazes = names<drawing::Gaze>(),
                                    .facings = names<drawing::Facing>(),
                                    .times = names<drawing::TimeOfDay>(),
                                    .weathers = names<drawing::Weather>(),
                                    .genders = names<drawing::Gender>(),
                                    .ages = names<drawing::Age>(),
                                    .builds = names<drawing::Build>(),
                                    .species = names<drawing::Species>(),
                                    .hairs = names<drawing::Hair>(),
                                    .headwear = names<drawing::Headwear>(),
                                    .facial_hair = names<drawing::FacialHair>(),
                                    .eyewear = names<drawing::Eyewear>(),
                                    .neckwear = names<drawing::Neckwear>(),
                                    .garments = names<drawing::Garment>(),
                                    .patterns = names<drawing::Pattern>(),
                                    .legwear = names<drawing::Legwear>(),
                                    .bags = names<drawing::Bag>()};
    return values;
}

FrameService::FrameService(store::Store& store, jobs::JobService& jobs, files::AssetService& assets,
                           Frames& frames, const providers::ImageProvider& rules)
    : store_(store), jobs_(jobs), assets_(assets), rules_(rules) {
    jobs_.register_kind(std::string(kRedrawKind), [&frames](jobs::JobRun& run) {
        if (run.job().item_count == 0) {
            frames.add_redraws(run, run.job().input.at("name").get<std::string>());
        }
        run.each_item([&](const jobs::JobItem& item) { return frames.draw(run.job(), item); },
                      {.threads = kDrawingThreads});
        frames.forget_replaced();
    });
}

FrameAnswer FrameService::get(const Actor& actor, const ShotId& shot) {
    return answer_of(store_.read(
        [&](store::Reader& db) { return read_subject(db, actor, Action::View, shot); }));
}

FrameAnswer FrameService::update(const Actor& actor, const ShotId& id, const Patch<FrameWish>& wish,
                                 std::optional<std::int64_t> expected_rev) {
    auto subject =
        store_.read([&](store::Reader& db) { return read_subject(db, actor, Action::Edit, id); });
    check_rev(subject.shot.rev, expected_rev, "this shot");
    if (!subject.editable) refuse_picture();
    const auto read = subject.shot;
    take_wish(subject.shot, wish);
    const auto picture = rules_.draw(request_of(subject.shot, subject.scene), subject.members);
    const auto organization = store_.read(
        [&](store::Reader& db) { return shots::picture_owner(db, subject.shot).organization_id; });
    const auto store_with = [&](store::Tx& tx, const files::Asset& asset) {
        auto shot = shots::get_shot(tx, actor, Action::Edit, id);
        check_rev(shot.rev, read.rev, "this shot");
        const auto before = shot;
        take_wish(shot, wish);
        tx.update(shot);
        history::record_change(tx, actor, history::entity_of(shot), logged(before), logged(shot));
        replace_rough(tx, shot, asset.id);
        subject.shot = shots::get_shot(tx, actor, Action::Edit, id);
    };
    assets_.create({.id = make_id<AssetId>(),
                    .organization_id = organization,
                    .project_id = read.project_id,
                    .folder = AssetFolder::Shots,
                    .extension = picture.extension,
                    .width = picture.width,
                    .height = picture.height,
                    .state = read.state,
                    .provenance = picture.provenance},
                   picture.bytes, store_with);
    assets_.remove_marked();
    return answer_of(subject);
}

cast::Character FrameService::put_look(const Actor& actor, const CharacterId& id,
                                       const drawing::LookHints& look,
                                       std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto character = cast::get_character(tx, actor, Action::Edit, id);
        check_rev(character.rev, expected_rev, "this character");
        auto before = history::logged_fields(character);
        before["look"] = character.look;
        character.look = Json::object();
        const Json chosen = encode(look);
        for (const auto& [key, value] : chosen.items()) {
            if (!value.is_null()) character.look[key] = value;
        }
        tx.update(character);
        auto after = history::logged_fields(character);
        after["look"] = character.look;
        history::record_change(tx, actor, history::entity_of(character), before, after);
        if (character.project_id && shots::count_shots(tx, *character.project_id) > 0) {
            jobs_.submit(tx, actor,
                         {.kind = std::string(kRedrawKind),
                          .title = character.name,
                          .project_id = *character.project_id,
                          .input = {{"name", character.name}},
                          .items = {}});
        }
        return character;
    });
}

}  // namespace fabula::generate
