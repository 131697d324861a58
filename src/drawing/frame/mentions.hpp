// Who is named where in a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/frame/words.hpp"

namespace fabula::drawing {

class NameList {
public:
    explicit NameList(const std::vector<std::string>& names);

    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

    // Who is named by the words from `at` on, and by how many words. A full name, or a word of it
    // that is no title and that nobody else's name has.
    struct Mention {
        std::size_t who = kNobody;
        std::size_t words = 0;
    };
    [[nodiscard]] Mention at(const std::vector<Word>& words, std::size_t at) const;
    [[nodiscard]] std::size_t find(std::string_view name) const;
    [[nodiscard]] std::size_t size() const { return full_.size(); }

private:
    struct Short {
        std::string word;
        std::size_t who;
    };
    std::vector<std::vector<std::string>> full_;
    std::vector<Short> short_;
};

}  // namespace fabula::drawing
