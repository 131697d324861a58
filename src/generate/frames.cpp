#include "generate/frames.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "breakdown/breakdown.hpp"
#include "cast/cast_store.hpp"
#include "drawing/frame_json.hpp"
#include "files/asset_store.hpp"
#include "generate/frame_request.hpp"
#include "history/record.hpp"
#include "pictures/pictures_store.hpp"
#include "providers/builtin.hpp"
#include "script/script_store.hpp"
#include "shots/shot_lines.hpp"
#include "shots/shots_store.hpp"

namespace fabula::generate {

namespace {

constexpr std::string_view kFrameKey = "frame:";

// The numbers written in headings; where a scene has none, its place in the script.
std::vector<std::string> scene_numbers(const screenplay::Outline& outline) {
    std::vector<std::string> numbers;
    std::size_t count = 0;
    for (const auto& node : outline.nodes) {
        const bool counts = node.kind == screenplay::NodeKind::Scene || node.has_content;
        count += counts;
        numbers.push_back(node.scene_number.empty() ? std::to_string(count) : node.scene_number);
    }
    return numbers;
}

std::vector<shots::Line> to_rows(const std::vector<breakdown::SpokenLine>& lines) {
    std::vector<shots::Line> rows;
    for (const auto& line : lines) {
        rows.push_back({line.speaker, line.extension, line.parenthetical, line.text});
    }
    return rows;
}

shots::Shot to_row(const script::ScriptView& view, const breakdown::ShotPlan& plan,
                   const SceneContext& context) {
    const auto& scene = view.outline.nodes[plan.node];
    shots::Shot shot;
    shot.id = make_id<ShotId>();
    shot.project_id = view.project.id;
    shot.scene_id = view.nodes[plan.node].id;
    shot.framing = name_of(plan.framing);
    shot.camera_angle = plan.angle;
    shot.camera_movement = plan.movement;
    shot.description = plan.description;
    shot.dialogue = to_rows(plan.dialogue);
    shot.character_names = plan.characters;
    shot.duration_ms = plan.duration_ms;
    shot.establishing = plan.establishing;
    shot.weight = plan.weight;
    shot.state = view.nodes[plan.node].pencil ? ArtState::Pencil : ArtState::Rough;
    shot.frame = encode(frame_request(scene, plan, context));
    return shot;
}

}  // namespace

std::vector<PlannedShot> plan_shots(const script::ScriptView& view) {
    const auto plans = breakdown::break_down(view.document, view.outline);
    const auto numbers = scene_numbers(view.outline);
    std::vector<PlannedShot> shots;
    shots.reserve(plans.size());
    std::size_t in_scene = 0;
    const auto contexts = scene_contexts(view.document, view.outline, plans);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto node = plans[i].node;
        const bool opens = i == 0 || plans[i - 1].node != node;
        in_scene = opens ? 0 : in_scene + 1;
        auto shot = to_row(view, plans[i], contexts[node]);
        shot.position = static_cast<std::int64_t>(in_scene) + 1;
        shot.shot_number = shots::shot_number_of(numbers[node], in_scene);
        shots.push_back({std::move(shot), plans[i].range});
    }
    return shots;
}

std::vector<providers::CastMember> cast_members(store::Reader& db, const ProjectId& project) {
    std::vector<providers::CastMember> members;
    for (const auto& member : cast::list_cast(db, project)) {
        members.push_back(
            {member.name, member.description, decode<drawing::LookHints>(member.look)});
    }
    return members;
}

Actor actor_of(const jobs::Job& job) {
    return Actor{job.created_by.value_or(UserId{}), job.organization_id, false};
}

void store_shot(store::Tx& tx, const script::Script& script, const PlannedShot& planned) {
    auto row = planned.shot;
    tx.insert(row);
    tx.insert(script::Anchor{.id = make_id<AnchorId>(),
                             .script_id = script.id,
                             .owner_kind = std::string(shots::kAnchorOwner),
                             .owner_id = row.id.text,
                             .from_offset = planned.range.from,
                             .to_offset = planned.range.to,
                             .version = script.version});
}

jobs::NewJobItem Frames::item_of(const shots::Shot& shot) {
    return {.key = std::string(kFrameKey) + shot.id.text,
            .title = shot.shot_number,
            .input = Json::object()};
}

void Frames::add_items(jobs::JobRun& run, const ProjectId& project,
                       const std::vector<jobs::NewJobItem>& last) {
    std::vector<jobs::NewJobItem> items;
    const auto known =
        store_.read([&](store::Reader& db) { return shots::list_shots_of_project(db, project); });
    for (const auto& shot : known) {
        if (!shot.image_id) items.push_back(item_of(shot));
    }
    std::vector<PlannedShot> fresh;
    script::Script script;
    if (known.empty()) {
        const auto view = scripts_.view(actor_of(run.job()), project);
        script = view.script;
        fresh = plan_shots(view);
        for (const auto& planned : fresh) items.push_back(item_of(planned.shot));
    }
    items.insert(items.end(), last.begin(), last.end());
    if (items.empty()) return;
    run.add_items(items, [&](store::Tx& tx) {
        for (const auto& planned : fresh) store_shot(tx, script, planned);
        if (fresh.empty()) return;
        history::record(tx, actor_of(run.job()), history::Act::Create,
                        {story::Project::table, project.text},
                        {{"of", "shot"}, {"create_count", fresh.size()}, {"drawn", true}});
    });
}

bool Frames::is_frame(const jobs::JobItem& item) {
    return item.item_key.starts_with(kFrameKey);
}

void Frames::add_redraws(jobs::JobRun& run, const std::string& name) {
    const auto folded = fold(name);
    const auto shows = [&](const files::Asset& asset) {
        if (!providers::is_builtin(asset.provenance)) return false;
        const auto spec = asset.provenance.value("spec", Json::object());
        const auto figures = spec.value("figures", Json::array());
        return std::ranges::any_of(
            figures, [&](const Json& figure) { return fold(figure.value("name", "")) == folded; });
    };
    const auto items = store_.read([&](store::Reader& db) {
        std::vector<jobs::NewJobItem> out;
        for (const auto& shot : shots::list_shots_of_project(db, *run.job().project_id)) {
            const auto asset = shot.image_id ? files::find_asset(db, *shot.image_id) : std::nullopt;
            if (asset && shows(*asset)) out.push_back(item_of(shot));
        }
        return out;
    });
    if (!items.empty()) run.add_items(items);
}

namespace {

// All that a frame is drawn from.
struct FrameTask {
    shots::Shot shot;
    providers::FrameRequest request;
    std::vector<providers::CastMember> cast;

    [[nodiscard]] bool draws_the_same(const FrameTask& other) const {
        return encode(request) == encode(other.request) &&
               JsonCodec<std::vector<providers::CastMember>>::encode(cast) ==
                   JsonCodec<std::vector<providers::CastMember>>::encode(other.cast);
    }
};

std::optional<FrameTask> find_task(store::Reader& db, const jobs::Job& job, const ShotId& id) {
    auto shot = shots::find_shot(db, actor_of(job), id);
    if (!shot) return std::nullopt;
    const auto scene = script::get_node(db, actor_of(job), Action::View, shot->scene_id);
    FrameTask task{std::move(*shot), {}, {}};
    task.request = request_of(task.shot, scene);
    task.cast = cast_members(db, task.shot.project_id);
    return task;
}

bool shows_a_picture(store::Reader& db, const shots::Shot& shot) {
    const auto asset = shot.image_id ? files::find_asset(db, *shot.image_id) : std::nullopt;
    return asset && (!providers::is_builtin(asset->provenance) || asset->state == ArtState::Ink);
}

// Whether a drawn frame has its place still: nobody has brought a picture, and where there is a
// frame already, this one is drawn from what stands now.
bool is_wanted(store::Reader& db, const jobs::Job& job, const FrameTask& drawn) {
    const auto now = find_task(db, job, drawn.shot.id);
    if (!now || shows_a_picture(db, now->shot)) return false;
    return !now->shot.image_id || drawn.draws_the_same(*now);
}

}  // namespace

void replace_rough(store::Tx& tx, const shots::Shot& shot, const AssetId& image) {
    shots::set_image(tx, shot.id, image);
    delete_replaced_rough(tx, shot);
}

void delete_replaced_rough(store::Tx& tx, const shots::Shot& before) {
    const auto asset = before.image_id ? files::find_asset(tx, *before.image_id) : std::nullopt;
    if (!asset || !providers::is_builtin(asset->provenance)) return;
    const auto versions = pictures::list_pictures(tx, shots::picture_owner(tx, before));
    const bool kept = std::ranges::any_of(
        versions, [&](const pictures::Picture& one) { return one.asset_id == asset->id; });
    if (!kept) files::delete_asset(tx, asset->id);
}

jobs::ItemResult Frames::draw(const jobs::Job& job, const jobs::JobItem& item) const {
    const ShotId id{item.item_key.substr(kFrameKey.size())};
    const auto task = store_.read([&](store::Reader& db) { return find_task(db, job, id); });
    if (!task) {
        throw AppError(Code::NotFound, PublicText{"The shot is no longer there."});
    }
    const auto picture = provider_.draw(task->request, task->cast);
    auto asset = assets_.write_file({.id = item.asset_id,
                                     .organization_id = job.organization_id,
                                     .project_id = task->shot.project_id,
                                     .folder = AssetFolder::Shots,
                                     .extension = picture.extension,
                                     .width = picture.width,
                                     .height = picture.height,
                                     // Only somebody who has seen it makes it ink.
                                     .state = std::min(task->shot.state, ArtState::Pencil),
                                     .provenance = picture.provenance},
                                    picture.bytes);
    return {.value = {{"shot_id", id.text}, {"asset_id", asset.id.text}},
            .store_with = [asset, job, drawn = *task](store::Tx& tx) {
                auto row = asset;
                tx.insert(row);
                if (!is_wanted(tx, job, drawn)) {
                    files::delete_asset(tx, row.id);
                    return;
                }
                const auto now = shots::find_shot(tx, actor_of(job), drawn.shot.id);
                replace_rough(tx, *now, row.id);
            }};
}

}  // namespace fabula::generate
