#include <doctest/doctest.h>

#include "http/desk.hpp"

namespace fabula::http {

namespace {

class FarPeer final : public Peer {
public:
    explicit FarPeer(std::string address) : address_(std::move(address)) {}
    [[nodiscard]] const std::string& address() const override { return address_; }
    [[nodiscard]] bool loopback() const override { return false; }
    [[nodiscard]] std::optional<uid_t> uid() const override { return std::nullopt; }

private:
    std::string address_;
};

Client client(const char* peer, std::vector<NameValue> headers) {
    const Policy policy({.trusted_proxies = {"10.0.0.0/8", "::1"}});
    const FarPeer other{peer};
    auto request = Request::to(Method::Get, "/");
    request.headers = std::move(headers);
    request.peer = &other;
    return policy.client_of(request);
}

}  // namespace

TEST_CASE("only a trusted proxy says who the client is and whether it is encrypted") {
    const std::vector<NameValue> forwarded{{"x-forwarded-for", "203.0.113.9, 198.51.100.7"},
                                           {"x-forwarded-proto", "https"}};
    CHECK(client("192.0.2.1", forwarded).address == "192.0.2.1");
    CHECK_FALSE(client("192.0.2.1", forwarded).https);
    CHECK(client("10.0.0.1", forwarded).address == "198.51.100.7");
    CHECK(client("10.0.0.1", forwarded).https);
    // Through two of ours; and a second line that the last one added.
    CHECK(client("10.0.0.1", {{"x-forwarded-for", "203.0.113.9, 10.0.0.2"}}).address ==
          "203.0.113.9");
    CHECK(client("::1", {{"x-forwarded-for", "203.0.113.9"}, {"x-forwarded-for", "192.0.2.8"}})
              .address == "192.0.2.8");
    CHECK(client("10.0.0.1", {{"x-forwarded-for", "nonsense"}}).address == "10.0.0.1");
}

}  // namespace fabula::http
