// fabula doctor: is this data directory sound?
#pragma once

#include "base/settings.hpp"

namespace fabula::app {

// Prints one line per check; 0 where all is well, 1 where something needs attention.
int run_doctor(const Settings& settings);

}  // namespace fabula::app
