// The field list: the one description of an entity, from which SQL rows, JSON, validation and
// OpenAPI are read. A described struct has `static constexpr auto fields = FieldList{Field<…>…}`;
// a stored one also has `static constexpr std::string_view table`.
#pragma once

#include <array>
#include <bitset>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

namespace fabula {

// Who may set a field: the server alone, a caller when creating, a caller at any time;
// a secret is accepted like Patch and never shown.
enum class Visibility { Server, Create, Patch, Secret };

enum class OnDelete { Restrict, Cascade, SetNull };

struct Rules {
    Visibility visibility = Visibility::Server;
    bool required = false;         // A creating caller must give it.
    std::size_t length_min = 0;    // Unicode code points; list entries for lists.
    std::size_t length_max = 500;  // Unicode code points; list entries for lists.
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    std::string_view references{};  // Table whose id this is.
    OnDelete on_delete = OnDelete::Restrict;
    bool unique = false;
    bool indexed = false;
    bool color = false;       // Text of the form "#rrggbb", or empty.
    std::string_view help{};  // One phrase for the API document.
};

template <auto Member>
struct Field;

template <class OwnerType, class ValueType, ValueType OwnerType::*Member>
struct Field<Member> {
    using Owner = OwnerType;
    using Value = ValueType;
    static constexpr auto member = Member;

    std::string_view name;
    Rules rules{};

    constexpr Value& of(Owner& owner) const { return owner.*Member; }
    constexpr const Value& of(const Owner& owner) const { return owner.*Member; }
};

// Fields in order. Flat where std::tuple nests as deep as the list is long, so that compilers read
// long lists quickly. Each field's type occurs once, as its member does.
template <class... Fields>
struct FieldList : Fields... {
    static constexpr std::size_t size = sizeof...(Fields);

    // Answers act(field…).
    template <class Act>
    constexpr decltype(auto) apply(Act&& act) const {
        return act(static_cast<const Fields&>(*this)...);
    }
};
template <class... Fields>
FieldList(Fields...) -> FieldList<Fields...>;

// The fields of `first`, then those of `second`.
template <class... Firsts, class... Seconds>
constexpr FieldList<Firsts..., Seconds...> join_fields(const FieldList<Firsts...>& first,
                                                       const FieldList<Seconds...>& second) {
    return {static_cast<const Firsts&>(first)..., static_cast<const Seconds&>(second)...};
}

template <class T>
concept Described = requires {
    { T::fields.size } -> std::convertible_to<std::size_t>;
};

template <class T>
concept Stored = Described<T> && requires {
    std::string_view{T::table};
};

template <Described T>
inline constexpr std::size_t field_count = std::remove_cvref_t<decltype(T::fields)>::size;

// Calls visit(field, index) for each field in order.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    T::fields.apply([&](const auto&... field) {
        std::size_t index = 0;
        (visit(field, index++), ...);
    });
}

template <auto Member, Described T>
constexpr std::size_t index_of_field() {
    std::size_t found = field_count<T>;
    for_each_field<T>([&](const auto& field, std::size_t index) {
        using F = std::remove_cvref_t<decltype(field)>;
        if constexpr (std::is_same_v<std::remove_cv_t<decltype(F::member)>,
                                     std::remove_cv_t<decltype(Member)>>) {
            if (F::member == Member) found = index;
        }
    });
    return found;
}

// What a caller gave to create a T: `value` holds defaults where `given` is false.
template <Described T>
struct New {
    T value{};
    std::bitset<field_count<T>> given{};
};

// What a caller wants changed in a T. Absent is not null: a given null is an empty optional.
template <Described T>
struct Patch {
    T value{};
    std::bitset<field_count<T>> given{};

    template <auto Member>
    [[nodiscard]] bool has() const {
        return given.test(index_of_field<Member, T>());
    }
    template <auto Member, class V>
    void set(V&& v) {
        value.*Member = std::forward<V>(v);
        given.set(index_of_field<Member, T>());
    }
    void apply_to(T& target) const {
        for_each_field<T>([&](const auto& field, std::size_t index) {
            if (given.test(index)) field.of(target) = field.of(value);
        });
    }
};

// Names of a value list, in the order of the enumerators, which count from 0:
//   template <> struct EnumNames<ShotSize> { static constexpr std::array<std::string_view, 3>
//       names{"wide", "medium", "close"}; };
template <class E>
struct EnumNames;

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires {
    EnumNames<E>::names;
};

template <NamedEnum E>
constexpr std::string_view name_of(E value) {
    return EnumNames<E>::names[static_cast<std::size_t>(value)];
}

template <NamedEnum E>
constexpr std::optional<E> find_enum(std::string_view name) {
    for (std::size_t i = 0; i < EnumNames<E>::names.size(); ++i) {
        if (EnumNames<E>::names[i] == name) return static_cast<E>(i);
    }
    return std::nullopt;
}

}  // namespace fabula
