#include "pages/activity_words.hpp"

#include <map>

#include "base/text.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

using history::Act;
using history::ActivityView;

constexpr std::size_t kShortMax = 60;  // Code points of a value inside a sentence.
constexpr std::string_view kWhat = "{what}";

class Teller {
public:
    Teller(const Sources& from, const Visit& visit, const ActivityView& entry)
        : from_(from), visit_(visit), entry_(entry) {}

    Json tell() const {
        auto sentence = choose();
        const auto at = sentence.find(kWhat);
        Json out{{"in_bin", entry_.in_bin},
                 {"gone", !entry_.standing && entry_.entity_type != "member"}};
        if (at == std::string::npos) {
            out["lead"] = sentence;
            out["what"] = "";
            out["tail"] = "";
        } else {
            out["lead"] = sentence.substr(0, at);
            out["what"] = what();
            out["tail"] = sentence.substr(at + kWhat.size());
        }
        set_if(out, "url", url().empty() ? Json(nullptr) : Json(url()));
        if (shown_below()) out["changes"] = {{"rows", rows()}};
        return out;
    }

private:
    std::string text(const std::string& key) const { return text_of(from_, visit_, key); }

    std::string fill(const std::string& key,
                     const std::map<std::string, std::string>& values) const {
        std::string out;
        const auto pattern = text(key);
        for (std::size_t at = 0; at < pattern.size(); ++at) {
            const auto end = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
            const auto known = end == std::string::npos
                                   ? values.end()
                                   : values.find(pattern.substr(at + 1, end - at - 1));
            if (known == values.end()) {
                out += pattern[at];
                continue;
            }
            out += known->second;
            at = end;
        }
        return out;
    }

    const Json& changes() const {
        static const Json none = Json::object();
        const auto found = entry_.details.find("changes");
        return found == entry_.details.end() ? none : *found;
    }

    std::string detail(const char* name) const {
        const auto found = entry_.details.find(name);
        if (found == entry_.details.end()) return {};
        return found->is_string() ? found->get<std::string>() : found->dump();
    }

    std::string what() const {
        const std::string name = entry_.name.empty() ? text("activity.without_name") : entry_.name;
        return fill("activity.what_" + entry_.entity_type, {{"name", name}});
    }

    // "12 shots", as it is said of several.
    std::string many(const char* count) const {
        return text("activity.many_" + entry_.details.value("of", std::string("node"))) + ": " +
               std::to_string(entry_.details.value(count, std::int64_t{0}));
    }

    std::string choose() const {
        const std::string act(name_of(entry_.action));
        if (entry_.details.contains("of")) return choose_of_many(act);
        if (entry_.details.contains("draft") || is_of_text(entry_.action)) {
            return choose_of_script(act);
        }
        if (entry_.entity_type == "project" && entry_.details.contains("copied")) {
            return text("activity.copied");
        }
        if (entry_.action == Act::Update || entry_.action == Act::Move)
            return choose_of_changes(act);
        const auto& role = changes().contains("role") ? changes().at("role") : Json();
        const auto value_of_role = [&](const char* side) {
            if (!role.is_object() || !role.at(side).is_string()) return std::string();
            return text("role." + role.at(side).get<std::string>());
        };
        return fill("activity.act_" + act,
                    {{"to", detail("to")},
                     {"kind", detail("kind")},
                     {"file", detail("file")},
                     {"before", entry_.action == Act::Rename ? value("name", "before")
                                                             : value_of_role("before")},
                     {"after", value_of_role("after")}});
    }

    std::string choose_of_many(const std::string& act) const {
        return fill("activity.many_act_" + act,
                    {{"created", many("create_count")}, {"changed", many("change_count")}});
    }

    // Acts that are said of a text as of nothing else.
    [[nodiscard]] bool is_of_text(Act act) const {
        return entry_.entity_type == "script" &&
               (act == Act::Write || act == Act::Restore || act == Act::Import ||
                act == Act::Share || act == Act::Unshare);
    }

    std::string choose_of_script(const std::string& act) const {
        const bool of_draft = entry_.details.contains("draft");
        return fill((of_draft ? "activity.draft_act_" : "activity.script_act_") + act,
                    {{"draft", detail("draft")},
                     {"label", detail("label")},
                     {"version", detail("version")},
                     {"file", detail("file")},
                     {"added", detail("added")},
                     {"deleted", detail("deleted")}});
    }

    std::string choose_of_changes(const std::string& act) const {
        if (changes().size() != 1 || entry_.action == Act::Move) {
            std::string fields;
            for (const auto& [field, change] : changes().items()) {
                fields += (fields.empty() ? "" : ", ") + label(field);
            }
            return fill("activity.act_" + act, {{"fields", fields}});
        }
        const auto field = changes().begin().key();
        if (!is_short(field)) return fill("activity.changed_text", {{"field", label(field)}});
        const auto before = value(field, "before");
        const auto after = value(field, "after");
        const auto* key = before.empty()  ? "activity.changed_set"
                          : after.empty() ? "activity.changed_emptied"
                                          : "activity.changed_one";
        return fill(key, {{"field", label(field)}, {"before", before}, {"after", after}});
    }

    // Of a field that there is no more: what it was called in the log.
    std::string label(const std::string& field) const {
        const auto* known = from_.texts.find(visit_.language, "activity.field_" + field);
        return known != nullptr ? *known : field;
    }

    // Whether both values fit into a sentence.
    bool is_short(const std::string& field) const {
        for (const auto* side : {"before", "after"}) {
            const auto shown = value(field, side);
            if (count_code_points(shown) > kShortMax || shown.find('\n') != std::string::npos) {
                return false;
            }
        }
        return !changes().at(field).contains("secret");
    }

    std::string value(const std::string& field, const char* side) const {
        if (!changes().contains(field)) return {};
        const auto& change = changes().at(field);
        return change.contains(side) ? shown(field, change.at(side)) : std::string();
    }

    std::string shown(const std::string& field, const Json& value) const {
        if (value.is_null()) return {};
        if (value.is_boolean()) return text(value.get<bool>() ? "activity.yes" : "activity.no");
        if (value.is_number()) return shown_number(field, value);
        if (value.is_array()) {
            std::string out;
            for (const auto& one : value) {
                out += (out.empty() ? "" : ", ") +
                       (one.is_string() ? one.get<std::string>() : one.dump());
            }
            return out;
        }
        if (value.is_object() && value.contains("length") && value.contains("text")) {
            return (value.value("from", 0) > 0 ? "…" : "") + value.value("text", "") + "…";
        }
        if (!value.is_string()) return value.empty() ? "" : value.dump();
        const auto id = value.get<std::string>();
        const auto name = entry_.names.find(id);
        if (name != entry_.names.end()) return name->get<std::string>();
        // What has no name any more, or none for who looks.
        return is_uuid(id) ? text("activity.something") : id;
    }

    static std::string shown_number(const std::string& field, const Json& value) {
        if (!field.ends_with("_ms")) return value.dump();
        const auto seconds = shots::seconds_text(value.get<std::int64_t>());
        if (seconds.empty()) return field == "duration_ms" ? "" : "0 s";
        return seconds + " s";
    }

    bool shown_below() const {
        if (entry_.action == Act::Move || changes().empty() || changes().contains("role")) {
            return false;
        }
        return changes().size() > 1 ||
               (entry_.action == Act::Update && !is_short(changes().begin().key()));
    }

    Json rows() const {
        Json out = Json::array();
        for (const auto& [field, change] : changes().items()) {
            out.push_back({{"field", label(field)},
                           {"before", value(field, "before")},
                           {"after", value(field, "after")}});
        }
        return out;
    }

    // The page that shows the thing; empty where there is none.
    std::string url() const {
        if (!entry_.standing || entry_.in_bin) return {};
        const auto& type = entry_.entity_type;
        const auto& id = entry_.entity_id;
        if (type == "world") return "/w/" + id;
        if (type == "world_item") return "/w/" + entry_.parent_id + "/e/" + id;
        if (type == "world_category") return "/w/" + entry_.parent_id;
        if (!entry_.project_id) return {};
        const auto project = "/p/" + entry_.project_id->text;
        if (type == "project") return project;
        if (type == "script") {
            const bool commented = entry_.details.contains("thread_id");
            return commented ? project + "/write?c=" + detail("thread_id") : project + "/history";
        }
        if (type == "node") return project + "/board?at=" + id;
        if (type == "beat") return project + "/board";
        if (type == "character") return project + "/cast/" + id;
        if (type == "shot") return project + "/shots?at=" + entry_.parent_id + "#shot-" + id;
        if (type == "sound") return project + "/cues";
        return {};
    }

    const Sources& from_;
    const Visit& visit_;
    const ActivityView& entry_;
};

}  // namespace

Json activity_sentence(const Sources& from, const Visit& visit, const ActivityView& entry) {
    return Teller(from, visit, entry).tell();
}

}  // namespace fabula::pages
