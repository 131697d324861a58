// Talk about a story: threads on anything in a project, each with its comments.
#pragma once

#include "script/script.hpp"

namespace fabula {

using ThreadId = Id<struct ThreadTag>;
using CommentId = Id<struct CommentTag>;
using ReviewLinkId = Id<struct ReviewLinkTag>;

// What a thread is about: `script` a range of its text.
enum class ThreadObject { Project, Script, Node, Shot, Character };

template <>
struct EnumNames<ThreadObject> {
    static constexpr std::array<std::string_view, 5> names{"project", "script", "node", "shot",
                                                           "character"};
};

// What became of a suggestion.
enum class Outcome { Accepted, Refused };

template <>
struct EnumNames<Outcome> {
    static constexpr std::array<std::string_view, 2> names{"accepted", "refused"};
};

namespace comments {

inline constexpr std::size_t kBodyMax = 10'000;         // Code points of a comment.
inline constexpr std::size_t kQuoteMax = 2'000;         // Code points of the words a thread keeps.
inline constexpr std::int64_t kCommentsOfThread = 500;  // Deleted ones counted.
inline constexpr std::size_t kClientKeyMax = 100;       // Code points of NewThread::client_key.
inline constexpr std::string_view kAnchorOwner = "thread";  // Anchor::owner_kind.

struct Thread {
    ThreadId id;
    ProjectId project_id;
    ThreadObject object_kind = ThreadObject::Project;
    std::string object_id;
    std::string quote;  // The words that it was made on; empty where it is not about text.
    // Of a suggestion: what is to stand there instead of `quote`, which holds all of these words.
    std::optional<std::string> proposed;
    std::optional<Outcome> outcome;  // Of a suggestion that is resolved.
    std::optional<UserId> author_id;
    std::optional<Time> resolved_at;
    std::optional<UserId> resolved_by;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "comment_thread";
    static constexpr auto fields =
        FieldList{Field<&Thread::id>{"id"},
                  Field<&Thread::project_id>{
                      "project_id",
                      {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
                  Field<&Thread::object_kind>{"object_kind"},
                  Field<&Thread::object_id>{"object_id", {.indexed = true}},
                  Field<&Thread::quote>{"quote", {.length_max = kQuoteMax}},
                  Field<&Thread::proposed>{"proposed", {.length_max = kQuoteMax}},
                  Field<&Thread::outcome>{"outcome"},
                  Field<&Thread::author_id>{
                      "author_id",
                      {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
                  Field<&Thread::resolved_at>{"resolved_at"},
                  Field<&Thread::resolved_by>{
                      "resolved_by",
                      {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
                  Field<&Thread::rev>{"rev"},
                  Field<&Thread::created_at>{"created_at"},
                  Field<&Thread::updated_at>{"updated_at"}};
};

struct Comment {
    CommentId id;
    ThreadId thread_id;
    std::optional<UserId> author_id;
    std::string author_name;  // When it was written: stays when the account goes.
    std::string body;         // Empty of a suggestion that needs no words.
    std::optional<Time> edited_at;
    std::optional<Time> deleted_at;
    std::optional<UserId> deleted_by;
    std::optional<ReviewLinkId> review_link_id;  // By which somebody without an account wrote it.
    // Who wrote it and the key that their page gave it, so that one sent twice is stored once.
    std::optional<std::string> sent_as;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "comment";
    static constexpr auto fields = FieldList{
        Field<&Comment::id>{"id"},
        Field<&Comment::thread_id>{
            "thread_id",
            {.references = "comment_thread", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Comment::author_id>{
            "author_id",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Comment::author_name>{"author_name"},
        Field<&Comment::body>{"body",
                              {.visibility = Visibility::Patch,
                               .required = true,
                               .length_min = 1,
                               .length_max = kBodyMax}},
        Field<&Comment::edited_at>{"edited_at"},
        Field<&Comment::deleted_at>{"deleted_at"},
        Field<&Comment::deleted_by>{
            "deleted_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Comment::review_link_id>{
            "review_link_id",
            {.references = "review_link", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&Comment::sent_as>{"sent_as", {.unique = true}},
        Field<&Comment::rev>{"rev"},
        Field<&Comment::created_at>{"created_at"},
        Field<&Comment::updated_at>{"updated_at"}};
};

// Somebody whom a comment names with @: who it is stays known when they change their name.
struct Mention {
    CommentId comment_id;
    UserId user_id;
    std::string name;  // As the body has it, behind the @.

    static constexpr std::string_view table = "comment_mention";
    static constexpr auto fields = FieldList{
        Field<&Mention::comment_id>{
            "comment_id",
            {.references = "comment", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Mention::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Mention::name>{"name"}};
};

// How far somebody has read a thread; comments are numbered in the order of their making.
struct Seen {
    ThreadId thread_id;
    UserId user_id;
    CommentId comment_id;

    static constexpr std::string_view table = "comment_seen";
    static constexpr auto fields = FieldList{
        Field<&Seen::thread_id>{
            "thread_id",
            {.references = "comment_thread", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Seen::user_id>{
            "user_id", {.references = "app_user", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Seen::comment_id>{"comment_id"}};
};

struct MentionView {
    UserId user_id;
    std::string name;

    static constexpr auto fields =
        FieldList{Field<&MentionView::user_id>{"user_id"},
                  Field<&MentionView::name>{"name", {.help = "as the body has it, behind the @"}}};
};

// A comment as it is shown.
struct CommentView {
    CommentId id;
    ThreadId thread_id;
    std::optional<UserId> author_id;
    std::string author_name;
    bool mine = false;
    bool reviewer = false;
    std::string body;  // Empty where it is deleted.
    std::vector<MentionView> mentions;
    std::optional<Time> edited_at;
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields =
        FieldList{Field<&CommentView::id>{"id"},
                  Field<&CommentView::thread_id>{"thread_id"},
                  Field<&CommentView::author_id>{"author_id"},
                  Field<&CommentView::author_name>{"author_name"},
                  Field<&CommentView::mine>{"mine", {.help = "written by who asks"}},
                  Field<&CommentView::reviewer>{"reviewer", {.help = "written by a review link"}},
                  Field<&CommentView::body>{"body", {.length_max = kBodyMax}},
                  Field<&CommentView::mentions>{"mentions"},
                  Field<&CommentView::edited_at>{"edited_at"},
                  Field<&CommentView::deleted_at>{"deleted_at"},
                  Field<&CommentView::rev>{"rev"},
                  Field<&CommentView::created_at>{"created_at"},
                  Field<&CommentView::updated_at>{"updated_at"}};
};

// A thread as it is shown, with its comments, oldest first.
struct ThreadView {
    ThreadId id;
    ProjectId project_id;
    ThreadObject object_kind = ThreadObject::Project;
    std::string object_id;
    std::string quote;
    std::optional<std::string> proposed;
    std::optional<Outcome> outcome;
    // Of a thread on text: where it stands in that version of the text. Where its words are gone
    // both are the place that they were at.
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<std::int64_t> version;
    bool gone = false;
    bool stale = false;
    std::optional<Time> resolved_at;
    std::optional<UserId> resolved_by;
    std::vector<CommentView> comments;
    std::int64_t unread_count = 0;
    // Of the thread's row. It is no tag of this view, which changes with the text, too.
    std::int64_t row_rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr auto fields = FieldList{
        Field<&ThreadView::id>{"id"},
        Field<&ThreadView::project_id>{"project_id"},
        Field<&ThreadView::object_kind>{"object_kind"},
        Field<&ThreadView::object_id>{"object_id"},
        Field<&ThreadView::quote>{"quote",
                                  {.length_max = kQuoteMax, .help = "the words it was made on"}},
        Field<&ThreadView::proposed>{
            "proposed",
            {.length_max = kQuoteMax,
             .help = "of a suggestion: what is to stand there instead; null: it is none"}},
        Field<&ThreadView::outcome>{"outcome", {.help = "of a suggestion that is resolved"}},
        Field<&ThreadView::from>{"from", {.help = "UTF-16 units"}},
        Field<&ThreadView::to>{"to", {.help = "UTF-16 units"}},
        Field<&ThreadView::version>{"version", {.help = "of the text that from and to are in"}},
        Field<&ThreadView::gone>{"gone", {.help = "its words were deleted"}},
        Field<&ThreadView::stale>{
            "stale", {.help = "other words stand there than an open suggestion is about"}},
        Field<&ThreadView::resolved_at>{"resolved_at"},
        Field<&ThreadView::resolved_by>{"resolved_by"},
        Field<&ThreadView::comments>{"comments", {.length_max = kCommentsOfThread}},
        Field<&ThreadView::unread_count>{"unread_count"},
        Field<&ThreadView::row_rev>{"rev"},
        Field<&ThreadView::created_at>{"created_at"},
        Field<&ThreadView::updated_at>{"updated_at"}};
};

}  // namespace comments
}  // namespace fabula
