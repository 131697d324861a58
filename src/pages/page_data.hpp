// What the pages show: one function per page, from records to the data that its template names.
#pragma once

#include <string>

#include "accounts/accounts_service.hpp"
#include "cast/cast_script_service.hpp"
#include "files/asset_service.hpp"
#include "history/activity_service.hpp"
#include "http/events.hpp"
#include "http/templates.hpp"
#include "imports/imports_service.hpp"
#include "jobs/jobs_service.hpp"
#include "lessons/lessons_service.hpp"
#include "outline/beats_service.hpp"
#include "outline/lengths.hpp"
#include "outline/outline_service.hpp"
#include "outline/structure_service.hpp"
#include "panels/comic_service.hpp"
#include "picture_stories/picture_stories_service.hpp"
#include "providers/connections_service.hpp"
#include "render/render_service.hpp"
#include "script/format_service.hpp"
#include "script/history_service.hpp"
#include "script/record_service.hpp"
#include "script/script_service.hpp"
#include "search/search_service.hpp"
#include "shots/shots_service.hpp"
#include "sound/sound_service.hpp"
#include "spending/spending_service.hpp"
#include "story/story_service.hpp"
#include "takeout/takeout_service.hpp"
#include "world/world_service.hpp"

namespace fabula::pages {

// All that pages are made of. Must outlive them.
struct Sources {
    accounts::AccountsService& accounts;
    history::ActivityService& activity;
    story::StoryService& stories;
    imports::ImportService& imports;
    script::ScriptService& scripts;
    script::ScriptRecordService& records;
    script::FormatService& formats;
    script::HistoryService& history;
    cast::CastService& cast;
    cast::CastScriptService& cast_scripts;
    world::WorldService& worlds;
    shots::ShotsService& shots;
    sound::SoundService& sounds;
    outline::OutlineService& outline;
    outline::StructureService& structures;
    outline::BeatsService& beats;
    outline::LengthService& lengths;
    search::SearchService& search;
    picture_stories::PictureStoryService& picture_stories;
    panels::ComicService& comics;
    lessons::LessonsService& lessons;
    takeout::TakeoutService& takeout;
    jobs::JobService& jobs;
    spending::SpendingService& spending;
    render::RenderService& renders;
    providers::ConnectionsService& connections;
    files::AssetService& assets;
    const http::Texts& texts;
};

// Which projects the desk lists, as its address asks.
struct ProjectWish {
    std::string words;
    std::string kind;
    std::string sort;
    std::string show;   // "projects", "archive", "templates"; empty: projects.
    std::string after;  // The place behind which the list goes on.
};

// Who looks, in which language, and where in the story they are.
struct Visit {
    Actor actor;
    std::string language = "en";
    std::string at;     // Id of the scene that is kept from lens to lens; may be empty.
    std::string paper;  // "letter" or "a4" where the visitor asked for one.
    std::string mode;   // How to read the comic, or to compare: "side".
    std::string from;   // The versions that are compared; may be empty.
    std::string to;
    std::string before;  // Sessions below this version are listed.
    bool numbers = false;
    ProjectWish projects;
};

// A text of the interface in the visitor's language.
inline const std::string& text_of(const Sources& from, const Visit& visit, const std::string& key) {
    return from.texts.get(visit.language, key);
}

Json desk_page(const Sources& from, const Visit& visit);
Json import_page(const Sources& from, const Visit& visit, const ImportId& id);
Json project_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json board_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json script_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json write_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json shots_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json storyboard_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json play_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json cues_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json comic_page(const Sources& from, const Visit& visit, const ProjectId& id);
// The first step, before there is a project.
Json new_lesson_page(const Sources& from, const Visit& visit);
// A step by its name: topic, scenes, cast, panels, read; an empty one leads to that which waits.
// What cannot be reached yet leads to the last that can. Throws NotFound for another name.
http::PageAnswer lesson_page(const Sources& from, const Visit& visit, const ProjectId& id,
                             const std::string& step);
Json statistics_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json history_page(const Sources& from, const Visit& visit, const ProjectId& id);
// Whose acts, and on what, the address of the page of the activity log asks for; empty: all.
struct ActivityWish {
    std::string person;
    std::string kind;
};
Json activity_page(const Sources& from, const Visit& visit, const ProjectId& id,
                   const ActivityWish& wish);
Json bring_back_page(const Sources& from, const Visit& visit, const ProjectId& project,
                     const ImportId& id);
// For a text that is still to be a project, and for a project.
Json new_picture_story_page(const Sources& from, const Visit& visit);
Json picture_story_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json settings_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json formats_page(const Sources& from, const Visit& visit);
Json providers_page(const Sources& from, const Visit& visit);
Json bin_page(const Sources& from, const Visit& visit);
Json cast_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json character_page(const Sources& from, const Visit& visit, const ProjectId& project,
                    const CharacterId& id);
// What the address of the search page asks for, as it is written there.
struct SearchWish {
    std::string words;
    std::string kind;
    std::string project;
    std::string speaker;
    std::string setting;
    std::string after;
};
Json search_page(const Sources& from, const Visit& visit, const SearchWish& wish);
Json worlds_page(const Sources& from, const Visit& visit);
Json world_page(const Sources& from, const Visit& visit, const WorldId& id);
// The world of the project's own.
Json project_world_page(const Sources& from, const Visit& visit, const ProjectId& project);
Json entry_page(const Sources& from, const Visit& visit, const WorldItemId& id);
Json exports_page(const Sources& from, const Visit& visit, const ProjectId& id);
Json jobs_page(const Sources& from, const Visit& visit);

struct HouseFacts {
    std::string environment;
    std::string data_folder;
    std::string person;  // Who has signed in; empty at the desk and for nobody.
};
// What every page has besides its own data.
Json common_data(jobs::JobService& jobs, http::EventHub& events, const Actor& actor,
                 const HouseFacts& facts);

}  // namespace fabula::pages
