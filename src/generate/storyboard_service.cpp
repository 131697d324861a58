#include "generate/storyboard_service.hpp"

#include "base/error.hpp"
#include "cast/cast_store.hpp"
#include "shots/shots_store.hpp"
#include "story/story_store.hpp"

namespace fabula::generate {

StoryboardService::StoryboardService(store::Store& store, jobs::JobService& jobs, Frames& frames,
                                     const providers::BuiltinProvider& builtin)
    : store_(store), jobs_(jobs), builtin_(builtin) {
    jobs_.register_kind(std::string(kStoryboardKind), [&frames](jobs::JobRun& run) {
        if (run.job().item_count == 0) frames.add_items(run, *run.job().project_id);
        run.each_item([&](const jobs::JobItem& item) { return frames.draw(run.job(), item); },
                      {.threads = kDrawingThreads});
    });
}

jobs::Job StoryboardService::start(const Actor& actor, const ProjectId& id) {
    return store_.write([&](store::Tx& tx) {
        const auto project = story::get_project(tx, actor, Action::Edit, id);
        const auto busy = jobs::find_unfinished_job(tx, project.id, std::string(kStoryboardKind));
        if (busy) return *busy;
        if (shots::count_shots(tx, project.id) > 0 &&
            shots::list_shots_without_image(tx, project.id).empty()) {
            throw AppError(Code::Conflict, PublicText{"Every shot has its frame already."});
        }
        return jobs_.submit(tx, actor,
                            {.kind = std::string(kStoryboardKind),
                             .title = project.title,
                             .project_id = project.id,
                             .input = Json::object(),
                             .items = {}});
    });
}

std::string StoryboardService::portrait_svg(const Actor& actor, const CharacterId& id) {
    cast::Character character;
    const auto members = store_.read([&](store::Reader& db) {
        character = cast::get_character(db, actor, Action::View, id);
        return character.project_id ? cast_members(db, *character.project_id)
                                    : std::vector<providers::CastMember>{{.name = character.name}};
    });
    return builtin_.portrait_svg(character.name, members);
}

}  // namespace fabula::generate
