#include "app/in_process.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/random.hpp"

namespace fabula::app {

namespace {

class TextBody final : public http::Body {
public:
    explicit TextBody(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] std::uint64_t length() const override { return text_.size(); }
    std::size_t read(std::span<char> out) override {
        const auto count = std::min(out.size(), text_.size() - at_);
        std::copy_n(text_.data() + at_, count, out.data());
        at_ += count;
        return count;
    }

private:
    std::string text_;
    std::size_t at_ = 0;
};

http::Request make_request(http::Method method, const std::string& target,
                           const std::string& content_type, std::size_t length) {
    http::Request request;
    request.method = method;
    request.id = random_hex(8);
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.raw_query = target.substr(question + 1);
    request.headers.emplace_back("host", "localhost");
    request.headers.emplace_back("content-length", std::to_string(length));
    if (!content_type.empty()) request.headers.emplace_back("content-type", content_type);
    return request;
}

std::string content_of(http::Reply& reply) {
    if (!reply.file) return std::move(reply.body);
    const std::ifstream file(reply.file->path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

std::optional<http::Method> find_method(std::string_view name) {
    using enum http::Method;
    for (const auto method : {Get, Post, Put, Patch, Delete}) {
        if (http::name_of(method) == name) return method;
    }
    return std::nullopt;
}

ApiAnswer answer_directly(const http::Dispatcher& dispatcher, http::Method method,
                          const std::string& target, const std::string& content_type,
                          std::string body) {
    auto request = make_request(method, target, content_type, body.size());
    TextBody text(std::move(body));
    auto reply = dispatcher.answer(request, text);
    return {reply.status, reply.content_type, content_of(reply)};
}

}  // namespace fabula::app
