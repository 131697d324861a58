#include "accounts/throttle.hpp"

#include "http/problem.hpp"

namespace fabula::accounts {

std::array<Buckets::Draw, 3> Throttle::draws_of(const std::string& login,
                                                const std::string& address) {
    const auto network = network_of(address);
    return {{{"pair " + network + " " + login, {5, 12}},
             {"address " + network, {30, 2}},
             {"login " + login, {60, 2}}}};
}

void Throttle::take(const std::string& login, const std::string& address) {
    const auto seconds = buckets_.take(draws_of(login, address));
    if (!seconds) return;
    throw http::TooManyTries(
        PublicText{"Too many tries. Wait " + std::to_string(*seconds) +
                   (*seconds == 1 ? " second" : " seconds") + " and try again."},
        *seconds);
}

void Throttle::give_back(const std::string& login, const std::string& address) {
    buckets_.give_back(draws_of(login, address));
}

}  // namespace fabula::accounts
