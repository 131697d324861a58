#include "http/docs.hpp"

#include "http/assets.hpp"

namespace fabula::http {

namespace {

constexpr std::string_view kStylePlace = "<!-- house style -->";

Resource require(const Resources& files, const std::string& name) {
    auto resource = files.find(name);
    if (!resource) throw AppError(Code::NotFound, PublicText{"There is no such file."});
    return std::move(*resource);
}

}  // namespace

DocsRoutes::DocsRoutes(const Resources& page, std::string house_style)
    : page_(page), house_style_(std::move(house_style)) {}

RouteTable DocsRoutes::table() {
    using enum Access;
    return {
        stream_route(Method::Get, "/openapi.json", "get_openapi", Anyone,
                     "Read the API document (OpenAPI 3.1).", &DocsRoutes::document, this,
                     {.media_type = "application/json"}),
        stream_route(Method::Get, "/docs", "get_docs", Anyone,
                     "Open the page on which each request can be filled in and sent.",
                     &DocsRoutes::page, this, {.media_type = "text/html"}),
        stream_route(Method::Get, "/docs/{file}", "get_docs_file", Anyone,
                     "Read a script or style of that page.", &DocsRoutes::file, this,
                     {.media_type = "*/*"}),
    };
}

void DocsRoutes::describe(const RouteTable& all, const ApiInfo& info) {
    document_ = detail::dump(openapi_document(all, info));
    document_tag_ = content_tag(document_);
}

Reply DocsRoutes::document(Call&) {
    return Reply::bytes("application/json", document_).with_etag(document_tag_);
}

Reply DocsRoutes::page(Call&) {
    std::string html(require(page_, "index.html").bytes());
    const auto place = html.find(kStylePlace);
    if (place != std::string::npos) {
        html.replace(
            place, kStylePlace.size(),
            house_style_.empty() ? "" : "<link rel=\"stylesheet\" href=\"" + house_style_ + "\">");
    }
    const auto tag = content_tag(html);
    return Reply::bytes("text/html; charset=utf-8", std::move(html)).with_etag(tag);
}

Reply DocsRoutes::file(Call& call) {
    const auto name = call.parameter("file");
    return resource_reply(call.request, require(page_, name), name);
}

}  // namespace fabula::http
