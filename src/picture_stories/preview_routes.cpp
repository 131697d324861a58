#include "picture_stories/preview_routes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "picture_stories/answers.hpp"
#include "providers/builtin.hpp"

namespace fabula::picture_stories {

using providers::Task;

http::RouteTable PreviewRoutes::table() {
    using enum http::Method;
    using enum http::Access;
    constexpr std::uint64_t text_max = 4 * kStoryCharactersMax;
    // clang-format off
    return {
        route(Post, "/api/v1/analyze-script",                 "analyze_script",         Member, "Make a project of a text and say what it says about itself.",   &PreviewRoutes::analyse,    this, {.body_bytes_max = text_max, .form = true}),
        route(Get,  "/api/v1/models",                         "list_chosen_models",     Member, "The models that connections have for words and for pictures.",  &PreviewRoutes::models,     this),
        route(Post, "/api/v1/generate-previews",              "generate_previews",      Member, "A project's text in a few pictures.",                           &PreviewRoutes::generate,   this, {.status = 202}),
        route(Get,  "/api/v1/generation-status/{session_id}", "get_generation_status",  Viewer, "How far a picture story is, with previews and prompts.",        &PreviewRoutes::status,     this),
        route(Post, "/api/v1/regenerate-scene",               "regenerate_scene",       Member, "Another picture for one scene of a picture story.",             &PreviewRoutes::regenerate, this, {.status = 202}),
        route(Post, "/api/v1/approve-previews",               "approve_previews",       Member, "Approve pictures by scene, or take that back.",                 &PreviewRoutes::decide,     this),
    };
    // clang-format on
}

namespace {

constexpr std::string_view kRules = "rules";

const std::string& model_of(const providers::ConnectionView& connection, Task task) {
    return task == Task::Text ? connection.text_model : connection.image_model;
}

}  // namespace

std::string PreviewRoutes::connection_of(const Actor& actor, const std::string& kind, Task task) {
    if (kind.empty() || kind == kRules) return {};
    for (const auto& connection : connections_.list(actor)) {
        const bool asked = connection.id == kind || name_of(connection.kind) == kind;
        if (asked && !model_of(connection, task).empty()) return connection.id;
    }
    return {};
}

AnalysedProject PreviewRoutes::analyse(http::Call& call, const ScriptWish& in) {
    const auto made =
        stories_.take_in(call.actor, {.text = in.script, .title = in.title, .field = "script"});
    return {.project_id = made.project.id,
            .title = made.project.title,
            .created_at = made.project.created_at,
            .analysis = made.analysis,
            .script_content = made.text};
}

Json PreviewRoutes::models(http::Call& call) {
    Json out = {{"ai_models", Json::object()}, {"image_models", Json::object()}};
    for (const auto& connection : connections_.list(call.actor)) {
        const auto kind = std::string(name_of(connection.kind));
        for (const auto& [list, task] :
             {std::pair{"ai_models", Task::Text}, {"image_models", Task::Image}}) {
            const auto& model = model_of(connection, task);
            if (!model.empty()) out[list][kind].push_back(model);
        }
    }
    out["image_models"][std::string(kRules)] = Json::array({providers::kBuiltinName});
    return out;
}

PreviewsBegun PreviewRoutes::generate(http::Call& call, const PreviewsWish& in) {
    PictureWish wish{.media_type = in.media_type,
                     .num_scenes = in.num_scenes,
                     .image_model = in.image_model,
                     .text_model = in.ai_model,
                     .words_fallback = true,
                     .with_ext_id = true};
    std::string message;
    const auto choose = [&](const std::string& provider, Task task, std::string& connection,
                            std::string& model) {
        if (provider.empty()) return MadeBy::Chosen;
        connection = connection_of(call.actor, provider, task);
        if (!connection.empty()) return MadeBy::Model;
        model.clear();
        if (provider != kRules) message += "There is no connection to " + provider + ". ";
        return MadeBy::Rules;
    };
    wish.words = choose(in.ai_provider, Task::Text, wish.text_connection, wish.text_model);
    wish.pictures = choose(in.image_provider, Task::Image, wish.image_connection, wish.image_model);
    const auto view = stories_.begin(call.actor, in.project_id, wish);
    const bool by_model = !view.row.image_connection.empty();
    if (!by_model) message += "The pictures are rough ones, drawn by the rules.";
    return {.session_id = id_of(view.row),
            .status = view.status,
            .total_scenes = std::ssize(view.scenes),
            .project_id = view.row.project_id,
            .generation_type = by_model ? "model" : std::string(kRules),
            .message = std::string(trim(message))};
}

GenerationStatus PreviewRoutes::status(http::Call& call) {
    return to_generation_status(stories_.get(call.actor, call.parameter("session_id")));
}

Regenerating PreviewRoutes::regenerate(http::Call& call, const RegenerateWish& in) {
    RedoWish wish{
        .description = in.description, .prompt = in.prompt, .image_model = in.image_model};
    if (in.image_provider == kRules) {
        wish.pictures = MadeBy::Rules;
    } else if (!in.image_provider.empty()) {
        wish.pictures = MadeBy::Model;
        wish.image_connection = connection_of(call.actor, in.image_provider, Task::Image);
        if (wish.image_connection.empty()) {
            throw AppError(Code::Conflict,
                           PublicText{"There is no connection to " + in.image_provider + "."},
                           {.field = "image_provider"});
        }
    }
    const auto status =
        to_generation_status(stories_.redo(call.actor, in.session_id, in.scene_number - 1, wish));
    const auto& preview = status.previews.at(static_cast<std::size_t>(in.scene_number - 1));
    return {.status = preview.status, .scene_number = in.scene_number, .new_preview = preview};
}

PreviewsDecided PreviewRoutes::decide(http::Call& call, const PreviewDecision& in) {
    const std::string field = "scene_approvals";
    if (!in.scene_approvals.is_object() || in.scene_approvals.empty()) {
        invalid(field, "must be an object of scene numbers with true or false");
    }
    PictureStoryService::Decision decision{.field = field};
    for (const auto& [key, value] : in.scene_approvals.items()) {
        const auto number = parse_integer(key);
        if (!number || !value.is_boolean()) {
            invalid(field, "must hold scene numbers with true or false");
        }
        auto& wanted = value.get<bool>() ? decision.approved : decision.refused;
        wanted.insert(*number - 1);
    }
    const auto view = stories_.decide(call.actor, in.session_id, decision);
    const auto approved =
        std::ranges::count_if(view.scenes, [](const SceneView& scene) { return scene.approved; });
    return {.status = view.status,
            .saved_images = approved,
            .approved_scenes = approved,
            .total_scenes = std::ssize(view.scenes)};
}

}  // namespace fabula::picture_stories
