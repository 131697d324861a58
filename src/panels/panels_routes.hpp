// How one asks for comics.
#pragma once

#include "http/route.hpp"
#include "panels/comic_service.hpp"

namespace fabula::panels {

// The language of the lettering; empty: as it was written.
struct PageLanguage {
    std::string language;

    static constexpr Rules rules = {.length_max = 35, .help = "of the lettering; BCP 47"};
    static constexpr auto fields = FieldList{Field<&PageLanguage::language>{"language", rules}};
};

struct PagePixels {
    std::int64_t width = 1200;
    std::string language;

    static constexpr auto fields =
        FieldList{Field<&PagePixels::language>{"language", PageLanguage::rules},
                  Field<&PagePixels::width>{"width", {.min = 100, .max = 3000, .help = "pixels"}}};
};

class PanelsRoutes {
public:
    explicit PanelsRoutes(ComicService& comics) : comics_(comics) {}

    http::RouteTable table();

private:
    ComicBook book_of(const http::Call& call, const std::string& language);
    // {"tag", "pages": […]}; the tag differs whenever a page is drawn otherwise.
    Json comic(http::Call& call, const PageLanguage& in);
    PanelLettering lettering(http::Call& call, const PageLanguage& in);
    http::Reply comic_svg(http::Call& call, const PageLanguage& in);
    http::Reply comic_png(http::Call& call, const PagePixels& in);

    ComicService& comics_;
};

}  // namespace fabula::panels
