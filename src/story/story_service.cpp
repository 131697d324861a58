#include "story/story_service.hpp"

#include "base/error.hpp"

namespace fabula::story {

Project StoryService::get(const Actor& actor, const ProjectId& id, Bin bin) {
    return store_.read(
        [&](store::Reader& db) { return get_project(db, actor.organization, id, bin); });
}

std::vector<Project> StoryService::list(const Actor& actor, const std::string& before,
                                        std::int64_t limit, Bin bin) {
    return store_.read([&](store::Reader& db) {
        return list_projects(db, actor.organization, before, limit, bin);
    });
}

ProjectStats StoryService::stats(const Actor& actor, const ProjectId& id) {
    return store_.read([&](store::Reader& db) {
        return count_contents(db, get_project(db, actor.organization, id).id);
    });
}

Project StoryService::update(const Actor& actor, const ProjectId& id, const Patch<Project>& patch,
                             std::optional<std::int64_t> expected_rev) {
    accounts_.require(actor, actor.organization, Role::Editor);
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor.organization, id);
        if (expected_rev && *expected_rev != project.rev) {
            throw AppError(Code::Stale, PublicText{"Somebody changed this project meanwhile. "
                                                   "Load it again and repeat your change."});
        }
        patch.apply_to(project);
        tx.update(project);
        return project;
    });
}

void StoryService::remove(const Actor& actor, const ProjectId& id) {
    accounts_.require(actor, actor.organization, Role::Editor);
    store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor.organization, id);
        project.deleted_at = tx.now();
        tx.update(project);
    });
}

Project StoryService::restore(const Actor& actor, const ProjectId& id) {
    accounts_.require(actor, actor.organization, Role::Editor);
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor.organization, id, Bin::Only);
        project.deleted_at.reset();
        tx.update(project);
        return project;
    });
}

}  // namespace fabula::story
