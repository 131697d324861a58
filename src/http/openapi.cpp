#include "http/openapi.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "http/problem.hpp"

namespace fabula::http {

namespace {

struct PathParts {
    std::string path;  // "{name...}" is written "{name}".
    std::vector<std::string> parameters;
    std::string tag;  // The first literal segment behind /api/v1.
};

PathParts read_path(std::string_view path) {
    PathParts parts;
    for (const auto segment : split(path.substr(1), '/')) {
        parts.path.push_back('/');
        const auto open = segment.find('{');
        if (open == std::string_view::npos) {
            parts.path += segment;
            const bool prefix = segment == "api" || segment == "v1";
            if (parts.tag.empty() && !prefix) parts.tag = segment;
            continue;
        }
        const auto close = segment.find('}', open);
        auto name = segment.substr(open + 1, close - open - 1);
        if (name.ends_with("...")) name.remove_suffix(3);
        parts.parameters.emplace_back(name);
        parts.path += segment.substr(0, open + 1);
        parts.path += name;
        parts.path += segment.substr(close);
    }
    return parts;
}

// An address has no null: a field that may be null is one that may be left out.
Json without_null(Json schema) {
    const bool nullable = schema.contains("anyOf") && schema["anyOf"].size() == 2 &&
                          schema["anyOf"][1] == Json{{"type", "null"}};
    if (!nullable) return schema;
    Json plain = schema["anyOf"][0];
    if (schema.contains("description")) plain["description"] = schema["description"];
    return plain;
}

Json parameter(std::string_view place, std::string_view name, bool required, Json schema) {
    schema = without_null(std::move(schema));
    Json out = {{"name", name}, {"in", place}, {"required", required}};
    if (schema.contains("description")) {
        out["description"] = schema["description"];
        schema.erase("description");
    }
    out["schema"] = std::move(schema);
    return out;
}

// Collects the named schemas; two types of one name with different content both keep theirs.
class Schemas {
public:
    Json refer(const std::string& name, const Json& schema) {
        if (name.empty()) return schema;
        std::string free = name;
        for (int i = 2; all_.contains(free) && all_[free] != schema; ++i) {
            free = name + std::to_string(i);
        }
        all_[free] = schema;
        return {{"$ref", "#/components/schemas/" + free}};
    }
    Json take() { return std::move(all_); }

private:
    Json all_ = Json::object();
};

bool is_required(const Json& schema, std::string_view name) {
    if (!schema.contains("required")) return false;
    return std::ranges::any_of(schema["required"], [&](const Json& one) { return one == name; });
}

// One row's part of the document.
class Operation {
public:
    Operation(const Route& row, const PathParts& path, Schemas& schemas)
        : row_(row), path_(path), schemas_(schemas), types_(row.types(row)) {}

    Json describe() {
        Json out = {{"operationId", row_.name},
                    {"summary", row_.summary},
                    {"tags", {path_.tag}},
                    {"x-access", name_of(row_.access)}};
        if (row_.access == Access::Anyone) out["security"] = Json::array();
        Json parameters = describe_parameters();
        if (!parameters.empty()) out["parameters"] = std::move(parameters);
        if (row_.body == BodyKind::Json) out["requestBody"] = describe_json_body();
        if (row_.body == BodyKind::Upload) out["requestBody"] = describe_upload();
        out["responses"] = describe_responses();
        return out;
    }

private:
    [[nodiscard]] bool in_path(const std::string& name) const {
        return std::ranges::find(path_.parameters, name) != path_.parameters.end();
    }

    [[nodiscard]] Json properties() const {
        return types_.input.is_object() ? types_.input.value("properties", Json::object())
                                        : Json::object();
    }

    Json describe_parameters() const {
        Json out = Json::array();
        const Json fields = properties();
        for (const auto& name : path_.parameters) {
            out.push_back(
                parameter("path", name, true,
                          fields.contains(name) ? fields[name] : Json{{"type", "string"}}));
        }
        if (row_.body != BodyKind::Json) {
            for (const auto& [name, schema] : fields.items()) {
                if (in_path(name)) continue;
                out.push_back(parameter("query", name, is_required(types_.input, name), schema));
            }
        }
        for (const auto name : row_.options.query) {
            out.push_back(parameter("query", name, false, {{"type", "string"}}));
        }
        if (types_.list) {
            out.push_back(parameter("query", "limit", false,
                                    {{"type", "integer"},
                                     {"minimum", 1},
                                     {"maximum", limits::kPageLimitMax},
                                     {"default", limits::kPageLimit}}));
            out.push_back(
                parameter("query", "cursor", false,
                          {{"type", "string"}, {"description", "next_cursor of the part before"}}));
        }
        if (row_.method == Method::Patch || row_.method == Method::Put ||
            row_.method == Method::Delete) {
            out.push_back(parameter(
                "header", "If-Match", false,
                {{"type", "string"},
                 {"description", "ETag that the record must have, else 412 is answered"}}));
        }
        return out;
    }

    Json describe_json_body() {
        Json schema = types_.input;
        bool whole = true;
        for (const auto& name : path_.parameters) {
            if (!properties().contains(name)) continue;
            whole = false;
            schema["properties"].erase(name);
            if (!schema.contains("required")) continue;
            Json required = Json::array();
            for (const auto& one : schema["required"]) {
                if (one != name) required.push_back(one);
            }
            schema["required"] = required;
        }
        if (whole) schema = schemas_.refer(types_.input_name, schema);
        const bool required = types_.input.contains("required");
        Json content = {{"application/json", {{"schema", schema}}}};
        if (row_.options.form) {
            content["application/x-www-form-urlencoded"] = {{"schema", schema}};
            content["multipart/form-data"] = {{"schema", schema}};
        }
        return {{"required", required}, {"content", std::move(content)}};
    }

    Json describe_upload() const {
        Json form = {{"type", "object"}, {"properties", properties()}, {"required", {"file"}}};
        for (const auto& name : path_.parameters) form["properties"].erase(name);
        form["properties"]["file"] = {{"type", "string"},
                                      {"contentMediaType", "application/octet-stream"}};
        return {{"required", true},
                {"content",
                 {{"multipart/form-data", {{"schema", form}}},
                  {"application/octet-stream", Json::object()}}}};
    }

    Json answer_schema() {
        if (!types_.list) return schemas_.refer(types_.output_name, types_.output);
        Json properties = Json::object();
        const auto plural = detail::plural_of(row_);
        properties[plural] = {{"type", "array"},
                              {"items", schemas_.refer(types_.output_name, types_.output)}};
        properties["next_cursor"] = {{"type", {"string", "null"}}};
        return {
            {"type", "object"}, {"properties", properties}, {"required", {plural, "next_cursor"}}};
    }

    Json describe_responses() {
        Json success = {{"description", row_.summary}};
        int status = row_.options.status == 0 ? 200 : row_.options.status;
        if (row_.kind == RouteKind::Stream) {
            const std::string type(row_.options.media_type.empty() ? "*/*"
                                                                   : row_.options.media_type);
            success["content"][type] = Json::object();
        } else if (!types_.output.is_null()) {
            success["content"]["application/json"]["schema"] = answer_schema();
        } else if (row_.kind != RouteKind::Live && row_.options.status == 0) {
            status = 204;
        }
        Json out = Json::object();
        out[std::to_string(status)] = std::move(success);
        out["default"] = {{"$ref", "#/components/responses/Problem"}};
        return out;
    }

    const Route& row_;
    const PathParts& path_;
    Schemas& schemas_;
    RouteTypes types_;
};

Json problem_list() {
    Json out = Json::array();
    for (const auto& kind : problem_kinds()) {
        out.push_back({{"status", kind.status}, {"type", kind.type}, {"title", kind.title}});
    }
    return out;
}

// The three ways to say who asks; a row that takes fewer says so itself.
Json security_schemes() {
    return {{"key", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-API-Key"}}},
            {"bearer",
             {{"type", "http"},
              {"scheme", "bearer"},
              {"description", "A key, or an access token of the server's Supabase project."}}},
            {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "fabula_session"}}}};
}

}  // namespace

Json openapi_document(const RouteTable& table, const ApiInfo& info) {
    Schemas schemas;
    const Json problem = schemas.refer("Problem", problem_schema());
    Json paths = Json::object();
    for (const auto& row : table) {
        if (row.kind == RouteKind::Page) continue;
        const auto path = read_path(row.path);
        const auto method = to_lower_ascii(name_of(row.method));
        paths[path.path][method] = Operation(row, path, schemas).describe();
    }
    const Json problem_response = {
        {"description", "What went wrong, as a problem document."},
        {"content", {{"application/problem+json", {{"schema", problem}}}}}};
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", info.title}, {"version", info.version}, {"description", info.description}}},
            {"paths", std::move(paths)},
            {"security",
             {{{"key", Json::array()}}, {{"bearer", Json::array()}}, {{"session", Json::array()}}}},
            {"components",
             {{"schemas", schemas.take()},
              {"responses", {{"Problem", problem_response}}},
              {"securitySchemes", security_schemes()}}},
            {"x-problems", problem_list()}};
}

}  // namespace fabula::http
