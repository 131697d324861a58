#include "app/health_routes.hpp"

namespace fabula::app {

http::RouteTable HealthRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    return {route(Get, "/health", "get_health", Anyone, "Tell that the server answers.",
                  &HealthRoutes::get, this)};
}

Health HealthRoutes::get(http::Call&) {
    return {.status = "ok", .version = FABULA_VERSION, .environment = environment_};
}

}  // namespace fabula::app
