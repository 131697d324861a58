// How one asks for characters.
#pragma once

#include "cast/cast_service.hpp"
#include "http/route.hpp"

namespace fabula::cast {

struct ListCharacters {
    ProjectId project_id;

    static constexpr auto fields =
        std::tuple{Field<&ListCharacters::project_id>{"project_id", {.required = true}}};
};

class CastRoutes {
public:
    explicit CastRoutes(CastService& cast) : cast_(cast) {}

    http::RouteTable table();

private:
    http::Page<Character> list(http::Call& call, const ListCharacters& in);
    Character get(http::Call& call);

    CastService& cast_;
};

}  // namespace fabula::cast
