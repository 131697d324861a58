// How one asks for storyboards and their frames.
#pragma once

#include "generate/frame_service.hpp"
#include "generate/storyboard_service.hpp"
#include "http/route.hpp"

namespace fabula::generate {

class GenerateRoutes {
public:
    GenerateRoutes(StoryboardService& storyboards, FrameService& frames)
        : storyboards_(storyboards), frames_(frames) {}

    http::RouteTable table();

private:
    jobs::Job start_storyboard(http::Call& call);
    http::Reply portrait(http::Call& call);
    FrameValues frame_values(http::Call& call);
    FrameAnswer frame(http::Call& call);
    FrameAnswer update_frame(http::Call& call, const fabula::Patch<FrameWish>& in);
    cast::Character put_look(http::Call& call, const drawing::LookHints& in);

    StoryboardService& storyboards_;
    FrameService& frames_;
};

}  // namespace fabula::generate
