// Fuzzes http: multipart/form-data bodies, whole and cut into pieces.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "http/body/multipart.hpp"

using namespace fabula::http;

namespace {

class Recorder final : public PartSink {
public:
    void begin(const PartHeader& header) override {
        text += "[" + header.name + "|" + header.file_name.value_or("") + "|";
    }
    void content(std::string_view piece) override { text += piece; }
    void end() override { text += "]"; }
    std::string text;
};

class PiecedBody final : public Body {
public:
    PiecedBody(std::string_view text, std::size_t piece) : inner_(text), piece_(piece) {}
    [[nodiscard]] std::uint64_t length() const override { return inner_.length(); }
    std::size_t read(std::span<char> out) override {
        return inner_.read(out.first(std::min(out.size(), piece_)));
    }

private:
    TextBody inner_;
    std::size_t piece_;
};

// What the parts are; nullopt where the form is refused.
std::optional<std::string> read(std::string_view text, std::size_t piece) {
    PiecedBody body(text, piece);
    Recorder recorder;
    try {
        read_multipart(body, "XX", recorder);
    } catch (const fabula::AppError&) {
        return std::nullopt;
    }
    return recorder.text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    multipart_boundary(text);
    // How the network cuts a form changes nothing about it.
    if (read(text, 1U << 20U) != read(text, std::size_t{data[0]} % 16 + 1)) __builtin_trap();
    return 0;
}
