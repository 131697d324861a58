// The connections to providers that the settings name.
#pragma once

#include <vector>

#include "base/settings.hpp"
#include "providers/connection.hpp"

namespace fabula::app {

// Throws Invalid naming the setting whose address is none.
std::vector<providers::SettingsConnection> provider_settings(const Settings& settings);

}  // namespace fabula::app
