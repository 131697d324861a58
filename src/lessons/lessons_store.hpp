// Rows of lessons.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "lessons/lessons.hpp"
#include "store/store.hpp"

namespace fabula::lessons {

// By its own id or by that of its project. Throws NotFound where it is not there, its project lies
// in the bin or is not the actor's, Forbidden where they may not do that with it.
Lesson get_lesson(store::Reader& db, const Actor& actor, Action action, const LessonId& id);
std::optional<Lesson> find_lesson_of(store::Reader& db, const ProjectId& project);

std::vector<LessonScene> list_lesson_scenes(store::Reader& db, const LessonId& lesson);
std::optional<LessonScene> find_lesson_scene(store::Reader& db, const NodeId& node);

// Oldest first, those of characters in the bin left out.
std::vector<LessonRole> list_lesson_roles(store::Reader& db, const LessonId& lesson);

// How many rows of an organization the documented JSON files would stand for.
struct RecordCounts {
    std::int64_t jobs = 0;
    std::int64_t comics = 0;
    std::int64_t bytes = 0;  // Of the comics' scripts.
};
RecordCounts count_records(store::Reader& db, const OrganizationId& organization);

}  // namespace fabula::lessons
