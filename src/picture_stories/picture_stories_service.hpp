// What one can do with picture stories.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "accounts/accounts_service.hpp"
#include "generate/frames.hpp"
#include "imports/imports_service.hpp"
#include "picture_stories/new_story.hpp"
#include "picture_stories/picture_stories_store.hpp"
#include "render/render_service.hpp"

namespace fabula::picture_stories {

inline constexpr std::string_view kPictureStoryKind = "picture_story";

struct SessionLimits {
    std::int64_t at_work_max = 100;                        // Sessions; further ones wait.
    std::chrono::hours idle_max = std::chrono::hours(24);  // Then one leaves the lists.
};

// Another picture for a scene. What is absent stays.
struct RedoWish {
    std::optional<std::string> description{};  // What the picture shows.
    std::optional<std::string> prompt{};       // What a model is asked with, as a whole.
    MadeBy pictures = MadeBy::Chosen;          // Chosen: as the session's.
    std::string image_connection{};
    std::string image_model{};
};

// A project whose text somebody pasted, with what was understood of it.
struct AnalysedStory {
    story::Project project;
    std::string text;
    breakdown::Analysis analysis;
};

// What a text says about itself, and how it would be cut.
struct UnderstoodStory : breakdown::Analysis {
    std::string title;
    std::vector<ProposedScene> proposed_scenes;

    static constexpr auto fields =
        join_fields(breakdown::Analysis::fields,
                    FieldList{Field<&UnderstoodStory::title>{"title"},
                              Field<&UnderstoodStory::proposed_scenes>{"proposed_scenes"}});
};

class PictureStoryService {
public:
    // All must outlive this.
    struct Parts {
        store::Store& store;
        const Clock& clock;
        accounts::AccountsService& accounts;
        imports::ImportService& imports;
        jobs::JobService& jobs;
        files::AssetService& assets;
        generate::Frames& frames;
        render::RenderService& renders;
        const providers::ModelChoice& models;
        const spending::PaidWork& paid;
    };

    // Registers its kind of job; the job service must not have started.
    PictureStoryService(const Parts& parts, const SessionLimits& limits);

    // Reads a text, stores nothing. Throws as read_story(). The scenes are `count`, or as many as
    // the analysis recommends.
    UnderstoodStory analyse(const Actor& actor, const StoryText& story,
                            std::optional<std::int64_t> count);
    // The same of a project's script.
    UnderstoodStory analyse(const Actor& actor, const ProjectId& project,
                            std::optional<std::int64_t> count);
    // Makes a project of a text.
    AnalysedStory take_in(const Actor& actor, const StoryText& story);

    // Makes a project of a text and begins its pictures, or queues them where kAtWorkMax are at
    // work. Throws Invalid naming the field, also for more scenes than words.
    SessionView begin(const Actor& actor, const StoryText& story, const PictureWish& wish);
    // The same of a project. Throws Conflict where its script is empty or without a heading.
    SessionView begin(const Actor& actor, const ProjectId& project, const PictureWish& wish);

    // By id or ext_id. Looking counts as touching.
    SessionView get(const Actor& actor, const std::string& id);
    std::vector<SessionView> list(const Actor& actor, const std::optional<ProjectId>& project,
                                  const std::string& before, std::int64_t limit);
    SessionCounts counts();

    // Makes the pictures of these scenes ink, and with `others` takes that back for those. Throws
    // Invalid, naming `field`, for a scene that is not there or has no picture.
    struct Decision {
        std::set<std::int64_t> approved{};
        std::set<std::int64_t> refused{};
        std::string field{};
    };
    SessionView decide(const Actor& actor, const std::string& id, const Decision& decision);
    // Throws Conflict where it is being made or approved.
    SessionView redo(const Actor& actor, const std::string& id, std::int64_t scene,
                     const RedoWish& wish);
    // Stops the work; what is made stays.
    SessionView cancel(const Actor& actor, const std::string& id);
    // Into the bin, from where restore() brings it back for story::kBinKept. The project stays.
    void remove(const Actor& actor, const std::string& id);
    SessionView restore(const Actor& actor, const std::string& id);

    // The approved pictures with what they show, as a ZIP. Throws Conflict where none is approved.
    struct Download {
        std::string file_name;
        std::string bytes;
    };
    Download download(const Actor& actor, const std::string& id);

    // Lets those that wait begin, takes those that nobody touched out of the lists, and empties
    // the bin. Whenever some time has passed.
    void tend(Time now);

private:
    struct Models {
        std::string image_connection;
        std::string image_model;
        std::string text_connection;
        std::string text_model;
    };
    [[nodiscard]] Models choose_models(const OrganizationId& organization,
                                       const std::optional<ProjectId>& project,
                                       const PictureWish& wish) const;
    SessionView store_plan(store::Tx& tx, const Actor& actor, const struct StoryPlan& plan,
                           const Session& wanted);
    void start_waiting(store::Tx& tx, const JobId& apart);
    void start(store::Tx& tx, Session& session);
    void submit(store::Tx& tx, const Session& session, const std::vector<jobs::NewJobItem>& items,
                std::vector<Scene>& scenes);
    void stop_work(const Actor& actor, const std::string& id);
    void work(jobs::JobRun& run);
    jobs::ItemResult paint(jobs::JobRun& run, const jobs::JobItem& item) const;

    Parts from_;
    SessionLimits limits_;
};

}  // namespace fabula::picture_stories
