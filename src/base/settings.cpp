#include "base/settings.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace fabula {

namespace {

struct DotenvEntry {
    std::string value;
    int line = 0;
};

std::string unquote(std::string_view text) {
    const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                        text.back() == text.front();
    return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

std::map<std::string, DotenvEntry> parse_dotenv(std::string_view text) {
    std::map<std::string, DotenvEntry> entries;
    int number = 0;
    for (const auto raw : split(text, '\n')) {
        ++number;
        auto line = trim(raw);
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("export ")) line = trim(line.substr(7));
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) {
            throw AppError(Code::Invalid, PublicText{".env line " + std::to_string(number) +
                                                     " is not NAME=value."});
        }
        entries[std::string(trim(line.substr(0, equals)))] = {
            unquote(trim(line.substr(equals + 1))), number};
    }
    return entries;
}

std::string allowed(const SettingRow& row) {
    if (row.type == SettingType::Number) {
        return "a whole number from " + std::to_string(row.min) + " to " + std::to_string(row.max);
    }
    std::string out = "one of";
    for (const auto choice : row.choices) out.append(" ").append(choice);
    return out;
}

bool is_allowed(const SettingRow& row, const std::string& value) {
    if (row.type == SettingType::Number) {
        const auto number = parse_integer(value);
        return number && *number >= row.min && *number <= row.max;
    }
    if (row.type == SettingType::Choice) {
        return std::find(row.choices.begin(), row.choices.end(), value) != row.choices.end();
    }
    return true;
}

SettingValue find_value(const SettingRow& row, const std::map<std::string, std::string>& flags,
                        const std::map<std::string, std::string>& environment,
                        const std::map<std::string, DotenvEntry>& dotenv) {
    if (const auto flag = flags.find(std::string(row.name)); flag != flags.end()) {
        return {flag->second, "--" + std::string(row.name)};
    }
    for (const auto variable : row.variables) {
        const auto it = environment.find(std::string(variable));
        if (it != environment.end()) return {it->second, "environment " + it->first};
    }
    for (const auto variable : row.variables) {
        const auto it = dotenv.find(std::string(variable));
        if (it != dotenv.end()) {
            return {it->second.value, ".env line " + std::to_string(it->second.line)};
        }
    }
    return {std::string(row.fallback), "default"};
}

}  // namespace

Settings::Settings(const std::vector<SettingRow>& table,
                   const std::map<std::string, std::string>& flags,
                   const std::map<std::string, std::string>& environment, std::string_view dotenv)
    : table_(table) {
    const auto entries = parse_dotenv(dotenv);
    for (const auto& row : table) {
        auto found = find_value(row, flags, environment, entries);
        if (row.type == SettingType::Choice) found.value = to_lower_ascii(found.value);
        if (!is_allowed(row, found.value)) {
            const std::string shown = row.secret ? "***" : "\"" + found.value + "\"";
            invalid(std::string(row.name), "The setting " + std::string(row.name) + " is " + shown +
                                               " (" + found.origin + "), but must be " +
                                               allowed(row) + ".");
        }
        values_.emplace(row.name, std::move(found));
    }
}

const SettingValue& Settings::get(std::string_view name) const {
    const auto it = values_.find(name);
    if (it == values_.end()) throw std::logic_error("no such setting: " + std::string(name));
    return it->second;
}

const std::string& Settings::text(std::string_view name) const {
    return get(name).value;
}

std::int64_t Settings::number(std::string_view name) const {
    return parse_integer(get(name).value).value_or(0);
}

std::vector<std::string> Settings::list(std::string_view name) const {
    std::vector<std::string> out;
    for (const auto part : split(get(name).value, ',')) {
        const auto item = trim(part);
        if (!item.empty()) out.emplace_back(item);
    }
    return out;
}

std::string Settings::print() const {
    std::string out;
    for (const auto& row : table_) {
        const auto& value = get(row.name);
        const bool mask = row.secret && !value.value.empty();
        out.append(row.name).append(" = ").append(mask ? "***" : value.value);
        out.append("  (").append(value.origin).append(")\n");
    }
    return out;
}

namespace {

std::string range_of(const SettingRow& row) {
    const bool checked = row.type == SettingType::Number || row.type == SettingType::Choice;
    return checked                         ? allowed(row)
           : row.type == SettingType::List ? "a list, commas between"
                                           : "text";
}

}  // namespace

std::string example_dotenv(const std::vector<SettingRow>& table) {
    std::string out =
        "# Settings of Fabula. A flag wins over the environment, which wins over this"
        " file.\n";
    for (const auto& row : table) {
        if (row.variables.empty()) continue;
        out.append("\n# ").append(row.help).append("\n# Allowed: ").append(range_of(row));
        out.append("\n#").append(row.variables.front()).append("=").append(row.fallback);
        out.append("\n");
    }
    return out;
}

std::string settings_page(const std::vector<SettingRow>& table) {
    std::string out =
        "# Settings\n\nA flag wins over the environment, which wins over a `.env`"
        " file in the working folder.\n`fabula serve --print-config` shows each value"
        " with its origin.\n\n| flag | environment | allowed | default | what it does"
        " |\n| --- | --- | --- | --- | --- |\n";
    for (const auto& row : table) {
        std::vector<std::string> names;
        for (const auto variable : row.variables)
            names.push_back("`" + std::string(variable) + "`");
        out.append("| `--").append(row.name).append("` | ").append(join(names, ", "));
        out.append(" | ").append(range_of(row)).append(" | ");
        if (!row.fallback.empty()) out.append("`").append(row.fallback).append("`");
        out.append(" | ").append(row.help).append(" |\n");
    }
    return out;
}

}  // namespace fabula
