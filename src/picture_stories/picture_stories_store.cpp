#include "picture_stories/picture_stories_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "story/story_store.hpp"

namespace fabula::picture_stories {

namespace {

constexpr std::string_view kMissing = "There is no such picture story.";

// The work on a scene has not ended.
const std::string kAtWork =
    " FROM picture_scene s JOIN job_item i ON i.id = s.job_item_id JOIN job j ON j.id = i.job_id"
    " WHERE j.state IN (?, ?";

}  // namespace

Session get_session(store::Reader& db, const Actor& actor, Action action, const std::string& id,
                    Removed removed) {
    const auto deleted = removed == Removed::Only ? " IS NOT NULL" : " IS NULL";
    auto session = db.one<Session>(store::select_from<Session>() +
                                       " WHERE (id = ?1 OR (organization_id = ?2 AND ext_id = ?1))"
                                       " AND deleted_at" +
                                       deleted,
                                   id, actor.organization);
    if (!session) throw AppError(Code::NotFound, PublicText{std::string(kMissing)});
    accounts::require(db, actor, action, session->project_id, kMissing);
    story::get_project(db, actor, action, session->project_id);
    return std::move(*session);
}

std::vector<Session> list_sessions(store::Reader& db, const Actor& actor,
                                   const std::optional<ProjectId>& project,
                                   const std::string& before, std::int64_t limit) {
    const bool all = accounts::can(db, actor, Action::View, actor.organization);
    return db.all<Session>(
        store::select_from<Session>() +
            " WHERE organization_id = ?1 AND (?2 IS NULL OR project_id = ?2)"
            " AND (?3 = '' OR id < ?3) AND deleted_at IS NULL AND expired_at IS NULL"
            " AND (?5 = 1 OR project_id IN"
            " (SELECT project_id FROM project_member WHERE user_id = ?6))"
            " AND project_id IN (SELECT id FROM project WHERE deleted_at IS NULL)"
            " ORDER BY id DESC LIMIT ?4",
        actor.organization, project, before, limit, all, actor.user);
}

std::vector<Scene> list_scenes(store::Reader& db, const PictureSessionId& session) {
    return db.all<Scene>(
        store::select_from<Scene>() + " WHERE session_id = ? ORDER BY scene_number", session);
}

std::int64_t count_at_work(store::Reader& db, const JobId& apart) {
    return db.count("SELECT count(DISTINCT s.session_id)" + kAtWork + ") AND j.id <> ?",
                    JobState::Queued, JobState::Running, apart);
}

std::vector<Session> list_waiting(store::Reader& db, std::int64_t limit) {
    return db.all<Session>(store::select_from<Session>() +
                               " WHERE started_at IS NULL AND cancelled_at IS NULL"
                               " AND deleted_at IS NULL AND project_id IN"
                               " (SELECT id FROM project WHERE deleted_at IS NULL)"
                               " ORDER BY id LIMIT ?",
                           limit);
}

std::int64_t count_waiting_before(store::Reader& db, const Session& session) {
    return db.count(
        "SELECT count(*) FROM picture_session WHERE started_at IS NULL AND cancelled_at IS NULL"
        " AND deleted_at IS NULL AND id < ?",
        session.id);
}

std::optional<jobs::JobItem> find_item(store::Reader& db, const JobItemId& id) {
    return db.one<jobs::JobItem>(store::select_from<jobs::JobItem>() + " WHERE id = ?", id);
}

bool is_wording(store::Reader& db, const JobId& job) {
    return db.count(
               "SELECT count(*) FROM job_item WHERE job_id = ? AND item_key = ? AND state IN (?, "
               "?)",
               job, kWordsKey, JobItemState::Queued, JobItemState::Running) > 0;
}

std::vector<JobId> list_open_jobs(store::Reader& db, const PictureSessionId& session) {
    return db.column<JobId>("SELECT DISTINCT j.id" + kAtWork + ", ?) AND s.session_id = ?",
                            JobState::Queued, JobState::Running, JobState::Paused, session);
}

std::vector<Session> list_idle(store::Reader& db, Time before, std::int64_t limit) {
    return db.all<Session>(
        store::select_from<Session>() +
            " WHERE touched_at < ?1 AND (started_at IS NOT NULL OR cancelled_at IS NOT NULL)"
            " AND expired_at IS NULL AND deleted_at IS NULL AND id NOT IN (SELECT s.session_id "
            "FROM picture_scene s"
            " JOIN job_item i ON i.id = s.job_item_id JOIN job j ON j.id = i.job_id"
            " WHERE j.state IN (?3, ?4)) ORDER BY touched_at LIMIT ?2",
        before, limit, JobState::Queued, JobState::Running);
}

std::vector<Session> list_removed_before(store::Reader& db, Time before, std::int64_t limit) {
    return db.all<Session>(
        store::select_from<Session>() + " WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?", before,
        limit);
}

void delete_session(store::Tx& tx, const PictureSessionId& id) {
    tx.run("DELETE FROM picture_session WHERE id = ?", id);
}

void touch(store::Tx& tx, const PictureSessionId& id) {
    tx.run("UPDATE picture_session SET touched_at = ?, expired_at = NULL WHERE id = ?", tx.now(),
           id);
}

void put_state(store::Tx& tx, const ShotId& shot, const AssetId& picture, ArtState state) {
    tx.run("UPDATE asset SET state = ?, rev = rev + 1, updated_at = ? WHERE id = ?", state,
           tx.now(), picture);
    tx.run("UPDATE shot SET state = ?, rev = rev + 1, updated_at = ? WHERE id = ?", state, tx.now(),
           shot);
}

std::string title_of(store::Reader& db, const ProjectId& project) {
    const auto found = db.column<std::string>("SELECT title FROM project WHERE id = ?", project);
    return found.empty() ? std::string() : found.front();
}

SessionCounts count_sessions(store::Reader& db) {
    return {.active = db.count("SELECT count(*) FROM picture_session WHERE deleted_at IS NULL"
                               " AND expired_at IS NULL AND cancelled_at IS NULL"),
            .at_work = count_at_work(db, {})};
}

}  // namespace fabula::picture_stories
