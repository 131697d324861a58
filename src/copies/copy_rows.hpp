// A copy of rows: each gets an id of its own, and whatever names a copied row by its id names the
// copy, be it a reference, a text or a part of a JSON value.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/fields.hpp"
#include "base/json.hpp"

namespace fabula::copies {

class NewIds {
public:
    // Gives the row of that id a new one, once.
    void add(const std::string& id) { ids_.try_emplace(id, make_uuid()); }
    [[nodiscard]] bool has(const std::string& id) const { return ids_.contains(id); }
    // What is no id of a copied row stays as it is.
    [[nodiscard]] const std::string& of(const std::string& id) const {
        const auto found = ids_.find(id);
        return found == ids_.end() ? id : found->second;
    }

    void apply_to(std::string& text) const { text = of(text); }
    void apply_to(Json& json) const {
        if (json.is_string()) {
            json = of(json.get_ref<const std::string&>());
        } else if (json.is_structured()) {
            for (auto& part : json) apply_to(part);
        }
    }
    template <class Tag>
    void apply_to(Id<Tag>& id) const {
        id.text = of(id.text);
    }
    template <class T>
    void apply_to(std::optional<T>& value) const {
        if (value) apply_to(*value);
    }
    template <class T>
    void apply_to(std::vector<T>& values) const {
        for (auto& value : values) apply_to(value);
    }
    // A row or a part of one. Numbers, times and names of value lists name no row.
    template <class T>
    void apply_to(T& value) const {
        if constexpr (Described<T>) {
            for_each_field<T>([&](const auto& field, std::size_t) { apply_to(field.of(value)); });
        }
    }

private:
    std::unordered_map<std::string, std::string> ids_;
};

}  // namespace fabula::copies
