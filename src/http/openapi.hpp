// The API document, printed from the route table.
#pragma once

#include <string>

#include "http/route.hpp"

namespace fabula::http {

struct ApiInfo {
    std::string title;
    std::string version;
    std::string description;
};

// OpenAPI 3.1 of all rows but pages.
Json openapi_document(const RouteTable& table, const ApiInfo& info);

}  // namespace fabula::http
