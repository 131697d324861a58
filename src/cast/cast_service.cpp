#include "cast/cast_service.hpp"

#include "cast/cast_store.hpp"
#include "story/story_store.hpp"

namespace fabula::cast {

std::vector<Character> CastService::list(const Actor& actor, const ProjectId& project,
                                         const std::string& after, std::int64_t limit) {
    return store_.read([&](store::Reader& db) {
        const auto found = story::get_project(db, actor, Action::View, project);
        return list_characters(db, found.id, after, limit);
    });
}

Character CastService::get(const Actor& actor, const CharacterId& id) {
    return store_.read(
        [&](store::Reader& db) { return get_character(db, actor, Action::View, id); });
}

}  // namespace fabula::cast
