#include "net/retry_hint.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace fabula::net {

namespace {

using std::chrono::milliseconds;

constexpr double kSecondsSince1970 = 1e9;        // Beyond it a number is a point in time, …
constexpr double kMillisecondsSince1970 = 1e12;  // … and beyond this one in milliseconds.

std::optional<milliseconds> after(double seconds) {
    constexpr double most = std::chrono::duration<double>(kRetryWaitMax).count();
    if (!std::isfinite(seconds)) return std::nullopt;
    return milliseconds(std::llround(std::clamp(seconds, 0.0, most) * 1000));
}

std::optional<milliseconds> until(Time time, Time now) {
    return after(std::chrono::duration<double>(time - now).count());
}

// "6m0s", "1.5s", "20ms", "1h2m3s": as Go writes durations.
std::optional<double> read_duration(std::string_view text) {
    double seconds = 0;
    while (!text.empty()) {
        const auto digits = text.find_first_not_of("0123456789.");
        if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
        const auto number = parse_decimal(text.substr(0, digits));
        text.remove_prefix(digits);
        const auto unit = text.substr(0, std::min(text.size(), text.find_first_of("0123456789.")));
        text.remove_prefix(unit.size());
        const double factor = unit == "ms"  ? 0.001
                              : unit == "s" ? 1
                              : unit == "m" ? 60
                              : unit == "h" ? 3600
                              : unit == "d" ? 86400
                                            : -1;
        if (!number || factor < 0) return std::nullopt;
        seconds += *number * factor;
    }
    return seconds;
}

std::optional<milliseconds> read_wait(std::string_view text, Time now) {
    const std::string value(trim(text));
    if (value.empty()) return std::nullopt;
    if (const auto number = parse_decimal(value)) {
        const double since = std::chrono::duration<double>(now.time_since_epoch()).count();
        if (*number >= kMillisecondsSince1970) return after(*number / 1000 - since);
        if (*number >= kSecondsSince1970) return after(*number - since);
        return after(*number);
    }
    if (const auto time = parse_iso(value)) return until(*time, now);
    if (const auto seconds = read_duration(value)) return after(*seconds);
    const auto date = ::curl_getdate(value.c_str(), nullptr);
    if (date < 0) return std::nullopt;
    return until(Time(std::chrono::seconds(date)), now);
}

// "x-ratelimit-reset-tokens" to "x-ratelimit-remaining-tokens"; empty for any other header.
std::string remaining_name(const std::string& name) {
    const auto at = name.find("reset");
    if (at == std::string::npos || name.find("ratelimit") == std::string::npos) return {};
    return name.substr(0, at) + "remaining" + name.substr(at + 5);
}

}  // namespace

std::optional<milliseconds> retry_hint(const Headers& headers, Time now) {
    if (const auto text = find_header(headers, "retry-after-ms")) {
        const auto number = parse_decimal(trim(*text));
        if (number) return after(*number / 1000);
    }
    if (const auto text = find_header(headers, "retry-after")) {
        if (const auto wait = read_wait(*text, now)) return wait;
    }
    std::optional<milliseconds> used_up;
    std::optional<milliseconds> any;
    for (const auto& [name, value] : headers) {
        const auto partner = remaining_name(to_lower_ascii(name));
        const auto wait = partner.empty() ? std::nullopt : read_wait(value, now);
        if (!wait) continue;
        any = std::max(any, wait);
        const auto left = parse_decimal(trim(find_header(headers, partner).value_or("")));
        if (left && *left <= 0) used_up = std::max(used_up, wait);
    }
    return used_up ? used_up : any;
}

}  // namespace fabula::net
