#include "accounts/request_rate.hpp"

#include <array>

#include "http/problem.hpp"

namespace fabula::accounts {

void RequestRate::count_address(const std::string& address) {
    if (rates_.address > 0) count("address " + network_of(address), rates_.address);
}

void RequestRate::count(const std::string& name, std::int64_t per_minute) {
    if (per_minute <= 0) return;
    const auto most = static_cast<double>(per_minute);
    const std::array draws{Buckets::Draw{name, {most, 60 / most}}};
    const auto seconds = buckets_.take(draws);
    if (!seconds) return;
    throw http::TooManyTries(
        PublicText{"These are more than " + std::to_string(per_minute) +
                   " requests in a minute. Try again in " + std::to_string(*seconds) +
                   (*seconds == 1 ? " second." : " seconds.")},
        *seconds);
}

}  // namespace fabula::accounts
