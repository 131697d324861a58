#include "story/story_service.hpp"

#include "base/error.hpp"
#include "base/revision.hpp"
#include "store/in_parts.hpp"

namespace fabula::story {

void check(const Project& project) {
    constexpr std::size_t kMetadataBytesMax = 64'000;
    if (!project.metadata.is_object()) invalid("metadata", "must be an object");
    if (project.metadata.dump().size() > kMetadataBytesMax) {
        invalid("metadata", "is larger than 64 kB");
    }
}

Project StoryService::get(const Actor& actor, const ProjectId& id, Bin bin) {
    return store_.read(
        [&](store::Reader& db) { return get_project(db, actor, Action::View, id, bin); });
}

std::vector<Project> StoryService::list(const Actor& actor, const std::string& before,
                                        std::int64_t limit, Bin bin) {
    return store_.read(
        [&](store::Reader& db) { return list_projects(db, actor, before, limit, bin); });
}

ProjectStats StoryService::stats(const Actor& actor, const ProjectId& id) {
    return store_.read([&](store::Reader& db) {
        return count_contents(db, get_project(db, actor, Action::View, id).id);
    });
}

Project StoryService::update(const Actor& actor, const ProjectId& id, const Patch<Project>& patch,
                             std::optional<std::int64_t> expected_rev) {
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id);
        check_rev(project.rev, expected_rev, "this project");
        patch.apply_to(project);
        check(project);
        tx.update(project);
        return project;
    });
}

void StoryService::remove(const Actor& actor, const ProjectId& id) {
    store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id);
        project.deleted_at = tx.now();
        project.deleted_by = actor.user;
        tx.update(project);
    });
}

Project StoryService::restore(const Actor& actor, const ProjectId& id) {
    return store_.write([&](store::Tx& tx) {
        auto project = get_project(tx, actor, Action::Edit, id, Bin::Only);
        project.deleted_at.reset();
        project.deleted_by.reset();
        tx.update(project);
        return project;
    });
}

std::vector<BinEntry> StoryService::list_bin(const Actor& actor, const std::string& before,
                                             std::int64_t limit) {
    return store_.read(
        [&](store::Reader& db) { return story::list_bin(db, actor, before, limit); });
}

void StoryService::purge(const Actor& actor, const ProjectId& id) {
    store_.write([&](store::Tx& tx) {
        delete_project(tx, get_project(tx, actor, Action::ManagePeople, id, Bin::Only).id);
    });
    assets_.remove_marked();
}

std::int64_t StoryService::purge_expired(Time now) {
    const auto count = store::write_in_parts(store_, 20, [&](store::Tx& tx, std::int64_t limit) {
        const auto expired = list_expired(tx, now - kBinKept, limit);
        for (const auto& project : expired) delete_project(tx, project.id);
        return std::ssize(expired);
    });
    assets_.remove_marked();
    return count;
}

}  // namespace fabula::story
