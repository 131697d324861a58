// How one asks for comics.
#pragma once

#include "http/route.hpp"
#include "panels/comic_service.hpp"

namespace fabula::panels {

struct PagePixels {
    std::int64_t width = 1200;

    static constexpr auto fields =
        FieldList{Field<&PagePixels::width>{"width", {.min = 100, .max = 3000, .help = "pixels"}}};
};

class PanelsRoutes {
public:
    explicit PanelsRoutes(ComicService& comics) : comics_(comics) {}

    http::RouteTable table();

private:
    // {"tag", "pages": […]}; the tag differs whenever a page is drawn otherwise.
    Json comic(http::Call& call);
    http::Reply comic_svg(http::Call& call);
    http::Reply comic_png(http::Call& call, const PagePixels& in);

    ComicService& comics_;
};

}  // namespace fabula::panels
