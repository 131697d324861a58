// Buckets of tokens that fill up as time goes by: how often something may happen, by a name.
#pragma once

#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "base/time.hpp"

namespace fabula::accounts {

class Buckets {
public:
    struct Size {
        double tokens_max;    // As many at once.
        double seconds_each;  // Until another one has come.
    };
    // One token of the bucket of this name, which is full at first.
    struct Draw {
        std::string name;
        Size size;
    };

    explicit Buckets(const Clock& clock) : clock_(clock) {}

    // Takes every draw, or none and answers after how many seconds each could be taken, at least 1.
    std::optional<int> take(std::span<const Draw> draws);
    void give_back(std::span<const Draw> draws);

private:
    struct Bucket {
        double tokens = 0;
        Time filled_at{};
        Time full_at{};  // Then it need not be kept any more.
    };

    Bucket& fill(const Draw& draw, Time now);
    static void put(Bucket& bucket, const Size& size, double tokens);
    void make_room(Time now);

    const Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

// What an address is counted by: an IPv6 address by its first 64 bits, of which one customer of a
// network has as many addresses as they like; anything else by itself.
std::string network_of(const std::string& address);

}  // namespace fabula::accounts
