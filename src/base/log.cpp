#include "base/log.hpp"

#include <unistd.h>

#include <array>
#include <charconv>
#include <exception>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula {

namespace {

void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out.push_back('"');
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x80) {
            append_code_point(out, next_code_point(text, at));  // Repairs what is not UTF-8.
            continue;
        }
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out.append("\\u00");
            out.push_back(hex[static_cast<unsigned char>(c) >> 4U]);
            out.push_back(hex[static_cast<unsigned char>(c) & 15U]);
        } else {
            out.push_back(c);
        }
        ++at;
    }
    out.push_back('"');
}

void append_number(std::string& out, auto number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

struct ValueWriter {
    std::string& out;
    void operator()(std::string_view text) const { append_escaped(out, text); }
    void operator()(std::int64_t number) const { append_number(out, number); }
    void operator()(double number) const { append_number(out, number); }
    void operator()(bool truth) const { out.append(truth ? "true" : "false"); }
};

void append_member(std::string& out, const LogField& field) {
    out.push_back(',');
    append_escaped(out, field.name);
    out.push_back(':');
    std::visit(ValueWriter{out}, field.value);
}

void append_nested(std::string& out, const std::exception& error) {
    out.append(error.what());
    if (const auto* known = dynamic_cast<const AppError*>(&error);
        known != nullptr && !known->details().log.empty()) {
        out.append(" [").append(known->details().log).append("]");
    }
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception& inner) {
        out.append(": ");
        append_nested(out, inner);
    } catch (...) {
        out.append(": unknown");
    }
}

}  // namespace

Log::Log(LogLevel least, const Clock& clock, Sink sink)
    : least_(least), clock_(clock), sink_(std::move(sink)) {}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    if (!shows(level)) return;
    std::string line = "{\"time\":\"" + to_iso(clock_.now()) + "\",\"level\":\"";
    line.append(name_of(level)).append("\",\"event\":");
    append_escaped(line, event);
    for (const auto& field : fields) append_member(line, field);
    line.append("}\n");
    sink_(line);
}

void Log::write_to_stderr(std::string_view line) {
    while (!line.empty()) {
        const auto written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written <= 0) return;  // A log that cannot be written must not stop the server.
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string describe(const std::exception& error) {
    std::string out;
    append_nested(out, error);
    return out;
}

}  // namespace fabula
