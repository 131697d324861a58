#include "render/render_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "files/asset_store.hpp"
#include "generate/frames.hpp"
#include "pictures/pictures_service.hpp"
#include "providers/builtin.hpp"
#include "render/built_in_prompts.hpp"
#include "render/planned.hpp"
#include "render/render_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::render {

namespace {

constexpr std::string_view kItemKey = "render:";
constexpr std::int64_t kThreadsMax = 8;
constexpr std::int64_t kWidth = 1536;  // 16 to 9, as frames are; a model takes its nearest.
constexpr std::int64_t kHeight = 864;

providers::ModelChoice::For whom_of(const OrganizationId& organization, const ProjectId& project,
                                    const RenderWish& wish) {
    return {.organization = organization,
            .project = project,
            .connection = wish.connection,
            .model = wish.model};
}

providers::ImageRequest request_for(const std::string& prompt, std::optional<std::int64_t> seed) {
    return {.prompt = prompt, .width = kWidth, .height = kHeight, .seed = seed};
}

std::optional<providers::Estimate> estimate_of(const providers::ImageModel& model,
                                               const std::vector<PlannedPicture>& pictures,
                                               std::int64_t count) {
    providers::Estimate sum;
    for (const auto& picture : pictures) {
        const auto one = model.estimate(request_for(picture.prompt, std::nullopt));
        if (!one) return std::nullopt;
        sum.low += one->low * count;
        sum.high += one->high * count;
    }
    return sum;
}

void check_item(const Json& input) {
    const auto prompt = input.is_object() ? input.find("prompt") : input.end();
    if (prompt == input.end() || !prompt->is_string() || trim(prompt->get<std::string>()).empty()) {
        invalid("input.prompt", "Say what the picture shows.");
    }
    if (count_code_points(prompt->get<std::string>()) > static_cast<std::size_t>(kPromptMax)) {
        invalid("input.prompt", "has more than " + std::to_string(kPromptMax) + " characters");
    }
}

}  // namespace

RenderService::RenderService(store::Store& store, const Clock& clock, jobs::JobService& jobs,
                             files::AssetService& assets, const providers::ModelChoice& models,
                             const spending::PaidWork& paid)
    : store_(store), clock_(clock), jobs_(jobs), assets_(assets), models_(models), paid_(paid) {
    jobs_.register_kind(
        std::string(kRenderKind), [this](jobs::JobRun& run) { work(run); }, check_item);
}

RenderPlan RenderService::plan(const Actor& actor, const ProjectId& id, const RenderWish& wish) {
    RenderPlan out{.count = wish.count};
    const auto project = store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::Edit, id);
        out.budgets = spending::budgets_for(db,
                                            {.organization_id = found.organization_id,
                                             .project_id = id,
                                             .user_id = actor.user,
                                             .since = std::nullopt},
                                            clock_.now());
        return found;
    });
    const auto model = models_.find_image(whom_of(project.organization_id, id, wish));
    const auto references = model ? model->capabilities().references_max : 0;
    out.pictures = store_.read(
        [&](store::Reader& db) { return plan_pictures(db, actor, id, wish, references); });
    if (!model) return out;
    out.to = model->endpoint();
    out.expected = estimate_of(*model, out.pictures, wish.count);
    return out;
}

jobs::Job RenderService::start(const Actor& actor, const ProjectId& id, const RenderWish& wish) {
    const auto planned = plan(actor, id, wish);
    if (!planned.to) {
        throw AppError(Code::Conflict,
                       PublicText{"No provider of pictures is chosen. Choose one first."},
                       {.field = "connection"});
    }
    if (planned.pictures.empty()) {
        throw AppError(Code::Conflict, PublicText{"Every shot has a picture of its own already."});
    }
    jobs::NewJob job{.kind = std::string(kRenderKind),
                     .project_id = id,
                     .input = {{"connection", planned.to->connection_id},
                               {"model", planned.to->model},
                               {"concurrency", planned.to->concurrency}}};
    for (const auto& picture : planned.pictures) {
        for (std::int64_t n = 1; n <= wish.count; ++n) {
            Json input = encode(picture);
            if (wish.seed) input["seed"] = *wish.seed + n - 1;
            job.items.push_back(
                {.key = std::string(kItemKey) + picture.shot_id.text + ":" + std::to_string(n),
                 .title = picture.shot_number,
                 .input = std::move(input)});
        }
    }
    return store_.write([&](store::Tx& tx) {
        job.title = story::get_project(tx, actor, Action::Edit, id).title;
        return jobs_.submit(tx, actor, job);
    });
}

void RenderService::work(jobs::JobRun& run) const {
    const auto wide = run.job().input.value("concurrency", std::int64_t{1});
    run.each_item([&](const jobs::JobItem& item) { return paint(run, item); },
                  {.threads = static_cast<int>(std::clamp<std::int64_t>(wide, 1, kThreadsMax))});
}

jobs::ItemResult RenderService::paint(jobs::JobRun& run, const jobs::JobItem& item) const {
    std::optional<std::int64_t> seed;
    if (item.input.contains("seed")) seed = item.input.at("seed").get<std::int64_t>();
    auto asked = decode<PlannedPicture>(item.input);
    asked.shot_id = ShotId{std::string(split(item.item_key, ':').at(1))};
    return make_picture(run, item, asked, seed);
}

jobs::ItemResult RenderService::make_picture(jobs::JobRun& run, const jobs::JobItem& item,
                                             const PlannedPicture& asked,
                                             std::optional<std::int64_t> seed) const {
    const auto& job = run.job();
    const auto shot = store_.read([&](store::Reader& db) {
        return shots::find_shot(db, generate::actor_of(job), asked.shot_id);
    });
    if (!shot) throw AppError(Code::NotFound, PublicText{"The shot is no longer there."});
    const spending::Piece piece{.run = run,
                                .item = item,
                                .whom = {.organization = job.organization_id,
                                         .project = job.project_id,
                                         .connection = job.input.value("connection", std::string()),
                                         .model = job.input.value("model", std::string())}};
    const auto make_request = [&] {
        auto request = request_for(asked.prompt, seed);
        store_.read([&](store::Reader& db) {
            for (const auto& reference : asked.references) {
                const auto asset = files::find_asset(db, reference.asset_id);
                if (!asset) continue;  // Removed since: the prompt's words say how they look.
                request.references.push_back(
                    {.bytes = assets_.read(*asset), .media_type = asset->mime});
            }
        });
        return request;
    };
    Json sent = encode(asked);
    if (seed) sent["seed"] = *seed;
    const auto paid = paid_.make_picture(piece, sent, make_request);
    return keep(run, *shot, asked, paid);
}

namespace {

void show(store::Tx& tx, const Actor& actor, const ShotId& id, const files::Asset& asset) {
    const auto shot = shots::find_shot(tx, actor, id);
    if (!shot) return;
    const auto before = shot->image_id ? files::find_asset(tx, *shot->image_id) : std::nullopt;
    // What a person brought or approved stays in the frame; the new one is among its versions.
    const bool stays = before && before->state == ArtState::Ink;
    const auto owner = shots::picture_owner(tx, *shot);
    if (before && !providers::is_builtin(before->provenance)) {
        shots::keep_image_as_version(tx, *shot);
    }
    pictures::Picture version{.organization_id = owner.organization_id,
                              .project_id = owner.project_id,
                              .owner_kind = owner.kind,
                              .owner_id = owner.id,
                              .use = PictureUse::View,
                              .asset_id = asset.id};
    pictures::insert_last(tx, version);
    if (!stays) {
        pictures::star(tx, version);
        tx.update(version);
        shots::show_starred(tx, version);
        generate::delete_replaced_rough(tx, *shot);
    }
}

}  // namespace

jobs::ItemResult RenderService::keep(const jobs::JobRun& run, const shots::Shot& shot,
                                     const PlannedPicture& asked,
                                     const spending::PaidPicture& paid) const {
    const auto& call = paid.call;
    Json provenance = {{"provider", call.provider},   {"host", call.host},
                       {"model", call.model},         {"prompt", asked.prompt},
                       {"references", Json::array()}, {"call_id", call.id.text}};
    for (const auto& one : asked.references) provenance["references"].push_back(encode(one));
    if (paid.picture.seed) provenance["seed"] = *paid.picture.seed;
    if (call.cost) provenance["cost"] = *call.cost;
    const auto asset = paid_.keep(call, [&] {
        return assets_.write_file({.id = call.asset_id,
                                   .organization_id = run.job().organization_id,
                                   .project_id = shot.project_id,
                                   .folder = AssetFolder::Shots,
                                   .extension = pictures::check_picture(paid.picture.bytes),
                                   .state = ArtState::Pencil,
                                   .provenance = std::move(provenance)},
                                  paid.picture.bytes);
    });
    return {.value = {{"shot_id", shot.id.text}, {"asset_id", asset.id.text}},
            .store_with = [asset, call, actor = generate::actor_of(run.job()),
                           id = shot.id](store::Tx& tx) {
                spending::PaidWork::settle(tx, call);
                auto row = asset;
                tx.insert(row);
                show(tx, actor, id, row);
            }};
}

namespace {

std::string get_built_in(std::string_view name) {
    auto text = find_built_in_prompt(name);
    if (!text) throw AppError(Code::NotFound, PublicText{"There is no such prompt."});
    return std::move(*text);
}

}  // namespace

Prompt RenderService::get_prompt(const Actor& actor, const ProjectId& id, std::string_view name) {
    return store_.read([&](store::Reader& db) {
        const auto project = story::get_project(db, actor, Action::View, id);
        auto own = find_prompt(db, project.id, name);
        if (own) return std::move(*own);
        return Prompt{.organization_id = project.organization_id,
                      .project_id = project.id,
                      .name = std::string(name),
                      .text = get_built_in(name),
                      .rev = 0};
    });
}

Prompt RenderService::put_prompt(const Actor& actor, const ProjectId& id, std::string_view name,
                                 const std::string& text) {
    return store_.write([&](store::Tx& tx) {
        const auto project = story::get_project(tx, actor, Action::Edit, id);
        get_built_in(name);
        auto own = find_prompt(tx, project.id, name);
        if (own) {
            own->text = text;
            tx.update(*own);
            return std::move(*own);
        }
        Prompt fresh{.organization_id = project.organization_id,
                     .project_id = project.id,
                     .name = std::string(name),
                     .text = text};
        tx.insert(fresh);
        return fresh;
    });
}

Prompt RenderService::reset_prompt(const Actor& actor, const ProjectId& id, std::string_view name) {
    store_.write([&](store::Tx& tx) {
        const auto project = story::get_project(tx, actor, Action::Edit, id);
        if (const auto own = find_prompt(tx, project.id, name)) delete_prompt(tx, own->id);
    });
    return get_prompt(actor, id, name);
}

namespace {

std::vector<shots::Shot> shots_of(store::Reader& db, const Actor& actor, const ProjectId& project,
                                  const std::vector<ShotId>& ids) {
    story::get_project(db, actor, Action::Edit, project);
    if (ids.empty()) return shots::list_shots_of_project(db, project);
    return wanted_shots(db, actor, project, {.shot_ids = ids});
}

}  // namespace

std::vector<ShotId> RenderService::list_to_approve(const Actor& actor, const ProjectId& project) {
    return store_.read([&](store::Reader& db) {
        story::get_project(db, actor, Action::View, project);
        std::vector<ShotId> out;
        for (const auto& shot : select_to_approve(db, shots::list_shots_of_project(db, project))) {
            out.push_back(shot.id);
        }
        return out;
    });
}

std::vector<ShotId> RenderService::approve(const Actor& actor, const ProjectId& project,
                                           const std::vector<ShotId>& ids) {
    return store_.write(
        [&](store::Tx& tx) { return approve_shown(tx, shots_of(tx, actor, project, ids)); });
}

void RenderService::unapprove(const Actor& actor, const ProjectId& project,
                              const std::vector<ShotId>& ids) {
    if (ids.empty()) invalid("shot_ids", "names no shot");
    store_.write([&](store::Tx& tx) { unapprove_shown(tx, shots_of(tx, actor, project, ids)); });
}

}  // namespace fabula::render
