// How one asks for dramas.
#pragma once

#include "dramas/dramas_service.hpp"
#include "http/route.hpp"

namespace fabula::dramas {

struct NewDrama {
    Json drama;

    static constexpr auto fields = FieldList{Field<&NewDrama::drama>{
        "drama", {.required = true, .help = "the whole document, see docs/dramas.md"}}};
};

struct NewOrder {
    std::vector<std::string> ids;

    static constexpr auto fields = FieldList{Field<&NewOrder::ids>{
        "ids",
        {.required = true, .length_max = 5000, .help = "all of the list, in its new order"}}};
};

class DramasRoutes {
public:
    explicit DramasRoutes(DramaService& dramas) : dramas_(dramas) {}

    http::RouteTable table();

private:
    http::Page<Json> list(http::Call& call);
    Json create(http::Call& call, const NewDrama& in);
    Json get(http::Call& call);
    Json update(http::Call& call, const Json& in);
    Json remove(http::Call& call);

    template <DramaPartKind Kind>
    http::Page<Json> list_in(http::Call& call);
    template <DramaPartKind Kind>
    Json add(http::Call& call, const Json& in);
    template <DramaPartKind Kind>
    Json reorder(http::Call& call, const NewOrder& in);

    DramaService& dramas_;
};

}  // namespace fabula::dramas
