// Money in words.
#pragma once

#include <string>

#include "providers/usage.hpp"

namespace fabula::spending {

// "$12.34"; below a cent with as many digits as it takes: "$0.0004".
std::string dollars(providers::Money amount);

}  // namespace fabula::spending
