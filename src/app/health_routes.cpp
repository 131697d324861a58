#include "app/health_routes.hpp"

namespace fabula::app {

http::RouteTable HealthRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    return {route(Get, "/health", "get_health", Anyone, "Tell that the server answers.",
                  &HealthRoutes::get, this),
            stream_route(Get, "/favicon.ico", "get_icon", Anyone, "Lead to the icon of the house.",
                         &HealthRoutes::icon, this, {.media_type = "image/svg+xml"})};
}

Health HealthRoutes::get(http::Call&) {
    return {.status = "ok", .version = FABULA_VERSION, .environment = environment_};
}

http::Reply HealthRoutes::icon(http::Call&) {
    return http::Reply::redirect(icon_);
}

}  // namespace fabula::app
