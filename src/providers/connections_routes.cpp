#include "providers/connections_routes.hpp"

#include "base/error.hpp"
#include "http/page_of.hpp"
#include "providers/prices.hpp"

namespace fabula::providers {

namespace {

Task task_of(const http::Call& call) {
    const auto task = find_enum<Task>(call.parameter("task"));
    if (!task) {
        throw AppError(Code::NotFound,
                       PublicText{"Providers are asked for text, image and embedding."});
    }
    return *task;
}

std::vector<std::string> known_models(Kind kind, Task task) {
    std::vector<std::string> out;
    for (const auto& one : priced_models()) {
        if (one.kind == kind && one.task == task) out.push_back(one.model);
    }
    return out;
}

}  // namespace

http::RouteTable ConnectionsRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    // clang-format off
    return {
        route(Get,    "/api/v1/providers/kinds",   "list_provider_kinds",   Viewer, "List what there is to connect to.",                        &ConnectionsRoutes::kinds,   this),
        route(Get,    "/api/v1/providers/prices",  "list_provider_prices",  Viewer, "List the prices that are known, with the day they are of.", &ConnectionsRoutes::prices, this),
        route(Get,    "/api/v1/providers/choices", "list_provider_choices", Viewer, "Tell who is asked for text, pictures and embeddings.",     &ConnectionsRoutes::choices, this),
        route(Put,    "/api/v1/providers/choices/{task}", "choose_provider", Admin, "Choose who is asked where a project chooses nobody else.", &ConnectionsRoutes::choose, this),
        route(Get,    "/api/v1/providers",         "list_providers",        Viewer, "List the connections to providers; keys are never told.",  &ConnectionsRoutes::list,    this),
        route(Post,   "/api/v1/providers",         "create_provider",       Admin,  "Make a connection.",                                       &ConnectionsRoutes::create,  this, {.status = 201}),
        route(Get,    "/api/v1/providers/{connection_id}",         "get_provider",         Viewer, "Read one connection.",                      &ConnectionsRoutes::get,     this),
        route(http::Method::Patch, "/api/v1/providers/{connection_id}", "update_provider", Admin,  "Change a connection.",                      &ConnectionsRoutes::update,  this),
        route(Delete, "/api/v1/providers/{connection_id}",         "delete_provider",      Admin,  "Delete a connection; for 30 days it can be restored.", &ConnectionsRoutes::remove, this),
        route(Post,   "/api/v1/providers/{connection_id}/restore", "restore_provider",     Admin,  "Take a connection out of the bin.",         &ConnectionsRoutes::restore, this),
        route(Post,   "/api/v1/providers/{connection_id}/test",    "test_provider",        Editor, "Ask it something that costs nothing, and tell what is wrong.", &ConnectionsRoutes::test, this),
        route(Get,    "/api/v1/providers/{connection_id}/models",  "list_provider_models", Editor, "List the models that it says it has.",      &ConnectionsRoutes::models,  this),
        route(Get,    "/api/v1/projects/{project_id}/providers",   "list_project_providers", Viewer, "Tell who is asked for a project.",        &ConnectionsRoutes::choices_of_project, this),
        route(Put,    "/api/v1/projects/{project_id}/providers/{task}", "choose_project_provider", Editor, "Choose who is asked for a project.", &ConnectionsRoutes::choose_for_project, this),
    };
    // clang-format on
}

http::Page<KindView> ConnectionsRoutes::kinds(http::Call& call) {
    std::vector<KindView> out;
    for (const auto& facts : all_kinds()) {
        out.push_back({.kind = facts.kind,
                       .name = std::string(facts.name),
                       .base_url = std::string(facts.base_url),
                       .needs_key = facts.key == KeyNeed::Required,
                       .key_page = std::string(facts.key_page),
                       .local = facts.local,
                       .text = facts.text,
                       .image = facts.image,
                       .embedding = facts.embedding,
                       .text_models = known_models(facts.kind, Task::Text),
                       .image_models = known_models(facts.kind, Task::Image),
                       .embedding_models = known_models(facts.kind, Task::Embedding)});
    }
    return http::page_by_position(std::move(out), call.paging);
}

http::Page<ModelPrice> ConnectionsRoutes::prices(http::Call& call) {
    std::vector<ModelPrice> out;
    for (const auto& one : priced_models()) {
        out.push_back({.kind = one.kind,
                       .task = one.task,
                       .model = one.model,
                       .input_price = one.price.input_tokens,
                       .output_price = one.price.output_tokens,
                       .image_price = one.price.image,
                       .as_of = prices_day()});
    }
    return http::page_by_position(std::move(out), call.paging);
}

http::Page<ConnectionView> ConnectionsRoutes::list(http::Call& call) {
    return http::page_by_position(connections_.list(call.actor), call.paging);
}

ConnectionView ConnectionsRoutes::get(http::Call& call) {
    return connections_.get(call.actor, call.parameter("connection_id"));
}

ConnectionView ConnectionsRoutes::create(http::Call& call, const New<ConnectionWish>& in) {
    return connections_.create(call.actor, in.value);
}

ConnectionView ConnectionsRoutes::update(http::Call& call,
                                         const fabula::Patch<ConnectionWish>& in) {
    return connections_.update(call.actor, call.parameter("connection_id"), in, call.expected_rev);
}

void ConnectionsRoutes::remove(http::Call& call) {
    connections_.remove(call.actor, call.parameter("connection_id"));
}

ConnectionView ConnectionsRoutes::restore(http::Call& call) {
    return connections_.restore(call.actor, call.parameter("connection_id"));
}

TestOutcome ConnectionsRoutes::test(http::Call& call) {
    return connections_.test(call.actor, call.parameter("connection_id"), call.stopping);
}

http::Page<ModelFound> ConnectionsRoutes::models(http::Call& call) {
    auto found = connections_.models(call.actor, call.parameter("connection_id"), call.stopping);
    return http::page_by_position(std::move(found), call.paging);
}

http::Page<ChoiceView> ConnectionsRoutes::choices(http::Call& call) {
    return {.items = connections_.choices(call.actor, std::nullopt), .next_cursor = {}};
}

http::Page<ChoiceView> ConnectionsRoutes::choices_of_project(http::Call& call) {
    return {.items = connections_.choices(call.actor, call.id<ProjectId>("project_id")),
            .next_cursor = {}};
}

ChoiceView ConnectionsRoutes::choose(http::Call& call, const ChoiceWish& in) {
    return connections_.choose(
        call.actor, {.task = task_of(call), .connection = in.connection_id, .model = in.model});
}

ChoiceView ConnectionsRoutes::choose_for_project(http::Call& call, const ChoiceWish& in) {
    return connections_.choose(call.actor, {.project = call.id<ProjectId>("project_id"),
                                            .task = task_of(call),
                                            .connection = in.connection_id,
                                            .model = in.model});
}

}  // namespace fabula::providers
