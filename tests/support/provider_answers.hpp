// What the doubles of provider_double.hpp answer while nothing fails.
#pragma once

#include "support/provider_double.hpp"

namespace fabula::test {

inline bool ProviderDouble::costs(const Asked& asked) const {
    if (asked.method != "POST") return false;
    if (kind_ == providers::Kind::Runware)
        return asked.body.find("imageInference") != std::string::npos;
    if (kind_ == providers::Kind::ComfyUi) return asked.is("POST", "/prompt");
    return asked.target.find("interrupt") == std::string::npos;
}

inline bool ProviderDouble::looks(const Asked& asked) const {
    if (kind_ == providers::Kind::Runware)
        return asked.body.find("getResponse") != std::string::npos;
    return asked.target.find("/history/") == 0 || asked.target.ends_with("/status");
}

inline bool ProviderDouble::may(const Asked& asked) const {
    using enum providers::Kind;
    switch (kind_) {
        case Anthropic: return asked.says("x-api-key: " + kDoubleKey);
        case Fal: return asked.says("authorization: key " + kDoubleKey);
        case Ollama:
        case ComfyUi:
        case A1111:
        case OpenAiCompatible: return true;
        default: return asked.says("authorization: bearer " + kDoubleKey);
    }
}

inline Answered ProviderDouble::refused() {
    return Answered::json(
        {{"error", {{"message", "Incorrect API key provided."}, {"code", "invalid_api_key"}}}},
        "401 Unauthorized");
}

inline Answered ProviderDouble::answer_of(const Asked& asked) {
    using enum providers::Kind;
    switch (kind_) {
        case Anthropic: return serve_anthropic(asked);
        case Ollama: return serve_ollama(asked);
        case A1111: return serve_a1111(asked);
        case ComfyUi: return serve_comfy(asked);
        case Fal: return serve_fal(asked);
        case Runware: return serve_runware(asked);
        default: return serve_openai(asked);
    }
}

// The words of the last message, said back.
inline std::string echo_of(const Json& body) {
    return "You said: " + body.at("messages").back().at("content").get<std::string>();
}

inline Answered ProviderDouble::serve_chat(const Asked& asked) {
    const auto body = asked.json();
    const auto text =
        body.contains("response_format") ? std::string(R"({"title":"Marsh"})") : echo_of(body);
    const auto chunk = [](const Json& delta, const Json& finish) {
        return write_json(
            {{"id", "chatcmpl-1"},
             {"object", "chat.completion.chunk"},
             {"model", "double-1"},
             {"choices", {{{"index", 0}, {"delta", delta}, {"finish_reason", finish}}}}});
    };
    Json usage{{"prompt_tokens", 11}, {"completion_tokens", 7}, {"total_tokens", 18}};
    if (kind_ == providers::Kind::OpenRouter) usage["cost"] = 0.00042;
    const auto half = text.size() / 2;
    auto out = Answered::events(
        {chunk({{"role", "assistant"}, {"content", ""}}, nullptr),
         chunk({{"content", text.substr(0, half)}}, nullptr),
         chunk({{"content", text.substr(half)}}, nullptr), chunk(Json::object(), "stop"),
         write_json({{"id", "chatcmpl-1"}, {"choices", Json::array()}, {"usage", usage}}),
         "[DONE]"});
    if (kind_ == providers::Kind::OpenRouter) out.body = ": OPENROUTER PROCESSING\n\n" + out.body;
    return out;
}

inline Answered ProviderDouble::serve_openai(const Asked& asked) {
    if (asked.is("POST", "/chat/completions")) return serve_chat(asked);
    if (asked.is("GET", "/key")) return Answered::json({{"data", {{"limit_remaining", 4.5}}}});
    if (asked.is("GET", "/models")) {
        const Json rows = {{{"id", "double-1"}, {"context_length", 8192}}, {{"id", "double-0"}}};
        if (kind_ == providers::Kind::Together) return Answered::json(rows);
        return Answered::json({{"object", "list"}, {"data", rows}});
    }
    if (asked.is("POST", "/embeddings")) {
        Json rows = Json::array();
        const auto count = asked.json().at("input").size();
        for (std::size_t i = count; i-- > 0;) {  // In another order than asked.
            rows.push_back({{"index", i}, {"embedding", {static_cast<double>(i), 0.5, -1}}});
        }
        return Answered::json({{"data", rows},
                               {"model", "double-1"},
                               {"usage", {{"prompt_tokens", 5}, {"total_tokens", 5}}}});
    }
    const bool generates = asked.is("POST", "/images/generations") ||
                           asked.is("POST", "/images/edits") || asked.is("POST", "/images");
    if (!generates) return Answered::json({{"error", {{"message", "Unknown address"}}}}, "404 No");
    Json usage{{"input_tokens", 20}, {"output_tokens", 1000}};
    if (kind_ == providers::Kind::OpenRouter) usage["cost"] = 0.04;
    return Answered::json(
        {{"created", 1}, {"data", {{{"b64_json", to_base64(tiny_png())}}}}, {"usage", usage}});
}

inline Answered ProviderDouble::serve_anthropic(const Asked& asked) {
    if (asked.is("GET", "/v1/models")) {
        return Answered::json({{"data", {{{"id", "double-1"}, {"display_name", "Double 1"}}}}});
    }
    const bool sound = asked.is("POST", "/v1/messages") &&
                       asked.says("anthropic-version: 2023-06-01") &&
                       asked.json().contains("max_tokens") && !asked.json().contains("temperature");
    if (!sound) {
        return Answered::json(
            {{"type", "error"},
             {"error", {{"type", "invalid_request_error"}, {"message", "max_tokens: required"}}}},
            "400 Bad Request");
    }
    const auto text = echo_of(asked.json());
    return Answered::events(
        {R"({"type":"message_start","message":{"id":"msg_1","model":"double-1","usage":{"input_tokens":11,"output_tokens":1}}})",
         R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})",
         R"({"type":"ping"})",
         write_json({{"type", "content_block_delta"},
                     {"index", 0},
                     {"delta", {{"type", "text_delta"}, {"text", text}}}}),
         R"({"type":"content_block_stop","index":0})",
         R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":7}})",
         R"({"type":"message_stop"})"});
}

inline Answered ProviderDouble::serve_ollama(const Asked& asked) {
    if (asked.is("GET", "/api/tags")) {
        return Answered::json({{"models", {{{"name", "double-1:latest"}}}}});
    }
    if (asked.is("POST", "/api/embed")) {
        Json rows = Json::array();
        for (std::size_t i = 0; i < asked.json().at("input").size(); ++i) {
            rows.push_back({static_cast<double>(i), 0.5});
        }
        return Answered::json(
            {{"model", "double-1"}, {"embeddings", rows}, {"prompt_eval_count", 5}});
    }
    if (!asked.is("POST", "/api/chat")) return Answered::json({{"error", "not found"}}, "404 No");
    const auto line = [](const std::string& text) {
        return write_json({{"model", "double-1"},
                           {"message", {{"role", "assistant"}, {"content", text}}},
                           {"done", false}}) +
               "\n";
    };
    return {
        .type = "application/x-ndjson",
        .body = line("You said: ") +
                line(asked.json().at("messages").back().at("content").get<std::string>()) +
                R"({"model":"double-1","message":{"role":"assistant","content":""},"done":true,)"
                R"("done_reason":"stop","prompt_eval_count":11,"eval_count":7})"
                "\n"};
}

inline Answered ProviderDouble::serve_a1111(const Asked& asked) {
    if (asked.is("GET", "/sdapi/v1/sd-models")) {
        return Answered::json({{{"title", "double-1.safetensors"}, {"model_name", "double-1"}}});
    }
    if (asked.is("POST", "/sdapi/v1/interrupt")) return Answered::json(Json::object());
    const bool draws =
        asked.is("POST", "/sdapi/v1/txt2img") || asked.is("POST", "/sdapi/v1/img2img");
    if (!draws) return Answered::json({{"detail", "Not Found"}}, "404 Not Found");
    const auto count = asked.json().value("batch_size", 1);
    Json images = Json::array();
    Json seeds = Json::array();
    for (int i = 0; i < count; ++i) {
        images.push_back(to_base64(tiny_png()));
        seeds.push_back(4200 + i);
    }
    return Answered::json({{"images", images},
                           {"parameters", Json::object()},
                           {"info", write_json({{"seed", 4200}, {"all_seeds", seeds}})}});
}

inline Answered ProviderDouble::serve_comfy(const Asked& asked) {
    if (asked.is("GET", "/object_info/CheckpointLoaderSimple")) {
        return Answered::json(
            {{"CheckpointLoaderSimple",
              {{"input",
                {{"required", {{"ckpt_name", {{"double-1.safetensors"}, Json::object()}}}}}}}}});
    }
    if (asked.is("POST", "/prompt")) {
        return Answered::json({{"prompt_id", asked.json().at("prompt_id")},
                               {"number", 1},
                               {"node_errors", Json::object()}});
    }
    if (asked.is("POST", "/upload/image")) {
        return Answered::json(
            {{"name", "reference.png"}, {"subfolder", "fabula"}, {"type", "input"}});
    }
    if (asked.is("GET", "/queue")) {
        return Answered::json({{"queue_running", Json::array()}, {"queue_pending", Json::array()}});
    }
    if (asked.target.starts_with("/history/")) {
        const auto id = asked.target.substr(9);
        const Json images = {
            {{"filename", "fabula_00001_.png"}, {"subfolder", ""}, {"type", "output"}},
            {{"filename", "preview.png"}, {"subfolder", ""}, {"type", "temp"}}};
        return Answered::json({{id,
                                {{"outputs", {{"7", {{"images", images}}}}},
                                 {"status", {{"status_str", "success"}, {"completed", true}}}}}});
    }
    if (asked.target.starts_with("/view?filename=fabula_00001_.png")) {
        return {.type = "image/png", .body = tiny_png()};
    }
    return Answered::json(Json::object());
}

inline Answered ProviderDouble::serve_fal(const Asked& asked) {
    if (asked.method == "POST") {
        // Addresses of another host must not be told the key.
        return Answered::json({{"request_id", "req-1"},
                               {"status_url", "http://elsewhere.example/status"},
                               {"response_url", "http://elsewhere.example/response"},
                               {"queue_position", 0}});
    }
    if (asked.method == "PUT")
        return Answered::json({{"status", "CANCELLATION_REQUESTED"}}, "202 OK");
    const bool known = asked.target.find("/requests/req-1") != std::string::npos;
    if (!known) return Answered::json({{"detail", "Request not found"}}, "404 Not Found");
    if (asked.target.ends_with("/status")) return Answered::json({{"status", "COMPLETED"}});
    return Answered::json({{"images", {{{"url", picture_url("fal.png")}}}}, {"seed", 77}});
}

inline Answered ProviderDouble::serve_runware(const Asked& asked) {
    const auto task = asked.json().at(0);
    const Json about{{"taskType", "imageInference"}, {"taskUUID", task.at("taskUUID")}};
    if (task.at("taskType") == "imageInference") return Answered::json({{"data", {about}}});
    auto done = about;
    done["status"] = "success";
    done["imageURL"] = picture_url("runware.png");
    done["seed"] = 77;
    done["cost"] = 0.0013;
    return Answered::json({{"data", {done}}});
}

}  // namespace fabula::test
