set(lessons_files lesson_answers.cpp lesson_cast.cpp lesson_panels.cpp lesson_story.cpp
    lesson_writer.cpp lessons.cpp lessons_begin.cpp lessons_routes.cpp lessons_service.cpp
    lessons_store.cpp written_lesson.cpp)
