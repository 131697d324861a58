// Who makes text and pictures: the connections, and who of them is asked.
#include "pages/lens.hpp"
#include "pages/provider_choices.hpp"
#include "providers/prices.hpp"

namespace fabula::pages {

namespace {

using providers::ConnectionView;
using providers::Task;

std::string task_key(Task task, std::string_view what) {
    return "providers." + std::string(what) + "_" + std::string(name_of(task));
}

bool able(const ConnectionView& one, Task task) {
    return one.enabled && providers::facts_of(one.kind).can(task);
}

Json models_of(const Sources& from, const Visit& visit, const ConnectionView& one) {
    Json rows = Json::array();
    for (const auto task : {Task::Text, Task::Image, Task::Embedding}) {
        if (one.model(task).empty()) continue;
        rows.push_back({{"task_name", text_of(from, visit, task_key(task, "task"))},
                        {"model", one.model(task)}});
    }
    return rows;
}

Json connections_of(const Sources& from, const Visit& visit, const std::vector<ConnectionView>& all,
                    bool manages) {
    Json rows = Json::array();
    for (const auto& one : all) {
        const auto kind = providers::facts_of(one.kind).name;
        rows.push_back({{"id", one.id},
                        {"connection_name", one.name},
                        {"kind_name", kind == one.name ? "" : kind},
                        {"host", one.host},
                        {"local", one.local},
                        {"off", !one.enabled},
                        {"key", {{"there", one.has_key}, {"hint", one.key_hint}}},
                        {"from_setting", one.from_setting},
                        {"may_change", manages && one.from_setting.empty()},
                        {"models", models_of(from, visit, one)}});
    }
    return rows;
}

Json kinds_of(const Sources& from, const Visit& visit) {
    Json rows = Json::array();
    for (const auto& facts : providers::all_kinds()) {
        const std::string value(name_of(facts.kind));
        rows.push_back({{"value", value},
                        {"kind_name", facts.name},
                        {"local", facts.local},
                        {"text", text_of(from, visit, "providers.kind_" + value)}});
    }
    return rows;
}

}  // namespace

Json provider_choices(const Sources& from, const Visit& visit,
                      const std::optional<ProjectId>& project) {
    Json rows = Json::array();
    if (!from.accounts.can(visit.actor, Action::View, visit.actor.organization)) return rows;
    const auto all = from.connections.list(visit.actor);
    for (const auto& choice : from.connections.choices(visit.actor, project)) {
        if (choice.task == Task::Embedding) continue;  // Nothing of the house asks for it.
        const bool somebody = !choice.connection_id.empty();
        const bool chosen_here = somebody && (!project || choice.chosen_by == "project");
        const auto* without = project ? "providers.as_house" : "providers.nobody";
        Json options = Json::array(
            {{{"value", ""}, {"text", text_of(from, visit, without)}, {"chosen", !chosen_here}}});
        for (const auto& one : all) {
            const bool chosen = chosen_here && one.id == choice.connection_id;
            if (!able(one, choice.task) && !chosen) continue;
            const auto& model = chosen ? choice.model : one.model(choice.task);
            options.push_back({{"value", one.id},
                               {"text", model.empty() ? one.name : one.name + " · " + model},
                               {"chosen", chosen}});
        }
        rows.push_back({{"task", name_of(choice.task)},
                        {"task_name", text_of(from, visit, task_key(choice.task, "task"))},
                        {"task_text", text_of(from, visit, task_key(choice.task, "sent"))},
                        {"host", choice.host},
                        {"somebody", somebody},
                        {"broken", somebody && !choice.works},
                        {"options", std::move(options)}});
    }
    return rows;
}

Json providers_page(const Sources& from, const Visit& visit) {
    const auto& house = visit.actor.organization;
    const auto all = from.connections.list(visit.actor);
    const bool manages = from.accounts.can(visit.actor, Action::ManagePeople, house);
    return {{"manages", manages},
            {"may_ask", from.accounts.can(visit.actor, Action::Edit, house)},
            {"has_connections", !all.empty()},
            {"tasks", provider_choices(from, visit, std::nullopt)},
            {"connections", connections_of(from, visit, all, manages)},
            {"kinds", kinds_of(from, visit)},
            {"prices_day", providers::prices_day()}};
}

}  // namespace fabula::pages
