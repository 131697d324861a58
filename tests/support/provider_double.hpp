// Servers of AI providers on loopback, written from the documents of their APIs: each takes what
// they say it takes, answers as they say it answers, keeps a journal, and fails as a test wants.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/base64.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "providers/kinds.hpp"
#include "support/wire_server.hpp"

namespace fabula::test {

inline const std::string kDoubleKey = "key-of-the-double-1234";

// A picture of one pixel.
inline std::string tiny_png() {
    return from_base64(
               "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
               "awAAAABJRU5ErkJggg==")
        .value();
}

struct Asked {
    std::string method;
    std::string target;  // With the query.
    std::string head;    // In lower case.
    std::string body;

    [[nodiscard]] Json json() const { return read_json(body); }
    [[nodiscard]] bool is(std::string_view wanted_method, std::string_view path) const {
        return method == wanted_method && target.substr(0, target.find('?')) == path;
    }
    [[nodiscard]] bool says(const std::string& header_line) const {
        return head.find("\r\n" + to_lower_ascii(header_line) + "\r\n") != std::string::npos;
    }
};

inline Asked read_asked(WireClient& client) {
    const auto text = client.read_request();
    const auto end = text.find("\r\n\r\n");
    const auto line = text.substr(0, text.find("\r\n"));
    const auto first = line.find(' ');
    const auto second = line.rfind(' ');
    if (end == std::string::npos || first == second) return {};
    return {.method = line.substr(0, first),
            .target = line.substr(first + 1, second - first - 1),
            .head = to_lower_ascii(text.substr(0, end) + "\r\n"),
            .body = text.substr(end + 4)};
}

struct Answered {
    std::string status = "200 OK";
    std::string type = "application/json";
    std::string body{};
    std::string headers{};

    static Answered json(const Json& body, std::string status = "200 OK") {
        return {.status = std::move(status), .body = write_json(body)};
    }
    static Answered events(const std::vector<std::string>& data) {
        Answered out{.type = "text/event-stream"};
        for (const auto& one : data) out.body += "data: " + one + "\n\n";
        return out;
    }
};

// What a chat model says, as OpenAI and its like answer it.
inline Answered chat_answer(const std::string& text, const std::string& finish = "stop") {
    return Answered::json(
        {{"id", "chatcmpl-1"},
         {"object", "chat.completion"},
         {"model", "double-1"},
         {"choices",
          {{{"index", 0},
            {"message", {{"role", "assistant"}, {"content", text}}},
            {"finish_reason", finish}}}},
         {"usage", {{"prompt_tokens", 11}, {"completion_tokens", 7}, {"total_tokens", 18}}}});
}

class ProviderDouble {
public:
    using Fault = std::function<void(WireClient&, const Asked&)>;

    explicit ProviderDouble(providers::Kind kind)
        : kind_(kind), server_([this](WireClient& client) { serve(client); }) {}

    [[nodiscard]] int port() const { return server_.port(); }
    [[nodiscard]] std::string at() const { return server_.at(); }
    // What is done to the calls that cost, instead of an answer; an empty one ends it.
    void fail_with(Fault fault) {
        const std::lock_guard lock(mutex_);
        fault_ = std::move(fault);
    }
    void fail_with(Answered answer) {
        fail_with([answer = std::move(answer)](WireClient& client, const Asked&) {
            client.answer(answer.status, "Content-Type: " + answer.type + "\r\n" + answer.headers,
                          answer.body);
        });
    }
    // Of the questions about a call that was queued; the last one stays.
    void answer_looks(std::deque<Answered> answers) {
        const std::lock_guard lock(mutex_);
        looks_ = std::move(answers);
    }
    // Addresses of pictures begin so, where the API answers with addresses.
    void serve_pictures_from(std::string base) {
        const std::lock_guard lock(mutex_);
        pictures_ = std::move(base);
    }
    std::vector<Asked> journal() {
        const std::lock_guard lock(mutex_);
        return journal_;
    }
    // How often something was asked that costs.
    int submits() {
        const std::lock_guard lock(mutex_);
        return submits_;
    }

private:
    void serve(WireClient& client) {
        const auto asked = read_asked(client);
        Fault fault;
        std::optional<Answered> look;
        {
            const std::lock_guard lock(mutex_);
            journal_.push_back(asked);
            if (costs(asked)) {
                ++submits_;
                fault = fault_;
            } else if (looks(asked) && !looks_.empty()) {
                look = looks_.front();
                if (looks_.size() > 1) looks_.pop_front();
            }
        }
        if (fault) {
            fault(client, asked);
            return;
        }
        const auto answer = look ? *look : may(asked) ? answer_of(asked) : refused();
        client.answer(answer.status, "Content-Type: " + answer.type + "\r\n" + answer.headers,
                      answer.body);
    }

    [[nodiscard]] bool costs(const Asked& asked) const;
    [[nodiscard]] bool looks(const Asked& asked) const;
    [[nodiscard]] bool may(const Asked& asked) const;
    static Answered refused();
    Answered answer_of(const Asked& asked);
    Answered serve_chat(const Asked& asked);
    Answered serve_openai(const Asked& asked);
    Answered serve_anthropic(const Asked& asked);
    Answered serve_ollama(const Asked& asked);
    Answered serve_a1111(const Asked& asked);
    Answered serve_comfy(const Asked& asked);
    Answered serve_fal(const Asked& asked);
    Answered serve_runware(const Asked& asked);
    std::string picture_url(const std::string& name) {
        const std::lock_guard lock(mutex_);
        return pictures_ + "/" + name;
    }

    providers::Kind kind_;
    std::mutex mutex_;  // Of what follows.
    Fault fault_;
    std::deque<Answered> looks_;
    std::string pictures_ = "http://cdn.example";
    std::vector<Asked> journal_;
    int submits_ = 0;
    WireServer server_;  // Last: it asks for the others.
};

}  // namespace fabula::test

#include "support/provider_answers.hpp"
