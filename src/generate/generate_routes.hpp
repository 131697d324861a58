// How one asks for storyboards and comics.
#pragma once

#include "generate/comic_service.hpp"
#include "generate/storyboard_service.hpp"
#include "http/route.hpp"

namespace fabula::generate {

struct PagePixels {
    std::int64_t width = 1200;

    static constexpr auto fields =
        FieldList{Field<&PagePixels::width>{"width", {.min = 100, .max = 3000, .help = "pixels"}}};
};

class GenerateRoutes {
public:
    GenerateRoutes(StoryboardService& storyboards, ComicService& comics)
        : storyboards_(storyboards), comics_(comics) {}

    http::RouteTable table();

private:
    jobs::Job start_storyboard(http::Call& call);
    // {"pages": […]}
    Json comic(http::Call& call);
    http::Reply comic_svg(http::Call& call);
    http::Reply comic_png(http::Call& call, const PagePixels& in);
    http::Reply portrait(http::Call& call);

    StoryboardService& storyboards_;
    ComicService& comics_;
};

}  // namespace fabula::generate
