#include "http/problem.hpp"

#include <algorithm>
#include <array>

namespace fabula::http {

namespace {

constexpr std::array<ProblemKind, 24> kKinds{{
    {400, "malformed", "The request is not well-formed HTTP"},
    {401, "unauthenticated", "Sign in first"},
    {403, "forbidden", "Not allowed"},
    {404, "not_found", "Not found"},
    {405, "method_not_allowed", "This address does not know that method"},
    {408, "too_slow", "The request came too slowly"},
    {409, "conflict", "In conflict with what is there"},
    {411, "length_required", "Content-Length is required"},
    {412, "stale", "Changed in the meantime"},
    {413, "too_large", "Too large"},
    {414, "address_too_long", "The address is too long"},
    {415, "unsupported", "This kind of content is not understood"},
    {416, "range", "The range is outside the content"},
    {417, "expectation", "The expectation cannot be met"},
    {421, "misdirected", "This server does not go by that name"},
    {422, "invalid", "Something in the request is not valid"},
    {426, "upgrade", "This address is for live connections"},
    {429, "too_many", "Too many at once"},
    {431, "header_too_large", "The headers are too large"},
    {500, "internal", "Something went wrong on the server"},
    {501, "method_unknown", "No such method"},
    {502, "upstream", "Another service failed"},
    {503, "unavailable", "Not available at the moment"},
    {505, "version", "Only HTTP/1.0 and HTTP/1.1 are spoken here"},
}};

constexpr int status_of(Code code) {
    switch (code) {
        case Code::Invalid: return 422;
        case Code::Unauthenticated: return 401;
        case Code::Forbidden: return 403;
        case Code::NotFound: return 404;
        case Code::Conflict: return 409;
        case Code::Stale: return 412;
        case Code::TooLarge: return 413;
        case Code::Unsupported: return 415;
        case Code::TooMany: return 429;
        case Code::Unavailable: return 503;
        case Code::Upstream: return 502;
        case Code::Internal: return 500;
    }
    return 500;
}

}  // namespace

std::vector<ProblemKind> problem_kinds() {
    return {kKinds.begin(), kKinds.end()};
}

Problem problem_of_status(int status, std::string detail) {
    const auto* kind = std::ranges::find(kKinds, status, &ProblemKind::status);
    if (kind == kKinds.end()) return unknown_problem();
    return {.status = status,
            .type = std::string(kind->type),
            .title = std::string(kind->title),
            .detail = std::move(detail)};
}

Problem problem_of(const AppError& error) {
    Problem problem = problem_of_status(status_of(error.code()), error.what());
    problem.field = error.details().field;
    problem.fields = error.details().fields;
    if (const auto* tries = dynamic_cast<const TooManyTries*>(&error)) {
        problem.retry_after = tries->seconds();
    }
    return problem;
}

Problem unknown_problem() {
    return problem_of_status(
        500, "The server could not do this. The log has the reason under this request's id.");
}

Json to_json(const Problem& problem, std::string_view request_id) {
    Json json = {{"type", "/docs#problem-" + problem.type},
                 {"title", problem.title},
                 {"status", problem.status},
                 {"detail", problem.detail},
                 {"instance", request_id}};
    if (!problem.field.empty()) json["field"] = problem.field;
    if (!problem.fields.empty()) {
        Json fields = Json::array();
        for (const auto& [field, text] : problem.fields) {
            fields.push_back({{"field", field}, {"detail", text}});
        }
        json["fields"] = std::move(fields);
    }
    return json;
}

Reply to_reply(const Problem& problem, std::string_view request_id) {
    Reply reply = Reply::bytes(
        "application/problem+json",
        to_json(problem, request_id).dump(-1, ' ', false, Json::error_handler_t::replace));
    reply.status = problem.status;
    reply.headers.emplace_back("Cache-Control", "no-store");
    if (problem.status == 429 || problem.status == 503) {
        reply.headers.emplace_back("Retry-After", std::to_string(problem.retry_after));
    }
    if (problem.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
}

Json problem_schema() {
    const Json text = {{"type", "string"}};
    const Json field_problem = {{"type", "object"},
                                {"properties", {{"field", text}, {"detail", text}}},
                                {"required", {"field", "detail"}}};
    return {
        {"type", "object"},
        {"description", "RFC 9457 problem details."},
        {"properties",
         {{"type", {{"type", "string"}, {"format", "uri-reference"}}},
          {"title", text},
          {"status", {{"type", "integer"}}},
          {"detail", text},
          {"instance", {{"type", "string"}, {"description", "The request's id, as in the log."}}},
          {"field", {{"type", "string"}, {"description", "The field at fault, where it is one."}}},
          {"fields",
           {{"type", "array"},
            {"items", field_problem},
            {"description", "Every field at fault."}}}}},
        {"required", {"type", "title", "status", "detail", "instance"}}};
}

}  // namespace fabula::http
