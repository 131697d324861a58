// Fuzzes http: addresses and queries, as the router takes them apart.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.hpp"
#include "http/router.hpp"

using namespace fabula::http;

namespace {

struct Nothing {
    fabula::Json answer(Call&) { return nullptr; }
};

const RouteTable& table() {
    static Nothing nothing;
    const auto row = [](const char* path) {
        return route(Method::Get, path, path, Access::Anyone, "Nothing.", &Nothing::answer,
                     &nothing);
    };
    static const RouteTable rows{row("/"),
                                 row("/a/{id}"),
                                 row("/a/list"),
                                 row("/a/{id}/pages/{n}.svg"),
                                 row("/a/{id}/pages/{n}"),
                                 row("/files/{name...}")};
    return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Router router(table());
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    parse_query(text);
    const auto match = router.find(Method::Get, text);
    for (const auto& [name, value] : match.parameters) {
        if (value.empty() || !fabula::is_utf8(value)) __builtin_trap();
        if (value == ".." || value.starts_with("../")) __builtin_trap();
    }
    return 0;
}
