// Addresses as somebody writes them who wants to be led where nobody may go.
#include "net/url.hpp"

#include "world.hpp"

namespace fabula::net {

namespace {

std::string refusal(const std::string& text) {
    World world{.names = {{"localhost", {{"127.0.0.1", "::1"}}},
                          {"metadata.internal", {{"169.254.169.254"}}},
                          {"both.example", {{kFar, "10.0.0.7"}}},
                          {"six.example", {{"::ffff:10.0.0.7"}}}}};
    return outcome(world.fetcher(), {.url = text, .limits = {.connect = std::chrono::seconds(1)}})
        .failure;
}

}  // namespace

TEST_CASE("an address is read once, and what was read is what is asked") {
    const auto url = Url::parse("HTTPS://AI.Example.org/v1/models?limit=5#top");
    CHECK(url.scheme() == "https");
    CHECK(url.host() == "ai.example.org");
    CHECK(url.port() == 443);
    CHECK(url.host_and_port() == "ai.example.org:443");
    CHECK(url.text() == "https://ai.example.org/v1/models?limit=5");
    CHECK(Url::parse("http://[2606:4700:0::1111]:8080/").host_and_port() ==
          "[2606:4700::1111]:8080");
    CHECK(url.follow("/other").text() == "https://ai.example.org/other");
    CHECK(url.follow("//cdn.example.org/a b").text() == "https://cdn.example.org/a%20b");
    CHECK(url.same_origin(Url::parse("https://ai.example.org:443/x")));
    CHECK_FALSE(url.same_origin(Url::parse("https://ai.example.org:80/x")));
    CHECK_FALSE(url.same_origin(Url::parse("http://ai.example.org:443/x")));
}

TEST_CASE("only http and https are asked, and only what is one plain address") {
    for (const std::string text : {"",
                                   "ai.example.org",
                                   "//ai.example.org/",
                                   "file:///etc/passwd",
                                   "file://localhost/etc",
                                   "ftp://ai.example.org/",
                                   "gopher://ai.example.org/",
                                   "dict://localhost:11211/",
                                   "javascript:alert(1)",
                                   "http:///",
                                   "http://",
                                   "http:/ai.example.org",
                                   "http://?x",
                                   "http://ai.example.org:0/",
                                   "http://ai.example.org:65536/",
                                   "http://ai.example.org:port/",
                                   "http://ai.example.org:-1/",
                                   "http://ai.exa mple.org/",
                                   "http://ai.example.org\r\nX: y/",
                                   "http://ai.example.org\t/",
                                   "http://ai..example.org/",
                                   "http://.example.org/"}) {
        CAPTURE(text);
        CHECK(refusal(text) == "bad request");
    }
    CHECK(refusal("http://ai.example.org/" + std::string(9000, 'x')) == "bad request");
    CHECK(refusal(std::string("http://ai.example.org\0.evil.example/", 36)) == "bad request");
}

TEST_CASE("no user stands in an address, nor what looks like one") {
    for (const std::string text :
         {"http://user@ai.example.org/", "http://user:pass@ai.example.org/",
          "http://ai.example.org@localhost/", "http://ai.example.org:80@localhost/",
          "http://@localhost/", "http://ai.example.org\\@localhost/", "http://a@b@localhost/"}) {
        CAPTURE(text);
        CHECK(refusal(text) == "bad request");
    }
}

TEST_CASE("every spelling of this machine and its neighbours is refused") {
    for (const std::string text : {"http://127.0.0.1/",
                                   "http://127.1/",
                                   "http://2130706433/",
                                   "http://0x7f000001/",
                                   "http://0x7f.1/",
                                   "http://0177.0.0.1/",
                                   "http://017700000001/",
                                   "http://127.0.1/",
                                   "http://127.000.000.001/",
                                   "http://0/",
                                   "http://0.0.0.0/",
                                   "http://localhost/",
                                   "http://LOCALHOST/",
                                   "https://localhost/",
                                   "http://169.254.169.254/latest/meta-data/",
                                   "http://metadata.internal/",
                                   "http://[::1]/",
                                   "http://[::]/",
                                   "http://[::ffff:127.0.0.1]/",
                                   "http://[::ffff:7f00:1]/",
                                   "http://[::127.0.0.1]/",
                                   "http://[64:ff9b::7f00:1]/",
                                   "http://[2002:7f00:1::]/",
                                   "http://[fd00::1]/",
                                   "http://[fe80::1]/",
                                   "http://10.0.0.1/",
                                   "http://192.168.1.1/",
                                   "http://172.16.0.1/",
                                   "http://100.64.0.1/",
                                   "http://224.0.0.1/",
                                   "http://255.255.255.255/",
                                   "http://both.example/",
                                   "http://six.example/"}) {
        CAPTURE(text);
        const auto how = refusal(text);
        CHECK((how == "refused" || how == "bad request"));
    }
}

TEST_CASE("localhost is this machine, also where no file of hosts says so") {
    const std::vector<std::string> here{"127.0.0.1", "::1"};
    CHECK(ask_system("localhost") == here);
    CHECK(ask_system("models.localhost") == here);
}

TEST_CASE("a host that readers could take for different ones is none") {
    for (const std::string text : {"http://127.0.0.1./",
                                   "http://localhost./",
                                   "http://ai.example.org./",
                                   "http://0x7f.1./",
                                   "http://1.2.3/",
                                   "http://1.2.3.4.5/",
                                   "http://256.1.1.1/",
                                   "http://09.1.1.1/",
                                   "http://99999999999/",
                                   "http://%31%32%37.0.0.1/",
                                   "http://loc%61lhost:8000/",
                                   "http://[fe80::1%25eth0]/",
                                   "http://[fe80::1%eth0]/",
                                   "http://[::1/",
                                   "http://::1/",
                                   "http://[127.0.0.1]/",
                                   "http://①②⑦.⓪.⓪.①/",
                                   "http://ⓛocalhost/",
                                   "http://127。0。0。1/",
                                   "http://bücher.example/",
                                   "http://ai.example.org\xff/"}) {
        CAPTURE(text);
        const auto how = refusal(text);
        // libcurl writes "1.2.3" as 1.2.0.3 and "%31" as 1; who is then asked is checked as ever.
        CHECK((how == "bad request" || how == "refused" || how == "cannot connect" ||
               how == "no such name"));
        CHECK(how != "answered");
    }
    for (const std::string text :
         {"http://127.0.0.1./", "http://ai.example.org./", "http://1.2.3.4.5/",
          "http://[fe80::1%25eth0]/", "http://①②⑦.⓪.⓪.①/", "http://bücher.example/",
          "http://[127.0.0.1]/"}) {
        CAPTURE(text);
        CHECK(refusal(text) == "bad request");
    }
}

TEST_CASE("unusual ports are asked only where the settings name host and port") {
    CHECK(refusal("http://93.184.216.34:22/") == "refused");
    CHECK(refusal("http://93.184.216.34:8080/") == "refused");
    CHECK(refusal("https://ai.example.org:6379/") == "refused");
    for (const auto* entry : {"localhost", "http://localhost:80/", "localhost:80/x", "a b:80", "",
                              "user@localhost:80", "localhost:0", "[::1", "127.1.1.1.1:80"}) {
        CAPTURE(entry);
        CHECK_THROWS_AS(Fetcher({.allowed = {entry}}), AppError);
    }
}

}  // namespace fabula::net
