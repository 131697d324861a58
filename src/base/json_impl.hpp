// Bodies of the templates in base/json.hpp.
#pragma once

#include "base/json.hpp"

namespace fabula {

namespace detail {

// Throws Invalid with every problem; the first one's field is the field at fault.
[[noreturn]] void throw_problems(std::vector<FieldProblem> problems);

// The member named `name`, or by its camelCase spelling; null where absent.
const Json* find_member(const Json& object, std::string_view name);

constexpr bool may_be_given(Visibility field, SchemaUse use) {
    switch (use) {
        case SchemaUse::Answer: return field != Visibility::Secret;
        case SchemaUse::Input: return true;
        case SchemaUse::New: return field != Visibility::Server;
        case SchemaUse::Patch: return field == Visibility::Patch || field == Visibility::Secret;
    }
    return false;
}

template <Described T>
std::vector<FieldProblem> decode_use(const Json& json, T& out, std::bitset<field_count<T>>& given,
                                     SchemaUse use) {
    std::vector<FieldProblem> problems;
    if (!json.is_object()) return {{"", "The body must be a JSON object."}};
    for_each_field<T>([&](const auto& field, std::size_t index) {
        const Json* member = find_member(json, field.name);
        if (member == nullptr) {
            if (field.rules.required && use != SchemaUse::Patch) {
                problems.push_back({std::string(field.name), "is required"});
            }
            return;
        }
        if (!may_be_given(field.rules.visibility, use)) {
            problems.push_back({std::string(field.name), use == SchemaUse::Patch
                                                             ? "cannot be changed"
                                                             : "is set by the server"});
            return;
        }
        using Value = typename std::remove_cvref_t<decltype(field)>::Value;
        auto problem = JsonCodec<Value>::decode(*member, field.rules, field.of(out));
        if (!problem.empty()) problems.push_back({std::string(field.name), std::move(problem)});
        given.set(index);
    });
    return problems;
}

}  // namespace detail

template <Described T>
Json encode(const T& value) {
    Json out = Json::object();
    for_each_field<T>([&](const auto& field, std::size_t) {
        if (field.rules.visibility == Visibility::Secret) return;
        using Value = typename std::remove_cvref_t<decltype(field)>::Value;
        out[std::string(field.name)] = JsonCodec<Value>::encode(field.of(value));
    });
    return out;
}

template <Described T>
std::vector<FieldProblem> decode_fields(const Json& json, T& out,
                                        std::bitset<field_count<T>>& given) {
    return detail::decode_use(json, out, given, SchemaUse::Input);
}

template <Described T>
T decode(const Json& json) {
    T out{};
    std::bitset<field_count<T>> given;
    auto problems = detail::decode_use(json, out, given, SchemaUse::Input);
    if (!problems.empty()) detail::throw_problems(std::move(problems));
    return out;
}

template <Described T>
New<T> decode_new(const Json& json) {
    New<T> out;
    auto problems = detail::decode_use(json, out.value, out.given, SchemaUse::New);
    if (!problems.empty()) detail::throw_problems(std::move(problems));
    return out;
}

template <Described T>
Patch<T> decode_patch(const Json& json) {
    Patch<T> out;
    auto problems = detail::decode_use(json, out.value, out.given, SchemaUse::Patch);
    if (!problems.empty()) detail::throw_problems(std::move(problems));
    return out;
}

template <Described T>
Json schema_of(SchemaUse use) {
    Json properties = Json::object();
    Json required = Json::array();
    for_each_field<T>([&](const auto& field, std::size_t) {
        if (!detail::may_be_given(field.rules.visibility, use)) return;
        using Value = typename std::remove_cvref_t<decltype(field)>::Value;
        Json schema = JsonCodec<Value>::schema(field.rules);
        if (!field.rules.help.empty()) schema["description"] = field.rules.help;
        properties[std::string(field.name)] = std::move(schema);
        const bool always = use == SchemaUse::Answer;
        if (always || (field.rules.required && use != SchemaUse::Patch)) {
            required.push_back(field.name);
        }
    });
    Json out = {{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) out["required"] = std::move(required);
    return out;
}

}  // namespace fabula
