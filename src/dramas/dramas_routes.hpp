// How one asks for dramas.
#pragma once

#include "dramas/drama_model.hpp"
#include "dramas/dramas_service.hpp"
#include "http/route.hpp"

namespace fabula::dramas {

// A whole document, or a premise that a text model makes one of.
struct NewDrama {
    Json drama;
    std::string premise;
    std::string id;
    std::string model;

    static constexpr auto fields = FieldList{
        Field<&NewDrama::drama>{"drama", {.help = "the whole document, see docs/dramas.md"}},
        Field<&NewDrama::premise>{
            "premise", {.length_max = 50'000, .help = "instead: what a text model writes one of"}},
        Field<&NewDrama::id>{"id", {.length_max = 150, .help = "beside a premise"}},
        Field<&NewDrama::model>{
            "model", {.length_max = 200, .help = "not heeded: AI models says who is asked"}}};
};

struct Feedback {
    std::string feedback;

    static constexpr auto fields = FieldList{Field<&Feedback::feedback>{
        "feedback", {.required = true, .length_min = 1, .length_max = 20'000}}};
};

struct NewOrder {
    std::vector<std::string> ids;

    static constexpr auto fields = FieldList{Field<&NewOrder::ids>{
        "ids",
        {.required = true, .length_max = 5000, .help = "all of the list, in its new order"}}};
};

class DramasRoutes {
public:
    DramasRoutes(DramaService& dramas, DramaModel& model) : dramas_(dramas), model_(model) {}

    http::RouteTable table();
    http::RouteTable table_of_parts();

private:
    http::Page<Json> list(http::Call& call);
    Json create(http::Call& call, const NewDrama& in);
    Json get(http::Call& call);
    Json update(http::Call& call, const Json& in);
    Json remove(http::Call& call);

    DramaJob improve(http::Call& call, const Feedback& in);
    DramaJob criticize(http::Call& call);
    http::Page<DramaJob> jobs(http::Call& call);
    DramaJob job(http::Call& call);

    template <DramaPartKind Kind>
    http::Page<Json> list_in(http::Call& call);
    template <DramaPartKind Kind>
    Json add(http::Call& call, const Json& in);
    template <DramaPartKind Kind>
    Json reorder(http::Call& call, const NewOrder& in);

    DramaService& dramas_;
    DramaModel& model_;
};

}  // namespace fabula::dramas
