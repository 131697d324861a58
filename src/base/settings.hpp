// Settings from flag, environment and .env file, each with its origin; one table describes them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fabula {

enum class SettingType { Text, Number, Choice, List };

// One row of the table of settings: help, example file and checks are printed from it.
struct SettingRow {
    std::string_view name;                      // "port"; the flag is --port.
    std::vector<std::string_view> variables{};  // Environment names, the first one preferred.
    SettingType type = SettingType::Text;
    std::string_view fallback{};              // The default, as written.
    std::int64_t min = 0, max = 0;            // Of a Number.
    std::vector<std::string_view> choices{};  // Of a Choice.
    bool secret = false;                      // Masked wherever it is shown.
    std::string_view help{};                  // One sentence.
};

struct SettingValue {
    std::string value;
    std::string origin;  // "default", "--port", "environment PORT", ".env line 3".
};

// The values in force. Every value has passed its row's check.
class Settings {
public:
    // `flags` by setting name; `environment` by variable name; `dotenv` is the text of a .env file
    // or empty. Throws AppError Invalid naming setting, origin and what is allowed.
    Settings(const std::vector<SettingRow>& table, const std::map<std::string, std::string>& flags,
             const std::map<std::string, std::string>& environment, std::string_view dotenv);

    [[nodiscard]] const std::string& text(std::string_view name) const;
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] const SettingValue& get(std::string_view name) const;

    // One line per setting: name, value (secrets as ***), origin.
    [[nodiscard]] std::string print() const;

private:
    const std::vector<SettingRow>& table_;
    std::map<std::string, SettingValue, std::less<>> values_;
};

// A commented .env file with every setting, its help and default.
std::string example_dotenv(const std::vector<SettingRow>& table);
// The settings page of the docs, in Markdown.
std::string settings_page(const std::vector<SettingRow>& table);

}  // namespace fabula
