// Slows down who tries many passwords, without locking anybody out for long.
#pragma once

#include <array>
#include <map>
#include <mutex>
#include <string>

#include "base/time.hpp"

namespace fabula::accounts {

class Throttle {
public:
    explicit Throttle(const Clock& clock) : clock_(clock) {}

    // Takes one try of the name from the address. Throws TooManyTries where there is none left:
    // 5 at once and one more every 12 s for a name from one address, 30 and one every 2 s for an
    // address, 60 and one every 2 s for a name from anywhere.
    void take(const std::string& login, const std::string& address);
    // Gives the tries back after the right password.
    void give_back(const std::string& login, const std::string& address);

private:
    // A bucket fills up with tries as time goes by.
    struct Bucket {
        double tries = 0;
        Time filled_at{};
    };
    struct Size {
        double tries_max;
        double seconds_each;
    };
    struct Key {
        std::string name;
        Size size;
    };

    static std::array<Key, 3> keys_of(const std::string& login, const std::string& address);
    Bucket& fill(const Key& key, Time now);
    void make_room(Time now);

    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace fabula::accounts
