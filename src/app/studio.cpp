#include "app/studio.hpp"

#include "embedded/data.hpp"
#include "history/record.hpp"
#include "shots/shot_lines.hpp"
#include "shots/shots_store.hpp"

namespace fabula::app {

namespace {

constexpr std::string_view kDemoFolder = "demo/";
constexpr auto kJobPatience = std::chrono::seconds(5);

Json progress_of(const jobs::Job& job) {
    return {{"id", job.id.text},
            {"kind", job.kind},
            {"title", job.title},
            {"state", name_of(job.state)},
            {"item_count", job.item_count},
            {"done_count", job.done_count},
            {"failed_count", job.failed_count},
            {"error", job.error},
            {"result", job.result}};
}

Json about(const comments::Thread& thread) {
    return {{"thread_id", thread.id.text},
            {"object_kind", name_of(thread.object_kind)},
            {"object_id", thread.object_id}};
}

std::string project_of(const jobs::Job& job) {
    return job.project_id ? job.project_id->text : std::string{};
}

std::function<void(std::string_view)> to_log(Log& log, std::string_view event) {
    return [&log, event](std::string_view text) { log.warning(event, {{"text", text}}); };
}

store::CacheOptions cache_options(const Settings& settings, Log& log) {
    return {.size_bytes_max = static_cast<std::size_t>(settings.number("cache-mb")) << 20U,
            .report = to_log(log, "cache")};
}

jobs::JobServiceOptions job_options(const Settings& settings, Log& log) {
    return {.worker_count = static_cast<int>(settings.number("job-workers")),
            .report = to_log(log, "jobs")};
}

picture_stories::PictureStoryService::Parts story_parts(Studio& studio) {
    return {.store = studio.store,
            .clock = studio.clock,
            .accounts = studio.accounts,
            .imports = studio.imports,
            .jobs = studio.jobs,
            .assets = studio.assets,
            .frames = studio.frames,
            .renders = studio.renders,
            .models = studio.connections,
            .paid = studio.spending.work()};
}

picture_stories::SessionLimits session_limits(const Settings& settings) {
    return {.at_work_max = settings.number("max-sessions"),
            .idle_max = std::chrono::hours(settings.number("session-cleanup-hours"))};
}

accounts::SupabaseProject project_of(const Settings& settings) {
    return {.url = settings.text("supabase-url"),
            .jwt_secret = settings.text("supabase-jwt-secret")};
}

bool sees_asset(store::Reader& db, const Actor& actor, const files::Asset& asset) {
    return accounts::can(db, actor, Action::View,
                         accounts::object_of(asset.project_id, asset.organization_id));
}

http::EventHub::MaySee sees_project(store::Store& store) {
    return [&store](const Actor& actor, const OrganizationId& organization,
                    const std::string& project) {
        return store.read([&](store::Reader& db) {
            const auto object = project.empty() ? accounts::Object(organization)
                                                : accounts::Object(ProjectId{project});
            return accounts::can(db, actor, Action::View, object);
        });
    };
}

outline::OutlineService::Listener tells_of_outline(http::EventHub& events) {
    return [&events](const Actor& actor, const ProjectId& project) {
        events.publish(actor.organization, project.text, "outline.changed", Json::object());
    };
}

auto tells_of_changes(ScriptEvents& events) {
    return
        [&events](const story::Project& project, const ScriptId& id,
                  const script::CommittedChange& change) { events.changed(project, id, change); };
}

auto tells_of_comments(http::EventHub& events) {
    return [&events](const Actor& actor, const comments::Thread& thread) {
        events.publish(actor.organization, thread.project_id.text, "comments.changed",
                       about(thread));
    };
}

lessons::LessonsService::Parts lesson_parts(Studio& studio) {
    return {.store = studio.store,
            .accounts = studio.accounts,
            .imports = studio.imports,
            .scripts = studio.scripts,
            .edits = studio.script_edits,
            .stories = studio.stories,
            .jobs = studio.jobs,
            .comments = studio.comments,
            .cast = studio.cast,
            .cast_scripts = studio.cast_scripts,
            .frames = studio.placeholders,
            .pictures = studio.pictures,
            .rules = studio.provider,
            .storyboards = studio.storyboards,
            .renders = studio.renders,
            .paid = studio.spending.work(),
            .models = studio.connections};
}

}  // namespace

void JobEvents::job_changed(const jobs::Job& job) {
    events_.publish(job.organization_id, project_of(job), "job.progress", progress_of(job));
}

void JobEvents::item_changed(const jobs::Job& job, const jobs::JobItem& item) {
    auto data = progress_of(job);
    data["item"] = {{"key", item.item_key},
                    {"title", item.title},
                    {"state", name_of(item.state)},
                    {"error", item.error},
                    {"result", item.result}};
    events_.publish(job.organization_id, project_of(job), "job.item", std::move(data));
}

void ScriptEvents::changed(const story::Project& project, const ScriptId& id,
                           const script::CommittedChange& change) {
    events_.publish(
        project.organization_id, project.id.text, "script.changed",
        {{"script_id", id.text}, {"version", change.version}, {"client_id", change.client_id}},
        http::EventHub::Repeats::Replaced);
    if (auto* room = room_.load()) room->changed(id, change);
}

Studio::Studio(const Settings& settings, CreateFolder create, accounts::PasswordCost cost)
    : log(find_enum<LogLevel>(settings.text("log-level")).value_or(LogLevel::Info), clock),
      directory(settings.text("data"), create),
      secrets(directory.secret_key()),
      fetcher({.allowed = settings.list("net-allow"), .ca_file = settings.text("net-ca-file")}),
      store({.file = directory.database(), .clock = clock, .report = to_log(log, "store")}),
      cache(directory.cache(), cache_options(settings, log)),
      tree(directory.folder()),
      assets(store, tree, clock, sees_asset),
      events(make_uuid(), {.may_see = sees_project(store)}),
      job_events(events),
      jobs(store, clock, job_events, job_options(settings, log)),
      accounts(store),
      sign_in(store, clock, cost),
      second_factors(store, clock, sign_in, secrets),
      door(store, clock, sign_in),
      keys(store, clock),
      supabase_tokens(project_of(settings), fetcher, clock, to_log(log, "supabase")),
      supabase(store, clock, sign_in, door, supabase_tokens),
      people(store, clock, sign_in, history::record_member),
      organizations(store, history::record_member),
      activity(store),
      stories(store, assets),
      pictures(store, assets, shots::show_starred),
      scripts(store),
      script_records(store, stories),
      formats(store, accounts),
      script_events(events),
      script_changes(store, tells_of_changes(script_events)),
      script_edits(script_changes),
      history(store, script_changes),
      worlds(store, pictures, assets),
      cast(store, pictures, assets),
      cast_scripts(store, scripts, script_changes, history, shots::rename_character),
      shots(store, pictures, assets),
      sounds(store, assets),
      sound_uploads(store, sounds, directory.uploads()),
      comments(store, tells_of_comments(events)),
      suggestions(store, script_changes, comments),
      review(store, clock, comments, scripts),
      outline(store, script_changes, tells_of_outline(events)),
      structures(store, accounts),
      beats(store),
      lengths(store, scripts),
      stats(store),
      search(store, directory.cache(), clock, to_log(log, "search")),
      copies(store, accounts, assets),
      imports(store, accounts, scripts, script_edits),
      connections({store, secrets, fetcher, clock, settings.text("net-ca-file")}),
      frames(store, scripts, assets, provider),
      storyboards(store, jobs, frames, provider),
      placeholders(store, jobs, assets, frames, provider),
      spending(store, clock, jobs, connections),
      renders(store, clock, jobs, assets, connections, spending.work()),
      picture_stories(story_parts(*this), session_limits(settings)),
      dramas(store, stories, imports, outline, tells_of_outline(events)),
      drama_model({store, jobs, imports, renders, spending.work(), connections,
                   tells_of_outline(events)}),
      comics(store, cache, assets),
      lessons(lesson_parts(*this)),
      takeout(store, scripts, assets, jobs, frames, comics, provider),
      host(accounts.ensure_host()) {}

Studio::~Studio() {
    jobs.stop(kJobPatience);
}

void Studio::start() {
    script_changes.set_on_new_scenes(shots::follow_lines);
    tree.remove_unfinished();
    for (const auto& file : embedded::data()) {
        if (!file.name.starts_with(kDemoFolder)) continue;
        imports.ensure_demo(host, file.name.substr(kDemoFolder.size()), file.bytes);
    }
    search.start();
    jobs.start();
}

}  // namespace fabula::app
