#include "app/house.hpp"

#include "accounts/door_routes.hpp"
#include "accounts/keys_routes.hpp"
#include "accounts/organizations_routes.hpp"
#include "accounts/people_routes.hpp"
#include "accounts/second_factor_routes.hpp"
#include "accounts/supabase_routes.hpp"
#include "app/health_routes.hpp"
#include "cast/cast_routes.hpp"
#include "comments/comments_routes.hpp"
#include "comments/review_routes.hpp"
#include "convert/convert_routes.hpp"
#include "copies/copy_routes.hpp"
#include "embedded/docs_page.hpp"
#include "embedded/i18n.hpp"
#include "embedded/templates.hpp"
#include "embedded/web.hpp"
#include "dramas/dramas_routes.hpp"
#include "generate/generate_routes.hpp"
#include "history/activity_routes.hpp"
#include "http/body/receive.hpp"
#include "imports/documented_routes.hpp"
#include "imports/imports_routes.hpp"
#include "jobs/jobs_routes.hpp"
#include "lessons/lessons_routes.hpp"
#include "outline/outline_routes.hpp"
#include "pages/people_pages.hpp"
#include "pages/review_page.hpp"
#include "panels/panels_routes.hpp"
#include "picture_stories/picture_stories_routes.hpp"
#include "pictures/pictures_routes.hpp"
#include "providers/connections_routes.hpp"
#include "render/render_routes.hpp"
#include "script/edit_routes.hpp"
#include "script/history_routes.hpp"
#include "script/record_routes.hpp"
#include "script/script_routes.hpp"
#include "search/search_routes.hpp"
#include "shots/shots_routes.hpp"
#include "sound/sound_routes.hpp"
#include "sound/upload_routes.hpp"
#include "spending/spending_routes.hpp"
#include "spreadsheets/spreadsheets_routes.hpp"
#include "stats/stats_routes.hpp"
#include "story/story_routes.hpp"
#include "takeout/preset_routes.hpp"
#include "takeout/takeout_routes.hpp"
#include "world/world_routes.hpp"

namespace fabula::app {

namespace {

// From the program, or in development from the source folder at each request.
std::unique_ptr<http::Resources> open_resources(EmbeddedFolder embedded, const std::string& dev,
                                                const std::string& folder) {
    if (dev.empty()) return std::make_unique<http::EmbeddedResources>(embedded);
    return std::make_unique<http::FolderResources>(std::filesystem::path(dev) / folder);
}

}  // namespace

struct House::Parts {
    Parts(Studio& studio, const Settings& settings, const http::Policy& policy);

    http::RouteTable all_routes();

    std::unique_ptr<http::Resources> web;
    std::unique_ptr<http::Resources> template_files;
    std::unique_ptr<http::Resources> i18n;
    http::EmbeddedResources docs_files;
    http::Texts texts;
    pages::PageRoutes pages;
    pages::PeoplePages people_pages;
    pages::ReviewPage review_page;
    http::Templates templates;
    HealthRoutes health;
    http::AssetRoutes assets;
    http::EventRoutes events;
    http::DocsRoutes docs;
    accounts::SignInRoutes sign_in;
    accounts::SecondFactorRoutes second_factors;
    accounts::DoorRoutes door;
    accounts::KeyRoutes keys;
    accounts::SupabaseRoutes supabase;
    accounts::PeopleRoutes people;
    accounts::OrganizationRoutes organizations;
    history::ActivityRoutes activity;
    story::StoryRoutes stories;
    imports::ImportRoutes imports;
    imports::DocumentedRoutes documented;
    dramas::DramasRoutes dramas;
    convert::ConvertRoutes convert;
    script::RecordRoutes script_records;
    script::EditRoutes script_edits;
    script::HistoryRoutes history;
    script::ScriptRoutes scripts;
    world::WorldRoutes worlds;
    cast::CastRoutes cast;
    shots::ShotsRoutes shots;
    sound::SoundRoutes sounds;
    sound::UploadRoutes sound_uploads;
    pictures::PictureRoutes pictures;
    comments::CommentsRoutes comments;
    comments::ReviewRoutes review;
    outline::OutlineRoutes outline;
    stats::StatsRoutes stats;
    search::SearchRoutes search;
    copies::CopyRoutes copies;
    spreadsheets::SpreadsheetRoutes spreadsheets;
    generate::GenerateRoutes generate;
    panels::PanelsRoutes panels;
    lessons::LessonsRoutes lessons;
    takeout::TakeoutRoutes takeout;
    takeout::PresetRoutes presets;
    providers::ConnectionsRoutes providers;
    spending::SpendingRoutes spending;
    render::RenderRoutes renders;
    picture_stories::PictureStoryRoutes picture_stories;
    jobs::JobsRoutes jobs;
    std::unique_ptr<http::Dispatcher> dispatcher;
};

namespace {

// Where the records are is told to who runs the server alone.
pages::HouseFacts facts_for(Studio& studio, const Actor& actor, const std::string& environment) {
    pages::HouseFacts facts{.environment = environment, .data_folder = {}, .person = {}};
    if (actor.host) facts.data_folder = studio.directory.folder().string();
    if (!actor.anonymous() && studio.sign_in.has_accounts()) {
        facts.person = studio.accounts.name_of(actor.user);
    }
    return facts;
}

pages::PeoplePages::Parts people_parts(Studio& studio, const http::Policy& policy,
                                       const http::Texts& texts) {
    return {.accounts = studio.accounts,
            .sign_in = studio.sign_in,
            .second_factors = studio.second_factors,
            .door = studio.door,
            .keys = studio.keys,
            .supabase = studio.supabase,
            .people = studio.people,
            .organizations = studio.organizations,
            .stories = studio.stories,
            .policy = policy,
            .texts = texts,
            .clock = studio.clock,
            .data_folder = studio.directory.folder().string()};
}

pages::Sources page_sources(Studio& studio, const http::Texts& texts) {
    return {.accounts = studio.accounts,
            .activity = studio.activity,
            .stories = studio.stories,
            .imports = studio.imports,
            .scripts = studio.scripts,
            .records = studio.script_records,
            .formats = studio.formats,
            .history = studio.history,
            .cast = studio.cast,
            .cast_scripts = studio.cast_scripts,
            .worlds = studio.worlds,
            .shots = studio.shots,
            .sounds = studio.sounds,
            .outline = studio.outline,
            .structures = studio.structures,
            .beats = studio.beats,
            .lengths = studio.lengths,
            .search = studio.search,
            .picture_stories = studio.picture_stories,
            .comics = studio.comics,
            .lessons = studio.lessons,
            .takeout = studio.takeout,
            .jobs = studio.jobs,
            .spending = studio.spending,
            .renders = studio.renders,
            .connections = studio.connections,
            .assets = studio.assets,
            .texts = texts};
}

outline::OutlineRoutes::Parts outline_parts(Studio& studio) {
    return {.outline = studio.outline,
            .structures = studio.structures,
            .beats = studio.beats,
            .lengths = studio.lengths,
            .edits = studio.script_edits,
            .scripts = studio.scripts,
            .stories = studio.stories,
            .cast = studio.cast,
            .shots = studio.shots};
}

}  // namespace

House::Parts::Parts(Studio& studio, const Settings& settings, const http::Policy& policy)
    : web(open_resources(embedded::web(), settings.text("dev"), "build/web")),
      template_files(open_resources(embedded::templates(), settings.text("dev"), "templates")),
      i18n(open_resources(embedded::i18n(), settings.text("dev"), "web/i18n")),
      docs_files(embedded::docs_page()),
      texts(*i18n),
      pages(page_sources(studio, texts)),
      people_pages(people_parts(studio, policy, texts)),
      review_page(studio.review, policy),
      templates(*template_files, *web, *i18n,
                {.reload = settings.text("dev").empty() ? http::TemplateOptions::Reload::Never
                                                        : http::TemplateOptions::Reload::Always,
                 .common =
                     [&studio, environment = settings.text("env")](const Actor& actor) {
                         return pages::common_data(studio.jobs, studio.events, actor,
                                                   facts_for(studio, actor, environment));
                     }}),
      health(settings.text("env"), templates.asset("icons/favicon.svg")),
      assets(*web),
      events(studio.events),
      docs(docs_files, templates.asset("app.css")),
      sign_in(studio.accounts, studio.sign_in, studio.second_factors, studio.setup_code, policy),
      second_factors(studio.second_factors, studio.sign_in),
      door(studio.door, studio.sign_in, policy),
      keys(studio.keys),
      supabase(studio.supabase),
      people(studio.people, studio.sign_in, policy),
      organizations(studio.organizations, studio.people, studio.sign_in),
      activity(studio.activity),
      stories(studio.stories),
      imports(studio.imports),
      documented(studio.imports, studio.stories, studio.script_records, studio.scripts,
                 studio.script_edits),
      dramas(studio.dramas, studio.drama_model),
      script_records(studio.script_records, studio.formats),
      script_edits(studio.script_edits, studio.script_records),
      history(studio.history, studio.script_records),
      scripts(studio.scripts, studio.script_changes),
      worlds(studio.worlds),
      cast(studio.cast, studio.cast_scripts),
      shots(studio.shots),
      sounds(studio.sounds),
      sound_uploads(studio.sound_uploads),
      pictures(studio.pictures, studio.assets, studio.cache),
      comments(studio.comments, studio.suggestions),
      review(studio.review, studio.clock, policy),
      outline(outline_parts(studio)),
      stats(studio.stats),
      search(studio.search),
      copies(studio.copies),
      spreadsheets(studio.store, texts),
      generate(studio.storyboards, studio.placeholders),
      panels(studio.comics),
      lessons(studio.lessons),
      takeout(studio.takeout),
      presets(studio.presets),
      providers(studio.connections),
      spending(studio.spending),
      renders(studio.renders),
      picture_stories(studio.picture_stories, studio.connections),
      jobs(studio.jobs) {}

// In reading order: what a person meets, then what programs ask.
http::RouteTable House::Parts::all_routes() {
    http::RouteTable all;
    const auto add = [&all](http::RouteTable table) {
        std::move(table.begin(), table.end(), std::back_inserter(all));
    };
    add(pages.table());
    add(people_pages.table());
    add(review_page.table());
    add(health.table());
    add(sign_in.table());
    add(second_factors.table());
    add(door.table());
    add(keys.table());
    add(supabase.table());
    add(people.table());
    add(organizations.table());
    add(activity.table());
    add(imports.table());
    add(dramas.table());
    add(dramas.table_of_parts());
    add(convert.table());
    add(stories.table());
    add(script_records.table());
    add(script_edits.table());
    add(history.table());
    add(scripts.table());
    add(cast.table());
    add(worlds.table());
    add(copies.table());
    add(outline.table());
    add(shots.table());
    add(sounds.table());
    add(sound_uploads.table());
    add(pictures.table());
    add(comments.table());
    add(review.table());
    add(stats.table());
    add(search.table());
    add(spreadsheets.table());
    add(generate.table());
    add(panels.table());
    add(lessons.table());
    add(takeout.table());
    add(presets.table());
    add(providers.table());
    add(spending.table());
    add(renders.table());
    add(picture_stories.table());
    add(jobs.table());
    add(documented.table());
    add(events.table());
    add(assets.table());
    add(docs.table());
    return all;
}

House::House(Studio& studio, const Settings& settings, http::Gatekeeper& gatekeeper,
             const http::Policy& policy, std::stop_token stopping)
    : parts_(std::make_unique<Parts>(studio, settings, policy)) {
    auto routes = parts_->all_routes();
    parts_->docs.describe(routes, {.title = "Fabula",
                                   .version = FABULA_VERSION,
                                   .description = "A story studio in one executable."});
    const auto uploads = studio.directory.uploads();
    std::filesystem::create_directories(uploads);
    http::remove_abandoned_uploads(uploads);
    parts_->dispatcher = std::make_unique<http::Dispatcher>(
        std::move(routes), http::DispatchParts{.gatekeeper = gatekeeper,
                                               .policy = policy,
                                               .log = studio.log,
                                               .templates = &parts_->templates,
                                               .upload_folder = uploads,
                                               .stopping = std::move(stopping)});
}

House::~House() = default;

const http::Dispatcher& House::dispatcher() const {
    return *parts_->dispatcher;
}

}  // namespace fabula::app
