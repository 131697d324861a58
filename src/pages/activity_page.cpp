// Who did what in a project: a day at a time, newest first.
#include "base/text.hpp"
#include "pages/activity_words.hpp"
#include "pages/lens.hpp"

namespace fabula::pages {

namespace {

constexpr std::int64_t kEntriesShown = 60;

Json option(const std::string& value, const std::string& text, bool chosen) {
    return {{"value", value}, {"text", text}, {"chosen", chosen}};
}

std::string address_of(const ProjectId& project, const ActivityWish& wish,
                       const std::string& before) {
    std::string out = "/p/" + project.text + "/activity?before=" + before;
    if (!wish.person.empty()) out += "&person=" + url_encode(wish.person);
    if (!wish.kind.empty()) out += "&kind=" + url_encode(wish.kind);
    return out;
}

std::string name_of_person(const Sources& from, const Visit& visit,
                           const history::ActivityView& entry) {
    if (entry.details.contains("reviewer")) return entry.details.at("reviewer").get<std::string>();
    if (entry.user) return entry.user->name;
    return text_of(from, visit, "activity.nobody");
}

Json days_of(const Sources& from, const Visit& visit,
             const std::vector<history::ActivityView>& entries) {
    Json days = Json::array();
    for (const auto& entry : entries) {
        const auto day = date_text(entry.timestamp);
        if (days.empty() || days.back().at("day") != day) {
            days.push_back(
                {{"day", day}, {"date", to_iso(entry.timestamp)}, {"entries", Json::array()}});
        }
        auto row = activity_sentence(from, visit, entry);
        row["id"] = entry.id.text;
        row["who"] = name_of_person(from, visit, entry);
        row["at_time"] = to_iso(entry.timestamp);
        row["clock"] = to_iso(entry.timestamp).substr(11, 5);
        row["path"] = entry.parent_path;
        days.back().at("entries").push_back(std::move(row));
    }
    return days;
}

Json kinds_of(const Sources& from, const Visit& visit, const std::string& chosen) {
    Json out = Json::array();
    for (const auto type : history::entity_types()) {
        const std::string kind(type);
        out.push_back(option(kind, text_of(from, visit, "activity.many_" + kind), kind == chosen));
    }
    return out;
}

}  // namespace

Json activity_page(const Sources& from, const Visit& visit, const ProjectId& id,
                   const ActivityWish& wish) {
    const auto lens = open_lens(from, visit, id);
    const auto& project = lens.view.project.id;
    history::ActivityFilter filter{.entity_type = wish.kind, .action = {}, .user = {}};
    if (!wish.person.empty()) filter.user = UserId{wish.person};
    auto entries = from.activity.list_of_project(visit.actor, project, filter, visit.before,
                                                 kEntriesShown + 1);
    Json data = lens_data(lens, visit);
    if (std::ssize(entries) > kEntriesShown) {
        entries.resize(kEntriesShown);
        data["older_url"] = address_of(project, wish, entries.back().id.text);
    }
    Json people = Json::array();
    for (const auto& person : from.activity.list_people(visit.actor, project)) {
        people.push_back(option(person.id.text, person.name, person.id.text == wish.person));
    }
    data["people"] = std::move(people);
    data["kinds"] = kinds_of(from, visit, wish.kind);
    data["narrowed"] = !wish.person.empty() || !wish.kind.empty();
    data["nothing"] = entries.empty();
    data["days"] = days_of(from, visit, entries);
    return data;
}

}  // namespace fabula::pages
