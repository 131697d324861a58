#include "accounts/throttle.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "http/problem.hpp"

namespace fabula::accounts {

namespace {

constexpr std::size_t kBucketsMax = 20'000;
constexpr auto kForgotten = std::chrono::minutes(10);  // Every bucket is full again by then.

}  // namespace

std::array<Throttle::Key, 3> Throttle::keys_of(const std::string& login,
                                               const std::string& address) {
    return {{{"pair " + address + " " + login, {5, 12}},
             {"address " + address, {30, 2}},
             {"login " + login, {60, 2}}}};
}

Throttle::Bucket& Throttle::fill(const Key& key, Time now) {
    const auto [entry, fresh] = buckets_.try_emplace(key.name);
    auto& bucket = entry->second;
    if (fresh) {
        bucket = {key.size.tries_max, now};
        return bucket;
    }
    const std::chrono::duration<double> passed = now - bucket.filled_at;
    bucket.tries = std::min(key.size.tries_max,
                            bucket.tries + std::max(0.0, passed.count()) / key.size.seconds_each);
    bucket.filled_at = now;
    return bucket;
}

void Throttle::make_room(Time now) {
    if (buckets_.size() < kBucketsMax) return;
    std::erase_if(buckets_,
                  [&](const auto& entry) { return entry.second.filled_at + kForgotten < now; });
    while (buckets_.size() >= kBucketsMax) buckets_.erase(buckets_.begin());
}

void Throttle::take(const std::string& login, const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    make_room(now);
    double wait = 0;
    const auto keys = keys_of(login, address);
    for (const auto& key : keys) {
        const auto& bucket = fill(key, now);
        if (bucket.tries < 1) wait = std::max(wait, (1 - bucket.tries) * key.size.seconds_each);
    }
    if (wait > 0) {
        const int seconds = std::max(1, static_cast<int>(std::ceil(wait)));
        throw http::TooManyTries(
            PublicText{"Too many tries. Wait " + std::to_string(seconds) +
                       (seconds == 1 ? " second" : " seconds") + " and try again."},
            seconds);
    }
    for (const auto& key : keys) fill(key, now).tries -= 1;
}

void Throttle::give_back(const std::string& login, const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    for (const auto& key : keys_of(login, address)) {
        auto& bucket = fill(key, now);
        bucket.tries = std::min(key.size.tries_max, bucket.tries + 1);
    }
}

}  // namespace fabula::accounts
