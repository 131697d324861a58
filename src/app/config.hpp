// The one table of settings, and how they are gathered.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/settings.hpp"

namespace fabula::app {

const std::vector<SettingRow>& setting_table();

// Flags over the process environment over `.env` in the working folder.
Settings load_settings(const std::map<std::string, std::string>& flags);

}  // namespace fabula::app
