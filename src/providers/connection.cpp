#include "providers/connection.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "providers/adapters/comfyui.hpp"
#include "providers/caller.hpp"

namespace fabula::providers {

namespace {

constexpr std::size_t kWorkflowBytesMax = 500'000;

void take_line(std::string& value, const char* field) {
    value = std::string(trim(value));
    const bool plain = std::ranges::all_of(
        value, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
    if (!plain) invalid(field, "must be one line of text");
}

}  // namespace

std::string settings_id(Kind kind) {
    return "environment:" + std::string(name_of(kind));
}

std::string place_of_key(const Connection& row) {
    return "provider_connection.key:" + row.id.text + ":" + origin_of(row.base_url);
}

std::string origin_of(const std::string& base_url) {
    const auto address = read_address(base_url);
    if (!address) {
        invalid("base_url", "is no address that can be asked, such as http://localhost:11434");
    }
    return address->scheme + "://" + address->host_and_port;
}

std::string host_of(const std::string& base_url) {
    const auto address = read_address(base_url);
    return address ? address->host : std::string();
}

void check(ConnectionSetup& setup, Kind kind) {
    take_line(setup.name, "name");
    take_line(setup.base_url, "base_url");
    take_line(setup.text_model, "text_model");
    take_line(setup.image_model, "image_model");
    take_line(setup.embedding_model, "embedding_model");
    const auto& facts = facts_of(kind);
    if (setup.name.empty()) setup.name = std::string(facts.name);
    if (setup.base_url.empty()) setup.base_url = std::string(facts.base_url);
    setup.base_url = without_slash(setup.base_url);
    static_cast<void>(origin_of(setup.base_url));
    if (setup.base_url.find_first_of("?#") != std::string::npos) {
        invalid("base_url", "must end before any ? or #");
    }
    if (setup.workflow.is_null()) setup.workflow = Json::object();
    if (kind != Kind::ComfyUi && !setup.workflow.empty()) {
        invalid("workflow", "belongs to ComfyUI alone");
    }
    if (write_json(setup.workflow).size() > kWorkflowBytesMax) {
        invalid("workflow", "is larger than 500 kB");
    }
    check_workflow(setup.workflow);
}

}  // namespace fabula::providers
