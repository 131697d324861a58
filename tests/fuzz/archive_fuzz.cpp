// Fuzzes source, screenplay
// Any bytes are an archive whose files come out whole and within the limits, or are refused.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "source/archive.hpp"

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace fabula::source;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const ArchiveLimits limits{.inflated_bytes_max = 10'000'000};
    Archive archive(bytes, limits);
    std::uint64_t total = 0;
    const auto entries = archive.entries();
    for (const auto& entry : entries) {
        const auto content = archive.read(entry);
        require(content.has_value() != archive.refusal().has_value(), "neither bytes nor a reason");
        if (!content) break;
        require(content->size() == entry.size, "a file of another size");
        total += content->size();
    }
    require(total <= limits.inflated_bytes_max, "more bytes than allowed");
    return 0;
}
