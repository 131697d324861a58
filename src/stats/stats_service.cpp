#include "stats/stats_service.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "cast/cast_store.hpp"
#include "cast/in_script.hpp"
#include "script/script_store.hpp"
#include "shots/shots_store.hpp"
#include "stats/stats_store.hpp"
#include "story/story_store.hpp"

namespace fabula::stats {

namespace {

void count(Json& words, const std::string& word) {
    if (word.empty()) return;
    words[word] = words.value(word, std::int64_t{0}) + 1;
}

DurationStats durations_of(const std::vector<ShotFacts>& shots) {
    if (shots.empty()) return {};
    std::int64_t total = 0;
    auto least = shots.front().duration_ms;
    auto most = least;
    for (const auto& shot : shots) {
        total += shot.duration_ms;
        least = std::min(least, shot.duration_ms);
        most = std::max(most, shot.duration_ms);
    }
    return {.average = to_seconds(total) / static_cast<double>(shots.size()),
            .min = to_seconds(least),
            .max = to_seconds(most),
            .total = to_seconds(total)};
}

}  // namespace

Overview StatsService::overview(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto row = story::get_project(db, actor, Action::View, project);
        return Overview{.timeline = count_timeline(db, row.id),
                        .content = count_content(db, row.id),
                        .metadata = {.type = row.kind,
                                     .genre = row.genre,
                                     .created_at = row.created_at,
                                     .updated_at = row.updated_at}};
    });
}

ShotStats StatsService::shots(const Actor& actor, const ProjectId& project) {
    const auto shots = store_.read([&](store::Reader& db) {
        return list_shot_facts(db, story::get_project(db, actor, Action::View, project).id);
    });
    ShotStats out{.total_shots = std::ssize(shots), .duration_stats = durations_of(shots)};
    for (const auto& shot : shots) {
        count(out.camera_angles, shot.camera_angle);
        count(out.framings, shot.framing);
        count(out.lenses, shot.lens);
        count(out.movements, shot.camera_movement);
    }
    return out;
}

CharacterStats StatsService::characters(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        const auto id = story::get_project(db, actor, Action::View, project).id;
        CharacterStats out;
        const auto cast = cast::list_cast(db, id);
        const auto by_name = cast::index_by_name(cast);
        for (const auto& one : cast) {
            out.appearances.push_back({.character_id = one.id, .name = one.name});
        }
        for (const auto& shot : list_shot_facts(db, id)) {
            std::set<std::size_t> seen;
            for (const auto& name : shot.character_names) {
                const auto found = by_name.find(fold(name));
                if (found != by_name.end()) seen.insert(found->second);
            }
            for (const auto at : seen) ++out.appearances[at].shot_count;
        }
        out.total_characters = std::ssize(out.appearances);
        std::ranges::stable_sort(out.appearances, std::greater<>(), &Appearance::shot_count);
        if (!out.appearances.empty()) {
            out.most_featured = out.appearances.front();
            out.least_featured = out.appearances.back();
        }
        return out;
    });
}

MediaStats StatsService::media(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        return count_media(db, story::get_project(db, actor, Action::View, project).id);
    });
}

NodeStats StatsService::node(const Actor& actor, const NodeId& id, NodeKind kind) {
    return store_.read([&](store::Reader& db) {
        const auto row = script::get_node(db, actor, Action::View, id);
        if (row.kind != kind) {
            throw AppError(Code::NotFound, PublicText{"There is no such scene or section."});
        }
        auto out = count_below(db, row.id);
        out.title = row.title;
        return out;
    });
}

OneShotStats StatsService::shot(const Actor& actor, const ShotId& id) {
    return store_.read([&](store::Reader& db) {
        const auto row = shots::get_shot(db, actor, Action::View, id, story::Bin::Without);
        return OneShotStats{.id = row.id.text,
                            .shot_number = row.shot_number,
                            .duration = to_seconds(row.duration_ms),
                            .characters = std::ssize(row.character_names),
                            .images = count_pictures(db, row.id)};
    });
}

}  // namespace fabula::stats
