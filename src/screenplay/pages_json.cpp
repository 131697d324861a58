#include "screenplay/pages_json.hpp"

namespace fabula::screenplay {

Json pages_json(const Document& document, const Pages& pages) {
    Json list = Json::array();
    for (const Page& page : pages.pages) {
        Json elements = Json::array();
        for (const PageElement& part : page.elements) {
            const Element& element = document.elements[part.element];
            elements.push_back({{"type", name_of(element.type)},
                                {"text", element.text.substr(part.from, part.to - part.from)},
                                {"continued", part.continued}});
        }
        list.push_back({{"number", page.number}, {"elements", std::move(elements)}});
    }
    return {{"pages", std::move(list)}};
}

}  // namespace fabula::screenplay
