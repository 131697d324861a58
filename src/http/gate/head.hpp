// The head of a request, read strictly (RFC 9112): what can be understood in two ways is refused.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "http/limits.hpp"
#include "http/message.hpp"

namespace fabula::http::gate {

struct Head {
    Request request;
    std::uint64_t content_length = 0;
    bool keep_alive = true;
    bool expects_continue = false;  // The client waits for 100 before it sends the body.
};

struct HeadProblem {
    int status;
    std::string detail;
};

// `block` is everything up to and with the blank line.
std::variant<Head, HeadProblem> parse_head(std::string_view block, const Limits& limits);

}  // namespace fabula::http::gate
