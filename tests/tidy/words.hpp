// Words and where they may stand: one row per rule, each with the sentence to print.
#pragma once

#include <span>

#include "tidy/tree.hpp"

namespace fabula::tidy {

enum class Where { Code, Literals, Include, Sql, Anywhere };

struct WordRule {
    std::string_view word;
    Where where = Where::Code;
    std::string_view message;
    // Path patterns with *; each file that a list names has its reason beside it.
    std::vector<std::string_view> allowed{};
};

// Rules for src/: the whole table that `make test` holds it to.
std::span<const WordRule> source_rules();

// A word counts where no letter, digit or underscore goes on at an end that is one of these.
Findings check_words(const std::vector<SourceFile>& files, std::span<const WordRule> rules);

}  // namespace fabula::tidy
