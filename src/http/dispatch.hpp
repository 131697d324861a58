// From a request to its answer: policy, row, who may, input, handler, and every error mapped.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "base/log.hpp"
#include "http/limits.hpp"
#include "http/policy.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"
#include "http/router.hpp"
#include "http/templates.hpp"

namespace fabula::http {

// What a dispatcher uses; all of it must outlive it.
struct DispatchParts {
    Gatekeeper& gatekeeper;
    const Policy& policy;
    Log& log;
    const Templates* templates = nullptr;   // Needed where the table has pages.
    std::filesystem::path upload_folder{};  // Must exist where the table takes uploads.
    std::stop_token stopping{};             // Passed on to calls.
};

// May be called from many threads at once.
class Dispatcher {
public:
    // Throws std::logic_error for a table with two rows for one address or of one name.
    Dispatcher(RouteTable table, DispatchParts parts, const Limits& limits = {});

    // The answer to a request whose method, head, id, path, raw_query, headers and peer are set.
    // Throws nothing but ConnectionLost.
    Reply answer(Request& request, Body& body) const;
    // What the transport itself refuses, in the same form. `status` as in problem.cpp.
    [[nodiscard]] Reply refuse(const Request& request, int status, std::string detail) const;

    [[nodiscard]] const RouteTable& table() const noexcept { return table_; }

private:
    class CallExchange;
    // What was found out on the way to an answer.
    struct Course {
        const Route* row = nullptr;
        Actor actor;  // Nobody until the gatekeeper has admitted them.
    };
    [[nodiscard]] Reply find_answer(Request& request, Body& body, Course& course) const;
    [[nodiscard]] Reply call_row(Request& request, Body& body, Course& course) const;
    [[nodiscard]] Reply open_live(const Request& request, const Route& row,
                                  const Actor& actor) const;
    [[nodiscard]] Reply answer_options(const Request& request, const Router::Match& match) const;
    [[nodiscard]] Reply answer_unknown(const Request& request, const Router::Match& match) const;
    [[nodiscard]] Reply refusal(const Request& request, const Course& course,
                                const AppError& error) const;
    [[nodiscard]] Reply problem_reply(const Request& request, const Course& course,
                                      const Problem& problem) const;
    void log_failure(const Request& request, const Route* row, const std::exception& error) const;
    void log_answer(const Request& request, const Route* row, const Reply& reply,
                    double milliseconds) const;

    RouteTable table_;
    DispatchParts parts_;
    Limits limits_;
    Router router_;
};

}  // namespace fabula::http
