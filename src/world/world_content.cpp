#include "world/world_content.hpp"

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula::world {

namespace {

constexpr std::size_t kBytesMax = 64'000;
constexpr std::size_t kFieldsMax = 100;
constexpr std::size_t kNameMax = 100;
constexpr const char* kField = "custom_fields";

[[noreturn]] void refuse(std::size_t index, const std::string& why) {
    invalid(kField, "entry " + std::to_string(index + 1) + " " + why);
}

// 2026-11-20, a day that a calendar has.
bool is_date(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto year = parse_integer(text.substr(0, 4));
    const auto month = parse_integer(text.substr(5, 2));
    const auto day = parse_integer(text.substr(8, 2));
    if (!year || !month || !day) return false;
    return std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)),
                                       std::chrono::month(static_cast<unsigned>(*month)),
                                       std::chrono::day(static_cast<unsigned>(*day)))
        .ok();
}

void check_options(const Json& options, std::size_t index) {
    const bool sound =
        options.is_array() && !options.empty() &&
        std::ranges::all_of(options, [](const Json& one) { return one.is_string(); });
    if (!sound) refuse(index, "needs options, a list of texts");
}

void check_value(const Json& field, const std::string& type, std::size_t index) {
    const auto value = field.value("value", Json());
    if (type == "dropdown") check_options(field.value("options", Json()), index);
    if (value.is_null()) return;
    if (type == "number" && !value.is_number()) refuse(index, "must have a number as value");
    if (type != "number" && !value.is_string()) refuse(index, "must have a text as value");
    if (type == "date" && !is_date(value.get<std::string>())) {
        refuse(index, "must have a date as value, like 2026-11-20");
    }
    if (type == "dropdown") {
        const auto& options = field.at("options");
        if (std::ranges::find(options, value) == options.end()) {
            refuse(index, "has a value that is none of its options");
        }
    }
}

}  // namespace

void check_content(const Json& content) {
    if (!content.is_object()) invalid("content", "must be an object");
    if (content.dump().size() > kBytesMax) invalid("content", "is larger than 64 kB");
}

void check_custom_fields(const Json& custom_fields) {
    if (!custom_fields.is_array()) invalid(kField, "must be a list");
    if (custom_fields.size() > kFieldsMax) {
        invalid(kField, "has more than " + std::to_string(kFieldsMax) + " entries");
    }
    if (custom_fields.dump().size() > kBytesMax) invalid(kField, "is larger than 64 kB");
    for (std::size_t i = 0; i < custom_fields.size(); ++i) {
        const auto& field = custom_fields[i];
        if (!field.is_object()) refuse(i, "must be an object");
        const auto name = field.value("name", Json());
        if (!name.is_string() || trim(name.get<std::string>()).empty()) refuse(i, "needs a name");
        if (count_code_points(name.get<std::string>()) > kNameMax) refuse(i, "has too long a name");
        const auto type = field.value("type", Json());
        const std::string kind = type.is_string() ? type.get<std::string>() : "";
        if (kind != "text" && kind != "number" && kind != "date" && kind != "dropdown") {
            refuse(i, "must be of the type text, number, date or dropdown");
        }
        check_value(field, kind, i);
    }
}

}  // namespace fabula::world
