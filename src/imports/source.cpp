#include "imports/source.hpp"

#include "base/text.hpp"

namespace fabula::imports {

Source read_source(std::string_view bytes, std::string_view file_name) {
    Source out;
    if (!is_utf8(bytes)) out.refusal = "The file is not UTF-8 text.";
    out.text = std::string(bytes);
    out.encoding = "UTF-8";
    out.form = Json::object();
    const auto dot = file_name.rfind('.');
    out.title = std::string(file_name.substr(0, dot));
    return out;
}

std::string restore_source(std::string_view text, const Json&) { return std::string(text); }

std::string apply_suggestions(std::string_view text, const std::vector<Suggestion>& accepted) {
    std::string out;
    std::size_t from = 0;
    for (const auto& suggestion : accepted) {
        const auto at = byte_offset_of(text, suggestion.range.from).value_or(text.size());
        const auto to = byte_offset_of(text, suggestion.range.to).value_or(text.size());
        out.append(text.substr(from, at - from)).append(suggestion.text);
        from = to;
    }
    out.append(text.substr(from));
    return out;
}

}  // namespace fabula::imports
