// The one place where answers stay until the next call.
#pragma once

#include <string>

namespace fabula::engine {

std::string& answer();

}  // namespace fabula::engine
