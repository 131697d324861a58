#include "http/dispatch.hpp"

#include <doctest/doctest.h>

#include "http/desk.hpp"

namespace fabula::http {

using sample::Desk;
using sample::header;

TEST_CASE("a record is answered with its revision as entity tag") {
    Desk desk;
    const auto reply = desk.get("/api/v1/boats/b1");
    CHECK(reply.status == 200);
    CHECK(reply.content_type == "application/json");
    CHECK(reply.body == R"({"id":"b1","name":"Ariel","rig":"sloop","length_cm":800,"rev":3})");
    CHECK(header(reply, "ETag") == "\"3\"");
    CHECK(header(reply, "Cache-Control") == "private, no-cache");
}

TEST_CASE("a line end never gets into a header of the answer") {
    Desk desk;
    CHECK(header(desk.get("/api/v1/boats/b1/drawing.svg?by=Ariel"), "X-Drawn-By") == "Ariel");
    const auto reply = desk.get("/api/v1/boats/b1/drawing.svg?by=Ariel%0D%0ASet-Cookie:%20a=b");
    CHECK(reply.status == 500);
    CHECK(header(reply, "X-Drawn-By").empty());
}

TEST_CASE("a literal address wins over a parameter, and takes no other's methods") {
    Desk desk;
    CHECK(desk.get("/api/v1/boats/newest").body.find("Zephyr") != std::string::npos);
    CHECK(desk.get("/api/v1/boats/%6Eewest").body.find("Zephyr") != std::string::npos);
    CHECK(desk.send(Method::Delete, "/api/v1/boats/newest").status == 405);
    CHECK(desk.boats.removed == 0);
}

TEST_CASE("a success has the status of its row") {
    Desk desk;
    CHECK(desk.send(Method::Post, "/api/v1/boats", {}, R"({"name":"Tern"})").status == 201);
    CHECK(desk.send(Method::Post, "/api/v1/harbours/h1/berths", {}, R"({"number":4})").status ==
          202);
    const auto gone = desk.send(Method::Delete, "/api/v1/boats/b1");
    CHECK(gone.status == 204);
    CHECK(gone.body.empty());
    CHECK(desk.boats.removed == 1);
}

TEST_CASE("an input field comes from the path, which a body cannot overrule") {
    Desk desk;
    const auto reply = desk.send(Method::Post, "/api/v1/harbours/h%201/berths", {},
                                 R"({"number":4,"harbour_id":"elsewhere"})");
    CHECK(reply.body == R"({"harbour":"h 1","number":4})");
}

TEST_CASE("an input field of a list comes from the query, with every problem named") {
    Desk desk;
    CHECK(desk.get("/api/v1/boats?rig=yawl&longer_than=900&tags=a&tags=b+c&limit=7&cursor=x")
              .status == 200);
    CHECK(desk.boats.last_query.rig == sample::Rig::Yawl);
    CHECK(desk.boats.last_query.longer_than == 900);
    CHECK(desk.boats.last_query.tags == std::vector<std::string>{"a", "b c"});
    CHECK(desk.boats.last_paging.limit == 7);
    CHECK(desk.boats.last_paging.cursor == "x");

    const auto wrong = desk.get("/api/v1/boats?rig=raft&longer_than=long");
    CHECK(wrong.status == 422);
    const Json problem = parse_json(wrong.body);
    CHECK(problem["fields"][0]["field"] == "rig");
    CHECK(problem["fields"][1]["detail"] == "must be a whole number");
    CHECK(desk.get("/api/v1/boats?rig=yawl&rig=sloop").status == 422);
}

TEST_CASE("a list says where it goes on, in parts of 1 to 200") {
    Desk desk;
    const Json list = parse_json(desk.get("/api/v1/boats").body);
    CHECK(list["boats"].size() == 1);
    CHECK(list["next_cursor"] == "next");
    CHECK(desk.boats.last_paging.limit == 50);
    for (const auto* limit : {"0", "201", "-1", "many", ""}) {
        CAPTURE(limit);
        CHECK(desk.get("/api/v1/boats?limit=" + std::string(limit)).status == 422);
    }
}

TEST_CASE("a change against an old revision is refused") {
    Desk desk;
    const auto change = [&](const char* tag) {
        return desk.send(Method::Patch, "/api/v1/boats/b1", {{"if-match", tag}},
                         R"({"name":"Kite"})");
    };
    CHECK(change("\"3\"").status == 200);
    CHECK(header(change("\"3\""), "ETag") == "\"4\"");
    CHECK(change("*").status == 200);
    CHECK(change("\"2\"").status == 412);
    CHECK(change("W/\"3\"").status == 412);
    CHECK(change("nonsense").status == 412);
    CHECK(change("\"3\", \"4\"").status == 422);
    CHECK(desk.send(Method::Patch, "/api/v1/boats/b1", {}, "{}").status == 200);
}

TEST_CASE("a caller who has the record already gets no second copy") {
    Desk desk;
    const auto same = desk.get("/api/v1/boats/b1", {{"if-none-match", "\"1\", W/\"3\""}});
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(header(same, "ETag") == "\"3\"");
    // A policy in it would replace the one that the browser keeps with the content.
    CHECK(header(same, "Content-Security-Policy").empty());
    CHECK(desk.get("/api/v1/boats/b1", {{"if-none-match", "\"2\""}}).status == 200);
}

TEST_CASE("an unknown address and a wrong method are told apart") {
    Desk desk;
    const auto unknown = desk.get("/api/v1/rafts");
    CHECK(unknown.status == 404);
    CHECK(unknown.content_type == "application/problem+json");
    const auto wrong = desk.send(Method::Put, "/api/v1/boats/b1", {}, "{}");
    CHECK(wrong.status == 405);
    CHECK(header(wrong, "Allow") == "GET, HEAD, PATCH, DELETE, OPTIONS");
    const auto asked = desk.send(Method::Options, "/api/v1/boats");
    CHECK(asked.status == 204);
    CHECK(header(asked, "Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(desk.send(Method::Options, "/api/v1/rafts").status == 404);
}

TEST_CASE("a slash too many leads to the address without it") {
    Desk desk;
    const auto reply = desk.get("/api/v1/boats/b1/?a=1");
    CHECK(reply.status == 308);
    CHECK(header(reply, "Location") == "/api/v1/boats/b1?a=1");
    CHECK(desk.get("//api/v1/boats/").status == 404);
    CHECK(desk.get("//evil.example/").status == 404);
}

TEST_CASE("an address that cannot be decoded is refused") {
    Desk desk;
    for (const auto* target :
         {"/api/v1/boats/%", "/api/v1/boats/%4", "/api/v1/boats/%zz", "/api/v1/boats/%00",
          "/api/v1/boats/%0d%0a", "/api/v1/boats/%ff", "/api/v1/boats/..", "/api/v1/boats/%2e%2e",
          "/api/v1/boats?rig=%", "/api/v1/boats?rig=%00", "/api/v1/boats?rig=%C3"}) {
        CAPTURE(target);
        CHECK(desk.get(target).status == 400);
    }
}

TEST_CASE("a body must be JSON and say so") {
    Desk desk;
    const auto post = [&](const char* type, std::string_view text) {
        return desk.send(Method::Post, "/api/v1/boats", {{"content-type", type}}, text).status;
    };
    CHECK(post("application/json; charset=utf-8", R"({"name":"Tern"})") == 201);
    CHECK(post("application/merge-patch+json", R"({"name":"Tern"})") == 201);
    CHECK(post("text/plain", R"({"name":"Tern"})") == 415);
    CHECK(post("application/x-www-form-urlencoded", "name=Tern") == 415);
    CHECK(post("application/json", R"({"name":)") == 422);
    CHECK(post("application/json", "[]") == 422);
    CHECK(post("application/json", "\"\xff\"") == 422);
    CHECK(desk.send(Method::Post, "/api/v1/boats").status == 422);
}

TEST_CASE("a body above the limit is refused by the limit's name") {
    Limits limits;
    limits.json_bytes = 2000;
    Desk desk({}, limits);
    const auto reply = desk.send(Method::Post, "/api/v1/boats", {}, std::string(2001, ' '));
    CHECK(reply.status == 413);
    CHECK(parse_json(reply.body)["detail"] == "The body has 2 kB; at most 2 kB are taken here.");
}

TEST_CASE("an error that was meant is shown, any other is not") {
    Desk desk;
    const auto known = desk.get("/api/v1/trouble/known");
    CHECK(known.status == 409);
    CHECK(known.body == R"({"type":"/docs#problem-conflict",)"
                        R"("title":"In conflict with what is there","status":409,)"
                        R"("detail":"Two boats, one berth.","instance":"00000000000000aa"})");
    CHECK(desk.logged.find("request_failed") == std::string::npos);

    const auto unknown = desk.get("/api/v1/trouble/unknown");
    CHECK(unknown.status == 500);
    CHECK(unknown.body.find("SELECT") == std::string::npos);
    CHECK(desk.logged.find("SELECT secret FROM chest") != std::string::npos);
    CHECK(desk.logged.find("\"request_id\":\"00000000000000aa\"") != std::string::npos);
    CHECK(desk.get("/api/v1/trouble/odd").status == 500);
}

TEST_CASE("why somebody was not believed is logged, but not as a failure of the server") {
    Desk desk;
    const auto stranger = desk.get("/api/v1/trouble/stranger");
    CHECK(stranger.status == 401);
    CHECK(stranger.body.find("no flag") == std::string::npos);
    CHECK(desk.logged.find("\"event\":\"request_refused\"") != std::string::npos);
    CHECK(desk.logged.find("\"reason\":\"no flag\"") != std::string::npos);
    CHECK(desk.logged.find("\"level\":\"error\"") == std::string::npos);
}

TEST_CASE("the gatekeeper's refusals are answered as such") {
    Desk desk;
    const auto nobody = desk.get("/api/v1/boats/b1", {{"x-actor", "nobody"}});
    CHECK(nobody.status == 401);
    CHECK(header(nobody, "WWW-Authenticate") == "Bearer");
    CHECK(desk.send(Method::Delete, "/api/v1/boats/b1", {{"x-actor", "viewer"}}).status == 403);
    CHECK(desk.boats.removed == 0);
}

TEST_CASE("the log has ids and figures, not what people wrote") {
    Desk desk;
    desk.send(Method::Post, "/api/v1/boats?note=mutiny", {}, R"({"name":"Bounty"})");
    CHECK(desk.logged.find("\"route\":\"create_boat\"") != std::string::npos);
    CHECK(desk.logged.find("\"status\":201") != std::string::npos);
    CHECK(desk.logged.find("Bounty") == std::string::npos);
    CHECK(desk.logged.find("mutiny") == std::string::npos);
}

TEST_CASE("every answer tells the browser what it may do with it") {
    Desk desk;
    for (const auto* target : {"/api/v1/boats/b1", "/api/v1/rafts", "/api/v1/trouble/unknown"}) {
        CAPTURE(target);
        const auto reply = desk.get(target);
        CHECK(header(reply, "Content-Security-Policy") ==
              "default-src 'none'; frame-ancestors 'none'");
        CHECK(header(reply, "X-Content-Type-Options") == "nosniff");
        CHECK(header(reply, "Referrer-Policy") == "no-referrer");
        CHECK(header(reply, "Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(header(reply, "X-Request-Id") == "00000000000000aa");
    }
    const auto drawing = desk.get("/api/v1/boats/b1/drawing.svg");
    CHECK(header(drawing, "Content-Security-Policy").ends_with("sandbox"));
}

}  // namespace fabula::http
