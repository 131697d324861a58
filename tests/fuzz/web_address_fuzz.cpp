// Fuzzes net: addresses of the web, where a redirect leads from them, and hints when to come back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "net/fetch_error.hpp"
#include "net/reach.hpp"
#include "net/retry_hint.hpp"
#include "net/url.hpp"

using namespace fabula;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

// What was read once is read the same way again, and names one host and one port.
void check(const net::Url& url) {
    require(url.scheme() == "http" || url.scheme() == "https");
    require(url.port() > 0 && url.port() < 65536);
    require(!url.host().empty());
    require(url.host().find_first_of("@/\\%# \r\n\t") == std::string::npos);
    const auto again = net::Url::parse(url.text());
    require(again.same_origin(url));
    if (url.host_is_address()) static_cast<void>(net::reach_of(url.host()));
}

template <class Read>
void try_to(Read read) {
    try {
        check(read());
    } catch (const net::FetchError& error) {
        require(error.failure() == net::Failure::BadRequest);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    static const auto from = net::Url::parse("https://ai.example.org/v1/models?limit=5");
    try_to([&] { return net::Url::parse(text); });
    try_to([&] { return net::Url::parse("http://" + text); });
    try_to([&] { return from.follow(text); });
    const Time now{std::chrono::seconds(1'795'176'000)};
    for (const auto* name : {"retry-after", "retry-after-ms", "x-ratelimit-reset-tokens"}) {
        const auto wait = net::retry_hint({{name, text}}, now);
        require(!wait || (wait->count() >= 0 && *wait <= net::kRetryWaitMax));
    }
    return 0;
}
