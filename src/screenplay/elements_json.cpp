#include "screenplay/elements_json.hpp"

#include <string>

#include "screenplay/grammar/emphasis.hpp"

namespace fabula::screenplay {

namespace {

Json title_page_json(const std::vector<TitleEntry>& entries) {
    Json out = Json::object();
    for (const auto& entry : entries) {
        std::string value;
        for (const auto& line : entry.values) {
            if (!value.empty()) value.push_back('\n');
            value.append(read_styled(line).text);
        }
        out[entry.key] = std::move(value);
    }
    return out;
}

Json element_json(const Element& element) {
    Json out = {{"type", name_of(element.type)},
                {"text", element.text},
                {"range", {element.range.from, element.range.to}}};
    if (!element.scene_number.empty()) out["scene_number"] = element.scene_number;
    if (element.level > 0) out["level"] = element.level;
    if (element.dual != Dual::None) out["dual"] = element.dual == Dual::Left ? "left" : "right";
    return out;
}

}  // namespace

Json elements_json(const Document& document) {
    Json elements = Json::array();
    for (const auto& element : document.elements) {
        if (element.type == ElementType::Boneyard) continue;
        elements.push_back(element_json(element));
    }
    return {{"title_page", title_page_json(document.title_page)},
            {"elements", std::move(elements)}};
}

}  // namespace fabula::screenplay
