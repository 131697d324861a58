// Words that say nothing of what a text is about.
#pragma once

#include <string_view>

namespace fabula::breakdown {

enum class TextLanguage { English, German };

// "en", "de".
std::string_view code_of(TextLanguage language) noexcept;

// `word` as fold() gives it.
bool is_stop_word(TextLanguage language, std::string_view word) noexcept;

}  // namespace fabula::breakdown
