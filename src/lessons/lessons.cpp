#include "lessons/lessons.hpp"

namespace fabula::lessons {

LessonStatus status_of(LessonStep step) {
    switch (step) {
        case LessonStep::Initialization: return LessonStatus::Pending;
        case LessonStep::GeneratingScenes:
        case LessonStep::RefiningScenes:
        case LessonStep::GeneratingImages: return LessonStatus::Processing;
        case LessonStep::SceneReview:
        case LessonStep::CharacterSelection:
        case LessonStep::ComicGeneration: return LessonStatus::RequiresAction;
        case LessonStep::Completed: return LessonStatus::Completed;
        case LessonStep::Error: break;
    }
    return LessonStatus::Failed;
}

std::int64_t progress_of(LessonStep step) {
    switch (step) {
        case LessonStep::Initialization: return 0;
        case LessonStep::GeneratingScenes: return 10;
        case LessonStep::SceneReview: return 50;
        case LessonStep::RefiningScenes: return 30;
        case LessonStep::CharacterSelection: return 60;
        case LessonStep::ComicGeneration: return 70;
        case LessonStep::GeneratingImages: return 75;
        case LessonStep::Completed: return 100;
        case LessonStep::Error: break;
    }
    return 0;
}

}  // namespace fabula::lessons
