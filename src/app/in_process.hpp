// The API without a network: a dispatcher called directly.
#pragma once

#include <optional>

#include "app/api_client.hpp"
#include "http/dispatch.hpp"

namespace fabula::app {

// "POST" → Post; nothing for another word.
std::optional<http::Method> find_method(std::string_view name);

// What the dispatcher answers to a request with this body.
ApiAnswer answer_directly(const http::Dispatcher& dispatcher, http::Method method,
                          const std::string& target, const std::string& content_type,
                          std::string body);

}  // namespace fabula::app
