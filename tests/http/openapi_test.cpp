#include "http/openapi.hpp"

#include <doctest/doctest.h>

#include "http/assets.hpp"
#include "http/docs.hpp"
#include "http/events.hpp"
#include "http/sample.hpp"
#include "support/golden.hpp"

namespace fabula::http {

namespace {

RouteTable sample_table(sample::BoatRoutes& boats, EventRoutes& events) {
    RouteTable table = boats.table();
    for (auto& row : events.table()) table.push_back(std::move(row));
    return table;
}

}  // namespace

TEST_CASE("the API document is printed from the table") {
    sample::BoatRoutes boats;
    EventHub hub("boot");
    EventRoutes events(hub);
    const Json document = openapi_document(
        sample_table(boats, events),
        {.title = "Boats", .version = "1.2.3", .description = "A harbour of samples."});
    CHECK(test::matches_golden("http/cases/openapi.json", document.dump(2) + "\n"));
}

TEST_CASE("the API document is answered with its tag, the page with the house's style") {
    const FolderResources page(std::filesystem::path(FABULA_SOURCE_DIR) / "web/docs");
    DocsRoutes docs(page, "/assets/app-1.css");
    sample::BoatRoutes boats;
    RouteTable table = boats.table();
    for (auto& row : docs.table()) table.push_back(std::move(row));
    docs.describe(table, {.title = "Boats", .version = "1", .description = ""});

    test::FakeClock clock;
    Log log(LogLevel::Error, clock, [](std::string_view) {});
    sample::NamedGatekeeper gatekeeper;
    const Policy policy({});
    const Dispatcher dispatcher(std::move(table),
                                {.gatekeeper = gatekeeper, .policy = policy, .log = log});
    const auto get = [&](std::string_view target) {
        Request request = Request::to(Method::Get, target);
        request.headers.emplace_back("host", "localhost");
        TextBody body;
        return dispatcher.answer(request, body);
    };
    const auto document = get("/openapi.json");
    CHECK(parse_json(document.body)["paths"].contains("/docs/{file}"));
    const auto html = get("/docs");
    CHECK(html.content_type == "text/html; charset=utf-8");
    CHECK(html.body.find("<link rel=\"stylesheet\" href=\"/assets/app-1.css\">") !=
          std::string::npos);
    CHECK(get("/docs/docs.js").content_type == "text/javascript; charset=utf-8");
    CHECK(get("/docs/none.js").status == 404);
}

}  // namespace fabula::http
