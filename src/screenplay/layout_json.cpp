#include "screenplay/layout_json.hpp"

namespace fabula::screenplay {

FormatFile format_from_json(const Json& json) {
    FormatFile file;
    if (auto problem = read_format(json, file)) {
        invalid(std::move(problem->place), std::move(problem->text));
    }
    return file;
}

Layout layout_from_json(const Json& json, Paper paper) {
    Layout layout = format_from_json(json).layout;
    set_paper(layout, paper);
    return layout;
}

}  // namespace fabula::screenplay
