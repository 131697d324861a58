#include "providers/adapters/a1111.hpp"

#include <algorithm>

#include "base/base64.hpp"
#include "providers/json_schema.hpp"

namespace fabula::providers {

namespace {

Json body_of(const std::string& model, const ImageRequest& request, const CallTicket& ticket) {
    Json body{{"prompt", request.prompt},
              {"negative_prompt", request.negative},
              {"width", whole_steps(request.width, 8)},
              {"height", whole_steps(request.height, 8)},
              {"batch_size", request.count},
              {"seed", request.seed.value_or(-1)},
              {"force_task_id", string_at(ticket, "id")}};
    if (!model.empty()) {
        body["override_settings"] = {{"sd_model_checkpoint", model}};
    }
    if (!request.references.empty()) {
        const auto& one = request.references.front();
        body["init_images"] = Json::array({to_base64(one.bytes)});
        body["denoising_strength"] = std::clamp(1 - one.strength, 0.05, 1.0);
    }
    return body;
}

}  // namespace

net::Headers A1111Model::authorize(const std::string& key) {
    return {{"Authorization", "Basic " + to_base64(key)}};
}

ImageCapabilities A1111Model::capabilities() const {
    return {.references_max = 1,
            .seed = true,
            .negative = true,
            .cost_known = caller_.endpoint().local,
            .count_max = 4};
}

CallTicket A1111Model::prepare(const ImageRequest& request) const {
    check_request(request, capabilities());
    return {{"id", make_uuid()}};
}

Progress A1111Model::submit(const ImageRequest& request, const CallTicket& ticket,
                            const std::stop_token& stop) const {
    check_request(request, capabilities());
    const auto* path = request.references.empty() ? "/sdapi/v1/txt2img" : "/sdapi/v1/img2img";
    const auto answer =
        caller_.post_json(path, body_of(caller_.endpoint().model, request, ticket), stop);
    const auto info = read_untrusted(string_at(answer, "info"));
    const auto& seeds = list_at(info, "all_seeds");
    Outcome out;
    for (const auto& letters : list_at(answer, "images")) {
        // Behind the pictures may stand what extensions add: grids and masks.
        if (out.pictures.size() >= static_cast<std::size_t>(request.count)) break;
        if (!letters.is_string()) continue;
        auto picture = caller_.read_picture_base64(letters.get_ref<const std::string&>());
        const auto at = out.pictures.size();
        picture.seed = at < seeds.size() && seeds[at].is_number_integer()
                           ? std::optional(seeds[at].get<std::int64_t>())
                           : integer_at(info, "seed");
        out.pictures.push_back(std::move(picture));
    }
    return settle(caller_, std::move(out), ticket);
}

Billing A1111Model::cancel(const CallTicket&, const std::stop_token& stop) const {
    static_cast<void>(
        caller_.send({.path = "/sdapi/v1/interrupt", .body = "{}", .paid = Paid::No}, stop));
    return caller_.endpoint().local ? Billing::NotBilled : Billing::MayBeBilled;
}

}  // namespace fabula::providers
