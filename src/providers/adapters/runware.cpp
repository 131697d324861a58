#include "providers/adapters/runware.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "providers/adapters/chat.hpp"
#include "providers/json_schema.hpp"

namespace fabula::providers {

namespace {

Json task_of(const std::string& model, const ImageRequest& request, const CallTicket& ticket) {
    Json task{{"taskType", "imageInference"},
              {"taskUUID", string_at(ticket, "id")},
              {"positivePrompt", request.prompt},
              {"model", model},
              {"width", whole_steps(request.width, 64)},
              {"height", whole_steps(request.height, 64)},
              {"numberResults", request.count},
              {"outputType", "URL"},
              {"outputFormat", "PNG"},
              {"includeCost", true},
              {"deliveryMethod", "async"}};
    if (!request.negative.empty()) task["negativePrompt"] = request.negative;
    if (request.seed) task["seed"] = *request.seed;
    for (const auto& one : request.references) {
        task["referenceImages"].push_back(data_url(one));
    }
    return task;
}

// Of this task, or of the whole request.
bool concerns(const Json& row, const std::string& id) {
    const auto named = string_at(row, "taskUUID");
    return named.empty() || named == id;
}

bool says_unknown(const Complaint& complaint) {
    const auto words = complaint.code + " " + to_lower_ascii(complaint.text);
    return words.find("notfound") != std::string::npos ||
           words.find("not found") != std::string::npos ||
           words.find("unknowntask") != std::string::npos;
}

}  // namespace

CallTicket RunwareModel::prepare(const ImageRequest& request) const {
    check_request(request, capabilities());
    return {{"id", make_uuid()}};
}

bool RunwareModel::can_look(const CallTicket& ticket) const {
    return !string_at(ticket, "id").empty();
}

Progress RunwareModel::submit(const ImageRequest& request, const CallTicket& ticket,
                              const std::stop_token& stop) const {
    check_request(request, capabilities());
    const auto tasks = Json::array({task_of(caller_.endpoint().model, request, ticket)});
    return read(caller_.post_json("", tasks, stop), ticket);
}

Progress RunwareModel::look(const CallTicket& ticket, const std::stop_token& stop) const {
    if (has_urls(ticket)) return fetch_pictures(caller_, ticket, stop);
    const auto id = string_at(ticket, "id");
    const auto question = Json::array({{{"taskType", "getResponse"}, {"taskUUID", id}}});
    // Of an unknown task it answers 400 as well as 200.
    const auto asked = caller_.send(
        {.path = "", .body = write_json(question), .paid = Paid::No, .also = 400}, stop);
    const auto answer = read_untrusted(asked.body);
    if (answer.is_discarded()) throw bad_answer(caller_.access(), "is no JSON", asked.body);
    const auto& errors = list_at(answer, "errors");
    if (list_at(answer, "data").empty() && !errors.empty() &&
        says_unknown(read_complaint(answer))) {
        return Gone{};
    }
    auto progress = read(answer, ticket);
    if (const auto* running = std::get_if<Running>(&progress); running && has_urls(running->ticket))
        return fetch_pictures(caller_, running->ticket, stop);
    return progress;
}

// A part of the pictures may have failed; what there is counts.
Progress RunwareModel::read(const Json& answer, const CallTicket& ticket) const {
    const auto id = string_at(ticket, "id");
    Outcome out;
    bool working = false;
    bool heard = false;
    bool cost_known = true;
    Money cost = 0;
    for (const auto& row : list_at(answer, "data")) {
        if (!concerns(row, id)) continue;
        heard = true;
        const auto url = string_at(row, "imageURL");
        if (url.empty()) {
            working = true;
            continue;
        }
        out.urls.push_back(url);
        out.seeds.push_back(integer_at(row, "seed"));
        const auto one = read_dollars(row, "cost");
        cost_known = cost_known && one.has_value();
        cost += one.value_or(0);
    }
    for (const auto& row : list_at(answer, "errors")) {
        if (!concerns(row, id) || !out.urls.empty()) continue;
        throw fault_of(caller_.access(), read_complaint(Json{{"error", row}}));
    }
    if (!heard) throw bad_answer(caller_.access(), "says nothing of this task");
    if (working) return Running{.ticket = ticket};
    if (cost_known) {
        out.usage.cost = cost;
        out.usage.cost_from = CostFrom::Provider;
    }
    return settle(caller_, std::move(out), ticket);
}

}  // namespace fabula::providers
