#include "picture_stories/picture_stories_routes.hpp"

#include <iterator>

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/page_of.hpp"

namespace fabula::picture_stories {

http::RouteTable PictureStoryRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    http::RouteTable out{
        route(Post,   "/api/v1/analyze",                       "analyze_story",           Member, "What a text or a script says about itself, by rules. Stores nothing.", &PictureStoryRoutes::analyse,  this),
        route(Post,   "/api/v1/generate",                      "generate_picture_story",  Member, "A text, or a project, in a few pictures: a session whose work begins or waits for its turn.", &PictureStoryRoutes::generate, this, {.status = 202}),
        route(Get,    "/api/v1/status/{session_id}",           "get_picture_story",       Viewer, "How far a picture story is, with its scenes.",                 &PictureStoryRoutes::status,   this),
        route(Post,   "/api/v1/approve",                       "approve_picture_story",   Member, "Approve pictures of these scenes.",                            &PictureStoryRoutes::approve,  this),
        stream_route(Post, "/api/v1/download",                 "download_picture_story",  Member, "The approved pictures of a picture story as a ZIP.",           &PictureStoryRoutes::download, this, {.media_type = "application/zip", .form = true}),
        route(Get,    "/api/v1/sessions",                      "list_picture_stories",    Member, "List picture stories, newest first.",                          &PictureStoryRoutes::list,     this),
        route(Post,   "/api/v1/sessions/{session_id}/cancel",  "cancel_picture_story",    Editor, "Stop the work on a picture story; what is made stays.",        &PictureStoryRoutes::cancel,   this),
        route(Delete, "/api/v1/sessions/{session_id}",         "delete_picture_story",    Editor, "Put a picture story into the bin; its project stays.",         &PictureStoryRoutes::remove,   this),
        route(Post,   "/api/v1/sessions/{session_id}/restore", "restore_picture_story",   Editor, "Take a picture story out of the bin.",                         &PictureStoryRoutes::restore,  this),
    };
    // clang-format on
    auto further = previews_.table();
    std::move(further.begin(), further.end(), std::back_inserter(out));
    return out;
}

namespace {

PictureWish wish_of(const GenerateWish& in) {
    return {.media_type = in.media_type,
            .num_scenes = in.num_scenes,
            .pictures = in.pictures,
            .words = in.words,
            .image_connection = in.image_connection,
            .image_model = in.image_model,
            .text_connection = in.text_connection,
            .text_model = in.text_model,
            .words_fallback = in.words_fallback};
}

// Either a text or a project.
void check_source(const std::string& text, const std::optional<ProjectId>& project) {
    if (project && !text.empty()) invalid("project_id", "Give a text or a project, not both.");
}

}  // namespace

UnderstoodStory PictureStoryRoutes::analyse(http::Call& call, const AnalyseWish& in) {
    check_source(in.story_text, in.project_id);
    if (in.project_id) return stories_.analyse(call.actor, *in.project_id, in.num_scenes);
    return stories_.analyse(call.actor, StoryText{.text = in.story_text}, in.num_scenes);
}

StatusAnswer PictureStoryRoutes::generate(http::Call& call, const GenerateWish& in) {
    check_source(in.story_text, in.project_id);
    if (in.project_id) return to_answer(stories_.begin(call.actor, *in.project_id, wish_of(in)));
    const StoryText story{.text = in.story_text, .title = in.title};
    return to_answer(stories_.begin(call.actor, story, wish_of(in)));
}

StatusAnswer PictureStoryRoutes::status(http::Call& call) {
    return to_answer(stories_.get(call.actor, call.parameter("session_id")));
}

ApproveAnswer PictureStoryRoutes::approve(http::Call& call, const ApproveWish& in) {
    const std::string field = "approved_scenes";
    PictureStoryService::Decision decision{.field = field};
    for (const auto number : in.approved_scenes) {
        if (!decision.approved.insert(number).second) {
            invalid(field, "names scene " + std::to_string(number) + " more than once");
        }
    }
    if (decision.approved.empty()) invalid(field, "names no scene");
    ApproveAnswer out;
    static_cast<StatusAnswer&>(out) =
        to_answer(stories_.decide(call.actor, in.session_id, decision));
    out.message = decision.approved.size() == 1
                      ? "1 picture is approved."
                      : std::to_string(decision.approved.size()) + " pictures are approved.";
    out.download_status = "started";
    return out;
}

http::Reply PictureStoryRoutes::download(http::Call& call, const DownloadWish& in) {
    auto made = stories_.download(call.actor, in.session_id);
    return http::Reply::bytes("application/zip", std::move(made.bytes)).as_download(made.file_name);
}

http::Page<StatusAnswer> PictureStoryRoutes::list(http::Call& call, const ListSessions& in) {
    std::string last;
    const auto limit = call.paging.limit;
    const auto views = stories_.list(call.actor, in.project_id, call.paging.cursor, limit + 1);
    http::Page<StatusAnswer> page;
    for (const auto& view : views) {
        if (std::ssize(page.items) == limit) {
            page.next_cursor = last;
            break;
        }
        page.items.push_back(to_answer(view));
        last = view.row.id.text;
    }
    return page;
}

StatusAnswer PictureStoryRoutes::cancel(http::Call& call) {
    return to_answer(stories_.cancel(call.actor, call.parameter("session_id")));
}

Json PictureStoryRoutes::remove(http::Call& call) {
    const auto id = call.parameter("session_id");
    stories_.remove(call.actor, id);
    return {{"message", "The picture story is in the bin. Its project stays as it is."},
            {"session_id", id}};
}

StatusAnswer PictureStoryRoutes::restore(http::Call& call) {
    return to_answer(stories_.restore(call.actor, call.parameter("session_id")));
}

}  // namespace fabula::picture_stories
