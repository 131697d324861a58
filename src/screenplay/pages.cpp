#include "screenplay/pages.hpp"

namespace fabula::screenplay {

std::string text_of(const Document& document, const Page& page, const PageLine& line) {
    std::string text;
    for (std::uint32_t i = 0; i < line.run_count; ++i) {
        text += text_of(document, page, line, page.runs[line.first_run + i]);
    }
    return text;
}

}  // namespace fabula::screenplay
