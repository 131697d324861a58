#include "http/router.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace fabula::http {

namespace {

struct Nothing {
    Json answer(Call&) { return nullptr; }
};

Route row(Method method, std::string path) {
    static Nothing nothing;
    const std::string name = std::string(name_of(method)) + path;
    return route(method, std::move(path), name, Access::Anyone, "Nothing.", &Nothing::answer,
                 &nothing);
}

std::string found(const Router& router, std::string_view path) {
    const auto match = router.find(Method::Get, path);
    if (match.malformed) return "malformed";
    if (match.route == nullptr) return "nothing";
    std::string text = match.route->path;
    for (const auto& [name, value] : match.parameters) text += " " + name + "=" + value;
    return text;
}

}  // namespace

TEST_CASE("a path is matched segment by segment, the literal before the parameter") {
    using enum Method;
    const RouteTable table{row(Get, "/"),
                           row(Get, "/a/{id}"),
                           row(Get, "/a/list"),
                           row(Get, "/a/{id}/pages/{n}"),
                           row(Get, "/a/{id}/pages/{n}.svg"),
                           row(Get, "/a/{id}/pages/{n}.min.svg"),
                           row(Get, "/a/list/pages/all"),
                           row(Get, "/files/{name...}")};
    const Router router(table);
    CHECK(found(router, "/") == "/");
    CHECK(found(router, "/a/7") == "/a/{id} id=7");
    CHECK(found(router, "/a/list") == "/a/list");
    CHECK(found(router, "/a/l%69st") == "/a/list");
    CHECK(found(router, "/a/list/pages/all") == "/a/list/pages/all");
    CHECK(found(router, "/a/list/pages/3") == "/a/{id}/pages/{n} id=list n=3");
    CHECK(found(router, "/a/7/pages/3.svg") == "/a/{id}/pages/{n}.svg id=7 n=3");
    CHECK(found(router, "/a/7/pages/3.min.svg") == "/a/{id}/pages/{n}.min.svg id=7 n=3");
    CHECK(found(router, "/a/7/pages/.svg") == "/a/{id}/pages/{n} id=7 n=.svg");
    CHECK(found(router, "/a/%C3%A4%2Fb") == "/a/{id} id=ä/b");
    CHECK(found(router, "/files/icons/sprite.svg") == "/files/{name...} name=icons/sprite.svg");
    CHECK(found(router, "/files") == "nothing");
    CHECK(found(router, "/files/") == "nothing");
    CHECK(found(router, "/files//x") == "nothing");
    CHECK(found(router, "/a/") == "nothing");
    CHECK(found(router, "/A/7") == "nothing");
    CHECK(found(router, "/a/7/pages/3/more") == "nothing");
    CHECK(found(router, "/files/../secret") == "malformed");
    CHECK(found(router, "/files/%2e%2e/secret") == "malformed");
    CHECK(found(router, "a") == "malformed");
}

TEST_CASE("two rows for one address, or of one name, stop the start") {
    using enum Method;
    const RouteTable same{row(Get, "/a/{id}"), row(Get, "/a/{name}")};
    CHECK_THROWS_AS(Router{same}, std::logic_error);
    RouteTable named{row(Get, "/a"), row(Get, "/b")};
    named[1].name = named[0].name;
    CHECK_THROWS_AS(Router{named}, std::logic_error);
    const RouteTable other_method{row(Get, "/a"), row(Post, "/a")};
    CHECK_NOTHROW(Router{other_method});
    const RouteTable unfinished{row(Get, "/a/{id")};
    CHECK_THROWS_AS(Router{unfinished}, std::logic_error);
    const RouteTable nameless{row(Get, "/a/{}")};
    CHECK_THROWS_AS(Router{nameless}, std::logic_error);
}

TEST_CASE("a query is decoded strictly") {
    const auto query = parse_query("a=1&b=x+y%26z&c&=d&&a=2");
    REQUIRE(query);
    CHECK(*query ==
          std::vector<NameValue>{{"a", "1"}, {"b", "x y&z"}, {"c", ""}, {"", "d"}, {"a", "2"}});
    CHECK(parse_query("")->empty());
    for (const auto* text : {"a=%", "a=%1", "a=%g1", "%00=1", "a=%ff"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_query(text));
    }
}

}  // namespace fabula::http
