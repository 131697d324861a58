// How a command reaches a data directory: through the server that holds it, or directly.
#pragma once

#include <memory>

#include "app/api_client.hpp"
#include "app/data_directory.hpp"
#include "base/settings.hpp"

namespace fabula::app {

// Talks to the running server over its control socket where the directory is in use; else opens
// it and answers from services of its own, which end with the client.
std::unique_ptr<ApiClient> open_api(const Settings& settings, CreateFolder create);

}  // namespace fabula::app
