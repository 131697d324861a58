#include "providers/adapters/comfyui.hpp"

#include <algorithm>
#include <map>

#include "base/random.hpp"
#include "base/text.hpp"

namespace fabula::providers {

namespace {

constexpr std::size_t kWorkflowNodesMax = 2000;
constexpr std::int64_t kReferencesMax = 4;

using Places = std::map<std::string, Json>;

void fill(Json& value, const Places& places) {
    if (value.is_structured()) {
        for (auto& part : value) fill(part, places);
        return;
    }
    if (!value.is_string()) return;
    const auto text = value.get<std::string>();
    if (const auto whole = places.find(text); whole != places.end()) {
        value = whole->second;
        return;
    }
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.compare(at, 2, "{{") == 0 ? text.find("}}", at) : std::string::npos;
        const auto found =
            end == std::string::npos ? places.end() : places.find(text.substr(at, end + 2 - at));
        if (found == places.end()) {
            out += text[at++];
            continue;
        }
        out += found->second.is_string() ? found->second.get<std::string>() : found->second.dump();
        at = end + 2;
    }
    value = out;
}

std::string reference_place(std::size_t number) {
    return number == 1 ? "{{reference}}" : "{{reference_" + std::to_string(number) + "}}";
}

std::int64_t count_references(const Json& workflow) {
    const auto text = write_json(workflow);
    std::int64_t count = 0;
    while (count < kReferencesMax &&
           text.find(reference_place(static_cast<std::size_t>(count) + 1)) != std::string::npos) {
        ++count;
    }
    return count;
}

const Json& workflow_of(const Access& access) {
    return access.workflow.is_object() && !access.workflow.empty() ? access.workflow
                                                                   : usual_workflow();
}

// What a run that failed says of itself.
Complaint complaint_of(const Json& status) {
    for (const auto& message : list_at(status, "messages")) {
        if (!message.is_array() || message.size() != 2 || message[0] != "execution_error") continue;
        auto out = read_complaint(Json{{"error", message[1]}});
        const auto node = string_at(message[1], "node_type");
        if (!node.empty()) out.text = node + ": " + out.text;
        return out;
    }
    return {};
}

bool was_interrupted(const Json& status) {
    return std::ranges::any_of(list_at(status, "messages"), [](const Json& message) {
        return message.is_array() && !message.empty() && message[0] == "execution_interrupted";
    });
}

}  // namespace

const Json& usual_workflow() {
    static const Json workflow = read_json(R"({
        "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "{{model}}"}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "{{prompt}}", "clip": ["1", 1]}},
        "3": {"class_type": "CLIPTextEncode", "inputs": {"text": "{{negative}}", "clip": ["1", 1]}},
        "4": {"class_type": "EmptyLatentImage",
              "inputs": {"width": "{{width}}", "height": "{{height}}", "batch_size": "{{count}}"}},
        "5": {"class_type": "KSampler",
              "inputs": {"seed": "{{seed}}", "steps": 25, "cfg": 6.5, "sampler_name": "euler",
                         "scheduler": "normal", "denoise": 1.0, "model": ["1", 0],
                         "positive": ["2", 0], "negative": ["3", 0], "latent_image": ["4", 0]}},
        "6": {"class_type": "VAEDecode", "inputs": {"samples": ["5", 0], "vae": ["1", 2]}},
        "7": {"class_type": "SaveImage", "inputs": {"filename_prefix": "fabula", "images": ["6", 0]}}
    })");
    return workflow;
}

void check_workflow(const Json& workflow) {
    if (!workflow.is_object() || workflow.size() > kWorkflowNodesMax) {
        invalid("workflow", "is no workflow of ComfyUI");
    }
    for (const auto& node : workflow) {
        if (string_at(node, "class_type").empty()) {
            invalid("workflow", "is no workflow in API form: save it in ComfyUI with Export (API)");
        }
    }
    if (!workflow.empty() && write_json(workflow).find("{{prompt}}") == std::string::npos) {
        invalid("workflow", "has no place for the words: write {{prompt}} into its text node");
    }
}

ImageCapabilities ComfyModel::capabilities() const {
    return {.references_max = count_references(workflow_of(caller_.access())),
            .seed = true,
            .negative = true,
            .cost_known = caller_.endpoint().local,
            .count_max = 4};
}

CallTicket ComfyModel::prepare(const ImageRequest& request) const {
    check_request(request, capabilities());
    std::int64_t seed = 0;
    for (const char digit : random_hex(7)) {
        seed = seed * 16 + (digit >= 'a' ? digit - 'a' + 10 : digit - '0');
    }
    return {{"id", make_uuid()}, {"seed", request.seed.value_or(seed & 0x7FFFFFFF)}};
}

std::string ComfyModel::upload(const Reference& reference, const std::stop_token& stop) const {
    FormBody form;
    const auto type = sniff_picture(reference.bytes);
    form.add("overwrite", "true");
    form.add_file("image", "fabula-" + fingerprint(reference.bytes) + "." + extension_of(type),
                  type, reference.bytes);
    const auto media_type = form.media_type();
    const auto answer = caller_.send_json({.path = "/upload/image",
                                           .body = form.finish(),
                                           .media_type = media_type,
                                           .paid = Paid::No},
                                          stop);
    const auto name = string_at(answer, "name");
    const auto folder = string_at(answer, "subfolder");
    if (name.empty()) throw bad_answer(caller_.access(), "does not say where the reference is");
    return folder.empty() ? name : folder + "/" + name;
}

Progress ComfyModel::submit(const ImageRequest& request, const CallTicket& ticket,
                            const std::stop_token& stop) const {
    check_request(request, capabilities());
    Places places{{"{{prompt}}", request.prompt},
                  {"{{negative}}", request.negative},
                  {"{{model}}", caller_.endpoint().model},
                  {"{{seed}}", integer_at(ticket, "seed").value_or(0)},
                  {"{{width}}", whole_steps(request.width, 8)},
                  {"{{height}}", whole_steps(request.height, 8)},
                  {"{{count}}", request.count}};
    auto graph = workflow_of(caller_.access());
    std::string last;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count_references(graph)); ++i) {
        if (i < request.references.size()) last = upload(request.references[i], stop);
        if (last.empty()) {
            throw CallError(
                CallFailure::Invalid,
                PublicText{"The workflow of this connection needs a reference picture."});
        }
        places[reference_place(i + 1)] = last;
    }
    fill(graph, places);
    const auto id = string_at(ticket, "id");
    const auto answer = caller_.post_json(
        "/prompt", {{"prompt", std::move(graph)}, {"prompt_id", id}, {"client_id", id}}, stop);
    auto running = ticket;
    running["id"] = string_at(answer, "prompt_id");  // Older ones choose it themselves.
    if (!can_look(running)) throw bad_answer(caller_.access(), "names no request");
    return Running{.ticket = std::move(running)};
}

bool ComfyModel::can_look(const CallTicket& ticket) const {
    return !string_at(ticket, "id").empty();
}

bool ComfyModel::is_queued(const std::string& id, const char* list,
                           const std::stop_token& stop) const {
    const auto queue = caller_.get_json("/queue", stop);
    return std::ranges::any_of(list_at(queue, list), [&](const Json& row) {
        return row.is_array() && row.size() > 1 && row[1] == id;
    });
}

Progress ComfyModel::look(const CallTicket& ticket, const std::stop_token& stop) const {
    const auto id = string_at(ticket, "id");
    // First the queue: what ends between the two questions is then in the history.
    const auto queue = caller_.get_json("/queue", stop);
    const auto history = caller_.get_json("/history/" + url_encode(id), stop);
    const auto& entry = object_at(history, id.c_str());
    if (!entry.empty()) {
        const auto& status = object_at(entry, "status");
        if (string_at(status, "status_str") == "error") {
            if (was_interrupted(status)) {
                throw CallError(CallFailure::Cancelled,
                                PublicText{"The picture was stopped in ComfyUI."});
            }
            throw fault_of(caller_.access(), complaint_of(status));
        }
        return fetch(entry, ticket, stop);
    }
    for (const char* list : {"queue_running", "queue_pending"}) {
        for (const auto& row : list_at(queue, list)) {
            if (row.is_array() && row.size() > 1 && row[1] == id) return Running{.ticket = ticket};
        }
    }
    return Gone{};
}

Done ComfyModel::fetch(const Json& entry, const CallTicket& ticket,
                       const std::stop_token& stop) const {
    Done done;
    for (const auto& node : object_at(entry, "outputs")) {
        for (const auto& image : list_at(node, "images")) {
            if (string_at(image, "type") != "output") continue;  // Previews.
            const auto address = caller_.access().base_url +
                                 "/view?filename=" + url_encode(string_at(image, "filename")) +
                                 "&subfolder=" + url_encode(string_at(image, "subfolder")) +
                                 "&type=output";
            done.pictures.push_back(caller_.fetch_picture(address, stop));
            done.pictures.back().seed = integer_at(ticket, "seed");
        }
    }
    if (done.pictures.empty()) throw bad_answer(caller_.access(), "holds no picture");
    done.usage = caller_.priced({.images = static_cast<std::int64_t>(done.pictures.size())});
    return done;
}

Billing ComfyModel::cancel(const CallTicket& ticket, const std::stop_token& stop) const {
    const auto id = string_at(ticket, "id");
    const auto send = [&](const char* path, const Json& body) {
        static_cast<void>(
            caller_.send({.path = path, .body = write_json(body), .paid = Paid::No}, stop));
    };
    send("/queue", {{"delete", Json::array({id})}});
    // Older ones stop whatever runs, so that they are only told while it is this.
    if (is_queued(id, "queue_running", stop)) send("/interrupt", {{"prompt_id", id}});
    return caller_.endpoint().local ? Billing::NotBilled : Billing::MayBeBilled;
}

}  // namespace fabula::providers
