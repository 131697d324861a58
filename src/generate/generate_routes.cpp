#include "generate/generate_routes.hpp"

#include "base/text.hpp"

namespace fabula::generate {

http::RouteTable GenerateRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Post,       "/api/v1/projects/{project_id}/storyboard",             "start_storyboard", Editor, "Break the script into shots and draw every missing frame: a job.", &GenerateRoutes::start_storyboard, this, {.status = 202}),
        route(Get,        "/api/v1/projects/{project_id}/comic",                  "get_comic",        Viewer, "The pages of the comic and the shots on them.",                    &GenerateRoutes::comic,     this),
        stream_route(Get, "/api/v1/projects/{project_id}/comic/pages/{page}.svg", "get_comic_page",   Viewer, "One comic page with live lettering.",                              &GenerateRoutes::comic_svg, this, {.media_type = "image/svg+xml"}),
        stream_route(Get, "/api/v1/projects/{project_id}/comic/pages/{page}.png", "get_comic_picture", Viewer, "One comic page as pixels.",                                       &GenerateRoutes::comic_png, this, {.media_type = "image/png"}),
        stream_route(Get, "/api/v1/characters/{character_id}/portrait.svg",       "get_portrait",     Viewer, "How the built-in rules draw a character.",                         &GenerateRoutes::portrait,  this, {.media_type = "image/svg+xml"}),
    };
    // clang-format on
}

namespace {

std::int64_t page_number(const http::Call& call) {
    return parse_integer(call.parameter("page")).value_or(-1);
}

}  // namespace

jobs::Job GenerateRoutes::start_storyboard(http::Call& call) {
    return storyboards_.start(call.actor, call.id<ProjectId>("project_id"));
}

Json GenerateRoutes::comic(http::Call& call) {
    const auto book = comics_.lay_out(call.actor, call.id<ProjectId>("project_id"));
    return {{"pages", JsonCodec<std::vector<ComicPage>>::encode(book.pages())}};
}

http::Reply GenerateRoutes::comic_svg(http::Call& call) {
    const auto book = comics_.lay_out(call.actor, call.id<ProjectId>("project_id"));
    const auto number = page_number(call);
    return http::Reply::bytes("image/svg+xml", comics_.page_svg(book, number))
        .with_etag(book.tag() + "-" + std::to_string(number));
}

http::Reply GenerateRoutes::comic_png(http::Call& call, const PagePixels& in) {
    const auto book = comics_.lay_out(call.actor, call.id<ProjectId>("project_id"));
    const auto number = page_number(call);
    const auto width = static_cast<std::uint32_t>(in.width);
    return http::Reply::bytes("image/png", comics_.page_png(book, number, width))
        .with_etag(book.tag() + "-" + std::to_string(number) + "-" + std::to_string(width));
}

http::Reply GenerateRoutes::portrait(http::Call& call) {
    return http::Reply::bytes(
        "image/svg+xml",
        storyboards_.portrait_svg(call.actor, call.id<CharacterId>("character_id")));
}

}  // namespace fabula::generate
