// The words of a text that weigh most: said often, in many places, and long.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "breakdown/stop_words.hpp"
#include "screenplay/document.hpp"

namespace fabula::breakdown {

class Themes {
public:
    // What calls the people is no theme.
    Themes(const screenplay::Document& document, TextLanguage language,
           const std::vector<std::string>& people);

    // The heaviest first, as the text writes them most often.
    [[nodiscard]] std::vector<std::string> names(std::size_t limit) const;
    // How much of the whole weight stands in a passage.
    [[nodiscard]] double weight_of(std::string_view passage) const;

private:
    struct Entry {
        std::map<std::string, std::int64_t> forms;  // As written, and how often.
        std::int64_t count = 0;
        std::int64_t paragraphs = 0;  // In which it stands.
        std::int64_t last = -1;       // Paragraph in which it was seen last.
    };
    void add(std::string_view text, std::int64_t paragraph);
    [[nodiscard]] std::string key_of(const std::string& folded) const;
    [[nodiscard]] bool may_be_theme(const std::string& folded) const;
    static double weigh(const std::string& key, const Entry& entry);

    TextLanguage language_;
    std::set<std::string> people_;
    std::map<std::string, Entry> entries_;
};

}  // namespace fabula::breakdown
