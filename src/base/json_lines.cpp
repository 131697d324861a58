#include "base/json_lines.hpp"

#include <algorithm>

namespace fabula {

namespace {

// Goes through well-formed JSON once, from left to right.
class Walker {
public:
    explicit Walker(std::string_view json) : json_(json) {}

    // Where the member stands, as byte.
    std::size_t find(std::string_view path) {
        blanks();
        auto found = at_;
        while (!path.empty() && peek() == '{') {
            const auto dot = std::min(path.find('.'), path.size());
            if (!enter(path.substr(0, dot), found)) break;
            path.remove_prefix(std::min(dot + 1, path.size()));
        }
        return found;
    }

private:
    [[nodiscard]] char peek() const { return at_ < json_.size() ? json_[at_] : '\0'; }
    void blanks() { at_ = std::min(json_.find_first_not_of(" \t\r\n", at_), json_.size()); }

    // To the value of the member; false where the object has none of that name.
    bool enter(std::string_view name, std::size_t& found) {
        ++at_;  // {
        while (true) {
            blanks();
            if (peek() != '"') return false;
            const auto begin = at_;
            const auto key = string();
            blanks();
            ++at_;  // :
            blanks();
            if (key == name) {
                found = begin;
                return true;
            }
            skip_value();
            blanks();
            if (peek() != ',') return false;
            ++at_;
        }
    }

    std::string_view string() {
        const auto begin = ++at_;
        while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2 : 1;
        const auto end = std::min(at_++, json_.size());
        return json_.substr(begin, end - begin);
    }

    void skip_value() {
        int depth = 0;
        while (at_ < json_.size()) {
            const char c = json_[at_];
            if (c == '"') {
                string();
                if (depth == 0) return;
                continue;
            }
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') {
                if (depth == 0) return;
                --depth;
                if (depth == 0) {
                    ++at_;
                    return;
                }
            }
            if (c == ',' && depth == 0) return;
            ++at_;
        }
    }

    std::string_view json_;
    std::size_t at_ = 0;
};

}  // namespace

TextPlace place_in_text(std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, std::min(byte, text.size()));
    const auto end = before.rfind('\n');
    return {.line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
            .column = before.size() - (end == std::string_view::npos ? 0 : end + 1) + 1};
}

std::size_t line_of_member(std::string_view json, std::string_view path) {
    return place_in_text(json, Walker(json).find(path)).line;
}

}  // namespace fabula
