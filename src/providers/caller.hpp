// One call of one provider over the guarded way out: its key, its turn, its failures.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "providers/access.hpp"
#include "providers/fault.hpp"

namespace fabula::providers {

inline constexpr std::uint64_t kAnswerMax = 200U << 20U;  // Bytes: four pictures in Base64.
inline constexpr std::uint64_t kPictureMax = 50U << 20U;  // Bytes of one picture.

class Caller {
public:
    using Authorize = std::function<net::Headers(const std::string& key)>;

    // "Authorization: Bearer …" unless `authorize` says otherwise; nothing without a key.
    Caller(const Wires& wires, Access access, Authorize authorize = {});

    [[nodiscard]] const Access& access() const noexcept { return access_; }
    [[nodiscard]] const Endpoint& endpoint() const noexcept { return access_.endpoint; }
    [[nodiscard]] Usage priced(Usage usage) const { return with_cost(access_, std::move(usage)); }

    struct Plan {
        std::string method = "POST";
        std::string path{};  // Behind the base address, or a whole address of the same server.
        std::string body{};
        std::string media_type = "application/json";
        net::Headers headers{};
        Paid paid = Paid::Yes;  // Also: waits for its turn.
        std::function<void(std::string_view)> on_body{};
        int also = 0;  // A status that is an answer as well.
    };
    // The answer of any success. Throws CallError for all else.
    [[nodiscard]] net::Response send(Plan plan, const std::stop_token& stop) const;
    // The same, read as JSON.
    [[nodiscard]] Json send_json(Plan plan, const std::stop_token& stop) const;
    [[nodiscard]] Json get_json(const std::string& path, const std::stop_token& stop) const;
    [[nodiscard]] Json post_json(const std::string& path, const Json& body,
                                 const std::stop_token& stop, Paid paid = Paid::Yes) const;

    // A picture at an address that the provider named: a data address, one of its own server, which
    // is told the key, or one of the world, which is not. It was paid already, so that a failure is
    // never one of unknown outcome.
    [[nodiscard]] MadePicture fetch_picture(const std::string& url,
                                            const std::stop_token& stop) const;
    [[nodiscard]] MadePicture read_picture(std::string bytes) const;
    [[nodiscard]] MadePicture read_picture_base64(std::string_view text) const;

private:
    [[nodiscard]] net::Response fetch(const net::Fetcher& fetcher, const net::Request& request,
                                      Paid paid, const std::stop_token& stop) const;

    Wires wires_;
    Access access_;
    Authorize authorize_;
};

// "image/png", "image/jpeg", "image/webp" by the first bytes; empty for anything else.
std::string_view sniff_picture(std::string_view bytes) noexcept;
std::string data_url(const Reference& reference);
// An address as the way out reads it; nothing for what cannot be asked.
struct Address {
    std::string scheme;
    std::string host;
    std::string host_and_port;

    bool operator==(const Address&) const = default;
};
std::optional<Address> read_address(const std::string& url);
// Without slashes at its end.
std::string without_slash(std::string url);

}  // namespace fabula::providers
