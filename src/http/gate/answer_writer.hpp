// cpp-httplib, which writes the answers. It sees no byte that a client sent: its request is a line
// of ours, made from the head that the gate has read.
#pragma once

#include <memory>

#include "base/time.hpp"
#include "http/gate/connection.hpp"
#include "http/gate/head.hpp"
#include "http/message.hpp"

namespace fabula::http::gate {

// One per thread at a time.
class AnswerWriter {
public:
    // `clock` is for the header Date; it must outlive this.
    AnswerWriter(const Clock& clock, const Limits& limits);
    AnswerWriter(const AnswerWriter&) = delete;
    AnswerWriter& operator=(const AnswerWriter&) = delete;
    ~AnswerWriter();

    enum class After { Keep, Close };
    // Writes `reply` to `request`, and tells the client whether the connection is kept. False:
    // the client left or took too long to read.
    bool write(Connection& connection, const Request& request, Reply reply, After after);

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace fabula::http::gate
