// /openapi.json, and /docs: a page on which each request can be filled in and sent.
#pragma once

#include <string>

#include "http/openapi.hpp"
#include "http/resources.hpp"
#include "http/route.hpp"

namespace fabula::http {

class DocsRoutes {
public:
    // `page`: the files of web/docs. `house_style`: address of the style sheet with the house's
    // colours and fonts, empty where there is none.
    DocsRoutes(const Resources& page, std::string house_style);
    RouteTable table();
    // The document to answer; call once all rows are known, before the first request.
    void describe(const RouteTable& all, const ApiInfo& info);

private:
    Reply document(Call& call);
    Reply page(Call& call);
    Reply file(Call& call);

    const Resources& page_;
    std::string house_style_;
    std::string document_;
    std::string document_tag_;
};

}  // namespace fabula::http
