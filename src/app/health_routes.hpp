// /health: is the program alive?
#pragma once

#include <string>

#include "http/route.hpp"

namespace fabula::app {

struct Health {
    std::string status = "ok";
    std::string version;
    std::string environment;  // The label of the setting `env`.

    static constexpr auto fields =
        std::tuple{Field<&Health::status>{"status"}, Field<&Health::version>{"version"},
                   Field<&Health::environment>{"environment"}};
};

class HealthRoutes {
public:
    explicit HealthRoutes(std::string environment) : environment_(std::move(environment)) {}
    http::RouteTable table();

private:
    Health get(http::Call& call);

    std::string environment_;
};

}  // namespace fabula::app
