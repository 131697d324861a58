// Rows of threads and comments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "comments/comments.hpp"
#include "store/store.hpp"

namespace fabula::comments {

enum class ThreadState { Open, Resolved, All };

// Of one project, maybe of one object in it.
struct ThreadQuestion {
    ProjectId project;
    std::optional<ThreadObject> object_kind{};
    std::string object_id{};
    std::optional<ReviewLinkId> link{};  // Only those that it began or answered.
    ThreadState state = ThreadState::All;
    std::string after{};  // The last id of the part before.
    std::int64_t limit = 50;
};

// The project of what a thread may be about; none where there is no such thing, or in the bin.
std::optional<ProjectId> find_project_of(store::Reader& db, ThreadObject kind,
                                         const std::string& id);

// Throws NotFound where it is in the bin or not the actor's at all, Forbidden where they may not
// do that in its project.
Thread get_thread(store::Reader& db, const Actor& actor, Action action, const ThreadId& id,
                  std::string_view missing = "There is no such thread.");
// In the order of their making; a thread whose comments are all deleted is not among them.
std::vector<Thread> list_threads(store::Reader& db, const ThreadQuestion& question);

// Of the script's text, in the order of their making.
std::vector<Thread> list_open_suggestions(store::Reader& db, const ScriptId& script,
                                          std::int64_t limit);

inline constexpr std::string_view kMissingComment = "There is no such comment.";
Comment get_comment(store::Reader& db, const CommentId& id);  // Throws NotFound.
// By Comment::sent_as.
std::optional<Comment> find_sent(store::Reader& db, const std::string& sent_as);
std::int64_t count_comments(store::Reader& db, const ThreadId& thread);
// As the actor sees them, without the deleted ones, oldest first.
std::vector<CommentView> list_comments(store::Reader& db, const Actor& actor,
                                       const ThreadId& thread);
CommentView view_of(store::Reader& db, const Actor& actor, const Comment& comment);
std::vector<Mention> list_mentions(store::Reader& db, const CommentId& comment);
void put_mentions(store::Tx& tx, const CommentId& comment, const std::vector<Mention>& mentions);

// Empty: nothing yet.
CommentId last_seen(store::Reader& db, const ThreadId& thread, const UserId& user);
// Never goes back.
void put_seen(store::Tx& tx, const ThreadId& thread, const UserId& user, const CommentId& comment);
CommentId newest_comment(store::Reader& db, const ThreadId& thread);

struct UnreadCount {
    std::int64_t comments = 0;
    std::int64_t mentions = 0;  // Those of them that name who asks.

    static constexpr auto fields = FieldList{
        Field<&UnreadCount::comments>{"comments"},
        Field<&UnreadCount::mentions>{"mentions", {.help = "those of them that name who asks"}}};
};
UnreadCount count_unread(store::Reader& db, const ProjectId& project, const UserId& user);

std::optional<script::Anchor> find_anchor(store::Reader& db, const ThreadId& thread);
// Where the anchor is still the one that was read.
void put_anchor_back(store::Tx& tx, const script::Anchor& anchor, std::int64_t read_version);

}  // namespace fabula::comments
