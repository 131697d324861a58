#include "picture_stories/session_view.hpp"

#include <algorithm>

#include "files/asset_store.hpp"
#include "jobs/jobs_store.hpp"
#include "picture_stories/picture_stories_store.hpp"
#include "shots/shots_store.hpp"

namespace fabula::picture_stories {

namespace {

// The work on a scene's picture.
struct Work {
    jobs::JobItem item;
    jobs::Job job;
};

std::optional<Work> find_work(store::Reader& db, const Scene& scene) {
    if (!scene.job_item_id) return std::nullopt;
    auto item = find_item(db, *scene.job_item_id);
    if (!item) return std::nullopt;
    auto job = jobs::find_job(db, item->job_id);
    if (!job) return std::nullopt;
    return Work{std::move(*item), std::move(*job)};
}

std::string error_of(const jobs::JobItem& item) {
    if (!item.error.empty()) return item.error;
    switch (item.state) {
        case JobItemState::Cancelled: return "It was cancelled.";
        case JobItemState::Skipped: return "It was left out.";
        default: return "No picture came.";
    }
}

void read_work(const Session& session, const std::optional<Work>& work, SceneView& scene) {
    const bool open = work && !jobs::has_ended(work->item.state);
    if (open) {
        scene.status =
            work->item.state == JobItemState::Running ? SceneStatus::Drawing : SceneStatus::Waiting;
        return;
    }
    if (work && work->item.state != JobItemState::Done) {
        scene.status = SceneStatus::Failed;
        scene.error = error_of(work->item);
        return;
    }
    if (scene.picture) {
        scene.status = SceneStatus::Ready;
    } else if (session.started_at) {
        scene.status = SceneStatus::Failed;
        scene.error = "There is no picture.";
    }
}

SceneView view_scene(store::Reader& db, const Actor& actor, const Session& session,
                     const Scene& row, const std::optional<Work>& work) {
    SceneView scene{.row = row};
    const auto shot = shots::find_shot(db, actor, row.shot_id);
    if (!shot) {
        scene.status = SceneStatus::Failed;
        scene.error = "The shot was deleted.";
        return scene;
    }
    scene.description = shot->description;
    scene.picture = shot->image_id ? files::find_asset(db, *shot->image_id) : std::nullopt;
    scene.approved = scene.picture && scene.picture->state == ArtState::Ink;
    read_work(session, work, scene);
    return scene;
}

SessionStatus status_of(const SessionView& view) {
    if (view.row.cancelled_at) return SessionStatus::Cancelled;
    if (!view.row.started_at) return SessionStatus::Pending;
    const bool at_work =
        view.count(SceneStatus::Waiting) > 0 || view.count(SceneStatus::Drawing) > 0;
    if (at_work) return SessionStatus::Generating;
    if (view.count(SceneStatus::Ready) == 0) return SessionStatus::Failed;
    return view.row.approved_at ? SessionStatus::Completed : SessionStatus::Previewing;
}

std::string error_of(const SessionView& view) {
    const auto failed = view.count(SceneStatus::Failed);
    if (failed == 0 || view.status == SessionStatus::Generating) return {};
    const auto first = std::ranges::find(view.scenes, SceneStatus::Failed, &SceneView::status);
    return std::to_string(failed) + " of " + std::to_string(view.scenes.size()) +
           (failed == 1 ? " pictures did not come: " : " pictures did not come, the first: ") +
           first->error;
}

}  // namespace

SessionView view_of(store::Reader& db, const Actor& actor, const Session& session) {
    SessionView out{.row = session};
    for (const auto& row : list_scenes(db, session.id)) {
        const auto work = find_work(db, row);
        out.scenes.push_back(view_scene(db, actor, session, row, work));
        if (!work) continue;
        if (work->job.state == JobState::Paused) out.waits_for = work->job.pause_reason;
        out.words_pending = out.words_pending || is_wording(db, work->job.id);
    }
    out.status = status_of(out);
    out.error = error_of(out);
    if (out.status == SessionStatus::Pending)
        out.queue_place = count_waiting_before(db, session) + 1;
    return out;
}

std::int64_t SessionView::count(SceneStatus wanted) const {
    return std::ranges::count(scenes, wanted, &SceneView::status);
}

}  // namespace fabula::picture_stories
