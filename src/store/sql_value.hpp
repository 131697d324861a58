// How one C++ type is kept in a column: string, id, enum, time, JSON and lists are TEXT, whole
// numbers and bool INTEGER, double REAL; an optional may be NULL.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/json_text.hpp"
#include "base/time.hpp"

struct sqlite3_stmt;

namespace fabula {

template <class T>
struct JsonCodec;  // Entities with JSON columns include base/json.hpp; this header need not.

}  // namespace fabula

namespace fabula::store {

enum class ColumnType { Text, Integer, Real };

// A value on its way into a statement. Text of an argument is viewed, not copied.
class Value {
public:
    enum class Kind { Null, Integer, Real, Text };

    static Value null() { return Value(Kind::Null); }
    static Value integer(std::int64_t number);
    static Value real(double number);
    static Value view(std::string_view text);
    static Value owned(std::string text);

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    [[nodiscard]] std::int64_t integer() const noexcept { return integer_; }
    [[nodiscard]] double real() const noexcept { return real_; }
    [[nodiscard]] std::string_view text() const noexcept {
        return owns_ ? std::string_view(owned_) : view_;
    }

private:
    explicit Value(Kind kind) : kind_(kind) {}

    Kind kind_;
    bool owns_ = false;
    std::int64_t integer_ = 0;
    double real_ = 0;
    std::string_view view_{};
    std::string owned_{};
};

// The row a statement stands on. Text is valid until the statement steps on.
class Columns {
public:
    explicit Columns(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;

    // Throws Internal: what is stored cannot be a value of the field. The log names the column.
    [[noreturn]] void throw_unreadable(int column, std::string_view why) const;

private:
    sqlite3_stmt* statement_;
};

// Lists, described structs and free JSON are one JSON text. Limits are checked where a value
// enters the system, not where it is read back.
template <class T>
struct SqlCodec {
    static constexpr ColumnType type = ColumnType::Text;
    static Value to(const T& value) {
        return Value::owned(write_json(JsonCodec<T>::encode(value)));
    }
    static void from(const Columns& row, int column, T& out) {
        using Document = decltype(JsonCodec<T>::encode(out));  // Whole where T's codec is.
        const Document document = read_json(row.text(column));
        if (document.is_discarded()) row.throw_unreadable(column, "is not JSON");
        const auto problem = decode_unlimited(document, out);
        if (!problem.empty()) row.throw_unreadable(column, problem);
    }

private:
    template <class Document, class V>
    static std::string decode_unlimited(const Document& document, V& out) {
        const Rules no_limits{.length_max = std::numeric_limits<std::size_t>::max()};
        return JsonCodec<V>::decode(document, no_limits, out);
    }
    template <class Document, class V>
    static std::string decode_unlimited(const Document& document, std::optional<V>& out) {
        if (document.is_null()) {
            out.reset();
            return {};
        }
        return decode_unlimited(document, out.emplace());
    }
    // A field that the stored text does not have yet keeps its default.
    template <class Document, Described V>
    static std::string decode_unlimited(const Document& document, V& out) {
        if (!document.is_object()) return "is not a JSON object";
        std::string problem;
        for_each_field<V>([&](const auto& field, std::size_t) {
            const auto found = document.find(std::string(field.name));
            if (found == document.end() || !problem.empty()) return;
            problem = decode_unlimited(*found, field.of(out));
            if (!problem.empty()) problem = std::string(field.name) + " " + problem;
        });
        return problem;
    }
    template <class Document, class V>
    static std::string decode_unlimited(const Document& document, std::vector<V>& out) {
        if (!document.is_array()) return "is not a JSON list";
        out.clear();
        for (const auto& entry : document) {
            auto problem = decode_unlimited(entry, out.emplace_back());
            if (!problem.empty()) return problem;
        }
        return {};
    }
};

template <>
struct SqlCodec<std::string> {
    static constexpr ColumnType type = ColumnType::Text;
    static Value to(const std::string& value) { return Value::view(value); }
    static void from(const Columns& row, int column, std::string& out) { out = row.text(column); }
};

template <class Tag>
struct SqlCodec<Id<Tag>> {
    static constexpr ColumnType type = ColumnType::Text;
    static Value to(const Id<Tag>& value) { return Value::view(value.text); }
    static void from(const Columns& row, int column, Id<Tag>& out) { out.text = row.text(column); }
};

template <NamedEnum E>
struct SqlCodec<E> {
    static constexpr ColumnType type = ColumnType::Text;
    static Value to(E value) { return Value::view(name_of(value)); }
    static void from(const Columns& row, int column, E& out) {
        const auto found = find_enum<E>(row.text(column));
        if (!found) row.throw_unreadable(column, "is not in the value list");
        out = *found;
    }
};

template <>
struct SqlCodec<Time> {
    static constexpr ColumnType type = ColumnType::Text;
    static Value to(Time value) { return Value::owned(to_iso(value)); }
    static void from(const Columns& row, int column, Time& out) {
        const auto parsed = parse_iso(row.text(column));
        if (!parsed) row.throw_unreadable(column, "is not a time");
        out = *parsed;
    }
};

template <>
struct SqlCodec<std::int64_t> {
    static constexpr ColumnType type = ColumnType::Integer;
    static Value to(std::int64_t value) { return Value::integer(value); }
    static void from(const Columns& row, int column, std::int64_t& out) {
        out = row.integer(column);
    }
};

template <>
struct SqlCodec<bool> {
    static constexpr ColumnType type = ColumnType::Integer;
    static Value to(bool value) { return Value::integer(value ? 1 : 0); }
    static void from(const Columns& row, int column, bool& out) { out = row.integer(column) != 0; }
};

template <>
struct SqlCodec<double> {
    static constexpr ColumnType type = ColumnType::Real;
    static Value to(double value) { return Value::real(value); }
    static void from(const Columns& row, int column, double& out) { out = row.real(column); }
};

template <class T>
struct SqlCodec<std::optional<T>> {
    static constexpr ColumnType type = SqlCodec<T>::type;
    static Value to(const std::optional<T>& value) {
        return value ? SqlCodec<T>::to(*value) : Value::null();
    }
    static void from(const Columns& row, int column, std::optional<T>& out) {
        if (row.is_null(column))
            out.reset();
        else
            SqlCodec<T>::from(row, column, out.emplace());
    }
};

template <class T>
inline constexpr bool is_nullable = false;
template <class T>
inline constexpr bool is_nullable<std::optional<T>> = true;

// Arguments of a statement: everything a field may be, and literals.
template <class T>
Value to_value(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return Value::view(std::string_view(value));
    } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
        return Value::null();
    } else if constexpr (std::is_same_v<T, bool>) {
        return SqlCodec<bool>::to(value);
    } else if constexpr (std::is_integral_v<T>) {
        return Value::integer(static_cast<std::int64_t>(value));
    } else {
        return SqlCodec<T>::to(value);
    }
}

// Reads one field of a row; a NULL where the field cannot be null is refused.
template <class T>
void read_column(const Columns& row, int column, T& out) {
    if constexpr (!is_nullable<T>) {
        if (row.is_null(column)) row.throw_unreadable(column, "is NULL");
    }
    SqlCodec<T>::from(row, column, out);
}

}  // namespace fabula::store
