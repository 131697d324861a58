// How a command talks to the API: to the running server over its control socket, or to services
// of its own where no server runs. A command is written once, against the API.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "http/message.hpp"

namespace fabula::app {

struct ApiAnswer {
    int status = 0;
    std::string content_type;
    std::string body;
};

class ApiClient {
public:
    virtual ~ApiClient() = default;

    // `target` is path and query. Throws AppError Unavailable where the other side is gone.
    virtual ApiAnswer send(http::Method method, const std::string& target,
                           const std::string& content_type, std::string body) = 0;

    // Sends JSON (null: no body) and answers the JSON of a success. A problem is thrown as an
    // AppError with its sentence and field.
    Json call(http::Method method, const std::string& target, const Json& body = nullptr);
    // The bytes of a success.
    std::string fetch(const std::string& target);
};

// Throws the AppError that a problem answer stands for; does nothing for a success.
void check_answer(const ApiAnswer& answer);

}  // namespace fabula::app
