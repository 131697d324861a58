// What a Final Draft file holds that Fountain has no words for.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace fabula::screenplay {

// One sentence for each kind, with its number.
std::vector<std::string> find_fdx_losses(const pugi::xml_node& root);

}  // namespace fabula::screenplay
