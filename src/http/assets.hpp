// The files of web/ for browsers: compressed where they take it, kept for ever by their hashed
// names.
#pragma once

#include "http/resources.hpp"
#include "http/route.hpp"

namespace fabula::http {

// "text/css; charset=utf-8" for "app.css"; "application/octet-stream" where nothing is known.
std::string_view media_type_of(std::string_view file_name);

// `resource` in the best form that the request accepts, with its ETag.
Reply resource_reply(const Request& request, const Resource& resource, std::string_view name);

class AssetRoutes {
public:
    // `web`: the built files, whose names hold a hash of their content. Must outlive this.
    explicit AssetRoutes(const Resources& web) : web_(web) {}
    RouteTable table();

private:
    Reply get(Call& call);

    const Resources& web_;
};

}  // namespace fabula::http
