// /health: is the program alive? And the icon that browsers ask for by its old name.
#pragma once

#include <string>

#include "http/route.hpp"

namespace fabula::app {

struct Health {
    std::string status = "ok";
    std::string version;
    std::string environment;  // The label of the setting `env`.

    static constexpr auto fields =
        FieldList{Field<&Health::status>{"status"}, Field<&Health::version>{"version"},
                  Field<&Health::environment>{"environment"}};
};

class HealthRoutes {
public:
    // `icon`: address of the house's icon.
    HealthRoutes(std::string environment, std::string icon)
        : environment_(std::move(environment)), icon_(std::move(icon)) {}
    http::RouteTable table();

private:
    Health get(http::Call& call);
    http::Reply icon(http::Call& call);

    std::string environment_;
    std::string icon_;
};

}  // namespace fabula::app
