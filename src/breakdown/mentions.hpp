// Who is named in a sentence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "screenplay/document.hpp"

namespace fabula::breakdown {

// The speaking names of a script, found again in its action.
class Mentions {
public:
    explicit Mentions(const screenplay::Document& document);
    explicit Mentions(const std::vector<std::string>& names);

    // Indexes of the names in the order in which the text mentions them, each once.
    [[nodiscard]] std::vector<std::size_t> in(std::string_view text) const;
    // Index of a cue's speaker; size() where it is none of them.
    [[nodiscard]] std::size_t find(std::string_view speaker) const;
    [[nodiscard]] const std::string& name(std::size_t index) const { return names_[index]; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }

private:
    struct Form {
        std::string text;  // Folded: the whole name, or the part by which people call them.
        std::size_t index;
    };
    void add(std::string_view name);
    void add_short_forms();

    std::vector<std::string> names_;
    std::vector<std::string> folded_;
    std::vector<Form> forms_;
};

// Whom the first word of a text stands for: "He checks his watch", "Their hands meet".
enum class Pronoun : std::uint8_t { None, One, Several };
Pronoun opening_pronoun(std::string_view text);

}  // namespace fabula::breakdown
