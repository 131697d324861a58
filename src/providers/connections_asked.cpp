// The connections as they are asked: which one, with which key, model and price.
#include <algorithm>

#include "accounts/rights.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "history/record.hpp"
#include "providers/connections_service.hpp"
#include "providers/prices.hpp"
#include "story/story_store.hpp"

namespace fabula::providers {

namespace {

constexpr std::int64_t kConcurrency = 4;
constexpr std::chrono::minutes kPatience{10};
constexpr std::chrono::minutes kLocalPatience{30};  // A small machine takes its time.

// "llama3" is "llama3:latest" to Ollama.
bool lists(const std::vector<ModelFound>& models, const std::string& wanted) {
    return std::ranges::any_of(models, [&](const ModelFound& one) {
        return one.id == wanted || one.name == wanted || one.id == wanted + ":latest";
    });
}

std::string works_text(std::size_t models, const std::vector<std::string>& missing) {
    std::string text = "It works.";
    if (models > 0) text += " It offers " + std::to_string(models) + " models.";
    if (!missing.empty()) text += " It does not list " + join(missing, ", ") + ".";
    return text;
}

}  // namespace

std::optional<ConnectionsService::Found> ConnectionsService::find_chosen(store::Reader& db,
                                                                         const For& whom,
                                                                         Task task) const {
    std::optional<Choice> choice;
    if (whom.connection) {
        choice = Choice{.connection_id = *whom.connection};
    } else {
        if (whom.project) choice = find_choice(db, whom.project->text, task);
        if (!choice) choice = find_choice(db, whom.organization.text, task);
    }
    std::optional<Found> found;
    if (choice) {
        found = find_found(db, whom.organization, choice->connection_id);
    } else {
        for (auto& one : of_settings(whom.organization)) {
            const bool able = facts_of(one.row.kind).can(task) && !one.row.model(task).empty();
            if (able && !found) found = std::move(one);
        }
    }
    if (!found || !found->row.enabled) return std::nullopt;
    found->model = whom.model.value_or(choice && !choice->model.empty() ? choice->model
                                                                        : found->row.model(task));
    if (found->model.empty() && !needs_no_model(found->row.kind, task)) return std::nullopt;
    return found;
}

Access ConnectionsService::access_for(const Found& found) const {
    const auto& row = found.row;
    Access access{.endpoint = {.connection_id = row.id.text,
                               .kind = std::string(name_of(row.kind)),
                               .name = row.name,
                               .host = host_of(row.base_url),
                               .model = found.model},
                  .base_url = row.base_url,
                  .key = found.key};
    auto& endpoint = access.endpoint;
    endpoint.local = is_local_host(endpoint.host);
    endpoint.concurrency = row.concurrency.value_or(endpoint.local ? 1 : kConcurrency);
    access.pace = {.concurrency = endpoint.concurrency, .calls_per_minute = row.calls_per_minute};
    access.patience = endpoint.local ? kLocalPatience : kPatience;
    if (row.patience_minutes) access.patience = std::chrono::minutes(*row.patience_minutes);
    access.zero_retention = row.zero_retention;
    access.workflow = row.workflow;
    if (row.sealed_key.empty()) return access;
    auto key = from_.box.open(row.sealed_key, place_of_key(row));
    if (!key) {
        throw CallError(CallFailure::BadKey,
                        PublicText{"The key of the connection " + row.name +
                                   " cannot be read any more: the server's secret-key is another "
                                   "one than before. Enter the key again."});
    }
    access.key = std::move(*key);
    return access;
}

Access ConnectionsService::access_of(const Found& found, Task task) const {
    auto access = access_for(found);
    const auto& row = found.row;
    const bool own = row.input_price || row.output_price || row.image_price;
    if (own) {
        access.price = Price{row.input_price, row.output_price, row.image_price};
    } else {
        access.price = find_price(row.kind, task, found.model);
    }
    return access;
}

std::unique_ptr<TextModel> ConnectionsService::find_text(const For& whom) const {
    const auto found =
        from_.store.read([&](store::Reader& db) { return find_chosen(db, whom, Task::Text); });
    if (!found) return nullptr;
    return make_text_model(found->row.kind, wires(), access_of(*found, Task::Text));
}

std::unique_ptr<ImageModel> ConnectionsService::find_image(const For& whom) const {
    const auto found =
        from_.store.read([&](store::Reader& db) { return find_chosen(db, whom, Task::Image); });
    if (!found) return nullptr;
    return make_image_model(found->row.kind, wires(), access_of(*found, Task::Image));
}

std::unique_ptr<EmbeddingModel> ConnectionsService::find_embedding(const For& whom) const {
    const auto found =
        from_.store.read([&](store::Reader& db) { return find_chosen(db, whom, Task::Embedding); });
    if (!found) return nullptr;
    return make_embedding_model(found->row.kind, wires(), access_of(*found, Task::Embedding));
}

std::vector<ModelFound> ConnectionsService::ask_models(const Found& found,
                                                       const std::stop_token& stop) {
    const auto place = found.row.id.text + ":" + std::to_string(found.row.rev);
    {
        const std::lock_guard lock(mutex_);
        const auto known = listed_.find(place);
        const bool fresh =
            known != listed_.end() && from_.clock.now() < known->second.at + kModelsKept;
        if (fresh) return known->second.models;
    }
    auto models = list_models(found.row.kind, wires(), access_for(found), stop);
    const std::lock_guard lock(mutex_);
    std::erase_if(
        listed_, [&](const auto& one) { return one.second.at + kModelsKept <= from_.clock.now(); });
    listed_[place] = {from_.clock.now(), models};
    return models;
}

std::vector<ModelFound> ConnectionsService::models(const Actor& actor, const std::string& id,
                                                   const std::stop_token& stop) {
    const auto found =
        from_.store.read([&](store::Reader& db) { return get_found(db, actor, Action::Edit, id); });
    return ask_models(found, stop);
}

TestOutcome ConnectionsService::test(const Actor& actor, const std::string& id,
                                     const std::stop_token& stop) {
    auto found =
        from_.store.read([&](store::Reader& db) { return get_found(db, actor, Action::Edit, id); });
    {
        const std::lock_guard lock(mutex_);
        listed_.erase(found.row.id.text + ":" + std::to_string(found.row.rev));
    }
    found.model = found.row.image_model;  // fal is asked about one.
    TestOutcome out;
    try {
        check_connection(found.row.kind, wires(), access_for(found), stop);
        const auto models = ask_models(found, stop);
        out.model_count = static_cast<std::int64_t>(models.size());
        for (const auto task : {Task::Text, Task::Image, Task::Embedding}) {
            const auto& model = found.row.model(task);
            if (!models.empty() && !model.empty() && !lists(models, model)) {
                out.missing.push_back(model);
            }
        }
        out.ok = true;
        out.text = works_text(models.size(), out.missing);
    } catch (const CallError& error) {
        out.failure = std::string(name_of(error.failure()));
        out.text = error.what();
    }
    return out;
}

ChoiceView ConnectionsService::view_choice(store::Reader& db, const For& whom, Task task) const {
    ChoiceView out{.task = task, .chosen_by = "nobody"};
    std::optional<Choice> choice;
    if (whom.project) choice = find_choice(db, whom.project->text, task);
    if (choice) {
        out.chosen_by = "project";
    } else {
        choice = find_choice(db, whom.organization.text, task);
        if (choice) out.chosen_by = "organization";
    }
    const auto chosen = find_chosen(db, whom, task);
    auto shown = chosen;
    if (!shown && choice) shown = find_found(db, whom.organization, choice->connection_id);
    if (!shown) return out;
    if (!choice) out.chosen_by = "settings";
    out.connection_id = shown->row.id.text;
    out.connection_name = shown->row.name;
    out.host = host_of(shown->row.base_url);
    out.model = chosen ? chosen->model : shown->row.model(task);
    out.works = chosen.has_value();
    return out;
}

std::vector<ChoiceView> ConnectionsService::choices(const Actor& actor,
                                                    const std::optional<ProjectId>& project) {
    return from_.store.read([&](store::Reader& db) {
        For whom{.organization = actor.organization, .project = project};
        if (project) {
            const auto found = story::get_project(db, actor, Action::View, *project);
            whom = {.organization = found.organization_id, .project = found.id};
        } else {
            accounts::require(db, actor, Action::View, actor.organization);
        }
        std::vector<ChoiceView> out;
        for (const auto task : {Task::Text, Task::Image, Task::Embedding}) {
            out.push_back(view_choice(db, whom, task));
        }
        return out;
    });
}

ChoiceView ConnectionsService::choose(const Actor& actor, const Wanted& wanted) {
    return from_.store.write([&](store::Tx& tx) {
        For whom{.organization = actor.organization, .project = wanted.project};
        if (wanted.project) {
            const auto project = story::get_project(tx, actor, Action::Edit, *wanted.project);
            whom = {.organization = project.organization_id, .project = project.id};
        } else {
            accounts::require(tx, actor, Action::ManagePeople, actor.organization);
        }
        const auto holder = whom.project ? whom.project->text : whom.organization.text;
        delete_choice(tx, holder, wanted.task);
        if (!wanted.connection.empty()) {
            const auto found = find_found(tx, whom.organization, wanted.connection);
            if (!found) invalid("connection_id", "names no connection of this organization");
            if (!facts_of(found->row.kind).can(wanted.task)) {
                invalid("connection_id", "cannot do this: " + found->row.name);
            }
            const bool named = !wanted.model.empty() || !found->row.model(wanted.task).empty();
            if (!named && !needs_no_model(found->row.kind, wanted.task)) {
                invalid("model", "has to be said: the connection names none for this");
            }
        }
        // That an organization asks nobody is kept: else the next change of a connection, or a
        // setting, would choose for it.
        if (!wanted.connection.empty() || !whom.project) {
            tx.insert(Choice{.holder = holder,
                             .task = wanted.task,
                             .organization_id = whom.organization,
                             .project_id = whom.project,
                             .connection_id = wanted.connection,
                             .model = std::string(trim(wanted.model))});
        }
        return view_choice(tx, whom, wanted.task);
    });
}

}  // namespace fabula::providers
