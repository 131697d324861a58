#include "tidy/sizes.hpp"

#include <algorithm>
#include <cctype>

namespace fabula::tidy {

namespace {

constexpr std::size_t kFunctionLinesMax = 60;
constexpr std::size_t kColumnsMax = 100;

// Reads code (without comments and literals) brace by brace; a statement is what stands between
// two of `{`, `}` and `;`, preprocessor lines left out.
class FunctionReader {
public:
    explicit FunctionReader(std::string code) : code_(std::move(code)) {}

    std::vector<Function> read() {
        for (at_ = 0; at_ < code_.size(); ++at_) {
            const char c = code_[at_];
            if (c == '#' && statement_.empty()) {
                skip_directive();
            } else if (c == '{') {
                open();
            } else if (c == '}') {
                close();
            } else if (c == ';' && parentheses_ == 0) {
                statement_.clear();
            } else {
                add(c);
            }
        }
        return std::move(functions_);
    }

private:
    enum class Scope { Outer, Function, Initializer };

    void add(char c) {
        if (statement_.empty()) {
            if (std::isspace(static_cast<unsigned char>(c)) != 0) return;
            statement_start_ = at_;
            parentheses_ = 0;
        }
        if (c == '(') ++parentheses_;
        if (c == ')') --parentheses_;
        statement_ += c;
    }

    void skip_directive() {
        while (at_ < code_.size() && code_[at_] != '\n') {
            at_ += code_[at_] == '\\' ? 2 : 1;
        }
    }

    [[nodiscard]] bool inside_function() const {
        return std::ranges::find(scopes_, Scope::Function) != scopes_.end();
    }

    // `Thing() : part_{1} {`: the first brace is no body, and the statement goes on behind it.
    [[nodiscard]] bool initializes_member() const {
        const std::size_t end = statement_.find_last_not_of(" \n");
        const std::size_t parameters = statement_.rfind(')');
        return end != std::string::npos && parameters != std::string::npos && parameters < end &&
               statement_.find(" : ") != std::string::npos &&
               (std::isalnum(static_cast<unsigned char>(statement_[end])) != 0 ||
                statement_[end] == '_' || statement_[end] == '>');
    }

    // Text of the statement without a leading `template <…>`.
    [[nodiscard]] std::string_view plain_statement() const {
        std::string_view text = statement_;
        while (text.starts_with("template")) {
            int depth = 0;
            std::size_t at = text.find('<');
            for (; at < text.size(); ++at) {
                if (text[at] == '<') ++depth;
                if (text[at] == '>' && --depth == 0) break;
            }
            text.remove_prefix(std::min(at + 1, text.size()));
            text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
        }
        return text;
    }

    [[nodiscard]] bool opens_function() const {
        const std::string_view text = plain_statement();
        const std::size_t parameters = text.find('(');
        if (parameters == std::string_view::npos || text.starts_with("namespace") ||
            text.starts_with("concept")) {
            return false;
        }
        const std::string_view head = text.substr(0, parameters);
        return head.find('=') == std::string_view::npos ||
               head.find("operator") != std::string_view::npos;
    }

    // A constructor that sets members: the list of them is a table, its body begins at the brace.
    [[nodiscard]] bool has_member_list() const {
        const auto colon = statement_.find(": ");
        return colon != std::string::npos && colon > 0 &&
               (statement_[colon - 1] == ' ' || statement_[colon - 1] == '\n') &&
               statement_.rfind(')', colon) != std::string::npos;
    }

    void open() {
        if (inside_function()) {
            scopes_.push_back(Scope::Initializer);
        } else if (parentheses_ > 0 || initializes_member()) {
            scopes_.push_back(Scope::Initializer);
            return;  // The statement goes on.
        } else if (opens_function()) {
            scopes_.push_back(Scope::Function);
            function_start_ = has_member_list() ? at_ : statement_start_;
        } else {
            scopes_.push_back(Scope::Outer);
        }
        statement_.clear();
        parentheses_ = 0;
    }

    void close() {
        if (scopes_.empty()) return;
        const Scope scope = scopes_.back();
        scopes_.pop_back();
        if (scope == Scope::Initializer && !inside_function()) {
            statement_ += ')';  // As good as a call: a body may follow.
            return;
        }
        if (scope == Scope::Function) {
            functions_.push_back({line_at(code_, function_start_), line_at(code_, at_)});
        }
        statement_.clear();
        parentheses_ = 0;
    }

    std::string code_;
    std::size_t at_ = 0;
    std::string statement_;
    std::size_t statement_start_ = 0;
    std::size_t function_start_ = 0;
    int parentheses_ = 0;
    std::vector<Scope> scopes_;
    std::vector<Function> functions_;
};

std::size_t lines_max(std::string_view path) {
    if (path.ends_with(".cpp")) return 500;
    if (path.ends_with(".hpp")) return 250;
    return 400;
}

}  // namespace

std::vector<Function> functions_of(std::string_view text) {
    return FunctionReader(part_cpp(text).code).read();
}

Findings check_lengths(const std::vector<SourceFile>& files) {
    Findings findings;
    for (const SourceFile& file : files) {
        const std::size_t lines = lines_of(file.text).size();
        if (lines > lines_max(file.path)) {
            findings.push_back({file.path, 0,
                                std::to_string(lines) + " lines; at most " +
                                    std::to_string(lines_max(file.path)) + ": part it"});
        }
        if (!file.path.ends_with("pp")) continue;
        for (const Function& function : functions_of(file.text)) {
            if (function.line_count() <= kFunctionLinesMax) continue;
            findings.push_back(
                {file.path, function.first_line,
                 "a function of " + std::to_string(function.line_count()) + " lines; at most 60"});
        }
    }
    return findings;
}

namespace {

std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(
        std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }));
}

// The columns that are not in a literal: text for users is not broken for the window's sake.
std::size_t code_columns(std::string_view line, std::string_view literals) {
    std::size_t columns = columns_of(line);
    for (std::size_t i = 0; i < literals.size(); ++i) {
        if (literals[i] != ' ' && (literals[i] & 0xC0) != 0x80) --columns;
    }
    return columns;
}

}  // namespace

Findings check_columns(const std::vector<SourceFile>& files) {
    Findings findings;
    for (const SourceFile& file : files) {
        const CppText parts = part_cpp(file.text);
        const auto lines = lines_of(file.text);
        bool formatted = true;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].find("// clang-format off") != std::string_view::npos) formatted = false;
            if (lines[i].find("// clang-format on") != std::string_view::npos) formatted = true;
            if (!formatted || columns_of(lines[i]) <= kColumnsMax) continue;
            const auto at = static_cast<std::size_t>(lines[i].data() - file.text.data());
            const std::string literals = parts.literals.substr(at, lines[i].size());
            if (lines[i].starts_with("#include") || code_columns(lines[i], literals) < 60) continue;
            findings.push_back({file.path, i + 1, "over 100 columns"});
        }
    }
    return findings;
}

}  // namespace fabula::tidy
