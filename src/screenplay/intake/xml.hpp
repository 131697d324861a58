// XML of foreign programs: loaded with care, read by local names, whatever prefix a name has.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace fabula::screenplay {

// UTF-8 or what its byte-order mark says, blanks kept. One sentence where it is broken or hostile.
std::optional<std::string> load_xml(std::string_view bytes, pugi::xml_document& out);

// "p" of <w:p> and of <p>.
std::string_view local_name(const pugi::xml_node& node) noexcept;
std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) noexcept;
// The first child of that name; null where there is none.
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) noexcept;
// The first node of that name at any depth, `node` itself included.
pugi::xml_node find_node(const pugi::xml_node& node, std::string_view name) noexcept;

// Line separators as line breaks; control characters, which no text holds, left out.
std::string clean_text(std::string_view text);
// All text below `node`, blanks collapsed and trimmed.
std::string collapsed_text(const pugi::xml_node& node);

}  // namespace fabula::screenplay
