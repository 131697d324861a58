#include "picture_stories/picture_stories_service.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/random.hpp"
#include "files/asset_store.hpp"
#include "history/record.hpp"
#include "picture_stories/candidates.hpp"
#include "picture_stories/scene_plan.hpp"
#include "picture_stories/scene_prompts.hpp"
#include "picture_stories/session_view.hpp"
#include "picture_stories/story_work.hpp"
#include "picture_stories/story_zip.hpp"
#include "screenplay/fountain.hpp"
#include "script/script_service.hpp"
#include "script/script_store.hpp"
#include "shots/shots_service.hpp"
#include "store/in_parts.hpp"
#include "story/story_store.hpp"

namespace fabula::picture_stories {

namespace {

constexpr auto kTouchedAgainAfter = std::chrono::minutes(1);
constexpr std::int64_t kAtATime = 20;

Actor actor_of(const Session& session) {
    return Actor{session.created_by.value_or(UserId{}), session.organization_id, false};
}

}  // namespace

PictureStoryService::PictureStoryService(const Parts& parts, const SessionLimits& limits)
    : from_(parts), limits_(limits) {
    from_.jobs.register_kind(std::string(kPictureStoryKind),
                             [this](jobs::JobRun& run) { work(run); });
}

namespace {

UnderstoodStory understand(const screenplay::Document& document, std::string_view text,
                           std::string title, std::optional<std::int64_t> count) {
    UnderstoodStory out;
    static_cast<breakdown::Analysis&>(out) = breakdown::analyse(document);
    out.title = std::move(title);
    out.proposed_scenes = propose_scenes(document, text, count.value_or(out.recommended_scenes));
    return out;
}

}  // namespace

UnderstoodStory PictureStoryService::analyse(const Actor& actor, const StoryText& story,
                                             std::optional<std::int64_t> count) {
    from_.accounts.require(actor, Action::View, actor.organization);
    const auto read = read_story(story);
    const auto document = screenplay::parse_fountain(read.text, script::to_engine(read.format));
    return understand(document, read.text, read.title, count);
}

UnderstoodStory PictureStoryService::analyse(const Actor& actor, const ProjectId& id,
                                             std::optional<std::int64_t> count) {
    script::Script script;
    story::Project project;
    const auto text = from_.store.read([&](store::Reader& db) {
        project = story::get_project(db, actor, Action::View, id);
        script = script::get_script_of(db, project.id);
        return script::read_text(db, script).text;
    });
    const auto document = screenplay::parse_fountain(text, script::to_engine(script.format));
    return understand(document, text, project.title, count);
}

AnalysedStory PictureStoryService::take_in(const Actor& actor, const StoryText& story) {
    from_.accounts.require(actor, Action::Edit, actor.organization);
    const auto read = read_story(story);
    const auto record = create_project(from_.imports, actor, read);
    return from_.store.read([&](store::Reader& db) {
        return AnalysedStory{
            .project = story::get_project(db, actor, Action::View, record.project_id),
            .text = read.text,
            .analysis = read.analysis};
    });
}

PictureStoryService::Models PictureStoryService::choose_models(
    const OrganizationId& organization, const std::optional<ProjectId>& project,
    const PictureWish& wish) const {
    const auto whom = [&](const std::string& connection, const std::string& model) {
        providers::ModelChoice::For out{.organization = organization, .project = project};
        if (!connection.empty()) out.connection = connection;
        if (!model.empty()) out.model = model;
        return out;
    };
    const auto none = [](const char* field, const char* of) {
        throw AppError(Code::Conflict,
                       PublicText{std::string("No provider of ") + of + " is chosen."},
                       {.field = field});
    };
    Models out;
    if (wish.pictures != MadeBy::Rules) {
        const auto model = from_.models.find_image(whom(wish.image_connection, wish.image_model));
        if (!model && wish.pictures == MadeBy::Model) none("pictures", "pictures");
        if (model) out.image_connection = model->endpoint().connection_id;
        if (model) out.image_model = model->endpoint().model;
    }
    if (wish.words != MadeBy::Rules) {
        const auto model = from_.models.find_text(whom(wish.text_connection, wish.text_model));
        if (!model && wish.words == MadeBy::Model) none("words", "text");
        if (model) out.text_connection = model->endpoint().connection_id;
        if (model) out.text_model = model->endpoint().model;
    }
    return out;
}

SessionView PictureStoryService::begin(const Actor& actor, const StoryText& story,
                                       const PictureWish& wish) {
    from_.accounts.require(actor, Action::Edit, actor.organization);
    const auto read = read_story(story);
    if (read.word_count < wish.num_scenes) {
        invalid("num_scenes",
                "is more than the " + std::to_string(read.word_count) + " words of the story");
    }
    static_cast<void>(choose_models(actor.organization, std::nullopt, wish));  // Or refuse now.
    return begin(actor, create_project(from_.imports, actor, read).project_id, wish);
}

SessionView PictureStoryService::begin(const Actor& actor, const ProjectId& project,
                                       const PictureWish& wish) {
    const auto plan = plan_scenes(from_.store, actor, project, wish.num_scenes);
    const auto models = choose_models(plan.project.organization_id, plan.project.id, wish);
    Session wanted{.organization_id = plan.project.organization_id,
                   .project_id = plan.project.id,
                   .media_type = wish.media_type,
                   .scene_count = std::ssize(plan.scenes),
                   .image_connection = models.image_connection,
                   .image_model = models.image_model,
                   .text_connection = models.text_connection,
                   .text_model = models.text_model,
                   .words_fallback = wish.words_fallback};
    if (!actor.user.empty()) wanted.created_by = actor.user;
    if (wish.with_ext_id) wanted.ext_id = "session_" + random_hex(4);
    return from_.store.write([&](store::Tx& tx) { return store_plan(tx, actor, plan, wanted); });
}

SessionView PictureStoryService::store_plan(store::Tx& tx, const Actor& actor,
                                            const StoryPlan& plan, const Session& wanted) {
    story::get_project(tx, actor, Action::Edit, plan.project.id);
    auto session = wanted;
    session.touched_at = tx.now();
    tx.insert(session);
    const auto fresh =
        std::ranges::count_if(plan.scenes, [](const ScenePlan& one) { return !one.shot; });
    const auto by =
        history::part_of_many(tx, actor, history::Act::Create, history::entity_of(plan.project),
                              {.of = shots::Shot::table, .created = fresh});
    std::int64_t number = 0;
    for (const auto& one : plan.scenes) {
        Scene scene{.session_id = session.id,
                    .shot_id = one.shot ? *one.shot : insert_shot(tx, by, plan, one).id,
                    .scene_number = number++,
                    .title = one.title,
                    .excerpt = one.excerpt};
        scene.image_prompt = prompt_by_rules(tx, actor, session, scene);
        tx.insert(scene);
    }
    start_waiting(tx, {});
    return view_of(tx, actor, get_session(tx, actor, Action::View, session.id.text));
}

void PictureStoryService::start_waiting(store::Tx& tx, const JobId& apart) {
    const auto free = limits_.at_work_max - count_at_work(tx, apart);
    if (free <= 0) return;
    for (auto& session : list_waiting(tx, free)) start(tx, session);
}

void PictureStoryService::start(store::Tx& tx, Session& session) {
    const auto actor = actor_of(session);
    std::vector<jobs::NewJobItem> items;
    const bool by_model = !session.image_connection.empty();
    if (!session.text_connection.empty()) {
        items.push_back({.key = std::string(kWordsKey), .title = "Words for the pictures"});
    }
    const bool waits = !items.empty() && !session.words_fallback;
    std::vector<Scene> drawn;
    for (auto& scene : list_scenes(tx, session.id)) {
        if (!needs_picture(tx, actor, scene.shot_id, by_model)) continue;
        auto item = item_for(tx, actor, scene, by_model);
        if (waits) item.needs = {std::string(kWordsKey)};
        items.push_back(std::move(item));
        drawn.push_back(std::move(scene));
    }
    session.started_at = tx.now();
    tx.update(session);
    if (!drawn.empty()) submit(tx, session, items, drawn);
}

void PictureStoryService::submit(store::Tx& tx, const Session& session,
                                 const std::vector<jobs::NewJobItem>& items,
                                 std::vector<Scene>& scenes) {
    const auto actor = actor_of(session);
    const auto job = from_.jobs.submit(tx, actor,
                                       {.kind = std::string(kPictureStoryKind),
                                        .title = title_of(tx, session.project_id),
                                        .project_id = session.project_id,
                                        .input = {{"session_id", session.id.text},
                                                  {"connection", session.image_connection},
                                                  {"model", session.image_model}},
                                        .items = items});
    for (const auto& item : jobs::list_items(tx, job.id)) {
        for (auto& scene : scenes) {
            if (!is_of_shot(item, scene.shot_id)) continue;
            scene.job_item_id = item.id;
            tx.update(scene);
        }
    }
}

SessionView PictureStoryService::get(const Actor& actor, const std::string& id) {
    const auto look = [&](store::Reader& db) {
        return view_of(db, actor, get_session(db, actor, Action::View, id));
    };
    const auto view = from_.store.read(look);
    const bool old = from_.clock.now() - view.row.touched_at > kTouchedAgainAfter;
    // Work that was stopped tells nobody that its place is free.
    const bool next = view.queue_place == 1;
    if (!view.row.expired_at && !old && !next) return view;
    return from_.store.write([&](store::Tx& tx) {
        touch(tx, view.row.id);
        if (next) start_waiting(tx, {});
        return look(tx);
    });
}

std::vector<SessionView> PictureStoryService::list(const Actor& actor,
                                                   const std::optional<ProjectId>& project,
                                                   const std::string& before, std::int64_t limit) {
    return from_.store.read([&](store::Reader& db) {
        std::vector<SessionView> out;
        if (project) story::get_project(db, actor, Action::View, *project);
        for (const auto& session : list_sessions(db, actor, project, before, limit)) {
            out.push_back(view_of(db, actor, session));
        }
        return out;
    });
}

SessionCounts PictureStoryService::counts() {
    return from_.store.read([](store::Reader& db) { return count_sessions(db); });
}

SessionView PictureStoryService::decide(const Actor& actor, const std::string& id,
                                        const Decision& decision) {
    return from_.store.write([&](store::Tx& tx) {
        auto session = get_session(tx, actor, Action::Edit, id);
        const auto view = view_of(tx, actor, session);
        const auto scene_at = [&](std::int64_t number) -> const SceneView& {
            const auto found = std::ranges::find(
                view.scenes, number, [](const SceneView& one) { return one.row.scene_number; });
            if (found == view.scenes.end()) {
                invalid(decision.field, "names a scene that is not there");
            }
            return *found;
        };
        for (const auto number : decision.approved) {
            const auto& scene = scene_at(number);
            if (!scene.picture) invalid(decision.field, "names a scene that has no picture yet");
            approve(tx, actor, scene);
        }
        for (const auto number : decision.refused) unapprove(tx, scene_at(number));
        if (!decision.approved.empty()) session.approved_at = tx.now();
        session.touched_at = tx.now();
        session.expired_at.reset();
        tx.update(session);
        return view_of(tx, actor, session);
    });
}

namespace {

const SceneView& scene_to_redo(const SessionView& view, std::int64_t number) {
    const auto found = std::ranges::find(view.scenes, number,
                                         [](const SceneView& one) { return one.row.scene_number; });
    if (found == view.scenes.end()) invalid("scene_number", "is no scene of this picture story");
    if (found->approved) {
        throw AppError(Code::Conflict,
                       PublicText{"The picture is approved and stays as it is. Take the approval "
                                  "back first."},
                       {.field = "scene_number"});
    }
    const bool at_work = view.row.started_at && (found->status == SceneStatus::Waiting ||
                                                 found->status == SceneStatus::Drawing);
    if (at_work || view.status == SessionStatus::Pending) {
        throw AppError(Code::Conflict, PublicText{"This picture is being made already."},
                       {.field = "scene_number"});
    }
    return *found;
}

}  // namespace

SessionView PictureStoryService::redo(const Actor& actor, const std::string& id,
                                      std::int64_t number, const RedoWish& wish) {
    const auto before = from_.store.read(
        [&](store::Reader& db) { return get_session(db, actor, Action::Edit, id); });
    auto models =
        Models{.image_connection = before.image_connection, .image_model = before.image_model};
    if (wish.pictures != MadeBy::Chosen || !wish.image_connection.empty()) {
        models = choose_models(before.organization_id, before.project_id,
                               {.pictures = wish.pictures,
                                .words = MadeBy::Rules,
                                .image_connection = wish.image_connection,
                                .image_model = wish.image_model});
    }
    return from_.store.write([&](store::Tx& tx) {
        auto session = get_session(tx, actor, Action::Edit, id);
        const auto view = view_of(tx, actor, session);
        auto scene = scene_to_redo(view, number).row;
        const bool by_model = !models.image_connection.empty();
        if (!by_model) check_drawable(tx, actor, scene.shot_id);
        if (wish.description) {
            shots::write_row(tx, actor, {},
                             {{"id", scene.shot_id.text}, {"description", *wish.description}});
        }
        if (wish.prompt) {
            scene.image_prompt = *wish.prompt;
            scene.prompt_by = PromptBy::Hand;
        } else if (wish.description || scene.prompt_by == PromptBy::Rules) {
            scene.image_prompt = prompt_by_rules(tx, actor, session, scene);
            scene.prompt_by = PromptBy::Rules;
        }
        std::vector<Scene> one{scene};
        auto asked = session;
        asked.image_connection = models.image_connection;
        asked.image_model = models.image_model;
        submit(tx, asked, {item_for(tx, actor, scene, by_model)}, one);
        session.cancelled_at.reset();
        session.expired_at.reset();
        session.touched_at = tx.now();
        if (!session.started_at) session.started_at = tx.now();
        tx.update(session);
        return view_of(tx, actor, session);
    });
}

void PictureStoryService::stop_work(const Actor& actor, const std::string& id) {
    const auto open = from_.store.read([&](store::Reader& db) {
        return list_open_jobs(db, get_session(db, actor, Action::Edit, id).id);
    });
    for (const auto& job : open) from_.jobs.cancel(actor, job);
}

SessionView PictureStoryService::cancel(const Actor& actor, const std::string& id) {
    stop_work(actor, id);
    return from_.store.write([&](store::Tx& tx) {
        auto session = get_session(tx, actor, Action::Edit, id);
        session.cancelled_at = tx.now();
        session.touched_at = tx.now();
        tx.update(session);
        start_waiting(tx, {});
        return view_of(tx, actor, session);
    });
}

void PictureStoryService::remove(const Actor& actor, const std::string& id) {
    stop_work(actor, id);
    from_.store.write([&](store::Tx& tx) {
        auto session = get_session(tx, actor, Action::Edit, id);
        session.deleted_at = tx.now();
        tx.update(session);
        start_waiting(tx, {});
    });
}

SessionView PictureStoryService::restore(const Actor& actor, const std::string& id) {
    return from_.store.write([&](store::Tx& tx) {
        auto session = get_session(tx, actor, Action::Edit, id, Removed::Only);
        session.deleted_at.reset();
        session.touched_at = tx.now();
        tx.update(session);
        start_waiting(tx, {});
        return view_of(tx, actor, get_session(tx, actor, Action::View, session.id.text));
    });
}

PictureStoryService::Download PictureStoryService::download(const Actor& actor,
                                                            const std::string& id) {
    const auto view = get(actor, id);
    const auto title =
        from_.store.read([&](store::Reader& db) { return title_of(db, view.row.project_id); });
    return {.file_name = title + ".zip", .bytes = zip_of(view, title, from_.assets)};
}

void PictureStoryService::tend(Time now) {
    from_.store.write([&](store::Tx& tx) { start_waiting(tx, {}); });
    store::write_in_parts(from_.store, kAtATime, [&](store::Tx& tx, std::int64_t limit) {
        auto idle = list_idle(tx, now - limits_.idle_max, limit);
        for (auto& session : idle) {
            drop_candidates(tx, session);
            session.expired_at = now;
            tx.update(session);
        }
        return std::ssize(idle);
    });
    store::write_in_parts(from_.store, kAtATime, [&](store::Tx& tx, std::int64_t limit) {
        const auto gone = list_removed_before(tx, now - story::kBinKept, limit);
        for (const auto& session : gone) {
            drop_candidates(tx, session);
            delete_session(tx, session.id);
        }
        return std::ssize(gone);
    });
}

void PictureStoryService::work(jobs::JobRun& run) {
    const StoryWork with{from_.store, from_.paid, from_.models, from_.renders};
    const bool by_model = !run.job().input.value("connection", std::string()).empty();
    const auto is_words = [](const jobs::JobItem& item) { return item.item_key == kWordsKey; };
    run.each_item([&](const jobs::JobItem& item) { return word_scenes(with, run, item); },
                  {.wanted = is_words});
    run.each_item([&](const jobs::JobItem& item) { return paint(run, item); },
                  {.threads = by_model ? width_of(with, run.job()) : generate::kDrawingThreads,
                   .wanted = [&](const jobs::JobItem& item) { return !is_words(item); }});
    from_.frames.forget_replaced();
    from_.store.write([&](store::Tx& tx) { start_waiting(tx, run.job().id); });
}

jobs::ItemResult PictureStoryService::paint(jobs::JobRun& run, const jobs::JobItem& item) const {
    if (generate::Frames::is_frame(item)) return from_.frames.draw(run.job(), item);
    return paint_scene({from_.store, from_.paid, from_.models, from_.renders}, run, item);
}

}  // namespace fabula::picture_stories
