// Character references of HTML: &amp; &auml; &#8220; &#x201C;.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fabula::screenplay {

// Appends what the reference at `at` stands for and moves `at` behind it; a reference that nobody
// knows is text. `text[at]` is '&'.
void append_entity(std::string_view text, std::size_t& at, std::string& out);

}  // namespace fabula::screenplay
