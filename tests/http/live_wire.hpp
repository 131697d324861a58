// A WebSocket client (RFC 6455) that sends what it is told.
#pragma once

#include "base/json.hpp"
#include "http/wire.hpp"

namespace fabula::http::sample {

inline const std::string kUpgrade =
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

enum class Opcode : unsigned char { Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// As clients must, with a mask; this one changes nothing.
inline std::string frame(Opcode opcode, std::string_view payload) {
    std::string out;
    out.push_back(static_cast<char>(0x80U | static_cast<unsigned char>(opcode)));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(0x80U | payload.size()));
    } else {
        const bool wide = payload.size() > 0xffff;
        out.push_back(static_cast<char>(wide ? 0xff : 0xfe));
        for (int shift = wide ? 56 : 8; shift >= 0; shift -= 8) {
            out.push_back(static_cast<char>(payload.size() >> static_cast<unsigned>(shift)));
        }
    }
    out.append(4, '\0');
    return out.append(payload);
}

struct Frame {
    Opcode opcode = Opcode::Text;
    std::string payload;
    // Of a closing frame.
    [[nodiscard]] int code() const {
        return payload.size() < 2 ? 0
                                  : (static_cast<unsigned char>(payload[0]) << 8) +
                                        static_cast<unsigned char>(payload[1]);
    }
};

class LiveWire {
public:
    explicit LiveWire(int port, std::string_view who = "", int receive_buffer = 0)
        : client_(port, receive_buffer) {
        opening_ = client_.ask(get("/api/v1/live", std::string(who) + kUpgrade));
    }

    [[nodiscard]] const WireAnswer& opening() const { return opening_; }
    void send(const Json& message) { client_.send(frame(Opcode::Text, message.dump())); }
    void send(Opcode opcode, std::string_view payload) { client_.send(frame(opcode, payload)); }

    // The next frame that is no ping; nullopt where the server has closed.
    std::optional<Frame> read() {
        for (;;) {
            const auto head = client_.take(2);
            if (!head) return std::nullopt;
            std::size_t size = static_cast<unsigned char>((*head)[1]) & 0x7fU;
            if (size >= 126) {
                const auto more = client_.take(size == 126 ? 2 : 8);
                if (!more) return std::nullopt;
                size = 0;
                for (const char c : *more) size = size * 256 + static_cast<unsigned char>(c);
            }
            auto payload = client_.take(size);
            if (!payload) return std::nullopt;
            const auto opcode = static_cast<Opcode>(static_cast<unsigned char>((*head)[0]) & 15U);
            if (opcode != Opcode::Ping) return Frame{opcode, std::move(*payload)};
        }
    }

    // The next message of that type.
    Json read_message(std::string_view type) {
        for (;;) {
            while (!messages_.empty()) {
                auto message = std::move(messages_.front());
                messages_.erase(messages_.begin());
                if (message.value("type", "") == type) return message;
            }
            const auto next = read();
            if (!next || next->opcode != Opcode::Text) return nullptr;
            for (auto& message : parse_json(next->payload)) messages_.push_back(std::move(message));
        }
    }

    // The code with which the server ends the connection; 0 where it just closes.
    int read_end() {
        while (const auto next = read()) {
            if (next->opcode == Opcode::Close) return next->code();
        }
        return 0;
    }

private:
    RawClient client_;
    WireAnswer opening_;
    std::vector<Json> messages_;
};

}  // namespace fabula::http::sample
