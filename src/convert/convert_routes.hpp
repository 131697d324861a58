// How one asks for a conversion.
#pragma once

#include "convert/convert.hpp"
#include "http/route.hpp"

namespace fabula::convert {

class ConvertRoutes {
public:
    http::RouteTable table();

private:
    http::Reply convert(http::Call& call, const ConvertWish& in, http::Upload& upload);
};

}  // namespace fabula::convert
