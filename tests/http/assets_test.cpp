#include "http/assets.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>

#include "support/temp_folder.hpp"

namespace fabula::http {

namespace {

constexpr std::array<EmbeddedFile, 2> kFiles{
    {{"app-1.css", "body{}", "BR", "GZ", "00000000000000aa"},
     {"icon-2.png", "PNG", "", "", "00000000000000bb"}}};

std::string header(const Reply& reply, std::string_view name) {
    for (const auto& [key, value] : reply.headers) {
        if (key == name) return value;
    }
    return {};
}

Reply ask(std::string_view name, std::string accept_encoding) {
    const EmbeddedResources files{EmbeddedFolder(kFiles)};
    AssetRoutes routes(files);
    const RouteTable table = routes.table();
    Request request = Request::to(Method::Get, "/assets/x");
    request.headers.emplace_back("accept-encoding", std::move(accept_encoding));
    request.parameters.emplace_back("name", name);
    struct NoExchange final : Exchange {
        Json read_json(std::uint64_t) override { return {}; }
        Json read_form_or_json(std::uint64_t) override { return {}; }
        Upload receive_upload(std::uint64_t) override { return {}; }
        std::string render(std::string_view, const Json&) override { return {}; }
    } exchange;
    Call call{.request = request, .actor = {}, .paging = {}, .expected_rev = {}, .stopping = {}};
    return table[0].handle(table[0], call, exchange);
}

}  // namespace

TEST_CASE("a web file goes out in the smallest form that is accepted") {
    const auto brotli = ask("app-1.css", "gzip, deflate, br");
    CHECK(brotli.body == "BR");
    CHECK(header(brotli, "Content-Encoding") == "br");
    CHECK(header(brotli, "ETag") == "\"00000000000000aa-br\"");
    CHECK(header(brotli, "Vary") == "Accept-Encoding");
    CHECK(brotli.content_type == "text/css; charset=utf-8");
    CHECK(header(brotli, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(ask("app-1.css", "GZIP;q=0.5").body == "GZ");
    CHECK(ask("app-1.css", "br;q=0, gzip;q=0").body == "body{}");
    const auto plain = ask("app-1.css", "");
    CHECK(plain.body == "body{}");
    CHECK(header(plain, "Content-Encoding").empty());
    CHECK(ask("icon-2.png", "br").body == "PNG");
    CHECK_THROWS_AS(ask("none.css", ""), AppError);
}

TEST_CASE("files on disk are found by their name and no other way") {
    const test::TempFolder folder;
    std::filesystem::create_directory(folder / "pages");
    std::ofstream(folder / "pages/a.html") << "A";
    std::ofstream(folder / "b.txt") << "B";
    const FolderResources files(folder.path());
    CHECK(files.names() == std::vector<std::string>{"b.txt", "pages/a.html"});
    CHECK(files.find("pages/a.html")->bytes() == "A");
    CHECK_FALSE(files.find("pages"));
    CHECK_FALSE(files.find("none"));
    CHECK_FALSE(files.find("pages/../b.txt"));
    CHECK_FALSE(files.find((folder / "b.txt").string()));
}

}  // namespace fabula::http
