// How one asks for picture stories in the words of the second documented dialect.
#pragma once

#include "http/route.hpp"
#include "picture_stories/previews.hpp"
#include "providers/connections_service.hpp"

namespace fabula::picture_stories {

class PreviewRoutes {
public:
    PreviewRoutes(PictureStoryService& stories, providers::ConnectionsService& connections)
        : stories_(stories), connections_(connections) {}

    http::RouteTable table();

private:
    AnalysedProject analyse(http::Call& call, const ScriptWish& in);
    Json models(http::Call& call);
    PreviewsBegun generate(http::Call& call, const PreviewsWish& in);
    GenerationStatus status(http::Call& call);
    Regenerating regenerate(http::Call& call, const RegenerateWish& in);
    PreviewsDecided decide(http::Call& call, const PreviewDecision& in);

    // The connection of that kind which can do this; empty where there is none.
    std::string connection_of(const Actor& actor, const std::string& kind, providers::Task task);

    PictureStoryService& stories_;
    providers::ConnectionsService& connections_;
};

}  // namespace fabula::picture_stories
