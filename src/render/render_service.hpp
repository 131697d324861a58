// What one can do about frames that models make.
#pragma once

#include <optional>
#include <vector>

#include "cast/cast.hpp"
#include "files/asset_service.hpp"
#include "jobs/jobs_service.hpp"
#include "render/frame_prompt.hpp"
#include "render/render.hpp"
#include "spending/paid_work.hpp"

namespace fabula::render {

class RenderService {
public:
    // Registers its kind of job; the job service must not have started.
    RenderService(store::Store& store, const Clock& clock, jobs::JobService& jobs,
                  files::AssetService& assets, const providers::ModelChoice& models,
                  const spending::PaidWork& paid);

    // Sends nothing. Throws Invalid naming what is wrong with the wish.
    RenderPlan plan(const Actor& actor, const ProjectId& project, const RenderWish& wish);
    // Throws Unavailable where no provider of pictures is chosen.
    jobs::Job start(const Actor& actor, const ProjectId& project, const RenderWish& wish);

    // By its name, as it stands: the project's own words, or those that the program brings (`rev`
    // 0). std::logic_error for a name that the program brings none of.
    Prompt get_prompt(const Actor& actor, const ProjectId& project, std::string_view name);
    Prompt put_prompt(const Actor& actor, const ProjectId& project, std::string_view name,
                      const std::string& text);
    Prompt reset_prompt(const Actor& actor, const ProjectId& project, std::string_view name);

    // The shots whose pictures approve() would take.
    std::vector<ShotId> list_to_approve(const Actor& actor, const ProjectId& project);
    // Of these shots, or of all: the pictures that a model made and nobody approved. Answers the
    // shots that were approved now, which unapprove() takes.
    std::vector<ShotId> approve(const Actor& actor, const ProjectId& project,
                                const std::vector<ShotId>& shots);
    void unapprove(const Actor& actor, const ProjectId& project, const std::vector<ShotId>& shots);

    // A picture for an item of another kind of job, whose input names "connection" and "model" as
    // this kind's does. It becomes the newest version of the shot, and its frame where no approved
    // one is there.
    jobs::ItemResult make_picture(jobs::JobRun& run, const jobs::JobItem& item,
                                  const PlannedPicture& asked,
                                  std::optional<std::int64_t> seed = std::nullopt) const;

private:
    void work(jobs::JobRun& run) const;
    jobs::ItemResult paint(jobs::JobRun& run, const jobs::JobItem& item) const;
    [[nodiscard]] jobs::ItemResult keep(const jobs::JobRun& run, const shots::Shot& shot,
                                        const PlannedPicture& asked,
                                        const spending::PaidPicture& paid) const;

    store::Store& store_;
    const Clock& clock_;
    jobs::JobService& jobs_;
    files::AssetService& assets_;
    const providers::ModelChoice& models_;
    const spending::PaidWork& paid_;
};

}  // namespace fabula::render
