// How one asks for exports.
#pragma once

#include "http/route.hpp"
#include "takeout/takeout_service.hpp"

namespace fabula::takeout {

struct ListExports {
    ProjectId project_id;

    static constexpr auto fields =
        FieldList{Field<&ListExports::project_id>{"project_id", {.required = true}}};
};

class TakeoutRoutes {
public:
    explicit TakeoutRoutes(TakeoutService& takeout) : takeout_(takeout) {}

    http::RouteTable table();

private:
    jobs::Job start(http::Call& call, const ExportWish& in);
    http::Page<Export> list(http::Call& call, const ListExports& in);
    http::Reply file(http::Call& call);
    http::Reply print(http::Call& call, const PrintSwitches& in);

    TakeoutService& takeout_;
};

}  // namespace fabula::takeout
