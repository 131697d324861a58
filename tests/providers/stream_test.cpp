// Answers that come in pieces, in every way that servers and networks cut them.
#include <algorithm>

#include "provider_world.hpp"
#include "providers/line_reader.hpp"

using namespace fabula;
using namespace fabula::providers;
using test::Asked;
using test::WireClient;

namespace {

std::vector<std::string> events_of(std::string_view text, std::size_t step) {
    std::vector<std::string> out;
    EventReader reader([&](std::string_view data) { out.emplace_back(data); });
    for (std::size_t at = 0; at < text.size(); at += step) reader.feed(text.substr(at, step));
    reader.finish();
    return out;
}

std::string chunk(const std::string& content, const std::string& finish = {}) {
    return write_json({{"choices",
                        {{{"index", 0},
                          {"delta", {{"content", content}}},
                          {"finish_reason", finish.empty() ? Json() : Json(finish)}}}}});
}

// What a chat model hears of this body, which arrives byte by byte where `slowly`.
TextAnswer hear(const std::string& body, std::string* pieces = nullptr, bool whole_body = true) {
    ProviderWorld one(Kind::OpenAi);
    one.served.fail_with([&](WireClient& client, const Asked&) {
        client.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " +
                    std::to_string(body.size() + (whole_body ? 0 : 10)) + "\r\n\r\n");
        client.send(body);
    });
    const TakeText take = [&](std::string_view piece) {
        if (pieces != nullptr) pieces->append("|").append(piece);
    };
    return one.text()->answer(kSpeak, take, {});
}

std::string failure_of(const std::string& body, bool whole_body = true) {
    return end_of([&] { static_cast<void>(hear(body, nullptr, whole_body)); }).how;
}

std::string events(const std::vector<std::string>& data, const std::string& end = "\n") {
    std::string out;
    for (const auto& one : data) out += "data: " + one + end + end;
    return out;
}

}  // namespace

TEST_CASE("events are the same however they are cut and whichever line ends they have") {
    const std::string text =
        "\xEF\xBB\xBF: a comment\nevent: ping\nid: 4\ndata: one\n\ndata:two\ndata: lines\n\n"
        "retry: 10\ndatax: no\n\ndata: Grüße ☂\n\ndata\n\ndata: last";
    const std::vector<std::string> wanted{"one", "two\nlines", "Grüße ☂", "", "last"};
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        std::string written;
        for (const char c : text) written += c == '\n' ? end : std::string(1, c);
        for (std::size_t step = 1; step <= 7; ++step) {
            CAPTURE(step);
            CHECK(events_of(written, step) == wanted);
        }
    }
}

TEST_CASE("a line of more than a megabyte is read, and one without end is not") {
    const std::string long_line(3'000'000, 'a');
    const auto read = events_of("data: " + long_line + "\n\n", 65'536);
    REQUIRE(read.size() == 1);
    CHECK(read[0] == long_line);
    LineReader endless([](std::string_view) {});
    const std::string piece(8U << 20U, 'a');
    CHECK(end_of([&] {
              for (int i = 0; i < 20; ++i) endless.feed(piece);
          }).how == "bad_answer");
}

TEST_CASE("a chat is read with comments, other fields, empty choices and without [DONE]") {
    std::string pieces;
    const auto answer =
        hear(": waiting\r\n\r\n" + events({chunk("Grü"), chunk("ße"), chunk("", "stop"),
                                           R"({"choices":[],"usage":{"prompt_tokens":3,)"
                                           R"("completion_tokens":2},"obfuscation":"xx"})"},
                                          "\r\n"),
             &pieces);
    CHECK(answer.text == "Grüße");
    CHECK(pieces == "|Grü|ße");
    CHECK(answer.usage.output_tokens == 2);
}

TEST_CASE("a whole document in place of a stream is an answer as well") {
    const auto answer = hear(
        "\n{\n  \"id\": \"x\",\n  \"choices\": [{\"index\": 0, \"message\": {\"content\": "
        "\"Hello\"}, \"finish_reason\": \"stop\"}]\n}\n");
    CHECK(answer.text == "Hello");
    CHECK(answer.provider_id == "x");
}

TEST_CASE("a refusal and a cut are told apart") {
    CHECK((hear(events({chunk("On"), chunk("", "length")})).finish == Finish::Length));
    CHECK((hear(events({chunk("", "content_filter")})).finish == Finish::Refused));
    const auto refusal = hear(events(
        {R"({"choices":[{"index":0,"delta":{"refusal":"I will not."},"finish_reason":null}]})",
         chunk("", "stop")}));
    CHECK((refusal.finish == Finish::Refused));
    CHECK(refusal.text == "I will not.");
}

TEST_CASE("fragments of tools and other choices are no text") {
    const auto answer = hear(events(
        {R"({"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"a"}}]}}]})",
         R"({"choices":[{"index":1,"delta":{"content":"other"}}]})", chunk("mine"),
         chunk("", "tool_calls")}));
    CHECK(answer.text == "mine");
    CHECK((answer.finish == Finish::Other));
}

TEST_CASE("an error in the middle, a stream that breaks off and one that is no JSON are failures") {
    CHECK(failure_of(events({chunk("On"), R"({"error":{"code":402,"message":"no credits"}})"})) ==
          "no_credit");
    CHECK(failure_of(events({chunk("On"), R"({"error":{"type":"overloaded_error"}})"})) == "busy");
    CHECK(failure_of(events({chunk("On")})) == "bad_answer");
    CHECK(failure_of(events({chunk("On")}), false) == "bad_answer");
    CHECK(failure_of(events({chunk("On"), "{\"choices\":[{"})) == "bad_answer");
    CHECK(failure_of("data: <html>\n\n") == "bad_answer");
}

TEST_CASE("a stream of Anthropic that fails in the middle says why") {
    ProviderWorld one(Kind::Anthropic);
    one.served.fail_with(test::Answered::events(
        {R"({"type":"message_start","message":{"id":"m","usage":{"input_tokens":3}}})",
         R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"}));
    CHECK(end_of([&] { static_cast<void>(one.text()->answer(kSpeak, {}, {})); }).how == "busy");
    one.served.fail_with(test::Answered::events(
        {R"({"type":"message_delta","delta":{"stop_reason":"refusal"},"usage":{"output_tokens":1}})"}));
    CHECK((one.text()->answer(kSpeak, {}, {}).finish == Finish::Refused));
}

TEST_CASE("what the listener throws ends the call") {
    ProviderWorld one(Kind::OpenAi);
    const TakeText stop = [](std::string_view) { throw std::runtime_error("enough"); };
    CHECK_THROWS_WITH(static_cast<void>(one.text()->answer(kSpeak, stop, {})), "enough");
}

TEST_CASE("calls of one connection wait for each other, and those of another do not") {
    Limiter limiter;
    const Pace one_at_a_time{.concurrency = 1};
    std::atomic<bool> second{false};
    auto first = std::make_unique<Limiter::Turn>(limiter.take("a", one_at_a_time, {}));
    std::jthread waiter([&] {
        const auto turn = limiter.take("a", one_at_a_time, {});
        second = true;
    });
    static_cast<void>(limiter.take("b", one_at_a_time, {}));
    CHECK_FALSE(second.load());
    first.reset();
    waiter.join();
    CHECK(second.load());
}

TEST_CASE("beyond the calls of a minute nothing is sent, and the wait is told") {
    Limiter limiter;
    const Pace two{.concurrency = 8, .calls_per_minute = 2};
    static_cast<void>(limiter.take("a", two, {}));
    static_cast<void>(limiter.take("a", two, {}));
    const auto third = end_of([&] { static_cast<void>(limiter.take("a", two, {})); });
    CHECK(third.how == "rate_limited");
    CHECK(third.again);
    REQUIRE(third.after);
    CHECK(*third.after > std::chrono::seconds(50));
    CHECK(limiter.wait_of("a", two) > std::chrono::seconds(50));
    CHECK(limiter.wait_of("b", two) == std::chrono::seconds(0));
    std::stop_source stopped;
    stopped.request_stop();
    CHECK(end_of([&] { static_cast<void>(limiter.take("b", two, stopped.get_token())); }).how ==
          "cancelled");
}
