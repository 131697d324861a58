#include "app/api_client.hpp"

#include "base/error.hpp"

namespace fabula::app {

namespace {

Code code_of(int status) {
    switch (status) {
        case 401: return Code::Unauthenticated;
        case 403: return Code::Forbidden;
        case 404: return Code::NotFound;
        case 409: return Code::Conflict;
        case 412: return Code::Stale;
        case 413: return Code::TooLarge;
        case 415: return Code::Unsupported;
        case 400:
        case 422: return Code::Invalid;
        case 429: return Code::TooMany;
        case 503: return Code::Unavailable;
        default: return Code::Internal;
    }
}

}  // namespace

void check_answer(const ApiAnswer& answer) {
    if (answer.status >= 200 && answer.status < 300) return;
    const auto problem = Json::parse(answer.body, nullptr, false);
    std::string text = "The server answered with status " + std::to_string(answer.status) + ".";
    std::string field;
    if (problem.is_object()) {
        text = problem.value("detail", problem.value("title", text));
        field = problem.value("field", "");
    }
    throw AppError(code_of(answer.status), PublicText{text}, {.field = field});
}

Json ApiClient::call(http::Method method, const std::string& target, const Json& body) {
    const auto answer = body.is_null() ? send(method, target, "", "")
                                       : send(method, target, "application/json", body.dump());
    check_answer(answer);
    return answer.body.empty() ? Json(nullptr) : parse_json(answer.body);
}

std::string ApiClient::fetch(const std::string& target) {
    auto answer = send(http::Method::Get, target, "", "");
    check_answer(answer);
    return std::move(answer.body);
}

}  // namespace fabula::app
