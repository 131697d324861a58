#include "providers/adapters/image_generations.hpp"

#include <algorithm>

#include "providers/adapters/chat.hpp"

namespace fabula::providers {

namespace {

constexpr std::int64_t kDiffusionStep = 16;  // Pixels; what such models are made for.

Outcome read_outcome(const Caller& caller, const Json& answer) {
    Outcome out{.usage = read_chat_usage(object_at(answer, "usage"))};
    for (const auto& row : list_at(answer, "data")) {
        const auto letters = string_at(row, "b64_json");
        const auto url = string_at(row, "url");
        if (!letters.empty()) {
            out.pictures.push_back(caller.read_picture_base64(letters));
            out.pictures.back().seed = integer_at(row, "seed");
        } else if (!url.empty()) {
            out.urls.push_back(url);
            out.seeds.push_back(integer_at(row, "seed"));
        }
    }
    return out;
}

}  // namespace

ImageCapabilities ImageGenerations::capabilities() const {
    const auto& access = caller_.access();
    const bool cost = access.endpoint.local || access.price || dialect_ == ImageDialect::OpenRouter;
    switch (dialect_) {
        case ImageDialect::OpenAi:
            return {.references_max = 16,
                    .sizes = {"1024x1024", "1536x1024", "1024x1536"},
                    .cost_known = cost,
                    .count_max = 10};
        case ImageDialect::Compatible:
            return {.seed = true, .negative = true, .cost_known = cost, .count_max = 4};
        case ImageDialect::Together:
            return {.references_max = 1,
                    .seed = true,
                    .negative = true,
                    .cost_known = cost,
                    .count_max = 4};
        case ImageDialect::OpenRouter:
            return {.references_max = 16, .cost_known = cost, .count_max = 1};
    }
    return {};
}

CallTicket ImageGenerations::prepare(const ImageRequest& request) const {
    check_request(request, capabilities());
    return CallTicket::object();
}

Json ImageGenerations::body_of(const ImageRequest& request) const {
    Json body{{"model", caller_.endpoint().model}, {"prompt", request.prompt}};
    if (dialect_ == ImageDialect::OpenRouter) {
        body["aspect_ratio"] = nearest_ratio(request);
        for (const auto& one : request.references) {
            body["input_references"].push_back(
                {{"type", "image_url"}, {"image_url", {{"url", data_url(one)}}}});
        }
        return body;
    }
    body["n"] = request.count;
    if (dialect_ == ImageDialect::OpenAi) {
        body["size"] = nearest_size(capabilities().sizes, request);
        return body;
    }
    if (request.seed) body["seed"] = *request.seed;
    if (!request.negative.empty()) body["negative_prompt"] = request.negative;
    if (dialect_ == ImageDialect::Together) {
        body["width"] = whole_steps(request.width, kDiffusionStep);
        body["height"] = whole_steps(request.height, kDiffusionStep);
        body["response_format"] = "base64";
        if (!request.references.empty()) body["image_url"] = data_url(request.references.front());
    } else {
        body["size"] = std::to_string(whole_steps(request.width, kDiffusionStep)) + "x" +
                       std::to_string(whole_steps(request.height, kDiffusionStep));
        body["response_format"] = "b64_json";
    }
    return body;
}

Caller::Plan ImageGenerations::edit_plan(const ImageRequest& request) const {
    FormBody form;
    form.add("model", caller_.endpoint().model);
    form.add("prompt", request.prompt);
    form.add("n", std::to_string(request.count));
    form.add("size", nearest_size(capabilities().sizes, request));
    int number = 0;
    for (const auto& one : request.references) {
        const auto type = std::string(sniff_picture(one.bytes));
        form.add_file("image[]", "reference-" + std::to_string(++number) + "." + extension_of(type),
                      type, one.bytes);
    }
    const auto type = form.media_type();
    return {.path = "/images/edits", .body = form.finish(), .media_type = type};
}

Caller::Plan ImageGenerations::plan_of(const ImageRequest& request) const {
    if (dialect_ == ImageDialect::OpenAi && !request.references.empty()) return edit_plan(request);
    const auto* path = dialect_ == ImageDialect::OpenRouter ? "/images" : "/images/generations";
    return {.path = path, .body = write_json(body_of(request))};
}

Progress ImageGenerations::submit(const ImageRequest& request, const CallTicket& ticket,
                                  const std::stop_token& stop) const {
    check_request(request, capabilities());
    const auto answer = caller_.send_json(plan_of(request), stop);
    return settle(caller_, read_outcome(caller_, answer), ticket);
}

Progress ImageGenerations::look(const CallTicket& ticket, const std::stop_token& stop) const {
    if (!has_urls(ticket)) return Gone{};
    return fetch_pictures(caller_, ticket, stop);
}

Billing ImageGenerations::cancel(const CallTicket&, const std::stop_token&) const {
    return caller_.endpoint().local ? Billing::NotBilled : Billing::MayBeBilled;
}

}  // namespace fabula::providers
