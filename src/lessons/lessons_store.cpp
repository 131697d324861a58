#include "lessons/lessons_store.hpp"

#include "accounts/rights.hpp"
#include "base/error.hpp"

namespace fabula::lessons {

Lesson get_lesson(store::Reader& db, const Actor& actor, Action action, const LessonId& id) {
    constexpr std::string_view missing = "There is no such comic.";
    auto found = db.one<Lesson>("SELECT " + store::columns_of<Lesson>("l") +
                                    " FROM lesson l JOIN project p ON p.id = l.project_id"
                                    " WHERE p.deleted_at IS NULL AND (l.id = ? OR p.id = ?)",
                                id, id);
    if (!found) throw AppError(Code::NotFound, PublicText{std::string(missing)});
    accounts::require(db, actor, action, found->project_id, missing);
    return std::move(*found);
}

std::optional<Lesson> find_lesson_of(store::Reader& db, const ProjectId& project) {
    return db.one<Lesson>(store::select_from<Lesson>() + " WHERE project_id = ?", project);
}

std::vector<LessonScene> list_lesson_scenes(store::Reader& db, const LessonId& lesson) {
    return db.all<LessonScene>(store::select_from<LessonScene>() + " WHERE lesson_id = ?", lesson);
}

std::optional<LessonScene> find_lesson_scene(store::Reader& db, const NodeId& node) {
    return db.one<LessonScene>(store::select_from<LessonScene>() + " WHERE node_id = ?", node);
}

std::vector<LessonRole> list_lesson_roles(store::Reader& db, const LessonId& lesson) {
    return db.all<LessonRole>("SELECT " + store::columns_of<LessonRole>("r") +
                                  " FROM lesson_role r JOIN character c ON c.id = r.character_id"
                                  " WHERE r.lesson_id = ? AND c.deleted_at IS NULL ORDER BY r.id",
                              lesson);
}

RecordCounts count_records(store::Reader& db, const OrganizationId& organization) {
    return {.jobs = db.count("SELECT count(*) FROM job WHERE organization_id = ?", organization),
            .comics = db.count("SELECT count(*) FROM lesson l JOIN project p ON p.id = l.project_id"
                               " WHERE l.organization_id = ? AND p.deleted_at IS NULL",
                               organization),
            .bytes = db.count("SELECT sum(s.length) FROM lesson l"
                              " JOIN project p ON p.id = l.project_id"
                              " JOIN script s ON s.project_id = l.project_id"
                              " WHERE l.organization_id = ? AND p.deleted_at IS NULL",
                              organization)};
}

}  // namespace fabula::lessons
