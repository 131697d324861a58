#include "panels/panels_routes.hpp"

#include "base/text.hpp"

namespace fabula::panels {

http::RouteTable PanelsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,        "/api/v1/projects/{project_id}/comic",                  "get_comic",        Viewer, "The pages of the comic and the shots on them.",                    &PanelsRoutes::comic,     this),
        stream_route(Get, "/api/v1/projects/{project_id}/comic/pages/{page}.svg", "get_comic_page",   Viewer, "One comic page with live lettering.",                              &PanelsRoutes::comic_svg, this, {.media_type = "image/svg+xml"}),
        stream_route(Get, "/api/v1/projects/{project_id}/comic/pages/{page}.png", "get_comic_picture", Viewer, "One comic page as pixels.",                                       &PanelsRoutes::comic_png, this, {.media_type = "image/png"}),
        route(Get,        "/api/v1/shots/{shot_id}/lettering",                    "get_lettering",    Viewer, "The balloons of a shot's panel: their words, places and tails.",   &PanelsRoutes::lettering, this),
    };
    // clang-format on
}

namespace {

std::int64_t page_number(const http::Call& call) {
    return parse_integer(call.parameter("page")).value_or(-1);
}

}  // namespace

ComicBook PanelsRoutes::book_of(const http::Call& call, const std::string& language) {
    return comics_.lay_out(call.actor, call.id<ProjectId>("project_id"), PencilShots::Show,
                           language);
}

PanelLettering PanelsRoutes::lettering(http::Call& call, const PageLanguage& in) {
    return comics_.lettering(call.actor, call.id<ShotId>("shot_id"), in.language);
}

Json PanelsRoutes::comic(http::Call& call, const PageLanguage& in) {
    const auto book = book_of(call, in.language);
    return {{"tag", book.tag()},
            {"languages", book.languages()},
            {"pages", JsonCodec<std::vector<ComicPage>>::encode(book.pages())}};
}

http::Reply PanelsRoutes::comic_svg(http::Call& call, const PageLanguage& in) {
    const auto book = book_of(call, in.language);
    const auto number = page_number(call);
    return http::Reply::bytes("image/svg+xml", comics_.page_svg(book, number))
        .with_etag(book.tag() + "-" + std::to_string(number));
}

http::Reply PanelsRoutes::comic_png(http::Call& call, const PagePixels& in) {
    const auto book = book_of(call, in.language);
    const auto number = page_number(call);
    const auto width = static_cast<std::uint32_t>(in.width);
    return http::Reply::bytes("image/png", comics_.page_png(book, number, width))
        .with_etag(book.tag() + "-" + std::to_string(number) + "-" + std::to_string(width));
}

}  // namespace fabula::panels
