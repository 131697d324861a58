#include "shots/shots_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "base/rows.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "cast/in_script.hpp"
#include "pictures/pictures_store.hpp"
#include "script/script_store.hpp"
#include "shots/shot_lines.hpp"
#include "store/in_parts.hpp"
#include "store/positions.hpp"

namespace fabula::shots {

namespace {

constexpr std::int64_t kSceneMax = 2000;  // Shots in a scene.
constexpr std::size_t kRowsMax = 500;     // Shots in one act.

ShotAnswer answer(store::Reader& db, const Shot& shot) {
    return with_answers(db, {shot}).front();
}

// The scene that a shot comes into. Another project's is not there.
script::Node find_scene(store::Reader& db, const Actor& actor, const NodeId& id,
                        const ProjectId& project) {
    auto scene = script::get_node(db, actor, Action::Edit, id);
    if (!project.empty() && scene.project_id != project) {
        invalid("scene_id", "is a scene of another project");
    }
    return scene;
}

std::vector<std::string> names_of(store::Reader& db, const Actor& actor,
                                  const std::vector<CharacterId>& ids) {
    std::vector<std::string> names;
    for (const auto& id : ids) {
        names.push_back(cast::get_character(db, actor, Action::View, id).name);
    }
    return names;
}

template <class Given>
void check_lines(const Given& given) {
    const bool some = given.template has<&ShotWish::from>() || given.template has<&ShotWish::to>();
    const bool all = given.template has<&ShotWish::from>() && given.template has<&ShotWish::to>() &&
                     given.template has<&ShotWish::version>();
    if (some && !all) invalid("version", "from, to and version come together");
}

// What the wish says in other words than the row does.
void take_wish(store::Reader& db, const Actor& actor, const Patch<ShotWish>& given, Shot& shot) {
    const auto& wish = given.value;
    if (given.has<&ShotWish::character_ids>()) {
        shot.character_names = names_of(db, actor, wish.character_ids);
    }
    if (given.has<&ShotWish::duration>()) {
        const auto parsed = parse_duration(wish.duration);
        if (!parsed || *parsed > Shot::kDurationMax) {
            invalid("duration", "must be seconds (4, 4.5) or minutes and seconds (1:30)");
        }
        shot.duration_ms = *parsed;
    }
    if (given.has<&ShotWish::shotlength_minutes>() || given.has<&ShotWish::shotlength_seconds>()) {
        const auto minutes = given.has<&ShotWish::shotlength_minutes>() ? wish.shotlength_minutes
                                                                        : shot.duration_ms / 60'000;
        const auto seconds = given.has<&ShotWish::shotlength_seconds>()
                                 ? wish.shotlength_seconds
                                 : shot.duration_ms / 1000 % 60;
        shot.duration_ms = minutes * 60'000 + seconds * 1000;
        if (shot.duration_ms > Shot::kDurationMax) {
            invalid("shotlength_minutes", "is longer than a day");
        }
    }
    shot.shot_number = trim(shot.shot_number);
    for (auto& name : shot.character_names) {
        name = trim(name);
        if (name.empty()) invalid("character_names", "has an empty entry");
        if (count_code_points(name) > 200) invalid("character_names", "has an entry too long");
    }
}

void check_balloons(const Shot& shot) {
    for (std::size_t i = 0; i < shot.balloons.size(); ++i) {
        const auto& balloon = shot.balloons[i];
        const auto field = "balloons[" + std::to_string(i) + "]";
        if (balloon.source == comic::BalloonSource::Own && trim(balloon.text).empty()) {
            invalid(field + ".text", "is required: nothing else says what stands there");
        }
        if (balloon.x.has_value() != balloon.y.has_value()) {
            invalid(field + ".y", "comes together with x");
        }
        if (balloon.tail_x.has_value() != balloon.tail_y.has_value()) {
            invalid(field + ".tail_y", "comes together with tail_x");
        }
    }
}

void take_number(store::Reader& db, Shot& shot) {
    if (shot.shot_number.empty()) {
        shot.shot_number = next_number(db, shot);
    } else if (is_number_taken(db, shot, shot.shot_number)) {
        throw AppError(Code::Conflict,
                       PublicText{"There is a shot " + shot.shot_number + " already."},
                       {.field = "shot_number"});
    }
}

void check_scene_size(std::int64_t count) {
    if (count <= kSceneMax) return;
    throw AppError(Code::TooLarge,
                   PublicText{"A scene has at most " + std::to_string(kSceneMax) + " shots."});
}

void place(store::Tx& tx, Shot& shot, std::int64_t position) {
    auto siblings = list_shots_of_scene(tx, shot.scene_id);
    check_scene_size(std::ssize(siblings));
    store::place_among(tx, shot, std::move(siblings), position);
}

// The same of a shot that is not stored yet. At the end nobody moves for it, so that a long list
// comes in without reading the scene again for each of its rows.
void place_new(store::Tx& tx, Shot& shot, std::int64_t position) {
    const auto count = count_shots_of_scene(tx, shot.scene_id);
    if (position <= count) {
        place(tx, shot, position);
        return;
    }
    check_scene_size(count);
    shot.position = count + 1;
}

constexpr std::int64_t kLast = kSceneMax + 1;

screenplay::Range range_of(const ShotWish& wish) {
    return {static_cast<std::uint32_t>(wish.from), static_cast<std::uint32_t>(wish.to)};
}

// Lets the shot hold on to lines where the wish names some, and takes from them what it does not
// say itself.
void take_lines(store::Tx& tx, const ReadScript& in, const Patch<ShotWish>& given, Shot& shot) {
    const auto shown = hold_lines(tx, shot, in, range_of(given.value), given.value.version);
    shot.dialogue = shown.dialogue;
    if (shot.description.empty()) shot.description = shown.description;
    if (shot.character_names.empty()) shot.character_names = shown.speakers;
}

Shot insert(store::Tx& tx, const history::By& by, const Patch<ShotWish>& given) {
    check_lines(given);
    const auto& actor = by.actor;
    Shot shot = given.value;
    const bool holds = given.has<&ShotWish::from>();
    std::optional<ReadScript> read;
    if (shot.scene_id.empty() && holds && !shot.project_id.empty()) {
        story::get_project(tx, actor, Action::Edit, shot.project_id);
        read = read_script(tx, shot.project_id);
        shot.scene_id = scene_of_lines(tx, *read, range_of(given.value));
    }
    if (shot.scene_id.empty()) invalid("scene_id", "is required, or lines of the script");
    const auto scene = find_scene(tx, actor, shot.scene_id, shot.project_id);
    shot.id = make_id<ShotId>();
    shot.project_id = scene.project_id;
    if (scene.pencil) shot.state = ArtState::Pencil;
    take_wish(tx, actor, given, shot);
    check_balloons(shot);
    take_number(tx, shot);
    place_new(tx, shot, given.has<&Shot::position>() ? given.value.position : kLast);
    if (holds) {
        if (!read) read = read_script(tx, shot.project_id);
        take_lines(tx, *read, given, shot);
    }
    tx.insert(shot);
    history::record(tx, by, history::Act::Create, history::entity_of(shot));
    return shot;
}

Shot change(store::Tx& tx, const history::By& by, const ShotId& id, const Patch<ShotWish>& given,
            std::optional<std::int64_t> expected_rev) {
    check_lines(given);
    const auto& actor = by.actor;
    auto shot = get_shot(tx, actor, Action::Edit, id);
    check_rev(shot.rev, expected_rev, "this shot");
    const auto before = shot;
    ShotWish changed;
    static_cast<Shot&>(changed) = shot;
    given.apply_to(changed);
    shot = changed;
    if (shot.scene_id != before.scene_id) {
        find_scene(tx, actor, shot.scene_id, shot.project_id);
        auto left = list_shots_of_scene(tx, before.scene_id);
        std::erase_if(left, [&](const Shot& other) { return other.id == id; });
        store::number_siblings(tx, left);
        place(tx, shot, given.has<&Shot::position>() ? given.value.position : kLast);
    } else if (given.has<&Shot::position>()) {
        place(tx, shot, given.value.position);
    }
    take_wish(tx, actor, given, shot);
    check_balloons(shot);
    if (shot.shot_number != before.shot_number) take_number(tx, shot);
    if (given.has<&ShotWish::from>()) {
        take_lines(tx, read_script(tx, shot.project_id), given, shot);
    }
    tx.update(shot);
    history::record_change(tx, by, before, shot);
    return shot;
}

}  // namespace

std::vector<Shot> ShotsService::list_of_project(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return list_shots_of_project(db, found.id);
    });
}

std::vector<ShotAnswer> ShotsService::list(const Actor& actor, const ProjectId& project,
                                           const ShotId& after, std::int64_t limit, Bin bin) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return with_answers(db, bin == Bin::Only ? list_removed(db, found.id, limit)
                                                 : list_shots(db, found.id, after, limit));
    });
}

std::vector<ShotAnswer> ShotsService::list_of_scene(const Actor& actor, const NodeId& scene) {
    return store_.read([&](store::Reader& db) {
        const auto node = script::get_node(db, actor, Action::View, scene);
        return with_answers(db, list_shots_of_scene(db, node.id));
    });
}

std::optional<ShotAnswer> ShotsService::find(const Actor& actor, const ShotId& id) {
    return store_.read([&](store::Reader& db) -> std::optional<ShotAnswer> {
        const auto shot = find_shot(db, actor, id);
        if (!shot) return std::nullopt;
        return answer(db, *shot);
    });
}

ShotAnswer ShotsService::create(const Actor& actor, const New<ShotWish>& wish) {
    return store_.write([&](store::Tx& tx) {
        return answer(tx, insert(tx, actor, {.value = wish.value, .given = wish.given}));
    });
}

ShotAnswer ShotsService::update(const Actor& actor, const ShotId& id, const Patch<ShotWish>& patch,
                                std::optional<std::int64_t> expected_rev) {
    return store_.write(
        [&](store::Tx& tx) { return answer(tx, change(tx, actor, id, patch, expected_rev)); });
}

void ShotsService::remove(const Actor& actor, const ShotId& id) {
    store_.write([&](store::Tx& tx) { remove_shot(tx, actor, id); });
}

ShotAnswer ShotsService::restore(const Actor& actor, const ShotId& id) {
    return store_.write([&](store::Tx& tx) {
        auto shot = get_shot(tx, actor, Action::Edit, id, Bin::Only);
        shot.deleted_at.reset();
        if (is_number_taken(tx, shot, shot.shot_number)) shot.shot_number = next_number(tx, shot);
        place(tx, shot, shot.position);
        tx.update(shot);
        history::record(tx, actor, history::Act::Restore, history::entity_of(shot));
        return answer(tx, shot);
    });
}

void remove_shot(store::Tx& tx, const history::By& by, const ShotId& id) {
    auto shot = get_shot(tx, by.actor, Action::Edit, id);
    shot.deleted_at = tx.now();
    tx.update(shot);
    history::record(tx, by, history::Act::Delete, history::entity_of(shot));
    auto left = list_shots_of_scene(tx, shot.scene_id);
    store::number_siblings(tx, left);
}

Shot write_row(store::Tx& tx, const history::By& by, const NodeId& scene, Json row) {
    const auto target = take_target(row);
    if (target.id) {
        return change(tx, by, ShotId{*target.id}, decode_patch<ShotWish>(row), target.rev);
    }
    if (row.is_object()) row["scene_id"] = scene.text;
    const auto wish = decode_new<ShotWish>(row);
    return insert(tx, by, {.value = wish.value, .given = wish.given});
}

namespace {

// A row with an id changes a record, one without makes one.
history::Many count_rows(std::string_view of, const Json& rows) {
    history::Many many{.of = of};
    for (const auto& row : rows) {
        const bool there = row.is_object() && row.contains("id") && row["id"].is_string();
        ++(there ? many.changed : many.created);
    }
    return many;
}

}  // namespace

std::vector<ShotAnswer> ShotsService::write_rows(const Actor& actor, const NodeId& scene,
                                                 const Json& rows) {
    if (!rows.is_array()) invalid("shots", "must be a list");
    if (rows.size() > kRowsMax) {
        invalid("shots", "has more than " + std::to_string(kRowsMax) + " rows");
    }
    return store_.write([&](store::Tx& tx) {
        const auto node = script::get_node(tx, actor, Action::Edit, scene);
        const auto many = count_rows("shot", rows);
        const auto act = many.created > 0 ? history::Act::Create : history::Act::Update;
        const auto by = history::part_of_many(tx, actor, act, history::entity_of(node), many);
        std::vector<Shot> written;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            written.push_back(
                within_row("shots", i, [&] { return write_row(tx, by, scene, rows[i]); }));
        }
        return with_answers(tx, written);
    });
}

std::vector<ShotAnswer> ShotsService::reorder(const Actor& actor, const NodeId& scene,
                                              const std::vector<ShotId>& ids) {
    return store_.write([&](store::Tx& tx) {
        const auto node = script::get_node(tx, actor, Action::Edit, scene);
        const auto by =
            history::part_of_many(tx, actor, history::Act::Move, history::entity_of(node),
                                  {.of = "shot", .changed = std::ssize(ids)});
        std::int64_t position = 0;
        std::vector<ShotId> seen;
        for (const auto& id : ids) {
            if (std::ranges::find(seen, id) != seen.end()) invalid("shot_ids", "names one twice");
            seen.push_back(id);
            auto shot = get_shot(tx, actor, Action::Edit, id);
            if (shot.project_id != node.project_id) {
                invalid("shot_ids", "names a shot of another project");
            }
            const auto before = shot;
            const auto left = std::exchange(shot.scene_id, node.id);
            place(tx, shot, ++position);
            tx.update(shot);
            history::record_change(tx, by, before, shot);
            if (left == node.id) continue;
            auto others = list_shots_of_scene(tx, left);
            store::number_siblings(tx, others);
        }
        return with_answers(tx, list_shots_of_scene(tx, node.id));
    });
}

ShotAnswer ShotsService::add_character(const Actor& actor, const ShotId& id,
                                       const CharacterId& character) {
    return store_.write([&](store::Tx& tx) {
        auto shot = get_shot(tx, actor, Action::Edit, id);
        const auto found = cast::get_character(tx, actor, Action::View, character);
        const bool there = std::ranges::any_of(
            shot.character_names, [&](const auto& name) { return fold(name) == fold(found.name); });
        if (!there) {
            const auto before = shot;
            shot.character_names.push_back(found.name);
            tx.update(shot);
            history::record_change(tx, actor, before, shot);
        }
        return answer(tx, shot);
    });
}

ShotAnswer ShotsService::remove_character(const Actor& actor, const ShotId& id,
                                          const CharacterId& character) {
    return store_.write([&](store::Tx& tx) {
        auto shot = get_shot(tx, actor, Action::Edit, id);
        const auto found = cast::get_character(tx, actor, Action::View, character);
        const auto names = cast::folded_names(found);
        const auto before = shot;
        const auto count = std::erase_if(shot.character_names, [&](const std::string& name) {
            return names.contains(fold(name));
        });
        if (count == 0) {
            throw AppError(Code::NotFound, PublicText{found.name + " is not in this shot."});
        }
        tx.update(shot);
        history::record_change(tx, actor, before, shot);
        return answer(tx, shot);
    });
}

pictures::Picture ShotsService::add_picture(const Actor& actor, const ShotId& id, PictureUse use,
                                            std::string_view bytes) {
    if (use != PictureUse::View && use != PictureUse::Reference) {
        invalid("use", "must be view or reference");
    }
    if (use == PictureUse::View) {
        store_.write([&](store::Tx& tx) {
            keep_image_as_version(tx, get_shot(tx, actor, Action::Edit, id));
        });
    }
    return pictures_.add(
        actor,
        [&](store::Reader& db) { return picture_owner(db, get_shot(db, actor, Action::Edit, id)); },
        use, {.folder = AssetFolder::Shots}, bytes,
        use == PictureUse::View ? pictures::Starring::Newest : pictures::Starring::First);
}

std::vector<pictures::Picture> ShotsService::list_pictures(const Actor& actor, const ShotId& id) {
    return pictures_.list([&](store::Reader& db) {
        return picture_owner(db, get_shot(db, actor, Action::View, id));
    });
}

std::int64_t ShotsService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 100, [&](store::Tx& tx, std::int64_t limit) {
        return delete_expired(tx, now - story::kBinKept, limit);
    });
    assets_.remove_marked();
    return count;
}

}  // namespace fabula::shots
