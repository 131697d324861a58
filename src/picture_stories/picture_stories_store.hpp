// Rows of picture stories.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "picture_stories/picture_stories.hpp"
#include "store/store.hpp"

namespace fabula::picture_stories {

enum class Removed { Without, Only };

// By its id or ext_id. Throws NotFound where it is not there or not the actor's, Forbidden where
// they may not.
Session get_session(store::Reader& db, const Actor& actor, Action action, const std::string& id,
                    Removed removed = Removed::Without);
// Newest first, behind `before`; of one project where one is named. Expired ones are left out.
std::vector<Session> list_sessions(store::Reader& db, const Actor& actor,
                                   const std::optional<ProjectId>& project,
                                   const std::string& before, std::int64_t limit);
// In order.
std::vector<Scene> list_scenes(store::Reader& db, const PictureSessionId& session);

// Sessions whose work is queued or runs, but for that of one job.
std::int64_t count_at_work(store::Reader& db, const JobId& apart);
// Those that wait for their turn, the oldest first.
std::vector<Session> list_waiting(store::Reader& db, std::int64_t limit);
// How many wait before it.
std::int64_t count_waiting_before(store::Reader& db, const Session& session);

std::optional<jobs::JobItem> find_item(store::Reader& db, const JobItemId& id);
// The item of a job that asks a text model for words.
inline constexpr std::string_view kWordsKey = "words";
// True while it has not ended.
bool is_wording(store::Reader& db, const JobId& job);

// The unfinished jobs that work on the session.
std::vector<JobId> list_open_jobs(store::Reader& db, const PictureSessionId& session);

// Neither touched since `before` nor at work, and still in the lists.
std::vector<Session> list_idle(store::Reader& db, Time before, std::int64_t limit);
// In the bin since before `before`.
std::vector<Session> list_removed_before(store::Reader& db, Time before, std::int64_t limit);
void delete_session(store::Tx& tx, const PictureSessionId& id);

// Somebody is at it; steps no revision.
void touch(store::Tx& tx, const PictureSessionId& id);
// The shot's picture, and with it the shot, becomes ink, or what it was before.
void put_state(store::Tx& tx, const ShotId& shot, const AssetId& picture, ArtState state);

// Empty where it is gone.
std::string title_of(store::Reader& db, const ProjectId& project);

struct SessionCounts {
    std::int64_t active = 0;  // In the lists.
    std::int64_t at_work = 0;
};
SessionCounts count_sessions(store::Reader& db);

}  // namespace fabula::picture_stories
