// The one place where an error becomes an answer: RFC 9457 problem details.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "http/message.hpp"

namespace fabula::http {

// What a problem answer says.
struct Problem {
    int status = 500;
    std::string type{};   // Fragment of the docs page that explains it: "stale".
    std::string title{};  // The same for every problem of the type.
    std::string detail{};
    std::string field{};
    std::vector<FieldProblem> fields{};
    int retry_after = 2;  // Seconds, where trying again helps.
};

// TooMany with the time after which to come back.
class TooManyTries : public AppError {
public:
    TooManyTries(PublicText text, int seconds)
        : AppError(Code::TooMany, std::move(text)), seconds_(seconds) {}
    [[nodiscard]] int seconds() const noexcept { return seconds_; }

private:
    int seconds_;
};

Problem problem_of(const AppError& error);
// For what has no Code: the transport's own refusals. `status` is one of those listed in
// problem.cpp.
Problem problem_of_status(int status, std::string detail);
// What anything else than an AppError becomes: nothing of it is shown.
Problem unknown_problem();

Json to_json(const Problem& problem, std::string_view request_id);
// As application/problem+json, not to be stored; Retry-After where trying again helps.
Reply to_reply(const Problem& problem, std::string_view request_id);

// Schema of the problem answer, for the API document.
Json problem_schema();

struct ProblemKind {
    int status;
    std::string_view type;
    std::string_view title;
};
// Every kind there is, by status.
std::vector<ProblemKind> problem_kinds();

}  // namespace fabula::http
