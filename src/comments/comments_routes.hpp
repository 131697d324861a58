// How one asks for threads and comments.
#pragma once

#include "comments/suggestions_service.hpp"
#include "http/route.hpp"

namespace fabula {

template <>
struct EnumNames<comments::ThreadState> {
    static constexpr std::array<std::string_view, 3> names{"open", "resolved", "all"};
};

namespace comments {

struct ListThreads {
    ProjectId project_id;
    std::optional<ThreadObject> object_kind;
    std::string object_id;
    ThreadState state = ThreadState::All;

    static constexpr auto fields = FieldList{
        Field<&ListThreads::project_id>{"project_id", {.help = "all of a project"}},
        Field<&ListThreads::object_kind>{"object_kind", {.help = "or those on one thing"}},
        Field<&ListThreads::object_id>{"object_id"}, Field<&ListThreads::state>{"state"}};
};

struct ThreadChanges {
    std::optional<bool> resolved;

    static constexpr auto fields = FieldList{Field<&ThreadChanges::resolved>{"resolved"}};
};

struct CommentBody {
    std::string body;
    std::string client_key;

    static constexpr auto fields =
        FieldList{Field<&CommentBody::body>{
                      "body",
                      {.required = true,
                       .length_min = 1,
                       .length_max = kBodyMax,
                       .help = "@ and the name of somebody who may see the project mentions them"}},
                  Field<&CommentBody::client_key>{
                      "client_key", {.length_max = kClientKeyMax, .help = kClientKeyHelp}}};
};

struct ChangedComment {
    std::string body;

    static constexpr auto fields = FieldList{Field<&ChangedComment::body>{
        "body", {.required = true, .length_min = 1, .length_max = kBodyMax}}};
};

class CommentsRoutes {
public:
    CommentsRoutes(CommentsService& comments, SuggestionsService& suggestions)
        : comments_(comments), suggestions_(suggestions) {}

    http::RouteTable table();

private:
    http::Page<ThreadView> list(http::Call& call, const ListThreads& in);
    ThreadView get(http::Call& call);
    ThreadView create(http::Call& call, const NewThread& in);
    ThreadView update(http::Call& call, const ThreadChanges& in);
    void mark_seen(http::Call& call);
    CommentView reply(http::Call& call, const CommentBody& in);
    CommentView edit(http::Call& call, const ChangedComment& in);
    void remove(http::Call& call);
    CommentView restore(http::Call& call);
    UnreadCount count_unread(http::Call& call);
    ThreadView accept(http::Call& call);
    Accepted accept_all(http::Call& call);
    Refused refuse_all(http::Call& call);

    CommentsService& comments_;
    SuggestionsService& suggestions_;
};

}  // namespace comments
}  // namespace fabula
