// How many requests in a minute one key, one session and one address may make.
#pragma once

#include <cstdint>
#include <string>

#include "accounts/buckets.hpp"

namespace fabula::accounts {

// Requests in a minute; as many may come at once. 0: no limit.
struct RequestRates {
    std::int64_t caller = 0;   // A key or a session.
    std::int64_t address = 0;  // An IPv6 address counts with its network of 64 bits.
};

class RequestRate {
public:
    RequestRate(const Clock& clock, RequestRates rates) : rates_(rates), buckets_(clock) {}

    // Throws TooManyTries with the time to wait. `caller` says what the request came with.
    void count_caller(const std::string& caller) { count("caller " + caller, rates_.caller); }
    void count_address(const std::string& address);

private:
    void count(const std::string& name, std::int64_t per_minute);

    RequestRates rates_;
    Buckets buckets_;
};

}  // namespace fabula::accounts
