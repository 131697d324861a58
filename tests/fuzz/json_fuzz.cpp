// Fuzzes base: parsing JSON that callers send.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const fabula::Json json = fabula::parse_json(text);
        // What was accepted can be written and read again.
        if (fabula::parse_json(json.dump()) != json) __builtin_trap();
    } catch (const fabula::AppError&) {
        // Refused with a sentence, as it should be.
    }
    return 0;
}
