// Fuzzes http: the head of a request, as the gate reads it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/gate/head.hpp"

using namespace fabula::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string block = std::string(reinterpret_cast<const char*>(data), size) + "\r\n\r\n";
    const Limits limits;
    const auto parsed = gate::parse_head(block, limits);
    const auto* head = std::get_if<gate::Head>(&parsed);
    if (head == nullptr) return 0;
    // What was accepted can be read in one way only.
    if (!head->request.path.starts_with('/')) __builtin_trap();
    if (head->request.headers.size() > limits.header_count) __builtin_trap();
    if (head->request.header("transfer-encoding")) __builtin_trap();
    for (const auto& [name, value] : head->request.headers) {
        if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
            __builtin_trap();
        }
        if (name.find_first_of(": \t\r\n") != std::string::npos) __builtin_trap();
    }
    return 0;
}
