// fabula serve: the server, from start to a graceful end.
#pragma once

#include "base/settings.hpp"

namespace fabula::app {

// Runs until SIGTERM or SIGINT. Prints one line with the address when it listens.
// Throws AppError where it cannot start.
int run_serve(const Settings& settings);

}  // namespace fabula::app
