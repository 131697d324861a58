// What goes out, where it goes, and what comes back, over real sockets.
#include "world.hpp"

namespace fabula::net {

namespace {

using test::WireClient;
using test::WireServer;
using test::Word;

// A world with one server at http://ai.example/.
struct OneServer {
    explicit OneServer(WireServer::Behaviour behaviour) : server(std::move(behaviour)) {
        world.names["ai.example"] = {{kFar}};
        world.servers[kFar + ":80"] = server.port();
        world.servers[kFar + ":443"] = server.port();
    }
    WireServer server;
    World world{};
};

WireServer::Behaviour redirecting_to(std::string location, std::string status = "302 Found") {
    return WireServer::answering(std::move(status), "Location: " + std::move(location) + "\r\n",
                                 "moved");
}

}  // namespace

TEST_CASE("an answer comes back with its status, headers and body, whatever the status") {
    OneServer one(WireServer::answering("404 Not Found", "X-Thing:  a b \r\nX-THING: c\r\n", "no"));
    const auto answer = one.world.fetcher().fetch({.url = "http://ai.example/missing"});
    CHECK(answer.status == 404);
    CHECK(answer.body == "no");
    CHECK(answer.url == "http://ai.example/missing");
    CHECK(find_header(answer.headers, "X-Thing") == "a b");
    CHECK(answer.headers.at(1).name == "x-thing");
    CHECK(answer.headers.at(1).value == "c");
}

TEST_CASE("a request carries its headers, credentials and body, and nothing of this machine") {
    Word seen;
    OneServer one([&](WireClient& client) {
        seen = client.read_request();
        client.answer("200 OK", "", "");
    });
    ::setenv("http_proxy", "http://127.0.0.1:9/", 1);
    ::setenv("ALL_PROXY", "socks5://127.0.0.1:9/", 1);
    const std::string body("{\"a\":\"\0 b\"}", 11);
    const auto answer =
        one.world.fetcher().fetch({.method = "POST",
                                   .url = "http://ai.example/v1/chat",
                                   .headers = {{"Content-Type", "application/json"}},
                                   .credentials = {{"Authorization", "Bearer k"}},
                                   .body = body});
    ::unsetenv("http_proxy");
    ::unsetenv("ALL_PROXY");
    CHECK(answer.status == 200);
    CHECK(seen.text() ==
          "POST /v1/chat HTTP/1.1\r\nHost: ai.example\r\nUser-Agent: Fabula\r\nAccept: */*\r\n"
          "Accept-Encoding: identity\r\nContent-Type: application/json\r\n"
          "Authorization: Bearer k\r\nContent-Length: 11\r\n\r\n" +
              body);
}

TEST_CASE("every method is sent as it is called") {
    for (const std::string method : {"GET", "HEAD", "PUT", "PATCH", "DELETE", "POST"}) {
        CAPTURE(method);
        Word seen;
        OneServer one([&](WireClient& client) {
            seen = client.read_request();
            client.send("HTTP/1.1 200 OK\r\nContent-Length: " +
                        std::string(method == "HEAD" ? "99999999999\r\n\r\n" : "2\r\n\r\nok"));
        });
        const auto answer =
            one.world.fetcher().fetch({.method = method, .url = "http://ai.example/"});
        CHECK(seen.text().starts_with(method + " / HTTP/1.1\r\n"));
        CHECK(answer.body == (method == "HEAD" ? "" : "ok"));
    }
    OneServer one(WireServer::answering("200 OK", "", ""));
    for (const auto* method : {"", "get", "GET /x HTTP/1.1\r\nX:", "CONNECT"}) {
        CAPTURE(method);
        CHECK(
            outcome(one.world.fetcher(), {.method = method, .url = "http://ai.example/"}).failure ==
            "bad request");
    }
}

TEST_CASE("a header that would be more than one, or take the place of another, is not sent") {
    OneServer one(WireServer::answering("200 OK", "", ""));
    for (const Header& header :
         {Header{"X-Key", "a\r\nX-Other: b"}, Header{"X-Key", "a\n"}, Header{"X-Key", ""},
          Header{"X Key", "a"}, Header{"", "a"}, Header{"X-Key:", "a"},
          Header{"X-Key", std::string("a\0b", 3)}, Header{"Host", "localhost"},
          Header{"content-length", "5"}, Header{"Transfer-Encoding", "chunked"}}) {
        CAPTURE(header.name);
        CHECK(outcome(one.world.fetcher(), {.url = "http://ai.example/", .headers = {header}})
                  .failure == "bad request");
        CHECK(outcome(one.world.fetcher(), {.url = "http://ai.example/", .credentials = {header}})
                  .failure == "bad request");
    }
    CHECK(one.server.count() == 0);
}

TEST_CASE("the body of an answer is handed on as it comes, an error's body is kept") {
    std::atomic<bool> good{true};
    OneServer one([&](WireClient& client) {
        client.read_request();
        client.send(std::string("HTTP/1.1 ") + (good ? "200 OK" : "401 Unauthorized") +
                    "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (const auto* word : {"data: 1\n\n", "data: 2\n\n", "data: 3\n\n"}) {
            client.send("9\r\n" + std::string(word) + "\r\n");
        }
        client.send("0\r\n\r\n");
    });
    std::string heard;
    const Request request{.url = "http://ai.example/",
                          .on_body = [&](std::string_view piece) { heard += piece; }};
    auto answer = one.world.fetcher().fetch(request);
    CHECK(heard == "data: 1\n\ndata: 2\n\ndata: 3\n\n");
    CHECK(answer.body.empty());
    good = false;
    heard.clear();
    answer = one.world.fetcher().fetch(request);
    CHECK(answer.status == 401);
    CHECK(answer.body == "data: 1\n\ndata: 2\n\ndata: 3\n\n");
    CHECK(heard.empty());
}

TEST_CASE("what the listener throws ends the transfer and reaches who asked") {
    OneServer one([](WireClient& client) {
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\n\r\n");
        while (client.send(std::string(1000, 'x'))) {
        }
    });
    const Request request{.url = "http://ai.example/",
                          .on_body = [](std::string_view) { throw std::out_of_range("enough"); }};
    CHECK_THROWS_AS(static_cast<void>(one.world.fetcher().fetch(request)), std::out_of_range);
}

TEST_CASE("a name is looked up once, and a second answer to the look-up leads nowhere") {
    WireServer inner(WireServer::answering("200 OK", "", "secret"));
    WireServer outer(WireServer::answering("200 OK", "", "public"));
    World world{.names = {{"rebind.example", {{kFar}, {"127.0.0.1"}}}},
                .servers = {{kFar + ":80", outer.port()}, {"127.0.0.1:80", inner.port()}}};
    const auto fetcher = world.fetcher();
    CHECK(fetcher.fetch({.url = "http://rebind.example/"}).body == "public");
    CHECK(world.lookups == 1);
    CHECK(outcome(fetcher, {.url = "http://rebind.example/"}).failure == "refused");
    CHECK(inner.count() == 0);
}

TEST_CASE("one private address among several is enough to refuse a name") {
    WireServer server(WireServer::answering("200 OK", "", ""));
    World world{.names = {{"both.example", {{kFar, "192.168.0.9"}}}},
                .servers = {{kFar + ":80", server.port()}}};
    const auto how = outcome(world.fetcher(), {.url = "http://both.example/"});
    CHECK(how.failure == "refused");
    CHECK(how.text ==
          "both.example:80 was not asked: local networks and unusual ports are only asked where "
          "the setting net-allow names host and port.");
    CHECK(server.count() == 0);
}

TEST_CASE("where the first of several addresses is dead the next one is asked") {
    WireServer server(WireServer::answering("200 OK", "", "here"));
    World world{.names = {{"two.example", {{kFurther, kFar}}}},
                .servers = {{kFar + ":80", server.port()}}};
    CHECK(world.fetcher().fetch({.url = "http://two.example/"}).body == "here");
}

TEST_CASE("what the settings allow is asked at this machine, under that very name and port") {
    WireServer server(WireServer::answering("200 OK", "", "local model"));
    const auto fetch = [&](const std::vector<std::string>& allowed, const std::string& url) {
        const Fetcher fetcher({.allowed = allowed});
        return outcome(fetcher, {.url = url}).failure;
    };
    const auto port = std::to_string(server.port());
    const auto literal = "127.0.0.1:" + port;
    CHECK(fetch({server.at()}, "http://" + server.at() + "/v1") == "answered");
    CHECK(fetch({literal}, "http://" + literal + "/") == "answered");
    CHECK(fetch({literal}, "http://2130706433:" + port + "/") == "answered");
    CHECK(fetch({literal}, "http://" + server.at() + "/") == "refused");
    CHECK(fetch({"localhost:1"}, "http://" + server.at() + "/") == "refused");
    CHECK(fetch({}, "http://" + server.at() + "/") == "refused");
    CHECK(fetch({"169.254.169.254:80"}, "http://169.254.169.254/") == "refused");
    CHECK(fetch({"0.0.0.0:" + port}, "http://0.0.0.0:" + port + "/") == "refused");
}

TEST_CASE("a redirect is followed to where anybody may go, three times") {
    WireServer last(WireServer::answering("200 OK", "", "found"));
    std::map<std::string, std::string> hops{
        {"/1", "/2"}, {"/2", "/3"}, {"/3", "http://b.example/"}, {"/0", "/1"}};
    WireServer first([&](WireClient& client) {
        const auto request = client.read_request();
        client.answer("301 Moved", "Location: " + hops[request.substr(4, 2)] + "\r\n", "");
    });
    World world{.names = {{"a.example", {{kFar}}}, {"b.example", {{kFurther}}}},
                .servers = {{kFar + ":80", first.port()}, {kFurther + ":80", last.port()}}};
    const auto answer = world.fetcher().fetch({.url = "http://a.example/1"});
    CHECK(answer.body == "found");
    CHECK(answer.url == "http://b.example/");
    CHECK(outcome(world.fetcher(), {.url = "http://a.example/0"}).failure == "too many redirects");
    CHECK(outcome(world.fetcher(), {.url = "http://a.example/3", .limits = {.redirects = 0}})
              .failure == "too many redirects");
}

TEST_CASE("a redirect leads to no private address, unusual port, other scheme or file") {
    WireServer inner(WireServer::answering("200 OK", "", "secret"));
    const std::vector<std::pair<std::string, std::string>> places{
        {"http://127.0.0.1/", "refused"},
        {"http://127.0.0.1:" + std::to_string(inner.port()) + "/", "refused"},
        {"//localhost/", "refused"},
        {"http://169.254.169.254/latest/meta-data/", "refused"},
        {"http://[::ffff:127.0.0.1]/", "refused"},
        {"http://metadata.internal/", "refused"},
        {"http://ai.example:6379/", "refused"},
        {"http://2130706433/", "refused"},
        {"file:///etc/passwd", "bad request"},
        {"ftp://ai.example/", "bad request"},
        {"gopher://ai.example/", "bad request"},
        {"http://user:pass@ai.example/", "bad request"},
        {"http://nobody.example/", "no such name"}};
    for (const auto& [place, expected] : places) {
        CAPTURE(place);
        OneServer one(redirecting_to(place));
        one.world.names["localhost"] = {{"127.0.0.1"}};
        one.world.names["metadata.internal"] = {{"169.254.169.254"}};
        one.world.servers["127.0.0.1:80"] = inner.port();
        CHECK(outcome(one.world.fetcher(), {.url = "http://ai.example/"}).failure == expected);
    }
    CHECK(inner.count() == 0);
}

TEST_CASE("credentials go to the host, port and scheme that they are for, and no further") {
    Word at_first;
    Word at_second;
    Word to("http://b.example/");
    WireServer second([&](WireClient& client) {
        at_second = client.read_request();
        client.answer("200 OK", "", "");
    });
    WireServer first([&](WireClient& client) {
        const auto request = client.read_request();
        const bool again = request.starts_with("GET /again");
        (again ? at_second : at_first) = request;
        client.answer(again ? "200 OK" : "307 Temporary Redirect",
                      "Location: " + to.text() + "\r\n", "");
    });
    World world{.names = {{"a.example", {{kFar}}}, {"b.example", {{kFurther}}}},
                .servers = {{kFar + ":80", first.port()},
                            {kFar + ":443", second.port()},
                            {kFurther + ":80", second.port()}}};
    const Request request{.url = "http://a.example/",
                          .headers = {{"X-Plain", "told to all"}},
                          .credentials = {{"Authorization", "Bearer secret"}}};
    CHECK(world.fetcher().fetch(request).status == 200);
    CHECK(at_first.text().find("Bearer secret") != std::string::npos);
    CHECK(at_second.text().find("told to all") != std::string::npos);
    CHECK(at_second.text().find("secret") == std::string::npos);
    to = "http://a.example:443/";  // The same host by another port.
    CHECK(world.fetcher().fetch(request).status == 200);
    CHECK(at_second.text().find("secret") == std::string::npos);
    to = "/again";
    CHECK(world.fetcher().fetch(request).status == 200);
    CHECK(at_second.text().find("Bearer secret") != std::string::npos);
}

TEST_CASE("what was posted is sent to nobody else") {
    WireServer other(WireServer::answering("200 OK", "", ""));
    for (const auto* status :
         {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 P"}) {
        CAPTURE(status);
        OneServer one(redirecting_to("http://b.example/", status));
        one.world.names["b.example"] = {{kFurther}};
        one.world.servers[kFurther + ":80"] = other.port();
        const auto answer = one.world.fetcher().fetch(
            {.method = "POST", .url = "http://ai.example/", .body = "a story"});
        CHECK(answer.status == std::stoi(status));
        CHECK(find_header(answer.headers, "location") == "http://b.example/");
        CHECK(one.server.count() == 1);
    }
    CHECK(other.count() == 0);
}

TEST_CASE("a redirect without a place, and a status that is none, are answers") {
    OneServer nowhere(WireServer::answering("302 Found", "", "where"));
    CHECK(nowhere.world.fetcher().fetch({.url = "http://ai.example/"}).status == 302);
    OneServer unchanged(WireServer::answering("304 Not Modified", "Location: /x\r\n", ""));
    CHECK(unchanged.world.fetcher().fetch({.url = "http://ai.example/"}).status == 304);
}

}  // namespace fabula::net
