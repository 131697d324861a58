// A connection to a provider: where it is, with which key and which models.
#pragma once

#include "accounts/accounts.hpp"
#include "providers/kinds.hpp"

namespace fabula::providers {

inline constexpr std::int64_t kConnectionsMax = 50;  // Of one organization.
inline constexpr std::int64_t kPriceMax = 10'000'000'000;

// What a person may say of a connection.
struct ConnectionSetup {
    std::string name;      // Empty: that of its kind.
    std::string base_url;  // Empty: that of its kind.
    std::string text_model;
    std::string image_model;
    std::string embedding_model;
    Json workflow = Json::object();  // Of ComfyUI, in API form; empty: the usual one.
    bool zero_retention = false;
    std::optional<std::int64_t> calls_per_minute;
    std::optional<std::int64_t> concurrency;  // Absent: 1 on a local server, else 4.
    std::optional<std::int64_t> patience_minutes;
    std::optional<std::int64_t> input_price;
    std::optional<std::int64_t> output_price;
    std::optional<std::int64_t> image_price;
    bool enabled = true;

    // clang-format off
    static constexpr auto fields = FieldList{
        Field<&ConnectionSetup::name>{"name", {.visibility = Visibility::Patch, .length_max = 100, .help = "empty: that of its kind"}},
        Field<&ConnectionSetup::base_url>{"base_url", {.visibility = Visibility::Patch, .length_max = 1000, .help = "empty: the usual one of its kind"}},
        Field<&ConnectionSetup::text_model>{"text_model", {.visibility = Visibility::Patch, .length_max = 200}},
        Field<&ConnectionSetup::image_model>{"image_model", {.visibility = Visibility::Patch, .length_max = 200}},
        Field<&ConnectionSetup::embedding_model>{"embedding_model", {.visibility = Visibility::Patch, .length_max = 200}},
        Field<&ConnectionSetup::workflow>{"workflow", {.visibility = Visibility::Patch, .help = "of ComfyUI, in API form, with {{prompt}}, {{negative}}, {{model}}, {{seed}}, {{width}}, {{height}}, {{count}}, {{reference}}"}},
        Field<&ConnectionSetup::zero_retention>{"zero_retention", {.visibility = Visibility::Patch, .help = "of OpenRouter: only to those who keep nothing and train on nothing"}},
        Field<&ConnectionSetup::calls_per_minute>{"calls_per_minute", {.visibility = Visibility::Patch, .min = 1, .max = 10'000}},
        Field<&ConnectionSetup::concurrency>{"concurrency", {.visibility = Visibility::Patch, .min = 1, .max = 64, .help = "calls at the same time; absent: 1 on a local server, else 4"}},
        Field<&ConnectionSetup::patience_minutes>{"patience_minutes", {.visibility = Visibility::Patch, .min = 1, .max = 240, .help = "how long one call may take; absent: 30 on a local server, else 10"}},
        Field<&ConnectionSetup::input_price>{"input_price", {.visibility = Visibility::Patch, .min = 0, .max = kPriceMax, .help = "of a million tokens, in millionths of a US dollar; absent: by the table of prices"}},
        Field<&ConnectionSetup::output_price>{"output_price", {.visibility = Visibility::Patch, .min = 0, .max = kPriceMax, .help = "of a million tokens, in millionths of a US dollar"}},
        Field<&ConnectionSetup::image_price>{"image_price", {.visibility = Visibility::Patch, .min = 0, .max = kPriceMax, .help = "of one picture, in millionths of a US dollar"}},
        Field<&ConnectionSetup::enabled>{"enabled", {.visibility = Visibility::Patch}}};
    // clang-format on

    [[nodiscard]] const std::string& model(Task task) const noexcept {
        return task == Task::Text    ? text_model
               : task == Task::Image ? image_model
                                     : embedding_model;
    }
};

// The same with what is said once, and with the key, which is never told again.
struct ConnectionWish : ConnectionSetup {
    Kind kind = Kind::OpenAiCompatible;
    std::string key;

    static constexpr auto fields = join_fields(
        ConnectionSetup::fields,
        FieldList{
            Field<&ConnectionWish::kind>{"kind",
                                         {.visibility = Visibility::Create, .required = true}},
            Field<&ConnectionWish::key>{
                "key",
                {.visibility = Visibility::Secret,
                 .length_max = 1000,
                 .help = "kept sealed and never told; it belongs to the host of base_url and is "
                         "dropped when that changes"}}});
};

struct Connection : ConnectionSetup {
    ConnectionId id;
    OrganizationId organization_id;
    Kind kind = Kind::OpenAiCompatible;
    std::string sealed_key;  // Sealed for this row and the origin of base_url; empty: none.
    std::string key_hint;    // How the key ends.
    std::optional<Time> deleted_at;
    std::int64_t rev = 1;
    Time created_at{};
    Time updated_at{};

    static constexpr std::string_view table = "provider_connection";
    static constexpr auto fields = join_fields(
        ConnectionSetup::fields,
        FieldList{
            Field<&Connection::id>{"id"},
            Field<&Connection::organization_id>{
                "organization_id",
                {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
            Field<&Connection::kind>{"kind"},
            Field<&Connection::sealed_key>{"sealed_key",
                                           {.visibility = Visibility::Secret, .length_max = 4000}},
            Field<&Connection::key_hint>{"key_hint"}, Field<&Connection::deleted_at>{"deleted_at"},
            Field<&Connection::rev>{"rev"}, Field<&Connection::created_at>{"created_at"},
            Field<&Connection::updated_at>{"updated_at"}});
};

// Which connection is asked.
struct Choice {
    std::string holder;  // The id of the project or, without one, of the organization.
    Task task = Task::Text;
    OrganizationId organization_id;
    std::optional<ProjectId> project_id;
    std::string connection_id;  // Endpoint::connection_id; empty: nobody is asked.
    std::string model;          // Empty: that of the connection.

    static constexpr std::string_view table = "provider_choice";
    static constexpr auto fields = FieldList{
        Field<&Choice::holder>{"holder"},
        Field<&Choice::task>{"task"},
        Field<&Choice::organization_id>{
            "organization_id",
            {.references = "organization", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Choice::project_id>{
            "project_id",
            {.references = "project", .on_delete = OnDelete::Cascade, .indexed = true}},
        Field<&Choice::connection_id>{"connection_id"},
        Field<&Choice::model>{"model", {.length_max = 200}}};
};

// A connection that the server's settings name: of the organization of who runs the server.
struct SettingsConnection {
    Kind kind = Kind::OpenAi;
    std::string setting;  // "OPENAI_API_KEY"
    std::string key;
    std::string base_url{};
    std::string text_model{};
    std::string image_model{};
    std::string embedding_model{};
};

// "environment:openai"
std::string settings_id(Kind kind);
// For which row and which origin a key is sealed.
std::string place_of_key(const Connection& row);
// Where the key belongs: scheme, host and port. Throws Invalid naming base_url.
std::string origin_of(const std::string& base_url);
std::string host_of(const std::string& base_url);
// Trims, fills in what is empty and throws Invalid naming the field at fault.
void check(ConnectionSetup& setup, Kind kind);

}  // namespace fabula::providers
