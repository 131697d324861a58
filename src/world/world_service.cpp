#include "world/world_service.hpp"

#include "story/story_store.hpp"
#include "world/world_store.hpp"

namespace fabula::world {

std::vector<WorldItem> WorldService::list_locations(const Actor& actor, const ProjectId& project,
                                                    const std::string& after, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return world::list_locations(db, found.id, after, limit);
    });
}

}  // namespace fabula::world
