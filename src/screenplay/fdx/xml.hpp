// Final Draft files as trees that lose nothing: comments, instructions, CDATA and blanks stay.
#pragma once

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace fabula::screenplay {

struct FdxTree {
    std::unique_ptr<pugi::xml_document> document;
    pugi::xml_node root;                 // FinalDraft; null with a refusal.
    std::optional<std::string> refusal;  // One sentence.
};

// Refuses what is no Final Draft file: broken or hostile XML, other XML.
FdxTree load_fdx(std::string_view text);

// UTF-8, and declared so.
std::string save_fdx(pugi::xml_document& document);

// `text` as it is, which is UTF-8, declared as UTF-8 where it declares another encoding.
std::string declare_utf8(std::string_view text);

// Without what XML 1.0 cannot hold: control characters, U+FFFE and U+FFFF.
std::string xml_text(std::string_view text);

// The node directly behind `anchor`, with the same blanks before it.
void move_behind(const pugi::xml_node& anchor, const pugi::xml_node& node);
pugi::xml_node insert_behind(const pugi::xml_node& anchor, const char* name);

// Removes the node and the blanks before it.
void remove_node(const pugi::xml_node& node);

void set_attribute(pugi::xml_node node, const char* name, std::string_view value);

}  // namespace fabula::screenplay
