#include "http/assets.hpp"

#include <array>

#include "base/text.hpp"

namespace fabula::http {

namespace {

// True where Accept-Encoding names `coding` and does not weigh it 0.
bool accepts(std::string_view header, std::string_view coding) {
    for (const auto entry : split(header, ',')) {
        const auto semicolon = entry.find(';');
        if (to_lower_ascii(trim(entry.substr(0, semicolon))) != coding) continue;
        if (semicolon == std::string_view::npos) return true;
        const auto weight = trim(entry.substr(semicolon + 1));
        return !weight.starts_with("q=") || parse_decimal(weight.substr(2)).value_or(0) > 0;
    }
    return false;
}

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> types{
        {{".js", "text/javascript; charset=utf-8"},
         {".css", "text/css; charset=utf-8"},
         {".html", "text/html; charset=utf-8"},
         {".json", "application/json"},
         {".svg", "image/svg+xml"},
         {".png", "image/png"},
         {".jpg", "image/jpeg"},
         {".ico", "image/x-icon"},
         {".woff2", "font/woff2"},
         {".wasm", "application/wasm"},
         {".txt", "text/plain; charset=utf-8"},
         {".webmanifest", "application/manifest+json"}}};
    for (const auto& [ending, type] : types) {
        if (file_name.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

Reply resource_reply(const Request& request, const Resource& resource, std::string_view name) {
    const auto accepted = request.header("accept-encoding").value_or("");
    std::string_view form = resource.bytes();
    std::string_view coding;
    if (!resource.file.brotli.empty() && accepts(accepted, "br")) {
        form = resource.file.brotli;
        coding = "br";
    } else if (!resource.file.gzip.empty() && accepts(accepted, "gzip")) {
        form = resource.file.gzip;
        coding = "gzip";
    }
    Reply reply = Reply::bytes(std::string(media_type_of(name)), std::string(form));
    if (!coding.empty()) reply.headers.emplace_back("Content-Encoding", coding);
    if (!resource.file.brotli.empty() || !resource.file.gzip.empty()) {
        reply.headers.emplace_back("Vary", "Accept-Encoding");
    }
    // Each form is content of its own.
    const auto suffix = coding.empty() ? "" : "-" + std::string(coding);
    return std::move(reply).with_etag(resource.etag + suffix);
}

RouteTable AssetRoutes::table() {
    return {stream_route(Method::Get, "/assets/{name...}", "get_web_file", Access::Anyone,
                         "Read a file of the pages: script, style, font or icon.",
                         &AssetRoutes::get, this, {.media_type = "*/*"})};
}

Reply AssetRoutes::get(Call& call) {
    const auto name = call.parameter("name");
    const auto resource = web_.find(name);
    if (!resource) throw AppError(Code::NotFound, PublicText{"There is no such file."});
    return resource_reply(call.request, *resource, name).immutable();
}

}  // namespace fabula::http
