// A place in a list that is ordered by name, as its cursor says it: behind that name and id.
#pragma once

#include <string>

namespace fabula {

struct NamePlace {
    std::string name{};
    std::string id{};

    [[nodiscard]] std::string cursor() const { return name + "/" + id; }
    // The beginning for anything that is no cursor.
    static NamePlace of_cursor(const std::string& cursor) {
        const auto slash = cursor.rfind('/');
        if (slash == std::string::npos) return {};
        return {.name = cursor.substr(0, slash), .id = cursor.substr(slash + 1)};
    }
};

}  // namespace fabula
