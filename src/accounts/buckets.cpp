#include "accounts/buckets.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace fabula::accounts {

namespace {

constexpr std::size_t kBucketsMax = 20'000;
constexpr std::size_t kRoom = kBucketsMax / 8;  // Made at a time, so that making it is seldom.

}  // namespace

void Buckets::put(Bucket& bucket, const Size& size, double tokens) {
    bucket.tokens = std::min(size.tokens_max, tokens);
    const std::chrono::duration<double> missing((size.tokens_max - bucket.tokens) *
                                                size.seconds_each);
    bucket.full_at = bucket.filled_at + std::chrono::ceil<std::chrono::milliseconds>(missing);
}

Buckets::Bucket& Buckets::fill(const Draw& draw, Time now) {
    const auto [entry, fresh] = buckets_.try_emplace(draw.name);
    auto& bucket = entry->second;
    const std::chrono::duration<double> passed = now - bucket.filled_at;
    bucket.filled_at = now;
    const auto come = std::max(0.0, passed.count()) / draw.size.seconds_each;
    put(bucket, draw.size, fresh ? draw.size.tokens_max : bucket.tokens + come);
    return bucket;
}

void Buckets::make_room(Time now) {
    if (buckets_.size() < kBucketsMax) return;
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.full_at <= now; });
    while (buckets_.size() > kBucketsMax - kRoom) buckets_.erase(buckets_.begin());
}

std::optional<int> Buckets::take(std::span<const Draw> draws) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    make_room(now);
    double wait = 0;
    for (const auto& draw : draws) {
        const auto& bucket = fill(draw, now);
        if (bucket.tokens < 1) wait = std::max(wait, (1 - bucket.tokens) * draw.size.seconds_each);
    }
    if (wait > 0) return std::max(1, static_cast<int>(std::ceil(wait)));
    for (const auto& draw : draws) {
        auto& bucket = fill(draw, now);
        put(bucket, draw.size, bucket.tokens - 1);
    }
    return std::nullopt;
}

void Buckets::give_back(std::span<const Draw> draws) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    for (const auto& draw : draws) {
        auto& bucket = fill(draw, now);
        put(bucket, draw.size, bucket.tokens + 1);
    }
}

std::string network_of(const std::string& address) {
    in6_addr bits{};
    if (::inet_pton(AF_INET6, address.c_str(), &bits) != 1) return address;
    if (IN6_IS_ADDR_V4MAPPED(&bits)) return address.substr(address.rfind(':') + 1);
    std::fill(bits.s6_addr + 8, bits.s6_addr + 16, static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET6, &bits, text.data(), text.size());
    return text.data();
}

}  // namespace fabula::accounts
