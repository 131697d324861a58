#include "base/json_text.hpp"

#include "base/json_value.hpp"

template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace fabula {

std::string write_json(const Json& json) {
    return json.dump();
}

Json read_json(std::string_view text) {
    return Json::parse(text, nullptr, false);
}

}  // namespace fabula
