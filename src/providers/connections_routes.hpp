// How one asks for connections.
#pragma once

#include "http/route.hpp"
#include "providers/connections_service.hpp"

namespace fabula::providers {

// What there is to connect to.
struct KindView {
    Kind kind = Kind::OpenAi;
    std::string name;
    std::string base_url;
    bool needs_key = false;
    std::string key_page;
    bool local = false;
    bool text = false;
    bool image = false;
    bool embedding = false;
    std::vector<std::string> text_models;
    std::vector<std::string> image_models;
    std::vector<std::string> embedding_models;

    static constexpr auto fields =
        FieldList{Field<&KindView::kind>{"kind"},
                  Field<&KindView::name>{"name"},
                  Field<&KindView::base_url>{"base_url"},
                  Field<&KindView::needs_key>{"needs_key"},
                  Field<&KindView::key_page>{"key_page", {.help = "where a key is made"}},
                  Field<&KindView::local>{"local", {.help = "a program on one's own machine"}},
                  Field<&KindView::text>{"text"},
                  Field<&KindView::image>{"image"},
                  Field<&KindView::embedding>{"embedding"},
                  Field<&KindView::text_models>{
                      "text_models", {.help = "of the table of prices, the proposed one first"}},
                  Field<&KindView::image_models>{"image_models"},
                  Field<&KindView::embedding_models>{"embedding_models"}};
};

struct ModelPrice {
    Kind kind = Kind::OpenAi;
    Task task = Task::Text;
    std::string model;
    std::optional<std::int64_t> input_price;
    std::optional<std::int64_t> output_price;
    std::optional<std::int64_t> image_price;
    std::string as_of;

    static constexpr auto fields = FieldList{
        Field<&ModelPrice::kind>{"kind"},
        Field<&ModelPrice::task>{"task"},
        Field<&ModelPrice::model>{"model"},
        Field<&ModelPrice::input_price>{
            "input_price", {.help = "of a million tokens, in millionths of a US dollar"}},
        Field<&ModelPrice::output_price>{
            "output_price", {.help = "of a million tokens, in millionths of a US dollar"}},
        Field<&ModelPrice::image_price>{"image_price",
                                        {.help = "of one picture, in millionths of a US dollar"}},
        Field<&ModelPrice::as_of>{"as_of", {.help = "the day that the table is of"}}};
};

struct ChoiceWish {
    std::string connection_id;
    std::string model;

    static constexpr auto fields =
        FieldList{Field<&ChoiceWish::connection_id>{
                      "connection_id",
                      {.required = true, .help = "empty: nobody; of a project: as its house"}},
                  Field<&ChoiceWish::model>{
                      "model", {.length_max = 200, .help = "empty: that of the connection"}}};
};

class ConnectionsRoutes {
public:
    explicit ConnectionsRoutes(ConnectionsService& connections) : connections_(connections) {}

    http::RouteTable table();

private:
    http::Page<KindView> kinds(http::Call& call);
    http::Page<ModelPrice> prices(http::Call& call);
    http::Page<ConnectionView> list(http::Call& call);
    ConnectionView get(http::Call& call);
    ConnectionView create(http::Call& call, const New<ConnectionWish>& in);
    ConnectionView update(http::Call& call, const Patch<ConnectionWish>& in);
    void remove(http::Call& call);
    ConnectionView restore(http::Call& call);
    TestOutcome test(http::Call& call);
    http::Page<ModelFound> models(http::Call& call);
    http::Page<ChoiceView> choices(http::Call& call);
    http::Page<ChoiceView> choices_of_project(http::Call& call);
    ChoiceView choose(http::Call& call, const ChoiceWish& in);
    ChoiceView choose_for_project(http::Call& call, const ChoiceWish& in);

    ConnectionsService& connections_;
};

}  // namespace fabula::providers
