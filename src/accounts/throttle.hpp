// Slows down who tries many passwords, without locking anybody out for long.
#pragma once

#include <array>
#include <string>

#include "accounts/buckets.hpp"

namespace fabula::accounts {

class Throttle {
public:
    explicit Throttle(const Clock& clock) : buckets_(clock) {}

    // Takes one try of the name from the address. Throws TooManyTries where there is none left:
    // 5 at once and one more every 12 s for a name from one address, 30 and one every 2 s for an
    // address, 60 and one every 2 s for a name from anywhere.
    void take(const std::string& login, const std::string& address);
    // Gives the tries back after the right password.
    void give_back(const std::string& login, const std::string& address);

private:
    static std::array<Buckets::Draw, 3> draws_of(const std::string& login,
                                                 const std::string& address);

    Buckets buckets_;
};

}  // namespace fabula::accounts
