// How each adapter fails: every fault that a provider or the way to it is known for, by its class.
#include "provider_world.hpp"

using namespace fabula;
using namespace fabula::providers;
using test::Answered;
using test::Asked;
using test::ProviderDouble;
using test::WireClient;

namespace {

struct FaultRow {
    std::string name;
    ProviderDouble::Fault fault;
    std::string how;
    bool again = false;    // May be repeated by itself.
    bool unknown = false;  // Nobody knows whether it was done, and paid.
};

ProviderDouble::Fault answers(std::string status, std::string body, std::string headers = {}) {
    return [=](WireClient& client, const Asked&) {
        client.answer(status, "Content-Type: application/json\r\n" + headers, body);
    };
}

std::string error_body(const std::string& message, const std::string& code) {
    return write_json({{"error", {{"message", message}, {"code", code}, {"type", code}}}});
}

const std::vector<FaultRow>& fault_rows() {
    // clang-format off
    static const std::vector<FaultRow> rows{
        {"400",                    answers("400 Bad Request", error_body("no such field", "invalid_request")),            "invalid"},
        {"400 of a filter",        answers("400 Bad Request", error_body("Rejected by our safety system.", "moderation_blocked")), "refused"},
        {"400 of length",          answers("400 Bad Request", error_body("too many tokens", "context_length_exceeded")),  "too_large"},
        {"401",                    answers("401 Unauthorized", error_body("bad key", "invalid_api_key")),                 "bad_key"},
        {"402",                    answers("402 Payment Required", error_body("add credits", "402")),                     "no_credit"},
        {"403",                    answers("403 Forbidden", error_body("not for this project", "permission_error")),      "forbidden"},
        {"404",                    answers("404 Not Found", error_body("no such model", "model_not_found")),              "no_model"},
        {"408",                    answers("408 Request Timeout", error_body("slow", "408")),                             "busy", true},
        {"413",                    answers("413 Too Large", error_body("too large", "413")),                              "too_large"},
        {"422",                    answers("422 Unprocessable", R"({"detail":[{"loc":["body"],"msg":"wrong","type":"value_error"}]})"), "invalid"},
        {"429 without hint",       answers("429 Too Many Requests", error_body("slow down", "rate_limit_exceeded")),      "rate_limited", true},
        {"429 of the quota",       answers("429 Too Many Requests", error_body("quota", "insufficient_quota")),           "no_credit"},
        {"500",                    answers("500 Internal Server Error", error_body("oops", "server_error")),              "busy", true},
        {"500 without words",      answers("500 Internal Server Error", ""),                                              "busy", true},
        {"503 while loading",      answers("503 Service Unavailable", error_body("Loading model", "unavailable_error")),  "busy", true},
        {"529",                    answers("529 Overloaded", error_body("overloaded", "overloaded_error")),               "busy", true},
        {"504",                    answers("504 Gateway Timeout", "<html>gateway</html>"),                                "timed_out", false, true},
        {"524",                    answers("524 A Timeout Occurred", "<html>gateway</html>"),                             "timed_out", false, true},
        {"a redirect",             answers("302 Found", "", "Location: http://10.0.0.1/\r\n"),                            "bad_answer"},
        {"a page",                 answers("200 OK", "<!DOCTYPE html><html>Welcome</html>"),                              "bad_answer"},
        {"broken JSON",            answers("200 OK", "{\"choices\": [{\"delta\": "),                                      "bad_answer"},
        {"JSON without end",       answers("200 OK", "{\"a\":" + std::string(50'000, '[') + std::string(50'000, ']') + "}"),     "bad_answer"},
        {"JSON of something else", answers("200 OK", "{\"hello\": \"world\"}"),                                           "bad_answer"},
        {"nothing",                answers("200 OK", ""),                                                                 "bad_answer"},
        {"an error in a success",  answers("200 OK", error_body("upstream is out of credits", "402")),                    "no_credit"},
        {"cut before the answer",  [](WireClient&, const Asked&) {},                                                      "bad_answer", false, true},
        {"cut in the headers",     [](WireClient& client, const Asked&) { client.send("HTTP/1.1 200 OK\r\nContent-"); },  "bad_answer", false, true},
        {"cut in the answer",      [](WireClient& client, const Asked&) { client.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":"); }, "bad_answer", false, true},
        {"silence",                [](WireClient& client, const Asked&) { client.wait_until_gone(); },                    "timed_out", false, true},
    };
    // clang-format on
    return rows;
}

Ended ask(ProviderWorld& one, Task task) {
    return end_of([&] {
        if (task == Task::Text) static_cast<void>(one.text()->answer(kSpeak, {}, {}));
        if (task == Task::Image) static_cast<void>(draw(*one.image(), kDraw));
        if (task == Task::Embedding) static_cast<void>(one.embedding()->embed({"one"}, {}));
    });
}

void check_all_faults(Kind kind, Task task) {
    for (const auto& row : fault_rows()) {
        CAPTURE(name_of(kind));
        CAPTURE(name_of(task));
        CAPTURE(row.name);
        ProviderWorld one(kind);
        if (row.name == "silence") one.patience = std::chrono::milliseconds(150);
        one.served.fail_with(row.fault);
        const auto ended = ask(one, task);
        CAPTURE(ended.text);
        CHECK(ended.how == row.how);
        CHECK(ended.again == row.again);
        CHECK(ended.unknown == row.unknown);
        CHECK(ended.text.find(test::kDoubleKey) == std::string::npos);
        CHECK(ended.text.size() > 10);
        CHECK(one.served.submits() == 1);  // Nothing is sent twice by itself.
    }
}

}  // namespace

TEST_CASE("every fault of every text provider has its class") {
    for (const auto kind : kinds_for(Task::Text)) check_all_faults(kind, Task::Text);
}

TEST_CASE("every fault of every image provider has its class") {
    for (const auto kind : kinds_for(Task::Image)) check_all_faults(kind, Task::Image);
}

TEST_CASE("every fault of every embedding provider has its class") {
    for (const auto kind : kinds_for(Task::Embedding)) check_all_faults(kind, Task::Embedding);
}

TEST_CASE("a hint says when to come back, and others wait for it") {
    ProviderWorld one(Kind::OpenAi);
    one.served.fail_with(answers("429 Too Many Requests", error_body("slow", "rate_limit_exceeded"),
                                 "Retry-After: 45\r\n"));
    const auto first = ask(one, Task::Text);
    CHECK(first.how == "rate_limited");
    CHECK(first.after == std::chrono::seconds(45));
    const auto second = ask(one, Task::Text);
    CHECK(second.how == "rate_limited");
    REQUIRE(second.after);
    CHECK(*second.after > std::chrono::seconds(40));
    CHECK(one.served.submits() == 1);

    ProviderWorld loading(Kind::OpenAiCompatible);
    loading.served.fail_with(
        answers("503 Service Unavailable", error_body("Loading", "loading"), "Retry-After: 3\r\n"));
    CHECK(ask(loading, Task::Text).after == std::chrono::seconds(3));
}

TEST_CASE("what cannot be reached was not sent") {
    ProviderWorld gone(Kind::OpenAi);
    gone.world.servers.clear();
    const auto closed = ask(gone, Task::Image);
    CHECK(closed.how == "unreachable");
    CHECK(closed.again);
    CHECK_FALSE(closed.unknown);

    ProviderWorld nameless(Kind::OpenAi);
    nameless.world.names.clear();
    CHECK(ask(nameless, Task::Text).how == "unreachable");

    ProviderWorld guarded(Kind::Ollama);
    guarded.world.names["ai.example"] = {{"127.0.0.1"}};
    const auto refused = ask(guarded, Task::Text);
    CHECK(refused.how == "not_allowed");
    CHECK_FALSE(refused.again);
    CHECK(refused.text.find("net-allow") != std::string::npos);
}

TEST_CASE("of a local server no outcome is unknown, for nothing is paid") {
    for (const auto kind : {Kind::Ollama, Kind::OpenAiCompatible}) {
        ProviderWorld one(kind);
        one.served.fail_with([](WireClient&, const Asked&) {});
        auto access = one.access();
        access.endpoint.local = true;
        const auto model = make_text_model(kind, one.wires(), access);
        const auto ended = end_of([&] { static_cast<void>(model->answer(kSpeak, {}, {})); });
        CHECK(ended.how == "bad_answer");
        CHECK_FALSE(ended.unknown);
    }
}

TEST_CASE("a provider's words are quoted without control characters, keys or pages") {
    ProviderWorld one(Kind::OpenAi);
    const std::string nasty = "Bad\r\n\x1b[31m key sk-abc***************wxyz and " +
                              test::kDoubleKey + " \u202Egnp " + std::string(5000, 'x');
    one.served.fail_with(answers("400 Bad Request", error_body(nasty, "invalid")));
    const auto text = ask(one, Task::Text).text;
    CHECK(
        text.starts_with("Mine (ai.example) could not do anything with the request. It says: "
                         "“Bad [31m key … and … gnp xxx"));
    CHECK(text.size() < 500);
    one.served.fail_with(answers("500 Oops", "<html><script>alert(1)</script></html>"));
    CHECK(ask(one, Task::Text).text == "Mine (ai.example) is busy or out of order at the moment.");
}

TEST_CASE("a picture that is a page, of another kind, gone, too far or inside is no picture") {
    const auto draws = [](auto prepare) {
        ProviderWorld one(Kind::Runware);
        prepare(one);
        const auto ended = ask(one, Task::Image);
        CHECK(one.served.submits() == 1);
        CHECK_FALSE(ended.unknown);
        return ended.how;
    };
    CHECK(draws([](auto& one) { one.cdn_body = "<html>Sign in</html>"; }) == "bad_answer");
    CHECK(draws([](auto& one) { one.cdn_body = "GIF89a"; }) == "bad_answer");
    CHECK(draws([](auto& one) { one.cdn_status = "404 Not Found"; }) == "bad_answer");
    CHECK(draws([](auto& one) { one.cdn_status = "403 Expired"; }) == "bad_answer");
    CHECK(draws([](auto& one) { one.cdn_status = "503 Busy"; }) == "busy");
    CHECK(draws([](auto& one) {
              one.cdn_status = "302 Found";
              one.cdn_headers = "Location: http://10.0.0.1/secret\r\n";
          }) == "not_allowed");
    CHECK(draws([](auto& one) { one.served.serve_pictures_from("http://127.0.0.1:8188"); }) ==
          "not_allowed");
    CHECK(draws([](auto& one) { one.served.serve_pictures_from("ftp://cdn.example"); }) ==
          "bad_answer");
    CHECK(draws([](auto& one) { one.served.serve_pictures_from("http://169.254.169.254"); }) ==
          "not_allowed");
}

TEST_CASE(
    "a picture elsewhere is fetched without the key, again where that failed, and not paid "
    "again") {
    ProviderWorld one(Kind::Runware);
    const auto model = one.image();
    auto ticket = model->prepare(kDraw);
    CHECK(model->can_look(ticket));
    static_cast<void>(model->submit(kDraw, ticket, {}));
    one.cdn_status = "503 Busy";
    CHECK(end_of([&] { static_cast<void>(model->look(ticket, {})); }).again);
    one.cdn_status = "200 OK";
    CHECK(std::holds_alternative<Done>(model->look(ticket, {})));
    CHECK(one.cdn_asked.text().find(test::kDoubleKey) == std::string::npos);
    CHECK(one.served.submits() == 1);
}

TEST_CASE("a lost answer of Runware and ComfyUI is found again by the id that was ours") {
    for (const auto kind : {Kind::Runware, Kind::ComfyUi}) {
        CAPTURE(name_of(kind));
        ProviderWorld one(kind);
        const auto model = one.image();
        const auto ticket = model->prepare(kDraw);
        one.served.fail_with([](WireClient&, const Asked&) {});
        const auto lost = end_of([&] { static_cast<void>(model->submit(kDraw, ticket, {})); });
        CHECK(lost.unknown);
        CHECK(model->can_look(ticket));
        CHECK(std::holds_alternative<Done>(model->look(ticket, {})));
        CHECK(one.served.submits() == 1);
    }
    for (const auto kind : {Kind::OpenAi, Kind::Fal, Kind::A1111, Kind::Together}) {
        CAPTURE(name_of(kind));
        ProviderWorld one(kind);
        CHECK_FALSE(one.image()->can_look(one.image()->prepare(kDraw)));
    }
}

TEST_CASE("what the provider never heard of is gone, what waits runs, what failed says why") {
    ProviderWorld comfy(Kind::ComfyUi);
    const auto model = comfy.image();
    const auto ticket = model->prepare(kDraw);
    comfy.served.answer_looks({Answered::json(Json::object())});
    CHECK(std::holds_alternative<Gone>(model->look(ticket, {})));
    const auto messages = Json::array(
        {Json::array({"execution_error", Json{{"node_type", "KSampler"},
                                              {"exception_message", "CUDA out of memory"}}})});
    comfy.served.answer_looks(
        {Answered::json({{ticket.at("id").get<std::string>(),
                          {{"status", {{"status_str", "error"}, {"messages", messages}}},
                           {"outputs", Json::object()}}}})});
    const auto failed = end_of([&] { static_cast<void>(model->look(ticket, {})); });
    CHECK(failed.how == "failed");
    CHECK(failed.text ==
          "Mine (ai.example) tried and failed. It says: “KSampler: CUDA out of "
          "memory”");

    ProviderWorld fal(Kind::Fal);
    const auto queued = fal.image();
    const CallTicket known{{"id", "req-1"}};
    fal.served.answer_looks(
        {Answered::json({{"status", "IN_QUEUE"}, {"queue_position", 3}}, "202 OK"),
         Answered::json({{"status", "COMPLETED"}})});
    CHECK(std::holds_alternative<Running>(queued->look(known, {})));
    CHECK(std::holds_alternative<Done>(queued->look(known, {})));
    fal.served.answer_looks({});
    CHECK(std::holds_alternative<Gone>(queued->look({{"id", "req-2"}}, {})));

    ProviderWorld runware(Kind::Runware);
    const auto tasks = runware.image();
    const auto task = tasks->prepare(kDraw);
    runware.served.answer_looks(
        {Answered::json({{"data", {{{"taskUUID", task.at("id")}, {"status", "processing"}}}}}),
         Answered::json({{"errors", {{{"code", "taskNotFound"}, {"message", "No such task"}}}}}),
         Answered::json({{"errors",
                          {{{"code", "invalidProviderContent"},
                            {"message", "Blocked by the safety system"},
                            {"taskUUID", task.at("id")}}}}})});
    CHECK(std::holds_alternative<Running>(tasks->look(task, {})));
    CHECK(std::holds_alternative<Gone>(tasks->look(task, {})));
    CHECK(end_of([&] { static_cast<void>(tasks->look(task, {})); }).how == "refused");
}

TEST_CASE("an unknown checkpoint of ComfyUI is a missing model") {
    ProviderWorld one(Kind::ComfyUi);
    one.served.fail_with(Answered::json(
        {{"error", {{"type", "prompt_outputs_failed_validation"}, {"message", "Prompt failed"}}},
         {"node_errors",
          {{"1",
            {{"class_type", "CheckpointLoaderSimple"},
             {"errors",
              {{{"message", "Value not in list"},
                {"details", "ckpt_name: 'x' not in ['y']"}}}}}}}}},
        "400 Bad Request"));
    const auto ended = ask(one, Task::Image);
    CHECK(ended.how == "no_model");
    CHECK(ended.text.find("ckpt_name: 'x' not in ['y']") != std::string::npos);
}

TEST_CASE("a stop ends a call that is under way") {
    ProviderWorld one(Kind::OpenAi);
    one.served.fail_with([](WireClient& client, const Asked&) { client.wait_until_gone(); });
    std::stop_source source;
    std::thread stopper([&] {
        while (one.served.submits() == 0) std::this_thread::yield();
        source.request_stop();
    });
    const auto ended =
        end_of([&] { static_cast<void>(one.text()->answer(kSpeak, {}, source.get_token())); });
    stopper.join();
    CHECK(ended.how == "cancelled");
    CHECK(ended.unknown);
}

TEST_CASE("cancelling tells the provider, where it listens, and whether it may still be billed") {
    ProviderWorld fal(Kind::Fal);
    CHECK((fal.image()->cancel({{"id", "req-1"}}, {}) == Billing::NotBilled));
    CHECK(fal.served.journal().at(0).is("PUT", "/double-1/requests/req-1/cancel"));
    ProviderWorld runware(Kind::Runware);
    CHECK((runware.image()->cancel({{"id", "x"}}, {}) == Billing::MayBeBilled));
    ProviderWorld comfy(Kind::ComfyUi);
    static_cast<void>(comfy.image()->cancel({{"id", "x"}}, {}));
    CHECK(comfy.served.journal().at(0).json() == Json{{"delete", {"x"}}});
    CHECK(comfy.served.journal().size() == 2);  // It does not run, so that nothing is interrupted.
}
