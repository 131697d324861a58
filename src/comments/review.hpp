// Review links: by one somebody without an account reads a script, and may comment on it.
#pragma once

#include "comments/comments.hpp"

namespace fabula {

enum class ReviewAccess { Read, Comment };

template <>
struct EnumNames<ReviewAccess> {
    static constexpr std::array<std::string_view, 2> names{"read", "comment"};
};

namespace comments {

inline constexpr std::int64_t kReviewDaysMax = 365;
inline constexpr std::int64_t kReviewDays = 30;         // Where its maker does not say.
inline constexpr std::int64_t kCommentsOfLink = 2'000;  // Deleted ones counted.
inline constexpr std::size_t kReviewerNameMax = 80;     // Code points.

// It gives no more than its maker may do at the time that it is used.
struct ReviewLink {
    ReviewLinkId id;
    ProjectId project_id;
    ScriptId script_id;
    std::string label;       // Whom it is for, in the words of its maker.
    std::string token_hash;  // SHA-256 in hexadecimal; the token is in the link only.
    ReviewAccess access = ReviewAccess::Read;
    bool all_threads = false;  // Else those that were begun or answered by this link.
    std::optional<UserId> created_by;
    Time expires_at{};
    std::optional<Time> revoked_at;
    std::optional<Time> last_used_at;  // Within minutes.
    Time created_at{};

    static constexpr std::string_view table = "review_link";
    static constexpr auto fields = FieldList{
        Field<&ReviewLink::id>{"id"},
        Field<&ReviewLink::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ReviewLink::script_id>{
            "script_id", {.references = "script", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&ReviewLink::label>{"label", {.length_max = 200}},
        Field<&ReviewLink::token_hash>{"token_hash",
                                       {.visibility = Visibility::Secret, .unique = true}},
        Field<&ReviewLink::access>{"access"},
        Field<&ReviewLink::all_threads>{"all_threads"},
        Field<&ReviewLink::created_by>{
            "created_by",
            {.references = "app_user", .on_delete = OnDelete::SetNull, .indexed = true}},
        Field<&ReviewLink::expires_at>{"expires_at"},
        Field<&ReviewLink::revoked_at>{"revoked_at"},
        Field<&ReviewLink::last_used_at>{"last_used_at"},
        Field<&ReviewLink::created_at>{"created_at"}};
};

// What a reviewer sees of a comment: no id of anybody.
struct ReviewComment {
    CommentId id;
    std::string author_name;
    bool reviewer = false;  // Written by a link.
    std::string body;
    std::optional<Time> edited_at;
    Time created_at{};

    static constexpr auto fields =
        FieldList{Field<&ReviewComment::id>{"id"},
                  Field<&ReviewComment::author_name>{"author_name"},
                  Field<&ReviewComment::reviewer>{"reviewer", {.help = "written by a link"}},
                  Field<&ReviewComment::body>{"body", {.length_max = kBodyMax}},
                  Field<&ReviewComment::edited_at>{"edited_at"},
                  Field<&ReviewComment::created_at>{"created_at"}};
};

struct ReviewThread {
    ThreadId id;
    std::string quote;
    std::optional<std::string> proposed;  // This and what follows as in ThreadView.
    std::optional<Outcome> outcome;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<std::int64_t> version;
    bool gone = false;
    bool stale = false;
    bool resolved = false;
    std::vector<ReviewComment> comments;

    static constexpr auto fields = FieldList{
        Field<&ReviewThread::id>{"id"},
        Field<&ReviewThread::quote>{"quote", {.length_max = kQuoteMax}},
        Field<&ReviewThread::proposed>{"proposed", {.length_max = kQuoteMax}},
        Field<&ReviewThread::outcome>{"outcome"},
        Field<&ReviewThread::from>{"from", {.help = "UTF-16 units"}},
        Field<&ReviewThread::to>{"to", {.help = "UTF-16 units"}},
        Field<&ReviewThread::version>{"version", {.help = "of the text that from and to are in"}},
        Field<&ReviewThread::gone>{"gone", {.help = "its words were deleted"}},
        Field<&ReviewThread::stale>{
            "stale", {.help = "other words stand there than an open suggestion is about"}},
        Field<&ReviewThread::resolved>{"resolved"},
        Field<&ReviewThread::comments>{"comments", {.length_max = kCommentsOfThread}}};
};

}  // namespace comments
}  // namespace fabula
