// The whole program without its front door: everything that works on one data directory, in the
// order in which it starts. Destruction is the reverse.
#pragma once

#include <atomic>
#include <memory>

#include "accounts/accounts_service.hpp"
#include "accounts/door_service.hpp"
#include "accounts/keys_service.hpp"
#include "accounts/organizations_service.hpp"
#include "accounts/people_service.hpp"
#include "accounts/second_factor_service.hpp"
#include "accounts/setup_code.hpp"
#include "accounts/sign_in_service.hpp"
#include "accounts/supabase_service.hpp"
#include "app/data_directory.hpp"
#include "base/log.hpp"
#include "base/secret_box.hpp"
#include "base/settings.hpp"
#include "cast/cast_script_service.hpp"
#include "comments/review_service.hpp"
#include "comments/suggestions_service.hpp"
#include "copies/copy_service.hpp"
#include "dramas/drama_model.hpp"
#include "dramas/dramas_service.hpp"
#include "files/asset_service.hpp"
#include "generate/frame_service.hpp"
#include "generate/storyboard_service.hpp"
#include "history/activity_service.hpp"
#include "http/events.hpp"
#include "imports/imports_service.hpp"
#include "jobs/jobs_service.hpp"
#include "lessons/lessons_service.hpp"
#include "net/fetcher.hpp"
#include "outline/beats_service.hpp"
#include "outline/lengths.hpp"
#include "outline/outline_service.hpp"
#include "outline/structure_service.hpp"
#include "panels/comic_service.hpp"
#include "picture_stories/picture_stories_service.hpp"
#include "pictures/pictures_service.hpp"
#include "providers/builtin.hpp"
#include "providers/connections_service.hpp"
#include "render/render_service.hpp"
#include "script/change_service.hpp"
#include "script/edit_service.hpp"
#include "script/format_service.hpp"
#include "script/history_service.hpp"
#include "script/record_service.hpp"
#include "script/script_service.hpp"
#include "script/writing_room.hpp"
#include "search/search_service.hpp"
#include "shots/shots_service.hpp"
#include "sound/upload_service.hpp"
#include "spending/spending_service.hpp"
#include "stats/stats_service.hpp"
#include "store/cache.hpp"
#include "store/store.hpp"
#include "story/story_service.hpp"
#include "takeout/preset_service.hpp"
#include "takeout/takeout_service.hpp"
#include "world/world_service.hpp"

namespace fabula::app {

// Tells open pages what jobs do.
class JobEvents final : public jobs::JobListener {
public:
    explicit JobEvents(http::EventHub& events) : events_(events) {}
    void job_changed(const jobs::Job& job) override;
    void item_changed(const jobs::Job& job, const jobs::JobItem& item) override;

private:
    http::EventHub& events_;
};

// Tells open pages and open editors what is written.
class ScriptEvents {
public:
    explicit ScriptEvents(http::EventHub& events) : events_(events) {}
    // Until this is called, and after it was called with none, only pages hear of changes.
    void set_room(script::WritingRoom* room) { room_ = room; }
    void changed(const story::Project& project, const ScriptId& id,
                 const script::CommittedChange& change);

private:
    http::EventHub& events_;
    std::atomic<script::WritingRoom*> room_{nullptr};
};

struct Studio {
    Studio(const Settings& settings, CreateFolder create, accounts::PasswordCost cost = {});
    ~Studio();
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;

    // Opens the demo at the first start and lets the jobs go on.
    void start();

    WallClock clock;
    Log log;
    DataDirectory directory;
    SecretBox secrets;
    net::Fetcher fetcher;
    store::Store store;
    store::Cache cache;
    files::AssetTree tree;
    files::AssetService assets;
    http::EventHub events;
    JobEvents job_events;
    jobs::JobService jobs;
    accounts::AccountsService accounts;
    accounts::SignInService sign_in;
    accounts::SecondFactorService second_factors;
    accounts::DoorService door;
    accounts::KeyService keys;
    accounts::SupabaseTokens supabase_tokens;
    accounts::SupabaseService supabase;
    accounts::SetupCode setup_code;
    accounts::PeopleService people;
    accounts::OrganizationService organizations;
    history::ActivityService activity;
    story::StoryService stories;
    pictures::PictureService pictures;
    script::ScriptService scripts;
    script::ScriptRecordService script_records;
    script::FormatService formats;
    ScriptEvents script_events;
    script::ScriptChangeService script_changes;
    script::ScriptEditService script_edits;
    script::HistoryService history;
    world::WorldService worlds;
    cast::CastService cast;
    cast::CastScriptService cast_scripts;
    shots::ShotsService shots;
    sound::SoundService sounds;
    sound::UploadService sound_uploads;
    comments::CommentsService comments;
    comments::SuggestionsService suggestions;
    comments::ReviewService review;
    outline::OutlineService outline;
    outline::StructureService structures;
    outline::BeatsService beats;
    outline::LengthService lengths;
    stats::StatsService stats;
    search::SearchService search;
    copies::CopyService copies;
    imports::ImportService imports;
    providers::BuiltinProvider provider;
    providers::ConnectionsService connections;
    generate::Frames frames;
    generate::StoryboardService storyboards;
    generate::FrameService placeholders;
    spending::SpendingService spending;
    render::RenderService renders;
    picture_stories::PictureStoryService picture_stories;
    dramas::DramaService dramas;
    dramas::DramaModel drama_model;
    panels::ComicService comics;
    lessons::LessonsService lessons;
    takeout::TakeoutService takeout;
    takeout::PresetService presets{store};
    Actor host;  // Who runs the server: the person at the desk, or the first account.
};

}  // namespace fabula::app
