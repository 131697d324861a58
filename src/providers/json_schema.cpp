#include "providers/json_schema.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fabula::providers {

namespace {

constexpr std::size_t kProblemsMax = 10;
constexpr int kDepthMax = 32;    // Of a schema.
constexpr int kNestingMax = 64;  // Of what was written.

const Json& part(const Json& schema, const char* name) {
    static const Json none;
    const auto found = schema.is_object() ? schema.find(name) : schema.end();
    return !schema.is_object() || found == schema.end() ? none : *found;
}

bool is_of_type(const std::string& type, const Json& value) {
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    if (type == "null") return value.is_null();
    return true;
}

bool is_required(const Json& schema, const std::string& name) {
    const auto& required = part(schema, "required");
    return required.is_array() && std::ranges::find(required, Json(name)) != required.end();
}

class Checker {
public:
    std::vector<std::string> problems;

    void check(const Json& schema, const Json& value, const std::string& place, int depth) {
        if (depth > kDepthMax || problems.size() >= kProblemsMax || !schema.is_object()) return;
        if (!check_type(schema, value, place)) return;
        const auto& choices = part(schema, "enum");
        if (choices.is_array() && std::ranges::find(choices, value) == choices.end()) {
            add(place, "must be one of " + write_json(choices));
        }
        if (value.is_string()) check_length(schema, value.get<std::string>(), place);
        if (value.is_number()) check_number(schema, value.get<double>(), place);
        if (value.is_array()) check_list(schema, value, place, depth);
        if (value.is_object()) check_object(schema, value, place, depth);
    }

private:
    void add(const std::string& place, const std::string& what) {
        if (problems.size() < kProblemsMax) {
            problems.push_back((place.empty() ? "the document" : place) + " " + what);
        }
    }
    bool check_type(const Json& schema, const Json& value, const std::string& place) {
        const auto& type = part(schema, "type");
        if (type.is_string()) {
            if (is_of_type(type.get<std::string>(), value)) return true;
            add(place, "must be of the type " + type.get<std::string>());
            return false;
        }
        if (!type.is_array()) return true;
        for (const auto& one : type) {
            if (one.is_string() && is_of_type(one.get<std::string>(), value)) return true;
        }
        add(place, "must be of one of the types " + write_json(type));
        return false;
    }
    void check_length(const Json& schema, const std::string& text, const std::string& place) {
        const auto length = static_cast<std::int64_t>(count_code_points(text));
        const auto& least = part(schema, "minLength");
        const auto& most = part(schema, "maxLength");
        if (least.is_number_integer() && length < least.get<std::int64_t>()) {
            add(place, "is too short");
        }
        if (most.is_number_integer() && length > most.get<std::int64_t>()) {
            add(place, "is longer than " + write_json(most) + " characters");
        }
    }
    void check_number(const Json& schema, double number, const std::string& place) {
        const auto& least = part(schema, "minimum");
        const auto& most = part(schema, "maximum");
        if (least.is_number() && number < least.get<double>()) {
            add(place, "is less than " + write_json(least));
        }
        if (most.is_number() && number > most.get<double>()) {
            add(place, "is more than " + write_json(most));
        }
    }
    void check_list(const Json& schema, const Json& list, const std::string& place, int depth) {
        const auto size = static_cast<std::int64_t>(list.size());
        const auto& least = part(schema, "minItems");
        const auto& most = part(schema, "maxItems");
        if (least.is_number_integer() && size < least.get<std::int64_t>()) {
            add(place, "has fewer than " + write_json(least) + " entries");
        }
        if (most.is_number_integer() && size > most.get<std::int64_t>()) {
            add(place, "has more than " + write_json(most) + " entries");
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            check(part(schema, "items"), list[i], place + "[" + std::to_string(i) + "]", depth + 1);
        }
    }
    void check_object(const Json& schema, const Json& object, const std::string& place, int depth) {
        const auto below = [&](const std::string& name) {
            return place.empty() ? name : place + "." + name;
        };
        const auto& required = part(schema, "required");
        for (const auto& name : required.is_array() ? required : Json::array()) {
            if (name.is_string() && !object.contains(name.get<std::string>())) {
                add(below(name.get<std::string>()), "is missing");
            }
        }
        const auto& properties = part(schema, "properties");
        if (!properties.is_object()) return;
        for (const auto& [name, rule] : properties.items()) {
            if (object.contains(name)) check(rule, object.at(name), below(name), depth + 1);
        }
    }
};

Json nullable(Json schema) {
    auto& type = schema["type"];
    if (type.is_string() && type != "null") type = Json::array({type, "null"});
    if (schema.contains("enum")) schema["enum"].push_back(nullptr);
    return schema;
}

}  // namespace

Json read_untrusted(std::string_view text) {
    const Json none(Json::value_t::discarded);
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kNestingMax) return none;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return read_json(text);
}

std::vector<std::string> check_json(const Json& schema, const Json& value) {
    Checker checker;
    checker.check(schema, value, "", 0);
    return std::move(checker.problems);
}

Json strict_schema(const Json& schema) {
    if (!schema.is_object()) return schema;
    Json out = Json::object();
    for (const char* name : {"type", "description", "enum"}) {
        if (schema.contains(name)) out[name] = schema.at(name);
    }
    if (schema.contains("items")) out["items"] = strict_schema(schema.at("items"));
    const auto& properties = part(schema, "properties");
    if (!properties.is_object()) return out;
    out["properties"] = Json::object();
    out["required"] = Json::array();
    for (const auto& [name, rule] : properties.items()) {
        auto strict = strict_schema(rule);
        out["properties"][name] = is_required(schema, name) ? strict : nullable(std::move(strict));
        out["required"].push_back(name);
    }
    out["additionalProperties"] = false;
    return out;
}

void drop_nulls(const Json& schema, Json& value) {
    if (value.is_array()) {
        for (auto& one : value) drop_nulls(part(schema, "items"), one);
        return;
    }
    const auto& properties = part(schema, "properties");
    if (!value.is_object() || !properties.is_object()) return;
    for (const auto& [name, rule] : properties.items()) {
        if (!value.contains(name)) continue;
        if (value.at(name).is_null() && !is_required(schema, name)) {
            value.erase(name);
        } else {
            drop_nulls(rule, value.at(name));
        }
    }
}

}  // namespace fabula::providers
