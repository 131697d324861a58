// The addresses that people visit.
#pragma once

#include "http/route.hpp"
#include "pages/page_data.hpp"

namespace fabula::pages {

class PageRoutes {
public:
    explicit PageRoutes(Sources sources) : from_(sources) {}

    http::RouteTable table();

private:
    Json desk(http::Call& call);
    Json import(http::Call& call);
    Json project(http::Call& call);
    Json board(http::Call& call);
    Json script(http::Call& call);
    Json write(http::Call& call);
    Json shots(http::Call& call);
    Json storyboard(http::Call& call);
    Json play(http::Call& call);
    Json cues(http::Call& call);
    Json comic(http::Call& call);
    Json new_lesson(http::Call& call);
    http::PageAnswer lesson(http::Call& call);
    Json statistics(http::Call& call);
    Json history(http::Call& call);
    Json bring_back(http::Call& call);
    Json new_picture_story(http::Call& call);
    Json picture_story(http::Call& call);
    Json settings(http::Call& call);
    Json formats(http::Call& call);
    Json providers(http::Call& call);
    Json bin(http::Call& call);
    Json cast(http::Call& call);
    Json character(http::Call& call);
    Json worlds(http::Call& call);
    Json world(http::Call& call);
    Json project_world(http::Call& call);
    Json entry(http::Call& call);
    Json exports(http::Call& call);
    Json jobs(http::Call& call);
    Json activity(http::Call& call);
    Json search(http::Call& call);
    [[nodiscard]] Visit visit(const http::Call& call) const;

    Sources from_;
};

}  // namespace fabula::pages
