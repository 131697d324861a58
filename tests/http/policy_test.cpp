#include "http/policy.hpp"

#include <doctest/doctest.h>

#include "http/desk.hpp"

namespace fabula::http {

using sample::Desk;
using sample::header;

namespace {

int status_for_host(Desk& desk, const char* host) {
    return desk.get("/api/v1/boats/b1", {{"host", host}}).status;
}

}  // namespace

TEST_CASE("at the desk only names of this machine are answered to") {
    Desk desk;
    for (const auto* host :
         {"localhost", "LOCALHOST:8000", "127.0.0.1:9", "127.9.9.9", "[::1]:80"}) {
        CAPTURE(host);
        CHECK(status_for_host(desk, host) == 200);
    }
    for (const auto* host : {"evil.example", "evil.example:8000", "10.0.0.1", "[2001:db8::1]", "",
                             "localhost:x", "localhost.evil.example", "127.0.0.1.evil.example"}) {
        CAPTURE(host);
        CHECK(status_for_host(desk, host) == 421);
    }
}

TEST_CASE("elsewhere addresses and the configured names are answered to") {
    Desk desk({.hosts = {"studio.example"}, .loopback_only = false});
    CHECK(status_for_host(desk, "studio.example:443") == 200);
    CHECK(status_for_host(desk, "10.0.0.1:8000") == 200);
    CHECK(status_for_host(desk, "other.example") == 421);
}

TEST_CASE("a foreign web page is refused, whatever it asks") {
    Desk desk;
    const auto own = desk.get("/api/v1/boats/b1", {{"origin", "http://localhost:8000"}});
    CHECK(own.status == 200);
    for (const auto* origin : {"http://evil.example", "http://localhost:3000", "null", ""}) {
        CAPTURE(origin);
        CHECK(desk.get("/api/v1/boats/b1", {{"origin", origin}}).status == 403);
        CHECK(desk.send(Method::Delete, "/api/v1/boats/b1", {{"origin", origin}}).status == 403);
    }
    CHECK(desk.boats.removed == 0);
}

TEST_CASE("a browser that names the site but no origin is refused a change") {
    Desk desk;
    for (const auto* site : {"cross-site", "same-site"}) {
        CAPTURE(site);
        const sample::Desk::Headers headers{{"sec-fetch-site", site}};
        CHECK(desk.send(Method::Delete, "/api/v1/boats/b1", headers).status == 403);
        CHECK(desk.get("/api/v1/boats/b1", headers).status == 200);
    }
    CHECK(
        desk.send(Method::Delete, "/api/v1/boats/b1", {{"sec-fetch-site", "same-origin"}}).status ==
        204);
    CHECK(desk.send(Method::Delete, "/api/v1/boats/b1").status == 204);
}

TEST_CASE("an origin of CORS_ORIGINS passes a preflight and any other does not") {
    Desk desk({.cors_origins = {"http://localhost:3000"}});
    const auto ask = [&](const char* origin) {
        return desk.send(Method::Options, "/api/v1/boats/b1",
                         {{"origin", origin},
                          {"sec-fetch-site", "cross-site"},
                          {"access-control-request-method", "PATCH"},
                          {"access-control-request-headers", "content-type"}});
    };
    const auto listed = ask("http://localhost:3000");
    CHECK(listed.status == 204);
    CHECK(header(listed, "Access-Control-Allow-Origin") == "http://localhost:3000");
    CHECK(header(listed, "Access-Control-Allow-Methods") == "GET, PATCH, DELETE");
    CHECK(header(listed, "Access-Control-Allow-Headers").find("Content-Type") != std::string::npos);
    CHECK(header(listed, "Vary") == "Origin");
    for (const auto* origin : {"http://localhost:3001", "https://localhost:3000", "null"}) {
        CAPTURE(origin);
        const auto other = ask(origin);
        CHECK(other.status == 403);
        CHECK(header(other, "Access-Control-Allow-Origin").empty());
        CHECK(header(other, "Access-Control-Allow-Methods").empty());
    }
}

TEST_CASE("a listed origin may read the answer, problems too") {
    Desk desk({.cors_origins = {"http://localhost:3000"}});
    const sample::Desk::Headers headers{{"origin", "http://localhost:3000"}};
    for (const auto* target : {"/api/v1/boats/b1", "/api/v1/rafts"}) {
        const auto reply = desk.get(target, headers);
        CHECK(header(reply, "Access-Control-Allow-Origin") == "http://localhost:3000");
        CHECK(header(reply, "Cross-Origin-Resource-Policy") == "same-site");
    }
    CHECK(header(desk.get("/api/v1/boats/b1"), "Access-Control-Allow-Origin").empty());
    CHECK(header(desk.get("/api/v1/boats/b1"), "Vary") == "Origin");
}

TEST_CASE("at the desk a request that came through a proxy is refused") {
    Desk desk;
    for (const auto* name : {"forwarded", "x-forwarded-for", "x-real-ip"}) {
        CHECK(desk.get("/api/v1/boats/b1", {{name, "203.0.113.9"}}).status == 403);
    }
    Desk elsewhere({.refuse_forwarded = false});
    CHECK(elsewhere.get("/api/v1/boats/b1", {{"x-forwarded-for", "203.0.113.9"}}).status == 200);
}

TEST_CASE("what is no origin is refused at the start") {
    for (const auto* text : {"*", "localhost:3000", "http://", "http://a/b", "ftp://a", "null",
                             "http://a b", "http://user@a", "http://a:port", "http://*.example"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(Policy({.cors_origins = {text}}), AppError);
    }
    CHECK(is_origin("https://studio.example:8443"));
    CHECK(is_origin("http://[::1]:3000"));
}

}  // namespace fabula::http
