// JSON by field lists: encode, decode with every problem named, and the schema of each use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/json_value.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace fabula {

// Parses one JSON document at most 64 levels deep. Throws Invalid with what is wrong and where.
Json parse_json(std::string_view text);

// "durationMs" for "duration_ms": the documented second spelling of a field in a request body.
std::string to_camel_case(std::string_view snake_case);

// How one C++ type is written and checked. `problem` is empty where the value is accepted.
template <class T>
struct JsonCodec;

template <>
struct JsonCodec<std::string> {
    static Json schema(const Rules& rules);
    static Json encode(const std::string& value) { return value; }
    static std::string decode(const Json& json, const Rules& rules, std::string& out);
};

template <>
struct JsonCodec<bool> {
    static Json schema(const Rules&) { return {{"type", "boolean"}}; }
    static Json encode(bool value) { return value; }
    static std::string decode(const Json& json, const Rules& rules, bool& out);
};

template <>
struct JsonCodec<std::int64_t> {
    static Json schema(const Rules& rules);
    static Json encode(std::int64_t value) { return value; }
    static std::string decode(const Json& json, const Rules& rules, std::int64_t& out);
};

template <>
struct JsonCodec<double> {
    static Json schema(const Rules& rules);
    static Json encode(double value) { return value; }
    static std::string decode(const Json& json, const Rules& rules, double& out);
};

template <>
struct JsonCodec<Time> {
    static Json schema(const Rules&) { return {{"type", "string"}, {"format", "date-time"}}; }
    static Json encode(Time value) { return to_iso(value); }
    static std::string decode(const Json& json, const Rules& rules, Time& out);
};

// Free-form JSON: provenance, layouts, understood structure.
template <>
struct JsonCodec<Json> {
    static Json schema(const Rules&) { return Json::object(); }
    static Json encode(const Json& value) { return value; }
    static std::string decode(const Json& json, const Rules&, Json& out) {
        out = json;
        return {};
    }
};

template <class Tag>
struct JsonCodec<Id<Tag>> {
    static Json schema(const Rules&) { return {{"type", "string"}}; }
    static Json encode(const Id<Tag>& value) { return value.text; }
    static std::string decode(const Json& json, const Rules& rules, Id<Tag>& out) {
        return JsonCodec<std::string>::decode(json, rules, out.text);
    }
};

template <NamedEnum E>
struct JsonCodec<E> {
    static Json schema(const Rules&) {
        Json values = Json::array();
        for (const auto name : EnumNames<E>::names) values.push_back(name);
        return {{"type", "string"}, {"enum", values}};
    }
    static Json encode(E value) { return name_of(value); }
    static std::string decode(const Json& json, const Rules&, E& out) {
        const auto found =
            json.is_string() ? find_enum<E>(json.get_ref<const std::string&>()) : std::nullopt;
        if (found) {
            out = *found;
            return {};
        }
        std::string text = "must be one of";
        for (const auto name : EnumNames<E>::names) text.append(" \"").append(name).append("\"");
        return text;
    }
};

template <class T>
struct JsonCodec<std::optional<T>> {
    static Json schema(const Rules& rules) {
        return {{"anyOf", Json::array({JsonCodec<T>::schema(rules), {{"type", "null"}}})}};
    }
    static Json encode(const std::optional<T>& value) {
        return value ? JsonCodec<T>::encode(*value) : Json(nullptr);
    }
    static std::string decode(const Json& json, const Rules& rules, std::optional<T>& out) {
        if (json.is_null()) {
            out.reset();
            return {};
        }
        return JsonCodec<T>::decode(json, rules, out.emplace());
    }
};

template <class T>
struct JsonCodec<std::vector<T>> {
    static Json schema(const Rules& rules) {
        return {{"type", "array"},
                {"items", JsonCodec<T>::schema(Rules{})},
                {"maxItems", rules.length_max}};
    }
    static Json encode(const std::vector<T>& values) {
        Json out = Json::array();
        for (const auto& value : values) out.push_back(JsonCodec<T>::encode(value));
        return out;
    }
    static std::string decode(const Json& json, const Rules& rules, std::vector<T>& out) {
        if (!json.is_array()) return "must be a list";
        if (json.size() > rules.length_max) {
            return "has more than " + std::to_string(rules.length_max) + " entries";
        }
        out.clear();
        for (const auto& item : json) {
            const auto problem = JsonCodec<T>::decode(item, Rules{}, out.emplace_back());
            if (!problem.empty()) return "entry " + std::to_string(out.size()) + " " + problem;
        }
        return {};
    }
};

template <Described T>
Json encode(const T& value);

// The problems of `json` as a T whose every field may be given; `given` tells which were.
template <Described T>
std::vector<FieldProblem> decode_fields(const Json& json, T& out,
                                        std::bitset<field_count<T>>& given);

// A described struct as an input of its own: each required field must be there.
// Throws Invalid with all problems.
template <Described T>
T decode(const Json& json);
template <Described T>
New<T> decode_new(const Json& json);
template <Described T>
Patch<T> decode_patch(const Json& json);

enum class SchemaUse { Answer, Input, New, Patch };
template <Described T>
Json schema_of(SchemaUse use);

template <Described T>
struct JsonCodec<T> {
    static Json schema(const Rules&) { return schema_of<T>(SchemaUse::Answer); }
    static Json encode(const T& value) { return fabula::encode(value); }
    static std::string decode(const Json& json, const Rules&, T& out) {
        std::bitset<field_count<T>> given;
        const auto problems = decode_fields(json, out, given);
        return problems.empty() ? std::string{} : problems[0].field + " " + problems[0].text;
    }
};

}  // namespace fabula

#include "base/json_impl.hpp"
