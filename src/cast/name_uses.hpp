// Where a script writes somebody's name, and what stands there once they are called otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/changes.hpp"
#include "screenplay/document.hpp"

namespace fabula::cast {

struct NameUse {
    screenplay::Range range{};  // Of the text.
    screenplay::ElementType type = screenplay::ElementType::Action;
    std::size_t element = 0;  // Into Document::elements.
    std::string before{};     // As it is written: "MARIE", "Marie".
    std::string after{};
    std::string line{};         // That it stands in.
    std::size_t line_from = 0;  // Where in `line` it begins; bytes.
};

// Uses of `name` in text order, comments and the title page aside. A cue uses it as a whole; in
// other lines it is one where it begins with a capital and is no part of a longer one of `others`.
// What is written in capitals stays so.
std::vector<NameUse> find_name_uses(const screenplay::Document& document, std::string_view text,
                                    std::string_view name, std::string_view new_name,
                                    const std::vector<std::string>& others);

// The change that writes `after` in the place of each; `length`: of the text, in UTF-16 units.
ChangeSet rename_change(const std::vector<NameUse>& uses, std::size_t length);

}  // namespace fabula::cast
