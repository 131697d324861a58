#include "screenplay/elements_json.hpp"

#include <string>

#include "screenplay/fountain.hpp"
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

Json diagnostic_json(const Diagnostic& diagnostic) {
    Json out = {{"severity", diagnostic.severity == Severity::Doubt ? "doubt" : "hint"},
                {"code", diagnostic.code},
                {"message", diagnostic.message},
                {"range", {diagnostic.range.from, diagnostic.range.to}}};
    if (!diagnostic.suggestion.empty()) out["suggestion"] = diagnostic.suggestion;
    return out;
}

}  // namespace

Json element_json(const Element& element) {
    Json out = {{"type", name_of(element.type)},
                {"text", element.text},
                {"range", {element.range.from, element.range.to}}};
    if (!element.scene_number.empty()) out["scene_number"] = element.scene_number;
    if (element.level > 0) out["level"] = element.level;
    if (element.dual != Dual::None) out["dual"] = element.dual == Dual::Left ? "left" : "right";
    return out;
}

Json elements_json(const Document& document) {
    Json elements = Json::array();
    for (const auto& element : document.elements) {
        if (element.type == ElementType::Boneyard) continue;
        elements.push_back(element_json(element));
    }
    Json diagnostics = Json::array();
    for (const auto& diagnostic : all_diagnostics(document)) {
        diagnostics.push_back(diagnostic_json(diagnostic));
    }
    return {{"title_page", title_page_json(document.title_page)},
            {"elements", std::move(elements)},
            {"diagnostics", std::move(diagnostics)}};
}

}  // namespace fabula::screenplay
