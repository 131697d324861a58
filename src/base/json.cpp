#include "base/json.hpp"

#include <cmath>

#include "base/json_lines.hpp"

namespace fabula {

namespace {

constexpr int kDepthMax = 64;

// Counts nesting before parsing, so that a hostile document cannot exhaust the stack.
void check_depth(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDepthMax) {
                throw AppError(Code::Invalid,
                               PublicText{"The JSON is nested more than 64 levels deep."});
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
}

}  // namespace

Json parse_json(std::string_view text) {
    check_depth(text);
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        const auto place = place_in_text(text, error.byte == 0 ? 0 : error.byte - 1);
        throw AppError(Code::Invalid,
                       PublicText{"The JSON cannot be read: there is a mistake in line " +
                                  std::to_string(place.line) + ", column " +
                                  std::to_string(place.column) + "."},
                       {.log = error.what()});
    } catch (const Json::out_of_range& error) {
        throw AppError(Code::Invalid, PublicText{"A number in the JSON is too large."},
                       {.log = error.what()});
    }
}

namespace {

bool is_color(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

}  // namespace

std::string to_camel_case(std::string_view snake_case) {
    std::string out;
    bool raise = false;
    for (const char c : snake_case) {
        if (c == '_') {
            raise = true;
        } else {
            out.push_back(raise && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
            raise = false;
        }
    }
    return out;
}

Json JsonCodec<std::string>::schema(const Rules& rules) {
    Json out = {{"type", "string"}};
    if (rules.length_min > 0) out["minLength"] = rules.length_min;
    out["maxLength"] = rules.length_max;
    if (rules.color) out["pattern"] = "^(#[0-9a-fA-F]{6})?$";
    return out;
}

std::string JsonCodec<std::string>::decode(const Json& json, const Rules& rules, std::string& out) {
    if (!json.is_string()) return "must be text";
    out = json.get<std::string>();
    if (out.find('\0') != std::string::npos) return "must not hold a NUL character";
    const auto length = count_code_points(out);
    if (length < rules.length_min) {
        return length == 0
                   ? "must not be empty"
                   : "must have at least " + std::to_string(rules.length_min) + " characters";
    }
    if (length > rules.length_max) {
        return "must have at most " + std::to_string(rules.length_max) + " characters";
    }
    if (rules.color && !out.empty() && !is_color(out)) return "must be of the form #rrggbb";
    return {};
}

std::string JsonCodec<bool>::decode(const Json& json, const Rules&, bool& out) {
    if (json.is_boolean()) {
        out = json.get<bool>();
        return {};
    }
    // Query parameters arrive as text.
    if (json == "true" || json == "1") {
        out = true;
        return {};
    }
    if (json == "false" || json == "0") {
        out = false;
        return {};
    }
    return "must be true or false";
}

Json JsonCodec<std::int64_t>::schema(const Rules& rules) {
    Json out = {{"type", "integer"}};
    if (rules.min != std::numeric_limits<std::int64_t>::min()) out["minimum"] = rules.min;
    if (rules.max != std::numeric_limits<std::int64_t>::max()) out["maximum"] = rules.max;
    return out;
}

namespace {

std::string check_range(double value, const Rules& rules) {
    if (rules.min != std::numeric_limits<std::int64_t>::min() &&
        value < static_cast<double>(rules.min)) {
        return "must be at least " + std::to_string(rules.min);
    }
    if (rules.max != std::numeric_limits<std::int64_t>::max() &&
        value > static_cast<double>(rules.max)) {
        return "must be at most " + std::to_string(rules.max);
    }
    return {};
}

}  // namespace

std::string JsonCodec<std::int64_t>::decode(const Json& json, const Rules& rules,
                                            std::int64_t& out) {
    if (json.is_number_unsigned() &&
        json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
        return "is too large";
    }
    if (json.is_number_integer()) {
        out = json.get<std::int64_t>();
    } else if (const auto parsed = json.is_string()
                                       ? parse_integer(json.get_ref<const std::string&>())
                                       : std::nullopt) {
        out = *parsed;  // Query parameters arrive as text.
    } else {
        return "must be a whole number";
    }
    return check_range(static_cast<double>(out), rules);
}

Json JsonCodec<double>::schema(const Rules& rules) {
    Json out = JsonCodec<std::int64_t>::schema(rules);
    out["type"] = "number";
    return out;
}

std::string JsonCodec<double>::decode(const Json& json, const Rules& rules, double& out) {
    if (json.is_number()) {
        out = json.get<double>();
    } else if (const auto parsed = json.is_string()
                                       ? parse_decimal(json.get_ref<const std::string&>())
                                       : std::nullopt) {
        out = *parsed;
    } else {
        return "must be a number";
    }
    if (!std::isfinite(out)) return "must be a finite number";
    return check_range(out, rules);
}

std::string JsonCodec<Time>::decode(const Json& json, const Rules&, Time& out) {
    const auto parsed =
        json.is_string() ? parse_iso(json.get_ref<const std::string&>()) : std::nullopt;
    if (!parsed) return "must be a UTC time like 2026-01-31T18:30:00Z";
    out = *parsed;
    return {};
}

namespace detail {

void throw_problems(std::vector<FieldProblem> problems) {
    const auto& first = problems.front();
    std::string text = first.field.empty() ? first.text : first.field + " " + first.text + ".";
    if (problems.size() > 1) {
        text += " There are " + std::to_string(problems.size() - 1) + " further problems.";
    }
    Details details{.field = first.field};
    details.fields = std::move(problems);
    throw AppError(Code::Invalid, PublicText{std::move(text)}, std::move(details));
}

const Json* find_member(const Json& object, std::string_view name) {
    if (const auto it = object.find(name); it != object.end()) return &*it;
    if (name.find('_') == std::string_view::npos) return nullptr;
    if (const auto it = object.find(to_camel_case(name)); it != object.end()) return &*it;
    return nullptr;
}

}  // namespace detail

}  // namespace fabula
