// The one error type whose text a user may see; every protocol maps it in one place.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace fabula {

enum class Code {
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    Stale,
    TooLarge,
    Unsupported,
    TooMany,
    Unavailable,
    Upstream,
    Internal
};

// Text written for the user. A type of its own, so that a library's message cannot slip into it.
struct PublicText {
    std::string text;
};

struct FieldProblem {
    std::string field;
    std::string text;
};

struct Details {
    std::string field{};                 // Field at fault, shown to the caller.
    std::vector<FieldProblem> fields{};  // All fields at fault, where there are several.
    std::string log{};                   // Never shown; goes to the log.
};

class AppError : public std::runtime_error {
public:
    AppError(Code code, PublicText text, Details details = {})
        : std::runtime_error(text.text), code_(code), details_(std::move(details)) {}

    [[nodiscard]] Code code() const noexcept { return code_; }
    [[nodiscard]] const Details& details() const noexcept { return details_; }

private:
    Code code_;
    Details details_;
};

[[noreturn]] inline void invalid(std::string field, std::string text) {
    throw AppError(Code::Invalid, PublicText{std::move(text)}, {.field = std::move(field)});
}

}  // namespace fabula
