#include "typeset/xml.hpp"

#include "base/text.hpp"

namespace fabula::typeset {

std::string escape_xml(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const bool blank = code == '\t' || code == '\n' || code == '\r';
        if ((code < 0x20 && !blank) || code == 0xFFFE || code == 0xFFFF) continue;
        switch (code) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: append_code_point(out, code);
        }
    }
    return out;
}

}  // namespace fabula::typeset
