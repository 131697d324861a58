#include "dramas/document.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace fabula::dramas {

namespace {

constexpr std::size_t kFieldsBytesMax = 200'000;  // Of one object, without what it holds.
constexpr std::size_t kMetadataBytesMax = 64'000;
constexpr std::size_t kEntriesMax = 5'000;  // In one list.
constexpr std::size_t kImageNeedsMax = 3;
constexpr std::size_t kIdMax = 200;

enum class Type { Text, Flag, Gender, AssetKind, Ids, Seconds, Object };

struct FieldRule {
    const char* name;
    Type type = Type::Text;
    bool required = false;
    std::size_t length_max = 2000;  // Of text, characters.
};

constexpr std::array kDramaFields{
    FieldRule{.name = "title", .required = true, .length_max = 200},
    FieldRule{.name = "description", .required = true},
    FieldRule{.name = "premise", .required = true, .length_max = 50'000}, FieldRule{.name = "url"},
    FieldRule{.name = "metadata", .type = Type::Object}};
constexpr std::array kCharacterFields{
    FieldRule{.name = "name", .required = true, .length_max = 200},
    FieldRule{.name = "description", .required = true, .length_max = 20'000},
    FieldRule{.name = "gender", .type = Type::Gender},
    FieldRule{.name = "voice_description", .length_max = 20'000},
    FieldRule{.name = "main", .type = Type::Flag},
    FieldRule{.name = "url"},
    FieldRule{.name = "premise_url"},
    FieldRule{.name = "metadata", .type = Type::Object}};
constexpr std::array kEpisodeFields{
    FieldRule{.name = "title", .required = true},
    FieldRule{.name = "description", .required = true, .length_max = 20'000},
    FieldRule{.name = "premise", .length_max = 50'000}, FieldRule{.name = "url"},
    FieldRule{.name = "metadata", .type = Type::Object}};
constexpr std::array kSceneFields{
    FieldRule{.name = "description", .required = true, .length_max = 20'000},
    FieldRule{.name = "image_url"}, FieldRule{.name = "video_url"},
    FieldRule{.name = "metadata", .type = Type::Object}};
constexpr std::array kAssetFields{
    FieldRule{.name = "kind", .type = Type::AssetKind, .required = true},
    FieldRule{.name = "prompt", .required = true, .length_max = 20'000},
    FieldRule{.name = "depends_on", .type = Type::Ids},
    FieldRule{.name = "duration", .type = Type::Seconds},
    FieldRule{.name = "url"},
    FieldRule{.name = "metadata", .type = Type::Object}};

std::span<const FieldRule> rules_of(DramaPartKind kind) {
    switch (kind) {
        case DramaPartKind::Drama: return kDramaFields;
        case DramaPartKind::Character: return kCharacterFields;
        case DramaPartKind::Episode: return kEpisodeFields;
        case DramaPartKind::Scene: return kSceneFields;
        case DramaPartKind::Asset: return kAssetFields;
    }
    return {};
}

struct ListRule {
    const char* name;
    DramaPartKind kind;
    std::vector<Entry> Entry::*list;
};

std::vector<ListRule> lists_of(DramaPartKind kind) {
    std::vector<ListRule> lists;
    if (kind == DramaPartKind::Drama) {
        lists.push_back({"characters", DramaPartKind::Character, &Entry::characters});
        lists.push_back({"episodes", DramaPartKind::Episode, &Entry::episodes});
    }
    if (kind == DramaPartKind::Episode) {
        lists.push_back({"scenes", DramaPartKind::Scene, &Entry::scenes});
    }
    if (kind != DramaPartKind::Asset) {
        lists.push_back({"assets", DramaPartKind::Asset, &Entry::assets});
    }
    return lists;
}

std::string at(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
}

std::string at(const std::string& path, std::size_t index) {
    return path + "[" + std::to_string(index) + "]";
}

bool is_id(const Json& value) {
    return value.is_string() && !value.get_ref<const std::string&>().empty() &&
           count_code_points(value.get_ref<const std::string&>()) <= kIdMax;
}

// Empty where the value may stand there.
std::string problem_of(const Json& value, const FieldRule& rule) {
    const auto is_one_of = [&](std::initializer_list<const char*> names) {
        return std::ranges::any_of(names, [&](const char* name) { return value == name; });
    };
    switch (rule.type) {
        case Type::Text:
            if (!value.is_string()) return "must be text";
            if (rule.required && value.get_ref<const std::string&>().empty()) return "is empty";
            return count_code_points(value.get_ref<const std::string&>()) > rule.length_max
                       ? "has more than " + std::to_string(rule.length_max) + " characters"
                       : "";
        case Type::Flag: return value.is_boolean() ? "" : "must be true or false";
        case Type::Gender:
            return is_one_of({"male", "female", "other"}) ? "" : "must be male, female or other";
        case Type::AssetKind: return is_one_of({"image", "video"}) ? "" : "must be image or video";
        case Type::Ids:
            return value.is_array() && std::ranges::all_of(value, is_id) ? "" : "must list ids";
        case Type::Seconds:
            return value.is_number() && value >= 0 && value <= 36'000
                       ? ""
                       : "must be seconds, up to 36000";
        case Type::Object: return value.is_object() ? "" : "must be an object";
    }
    return "";
}

// Also by its camelCase name.
std::string known_name(DramaPartKind kind, const std::string& given) {
    for (const auto& rule : rules_of(kind)) {
        if (given == to_camel_case(rule.name)) return rule.name;
    }
    return given;
}

std::vector<Entry> read_list(const Json& list, DramaPartKind kind, const std::string& path) {
    if (list.is_null()) return {};
    if (!list.is_array()) invalid(path, "must be a list");
    if (list.size() > kEntriesMax) {
        invalid(path, "has more than " + std::to_string(kEntriesMax) + " entries");
    }
    std::vector<Entry> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        out.push_back(read_entry(kind, list[i], at(path, i)));
    }
    return out;
}

void check_fields(DramaPartKind kind, const Json& fields, const std::string& path, Form form) {
    for (const auto& rule : rules_of(kind)) {
        const auto found = fields.find(rule.name);
        const bool missing = found == fields.end() || (found->is_null() && !rule.required);
        if (missing) {
            if (rule.required && form == Form::Whole) invalid(at(path, rule.name), "is required");
            continue;
        }
        const auto problem = problem_of(*found, rule);
        if (!problem.empty()) invalid(at(path, rule.name), problem);
    }
    if (fields.dump().size() > kFieldsBytesMax) {
        invalid(path, "holds more fields than a part of a drama may have");
    }
    const auto metadata = fields.find("metadata");
    if (metadata != fields.end() && metadata->dump().size() > kMetadataBytesMax) {
        invalid(at(path, "metadata"), "is larger than 64 kB");
    }
}

std::vector<std::string> ids_of(const std::vector<Entry>& entries, const std::string& path) {
    std::vector<std::string> ids;
    std::set<std::string> known;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& id = entries[i].ext_id;
        if (id.empty()) continue;
        if (!known.insert(id).second) {
            invalid(at(at(path, i), "id"), "\"" + id + "\" stands there twice");
        }
        ids.push_back(id);
    }
    return ids;
}

}  // namespace

Entry read_entry(DramaPartKind kind, const Json& object, const std::string& path, Form form) {
    if (!object.is_object()) invalid(path, "must be an object");
    Entry entry;
    const auto lists = lists_of(kind);
    for (const auto& [name, value] : object.items()) {
        const auto list = std::ranges::find(lists, name, &ListRule::name);
        if (name == "id") {
            if (!value.is_null() && !is_id(value)) {
                invalid(at(path, "id"), "must be text of 1 to 200 characters");
            }
            if (value.is_string()) entry.ext_id = value;
        } else if (list == lists.end()) {
            entry.fields[known_name(kind, name)] = value;
        } else if (form == Form::Whole) {
            entry.*(list->list) = read_list(value, list->kind, at(path, name));
        }
    }
    check_fields(kind, entry.fields, path, form);
    return entry;
}

void check_needs(const Entry& asset, const std::vector<std::string>& characters,
                 const std::vector<std::string>& images, const std::string& path) {
    const auto found = asset.fields.find("depends_on");
    if (found == asset.fields.end() || !found->is_array()) return;
    const auto field = at(path, "depends_on");
    const bool image = asset.fields.value("kind", "") == "image";
    if (image && found->size() > kImageNeedsMax) invalid(field, "names more than 3 characters");
    const auto& may_need = image ? characters : images;
    for (const auto& need : *found) {
        const auto id = need.get<std::string>();
        if (id == asset.ext_id) invalid(field, "names the asset itself");
        if (std::ranges::find(may_need, id) == may_need.end()) {
            invalid(field, "\"" + id + "\" is no " +
                               (image ? std::string("character of this drama")
                                      : std::string("image asset beside it")));
        }
    }
}

void check_references(const Entry& entry, std::vector<std::string> characters,
                      const std::string& path) {
    const auto own = ids_of(entry.characters, at(path, "characters"));
    characters.insert(characters.end(), own.begin(), own.end());
    ids_of(entry.assets, at(path, "assets"));
    std::vector<std::string> images;
    for (const auto& asset : entry.assets) {
        if (asset.fields.value("kind", "") == "image") images.push_back(asset.ext_id);
    }
    for (std::size_t i = 0; i < entry.assets.size(); ++i) {
        check_needs(entry.assets[i], characters, images, at(at(path, "assets"), i));
    }
    const auto check_all = [&](const std::vector<Entry>& entries, std::string_view name) {
        const auto list = at(path, name);
        ids_of(entries, list);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            check_references(entries[i], characters, at(list, i));
        }
    };
    check_all(entry.characters, "characters");
    check_all(entry.episodes, "episodes");
    check_all(entry.scenes, "scenes");
}

Json rest_of(DramaPartKind kind, const Json& fields) {
    Json rest = fields;
    const auto drop = [&](std::initializer_list<const char*> names) {
        for (const auto* name : names) rest.erase(name);
    };
    switch (kind) {
        case DramaPartKind::Character: drop({"name", "description", "voice_description"}); break;
        case DramaPartKind::Drama:
        case DramaPartKind::Episode: drop({"title", "description"}); break;
        case DramaPartKind::Scene: drop({"description"}); break;
        case DramaPartKind::Asset: break;
    }
    // An empty one looks like none in our records.
    const auto metadata = rest.find("metadata");
    const bool held = kind != DramaPartKind::Character && kind != DramaPartKind::Asset;
    if (held && metadata != rest.end() && metadata->is_object() && !metadata->empty()) {
        rest.erase("metadata");
    }
    return rest;
}

}  // namespace fabula::dramas
