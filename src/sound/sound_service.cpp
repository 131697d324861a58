#include "sound/sound_service.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/revision.hpp"
#include "cast/cast_store.hpp"
#include "history/record.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "sound/sound_file.hpp"
#include "store/in_parts.hpp"

namespace fabula::sound {

namespace {

std::int64_t to_milliseconds(double seconds) {
    return std::llround(seconds * 1000);
}

// The documented name of a time beside the exact one; both at once could contradict each other.
template <auto Documented, auto Exact>
bool is_in_seconds(const Patch<SoundWish>& given, std::string_view name) {
    if (!given.has<Documented>()) return false;
    if (given.has<Exact>()) {
        invalid(std::string(name), "Give the seconds or the milliseconds, not both.");
    }
    return true;
}

Json read_peaks(const Json& given) {
    // Of a form it is text.
    const auto text = given.is_string() ? given.get<std::string>() : given.dump();
    const auto peaks = Json::accept(text) ? parse_json(text) : Json();
    if (!peaks.is_array() || peaks.size() > kPeaksMax) {
        invalid("peaks", "must be a list of at most " + std::to_string(kPeaksMax) + " numbers");
    }
    Json out = Json::array();
    for (const auto& peak : peaks) {
        const double value = peak.is_number() ? peak.get<double>() : -1;
        if (!(value >= 0 && value <= 1)) invalid("peaks", "must be numbers from 0 to 1");
        out.push_back(rounded_peak(value));
    }
    return out;
}

// What the wish says in other words than the row does.
void take_seconds(const Patch<SoundWish>& given, Sound& sound) {
    const auto& wish = given.value;
    if (is_in_seconds<&SoundWish::start_time, &Sound::start_ms>(given, "start_time")) {
        sound.start_ms = to_milliseconds(wish.start_time);
    }
    if (is_in_seconds<&SoundWish::end_time, &Sound::end_ms>(given, "end_time")) {
        sound.end_ms.reset();
        if (wish.end_time) sound.end_ms = to_milliseconds(*wish.end_time);
    }
    if (is_in_seconds<&SoundWish::fade_in, &Sound::fade_in_ms>(given, "fade_in")) {
        sound.fade_in_ms = to_milliseconds(wish.fade_in);
    }
    if (is_in_seconds<&SoundWish::fade_out, &Sound::fade_out_ms>(given, "fade_out")) {
        sound.fade_out_ms = to_milliseconds(wish.fade_out);
    }
}

// The length and the peaks that a browser tells, of a file that does not tell them itself.
void take_heard(const Patch<SoundWish>& given, const Sound& before, Sound& sound) {
    sound.duration_ms = before.duration_ms;
    const bool in_seconds =
        is_in_seconds<&SoundWish::duration, &Sound::duration_ms>(given, "duration");
    if (!before.measured && in_seconds) {
        sound.duration_ms = to_milliseconds(given.value.duration);
    } else if (!before.measured && given.has<&Sound::duration_ms>()) {
        sound.duration_ms = given.value.duration_ms;
    }
    if (!given.has<&SoundWish::peaks>()) return;
    auto peaks = read_peaks(given.value.peaks);
    const bool is_wav = before.measured && !before.waveform_data.empty();
    if (!is_wav) sound.waveform_data = std::move(peaks);
}

void check_cut(const Sound& sound) {
    const auto end = sound.end();
    if (sound.duration_ms && sound.end_ms && *sound.end_ms > *sound.duration_ms) {
        invalid("end_ms", "lies behind the end of the file");
    }
    if (!end) return;
    if (sound.start_ms >= *end && *end > 0) invalid("start_ms", "lies behind the end");
    if (sound.fade_in_ms + sound.fade_out_ms > *end - sound.start_ms) {
        invalid("fade_out_ms", "The fades are longer than what is heard.");
    }
}

// Where a sound lies: asked in the transaction that lays it there.
ProjectId find_place(store::Reader& db, const Actor& actor, const Sound& sound) {
    if (sound.shot_id.has_value() == sound.scene_id.has_value()) {
        invalid("shot_id", "Say under which shot (shot_id) or scene (scene_id) it lies.");
    }
    return sound.shot_id ? shots::get_shot(db, actor, Action::Edit, *sound.shot_id).project_id
                         : script::get_node(db, actor, Action::Edit, *sound.scene_id).project_id;
}

void check_character(store::Reader& db, const Actor& actor, const Sound& sound) {
    if (!sound.character_id) return;
    cast::get_character(db, actor, Action::View, *sound.character_id);
    if (sound.type != SoundType::Voice && sound.type != SoundType::Take) {
        invalid("character_id", "Only a voice or a take is somebody's.");
    }
}

// The row as the wish has it, without a file.
Sound read_wish(store::Reader& db, const Actor& actor, const New<SoundWish>& wish) {
    Sound sound = wish.value;
    sound.project_id = find_place(db, actor, sound);
    check_character(db, actor, sound);
    const Patch<SoundWish> given{.value = wish.value, .given = wish.given};
    take_seconds(given, sound);
    take_heard(given, Sound{}, sound);
    return sound;
}

SoundAnswer answer(store::Reader& db, const Sound& sound) {
    return with_files(db, {sound}).front();
}

}  // namespace

void SoundService::check(const Actor& actor, const New<SoundWish>& wish) {
    store_.read([&](store::Reader& db) { check_cut(read_wish(db, actor, wish)); });
}

SoundAnswer SoundService::add(const Actor& actor, const New<SoundWish>& wish,
                              const ReceivedFile& file, const With& with) {
    auto sound = store_.read([&](store::Reader& db) { return read_wish(db, actor, wish); });
    const auto organization = store_.read([&](store::Reader& db) {
        return story::get_project(db, actor, Action::Edit, sound.project_id).organization_id;
    });
    const auto extension = listen(files::MappedFile(file.path).bytes(), sound);
    check_cut(sound);
    if (sound.file_name.empty()) sound.file_name = file.name;
    sound.asset_id = make_id<AssetId>();
    SoundAnswer added;
    const files::NewAsset asset{.id = sound.asset_id,
                                .organization_id = organization,
                                .project_id = sound.project_id,
                                .folder = AssetFolder::Audio,
                                .extension = extension};
    assets_.create_from(asset, file.path, [&](store::Tx& tx, const files::Asset&) {
        find_place(tx, actor, sound);
        check_character(tx, actor, sound);
        auto row = sound;
        tx.insert(row);
        history::record(tx, actor, history::Act::Create, history::entity_of(row));
        if (row.starred) star_alone(tx, row);
        if (with) with(tx, row);
        added = answer(tx, row);
    });
    return added;
}

SoundAnswer SoundService::get(const Actor& actor, const SoundId& id) {
    return store_.read(
        [&](store::Reader& db) { return answer(db, get_sound(db, actor, Action::View, id)); });
}

std::vector<SoundAnswer> SoundService::list_of_project(const Actor& actor,
                                                       const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return with_files(db, list_sounds_of_project(db, found.id));
    });
}

std::vector<SoundAnswer> SoundService::list_removed(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return with_files(db, list_removed_sounds(db, found.id));
    });
}

std::vector<SoundAnswer> SoundService::list_of_shot(const Actor& actor, const ShotId& shot) {
    return store_.read([&](store::Reader& db) {
        const auto found = shots::get_shot(db, actor, Action::View, shot);
        return with_files(db, list_sounds_of_shot(db, found.id));
    });
}

std::vector<SoundAnswer> SoundService::list_of_scene(const Actor& actor, const NodeId& scene) {
    return store_.read([&](store::Reader& db) {
        const auto found = script::get_node(db, actor, Action::View, scene);
        return with_files(db, list_sounds_of_scene(db, found.id));
    });
}

std::map<ShotId, std::vector<SoundAnswer>> SoundService::list_of_shots(
    const Actor& actor, const std::vector<ShotId>& shots) {
    return store_.read([&](store::Reader& db) {
        std::map<ShotId, std::vector<SoundAnswer>> out;
        for (const auto& shot : shots) {
            const auto found = shots::get_shot(db, actor, Action::View, shot);
            out[shot] = with_files(db, list_sounds_of_shot(db, found.id));
        }
        return out;
    });
}

namespace {

Sound change(store::Tx& tx, const Actor& actor, Sound sound, const Patch<SoundWish>& given) {
    const auto before = sound;
    SoundWish changed;
    static_cast<Sound&>(changed) = sound;
    given.apply_to(changed);
    sound = changed;
    // Named alone, the one takes the place of the other.
    if (given.has<&Sound::shot_id>() && !given.has<&Sound::scene_id>() && sound.shot_id) {
        sound.scene_id.reset();
    }
    if (given.has<&Sound::scene_id>() && !given.has<&Sound::shot_id>() && sound.scene_id) {
        sound.shot_id.reset();
    }
    if (sound.shot_id != before.shot_id || sound.scene_id != before.scene_id) {
        if (find_place(tx, actor, sound) != sound.project_id) {
            invalid(sound.shot_id ? "shot_id" : "scene_id", "is of another project");
        }
    }
    take_seconds(given, sound);
    take_heard(given, before, sound);
    if (given.has<&Sound::character_id>() || given.has<&Sound::type>()) {
        check_character(tx, actor, sound);
    }
    check_cut(sound);
    return sound;
}

}  // namespace

SoundAnswer SoundService::update(const Actor& actor, const SoundId& id,
                                 const Patch<SoundWish>& patch,
                                 std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        const auto found = get_sound(tx, actor, Action::Edit, id);
        check_rev(found.rev, expected_rev, "this sound");
        auto sound = change(tx, actor, found, patch);
        tx.update(sound);
        if (sound.starred) star_alone(tx, sound);
        history::record_change(tx, actor, found, sound);
        return answer(tx, sound);
    });
}

void SoundService::remove(const Actor& actor, const SoundId& id) {
    store_.write([&](store::Tx& tx) {
        auto sound = get_sound(tx, actor, Action::Edit, id);
        sound.deleted_at = tx.now();
        tx.update(sound);
        history::record(tx, actor, history::Act::Delete, history::entity_of(sound));
    });
}

SoundAnswer SoundService::restore(const Actor& actor, const SoundId& id) {
    return store_.write([&](store::Tx& tx) {
        auto sound = get_sound(tx, actor, Action::Edit, id, Bin::Only);
        sound.deleted_at.reset();
        tx.update(sound);
        history::record(tx, actor, history::Act::Restore, history::entity_of(sound));
        if (sound.starred) star_alone(tx, sound);
        return answer(tx, sound);
    });
}

std::int64_t SoundService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 100, [&](store::Tx& tx, std::int64_t limit) {
        return delete_expired_sounds(tx, now - story::kBinKept, limit);
    });
    assets_.remove_marked();
    return count;
}

}  // namespace fabula::sound
