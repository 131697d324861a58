// How one asks for frames that models make.
#pragma once

#include "http/route.hpp"
#include "render/render_service.hpp"

namespace fabula::render {

struct PromptText {
    std::string text;

    static constexpr auto fields = FieldList{Field<&PromptText::text>{
        "text",
        {.required = true,
         .length_min = 1,
         .length_max = kPromptMax,
         .help = "what the usual words have in braces is filled in; of a frame, a line whose "
                 "every one is empty is left out"}}};
};

// Shots by their ids.
struct SomeShots {
    std::vector<ShotId> shot_ids;

    static constexpr auto fields =
        FieldList{Field<&SomeShots::shot_ids>{"shot_ids", {.length_max = RenderWish::kShotsMax}}};
};

class RenderRoutes {
public:
    explicit RenderRoutes(RenderService& renders) : renders_(renders) {}

    http::RouteTable table();

private:
    RenderPlan plan(http::Call& call, const RenderWish& in);
    jobs::Job start(http::Call& call, const RenderWish& in);
    Prompt prompt(http::Call& call);
    Prompt put_prompt(http::Call& call, const PromptText& in);
    Prompt reset_prompt(http::Call& call);
    SomeShots approve(http::Call& call, const SomeShots& in);
    SomeShots unapprove(http::Call& call, const SomeShots& in);

    RenderService& renders_;
};

}  // namespace fabula::render
