// The log: one JSON object per line, to stderr. It names things by id and never holds what people
// wrote, nor passwords, keys or tokens.
#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/fields.hpp"
#include "base/time.hpp"

namespace fabula {

enum class LogLevel { Debug, Info, Warning, Error };

template <>
struct EnumNames<LogLevel> {
    static constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
};

struct LogField {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    LogField(std::string_view field, std::string_view text) : name(field), value(text) {}
    LogField(std::string_view field, const char* text)
        : name(field), value(std::string_view(text)) {}
    LogField(std::string_view field, const std::string& text)
        : name(field), value(std::string_view(text)) {}
    LogField(std::string_view field, bool truth) : name(field), value(truth) {}
    LogField(std::string_view field, std::floating_point auto number)
        : name(field), value(static_cast<double>(number)) {}
    LogField(std::string_view field, std::integral auto number)
        : name(field), value(static_cast<std::int64_t>(number)) {}
};

// May be called from any thread; a line is written whole.
class Log {
public:
    using Sink = std::function<void(std::string_view line)>;  // The line ends with LF.

    // `least`: what is below it is left out.
    Log(LogLevel least, const Clock& clock, Sink sink = write_to_stderr);

    [[nodiscard]] bool shows(LogLevel level) const noexcept { return level >= least_; }

    // `event` says what happened, in snake_case: "request", "job_failed".
    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
    void debug(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::Debug, event, fields);
    }
    void info(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::Info, event, fields);
    }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::Warning, event, fields);
    }
    void error(std::string_view event, std::initializer_list<LogField> fields = {}) {
        write(LogLevel::Error, event, fields);
    }

    static void write_to_stderr(std::string_view line);

private:
    LogLevel least_;
    const Clock& clock_;
    Sink sink_;
};

// The message of an exception and of those nested in it, outermost first, for the log.
std::string describe(const std::exception& error);

}  // namespace fabula
