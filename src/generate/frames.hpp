// Shots and their frames as items of a job: of the storyboard's, or of an export that needs them.
#pragma once

#include <vector>

#include "files/asset_service.hpp"
#include "jobs/jobs_service.hpp"
#include "providers/providers.hpp"
#include "script/script_service.hpp"
#include "shots/shots.hpp"
#include "store/store.hpp"

namespace fabula::generate {

// A shot ready to be stored, and the stretch of text that it holds on to.
struct PlannedShot {
    shots::Shot shot;
    screenplay::Range range;
};

// The shots of a script by the rules of breakdown.
std::vector<PlannedShot> plan_shots(const script::ScriptView& view);

// Stores the row, holding on to its stretch of the text at the script's version.
void store_shot(store::Tx& tx, const script::Script& script, const PlannedShot& planned);

// The cast of a project as providers know it, in the order that fixes the looks.
std::vector<providers::CastMember> cast_members(store::Reader& db, const ProjectId& project);

// Frames are drawn by so many threads; more would starve who reads meanwhile.
inline constexpr int kDrawingThreads = 2;

// Who a job works for.
Actor actor_of(const jobs::Job& job);

// The shot shows the new frame; the placeholder that it showed before is deleted unless it is kept
// as a version.
void replace_rough(store::Tx& tx, const shots::Shot& shot, const AssetId& image);
// The second half of it: `before` is the shot as it was when it showed the placeholder.
void delete_replaced_rough(store::Tx& tx, const shots::Shot& before);

class Frames {
public:
    Frames(store::Store& store, script::ScriptService& scripts, files::AssetService& assets,
           const providers::ImageProvider& provider)
        : store_(store), scripts_(scripts), assets_(assets), provider_(provider) {}

    // Adds an item for each frame that the project lacks, and `last` behind them; stores the shots
    // in the same transaction where the project has none. Only for a job without items.
    void add_items(jobs::JobRun& run, const ProjectId& project,
                   const std::vector<jobs::NewJobItem>& last = {});

    // The same for each frame that the rules drew and that shows somebody of this name. Only for a
    // job without items.
    void add_redraws(jobs::JobRun& run, const std::string& name);

    // The item that draws the shot's frame.
    static jobs::NewJobItem item_of(const shots::Shot& shot);
    // True for such an item.
    static bool is_frame(const jobs::JobItem& item);

    // Draws the frame of such an item. The shot gets its picture in the transaction that ends the
    // item, so no frame is doubled. Where what it shows has changed meanwhile, and a newer picture
    // is there or on its way, that one stays.
    jobs::ItemResult draw(const jobs::Job& job, const jobs::JobItem& item) const;

    // Removes the files of frames that newer ones have replaced.
    void forget_replaced() { assets_.remove_marked(); }

private:
    store::Store& store_;
    script::ScriptService& scripts_;
    files::AssetService& assets_;
    const providers::ImageProvider& provider_;
};

}  // namespace fabula::generate
