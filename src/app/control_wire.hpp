// What commands and server say to each other over the control socket: one line of JSON, then as
// many bytes as it names. Both ends are the same program.
#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"

namespace fabula::app {

struct WireMessage {
    Json head;  // A request's "method", "target", "content_type"; an answer's "status", ….
    std::string body;
};

// Throws AppError Unavailable where the other end is gone.
void send_message(int socket, const WireMessage& message);
// Nothing where the other end closed before a message began.
std::optional<WireMessage> receive_message(int socket);

}  // namespace fabula::app
