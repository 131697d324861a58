#include "providers/adapters/fal.hpp"

#include "base/text.hpp"
#include "net/url.hpp"
#include "providers/json_schema.hpp"

namespace fabula::providers {

namespace {

// "fal-ai/flux" of "fal-ai/flux/dev": what stands behind is for submitting alone.
std::string app_of(const std::string& model) {
    const auto first = model.find('/');
    const auto second = first == std::string::npos ? first : model.find('/', first + 1);
    return model.substr(0, second);
}

Json body_of(const ImageRequest& request) {
    Json body{{"prompt", request.prompt},
              {"image_size", {{"width", request.width}, {"height", request.height}}},
              {"num_images", request.count}};
    if (request.seed) body["seed"] = *request.seed;
    if (!request.negative.empty()) body["negative_prompt"] = request.negative;
    if (!request.references.empty()) {
        // Some models know the one name, some the other.
        body["image_url"] = data_url(request.references.front());
        for (const auto& one : request.references) body["image_urls"].push_back(data_url(one));
    }
    return body;
}

}  // namespace

ImageCapabilities FalModel::capabilities() const {
    return {.references_max = 4,
            .seed = true,
            .negative = true,
            .cost_known = caller_.access().price.has_value(),
            .count_max = 4};
}

CallTicket FalModel::prepare(const ImageRequest& request) const {
    check_request(request, capabilities());
    return CallTicket::object();
}

bool FalModel::can_look(const CallTicket& ticket) const {
    return !string_at(ticket, "id").empty();
}

std::string FalModel::address_of(const CallTicket& ticket, const char* what) const {
    const auto& access = caller_.access();
    const auto path =
        "/" + app_of(access.endpoint.model) + "/requests/" + url_encode(string_at(ticket, "id"));
    const std::string name(what);
    return access.base_url + path + (name == "response" ? "" : "/" + name);
}

Progress FalModel::submit(const ImageRequest& request, const CallTicket& ticket,
                          const std::stop_token& stop) const {
    check_request(request, capabilities());
    const auto answer = caller_.post_json("/" + caller_.endpoint().model, body_of(request), stop);
    auto running = ticket.is_object() ? ticket : CallTicket::object();
    running["id"] = string_at(answer, "request_id");
    running["count"] = request.count;
    if (!can_look(running)) throw bad_answer(caller_.access(), "names no request");
    return Running{.ticket = std::move(running)};
}

Progress FalModel::look(const CallTicket& ticket, const std::stop_token& stop) const {
    if (has_urls(ticket)) return fetch_pictures(caller_, ticket, stop);
    const auto asked = caller_.send(
        {.method = "GET", .path = address_of(ticket, "status"), .paid = Paid::No, .also = 404},
        stop);
    if (asked.status == 404) return Gone{};
    const auto status = read_untrusted(asked.body);
    if (status.is_discarded()) throw bad_answer(caller_.access(), "is no JSON", asked.body);
    if (!string_at(status, "error").empty()) {
        throw fault_of(caller_.access(), read_complaint(status));
    }
    if (string_at(status, "status") != "COMPLETED") return Running{.ticket = ticket};
    const auto answer = caller_.send(
        {.method = "GET", .path = address_of(ticket, "response"), .paid = Paid::No, .also = 500},
        stop);
    const auto result = read_untrusted(answer.body);
    if (answer.status == 500) throw fault_of(caller_.access(), parse_complaint(answer.body));
    if (result.is_discarded()) throw bad_answer(caller_.access(), "is no JSON", answer.body);
    Outcome out;
    for (const auto& image : list_at(result, "images")) {
        out.urls.push_back(string_at(image, "url"));
        out.seeds.push_back(integer_at(result, "seed"));
    }
    const auto single = string_at(object_at(result, "image"), "url");
    if (out.urls.empty() && !single.empty()) {
        out.urls.push_back(single);
        out.seeds.push_back(integer_at(result, "seed"));
    }
    auto settled = settle(caller_, std::move(out), ticket);
    return fetch_pictures(caller_, std::get<Running>(settled).ticket, stop);
}

Billing FalModel::cancel(const CallTicket& ticket, const std::stop_token& stop) const {
    if (!can_look(ticket)) return Billing::MayBeBilled;
    // 400: it is done already.
    const auto answer = caller_.send(
        {.method = "PUT", .path = address_of(ticket, "cancel"), .paid = Paid::No, .also = 400},
        stop);
    return answer.status == 400 ? Billing::MayBeBilled : Billing::NotBilled;
}

}  // namespace fabula::providers
