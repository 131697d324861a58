// What one can do with threads and comments. Whoever may see a project may talk about it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "comments/comments.hpp"
#include "comments/comments_store.hpp"
#include "comments/thread_places.hpp"
#include "store/store.hpp"

namespace fabula::comments {

inline constexpr std::string_view kClientKeyHelp =
    "made by who sends it, once: the same words sent again with it are stored once";

struct NewThread {
    ThreadObject object_kind = ThreadObject::Project;
    std::string object_id;
    // Of a script: what is spoken of, in the text of that version; without one, of today's.
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<std::int64_t> version;
    std::optional<std::string> proposed;  // Makes it a suggestion, which needs no body.
    std::string body;
    std::string client_key;

    static constexpr auto fields = FieldList{
        Field<&NewThread::object_kind>{"object_kind", {.required = true}},
        Field<&NewThread::object_id>{"object_id", {.required = true, .length_min = 1}},
        Field<&NewThread::from>{"from", {.min = 0, .help = "UTF-16 units, of a script's text"}},
        Field<&NewThread::to>{"to", {.min = 1, .help = "UTF-16 units, of a script's text"}},
        Field<&NewThread::version>{
            "version", {.min = 0, .help = "of the text that from and to are in; absent: newest"}},
        Field<&NewThread::proposed>{
            "proposed",
            {.length_max = kQuoteMax,
             .help = "makes it a suggestion: what the range is to become, maybe nothing"}},
        Field<&NewThread::body>{"body",
                                {.length_max = kBodyMax, .help = "a suggestion needs none"}},
        Field<&NewThread::client_key>{"client_key",
                                      {.length_max = kClientKeyMax, .help = kClientKeyHelp}}};
};

// What somebody answers in a thread.
struct NewComment {
    std::string body;
    std::string client_key{};  // As NewThread's.
};

// Somebody without an account, who writes by a review link.
struct Reviewer {
    std::string name;
    ReviewLinkId link;
};

class CommentsService {
public:
    // Told of a thread that is new or changed, once it is on disk: be brief, throw nothing.
    using Listener = std::function<void(const Actor&, const Thread&)>;

    CommentsService(store::Store& store, Listener listener)
        : store_(store), listener_(std::move(listener)) {}

    std::vector<ThreadView> list(const Actor& actor, const ThreadQuestion& question);
    // Of one object; throws NotFound where there is none.
    std::vector<ThreadView> list_of_object(const Actor& actor, ThreadQuestion question);
    ThreadView get(const Actor& actor, const ThreadId& id);

    // Throws Invalid where the text has no such range, Conflict where its version is too old to be
    // followed, or where a suggestion is about words that somebody changed meanwhile.
    ThreadView create(const Actor& actor, const NewThread& in);
    // The same, written by a reviewer of whom `maker` is sure: with the maker's rights, and
    // mentioning nobody. Throws Conflict where the link has taken as many comments as it may.
    ThreadView create_for(const Actor& maker, const Reviewer& reviewer, const NewThread& in);
    CommentView reply_for(const Actor& maker, const Reviewer& reviewer, const ThreadId& thread,
                          const NewComment& in);
    // Whoever began the thread may, and editors. A suggestion that is resolved so is refused;
    // opened again it is undecided, whatever became of it.
    ThreadView set_resolved(const Actor& actor, const ThreadId& id, bool resolved,
                            std::optional<std::int64_t> expected_rev);
    // Also of a resolved thread, which stays resolved.
    CommentView reply(const Actor& actor, const ThreadId& thread, const NewComment& in);
    // Only who wrote it.
    CommentView edit(const Actor& actor, const CommentId& id, const std::string& body,
                     std::optional<std::int64_t> expected_rev);
    // Whoever wrote it may, and admins. It can be restored by who deleted it and by admins.
    void remove(const Actor& actor, const CommentId& id);
    CommentView restore(const Actor& actor, const CommentId& id);

    // All of its comments are read.
    void mark_seen(const Actor& actor, const ThreadId& id);
    UnreadCount count_unread(const Actor& actor, const ProjectId& project);

    // For who changes threads beside this service, once it is on disk.
    void tell(const Actor& actor, const Thread& thread) const;

private:
    ThreadView begin(const Actor& actor, const Reviewer* reviewer, const NewThread& in);
    CommentView answer(const Actor& actor, const Reviewer* reviewer, const ThreadId& thread,
                       const NewComment& in);
    std::vector<ThreadView> view(const Actor& actor, const std::vector<Thread>& threads,
                                 store::Reader& db, std::vector<Healing>& healed);
    void heal(const std::vector<Healing>& healed);
    CommentView change(const Actor& actor, const CommentId& id,
                       const std::function<void(store::Tx&, const Thread&, Comment&)>& work);

    store::Store& store_;
    const Listener listener_;
};

}  // namespace fabula::comments
